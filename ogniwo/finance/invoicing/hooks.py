"""What invoicing tells others."""

from dataclasses import dataclass
from uuid import UUID

from ogniwo.kernel.outbox.hooks import Event


@dataclass(frozen=True, slots=True)
class InvoicesPosted:
    """Invoices of both registers that the act posted."""

    invoices: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class InvoicesVoided:
    """Invoices refused by clearance and taken back."""

    invoices: tuple[UUID, ...]


invoices_posted: Event[InvoicesPosted] = Event("invoicing.invoices_posted")
invoices_voided: Event[InvoicesVoided] = Event("invoicing.invoices_voided")
