"""From an invoice as it was posted to the content of its FA(3)."""

from ogniwo.poland.clearance.rules.facts import IssuedInvoice, IssuedLine, IssuedParty, IssuedRate
from ogniwo.poland.clearance.rules.making import content_of

__all__ = ["IssuedInvoice", "IssuedLine", "IssuedParty", "IssuedRate", "content_of"]
