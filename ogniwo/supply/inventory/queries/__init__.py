"""What the warehouse answers: lists for screens, stock and its value as at a day and as known, what is available."""
