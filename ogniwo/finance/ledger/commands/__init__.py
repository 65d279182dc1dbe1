"""What changes the ledger: posting, drafts, reversals, settlements, accounts and their determination."""
