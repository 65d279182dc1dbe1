"""From stock drafts to facts: moves, layers, deltas, and the entries of the ledger they ask for."""
