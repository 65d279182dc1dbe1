"""What invoicing tells others, and asks them before it takes something back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ogniwo.kernel.outbox.hooks import Check, Event


@dataclass(frozen=True, slots=True)
class InvoicesPosted:
    """Invoices of both registers that the act posted."""

    invoices: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class InvoicesVoided:
    """Invoices taken back ``on``: sales ones refused by clearance, purchases posted by mistake."""

    invoices: tuple[UUID, ...]
    on: date


@dataclass(frozen=True, slots=True)
class PurchasesToVoid:
    """Purchase invoices about to be taken back."""

    invoices: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PurchasesDiscarded:
    """Received invoices that are put aside before they were posted."""

    invoices: tuple[UUID, ...]


invoices_posted: Event[InvoicesPosted] = Event("invoicing.invoices_posted")
invoices_voided: Event[InvoicesVoided] = Event("invoicing.invoices_voided")
purchases_voided: Event[InvoicesVoided] = Event("invoicing.purchases_voided")
purchases_to_void: Check[PurchasesToVoid] = Check("invoicing.purchases_to_void")
purchases_discarded: Event[PurchasesDiscarded] = Event("invoicing.purchases_discarded")
