"""Who may what: the matrix of doors and roles, foreign canaries, fields that not everybody sees."""
