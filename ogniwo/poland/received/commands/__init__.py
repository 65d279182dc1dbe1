"""Reading received e-invoices."""

from ogniwo.poland.received.commands.reading import EInvoiceFile, read_einvoice, read_einvoices

__all__ = ["EInvoiceFile", "read_einvoice", "read_einvoices"]
