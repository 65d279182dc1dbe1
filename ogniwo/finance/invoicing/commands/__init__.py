"""What changes invoices: writing, deriving, posting, correcting, receiving, voiding."""

from ogniwo.finance.invoicing.commands.correct_invoices import CorrectionInput, LineAfter, correct_invoice, correct_invoices
from ogniwo.finance.invoicing.commands.post_invoices import post_invoices
from ogniwo.finance.invoicing.commands.receive_invoices import PurchaseInput, StatedLine, receive_invoice, receive_invoices
from ogniwo.finance.invoicing.commands.void_invoices import take_number, void_invoices
from ogniwo.finance.invoicing.commands.void_purchases import discard_purchase_invoices, void_purchase_invoices
from ogniwo.finance.invoicing.commands.write_invoices import InvoiceInput, issue_invoices, issuing, write_invoice, write_invoices

__all__ = [
    "CorrectionInput", "InvoiceInput", "LineAfter", "PurchaseInput", "StatedLine", "correct_invoice", "correct_invoices", "discard_purchase_invoices", "issue_invoices",
    "issuing", "post_invoices", "receive_invoice", "receive_invoices", "take_number", "void_invoices", "void_purchase_invoices", "write_invoice", "write_invoices",
]  # fmt: skip
