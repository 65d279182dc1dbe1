"""From posted invoices' matches to drafts for the books."""
