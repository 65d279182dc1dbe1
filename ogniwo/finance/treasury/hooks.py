"""What the treasury tells others, and what it asks them for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.outbox.hooks import Check, Event


@dataclass(frozen=True, slots=True)
class PaymentsPosted:
    """Payments the act posted, and the documents whose open items they settled."""

    payments: tuple[UUID, ...]
    settled_documents: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PaymentsTakenBack:
    """Payments taken back ``on``: what they settled is open again."""

    payments: tuple[UUID, ...]
    on: date


payments_taken_back: Event[PaymentsTakenBack] = Event("treasury.payments_taken_back")
payments_posted: Event[PaymentsPosted] = Event("treasury.payments_posted")


@dataclass(frozen=True, slots=True)
class ToPay:
    """A supplier's item about to be paid: ``amount`` above zero in ``currency``."""

    item_id: int
    document_id: UUID
    party_id: UUID
    number: str
    amount: Decimal
    currency: str
    due: date


@dataclass(frozen=True, slots=True)
class Titled:
    """What a transfer says, and the national scheme it goes by (``local_instrument``), where the country has one.

    ``account``: the payee's account when the document names one; else the party's own is taken.
    """

    title: str = ""
    local_instrument: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """A transfer about to be put before who approves: what it says, for which document."""

    run_id: UUID
    line_id: int
    document_id: UUID
    payee: str
    amount: Decimal
    currency: str
    title: str


@dataclass(frozen=True, slots=True)
class ToSend:
    """Transfers of runs about to be sent for approval."""

    transfers: tuple[Sending, ...]


transfers_to_send: Check[ToSend] = Check("treasury.transfers_to_send")
Titler = Callable[..., Mapping[int, Titled]]
TITLERS: list[Titler] = []


def titles(titler: Titler) -> Titler:
    """Register ``f(items: Sequence[ToPay], *, unit) -> {item id: Titled}``: a country's split payment, an invoice's account."""
    TITLERS.append(titler)
    return titler


def titled(items: Sequence[ToPay], *, unit: Any) -> dict[int, Titled]:
    """What the registered titlers say of items; the last one wins in what it says."""
    found: dict[int, Titled] = {}
    for titler in TITLERS:
        for item, said in titler(items, unit=unit).items():
            before = found.get(item, Titled())
            found[item] = Titled(said.title or before.title, said.local_instrument or before.local_instrument, said.account or before.account)
    return found
