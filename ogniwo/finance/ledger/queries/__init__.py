"""What the ledger answers: lists for screens, reports as at a date and as known, words for forms."""
