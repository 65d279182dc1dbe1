"""Registers the ledger's stage with the books."""

from ogniwo.finance.ledger.commands.booking import book
from ogniwo.kernel.books.drafts import EntryDraft
from ogniwo.kernel.books.hooks import processes

processes("ledger", EntryDraft)(book)
