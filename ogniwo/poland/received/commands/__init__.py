"""Reading received e-invoices."""

from ogniwo.poland.received.commands.reading import read_einvoice, read_einvoices

__all__ = ["read_einvoice", "read_einvoices"]
