"""Revenue that is earned by delivering and waits for its invoice (UoR art. 6; IFRS 15.31)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.books.drafts import Amount, EntryDraft, RoleKeys
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.money.rules import ZERO, convert
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.commands import Written
from ogniwo.masterdata.trade.queries.sources import Source
from ogniwo.supply.inventory.hooks import DELIVERED_NOT_INVOICED
from ogniwo.supply.sales.commands.types import JOURNAL
from ogniwo.supply.sales.errors import NoExchangeRate
from ogniwo.supply.sales.models import Accrual
from ogniwo.supply.sales.queries.chain import campaigns_of
from ogniwo.supply.sales.rules import Waiting

AccrualDraft = draft(Accrual)
REVENUE = "revenue"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What entries take from the documents they come from, besides their lines: campaigns."""

    campaigns: dict[UUID, UUID]

    def dimensions(self, line: Source) -> dict[str, str]:
        """Dimensions of what is booked for a source line."""
        campaign = self.campaigns.get(line.document)
        found = {"campaign": str(campaign) if campaign else "", "branch": line.branch, "product_class": line.product_class}
        return {name: value for name, value in found.items() if value}


def particulars(unit: Unit, documents: Collection[UUID]) -> Particulars:
    """Read them for source documents; one statement."""
    return Particulars(campaigns_of(unit, documents))


def accrue(unit: Unit, made: Sequence[Written], lines: Mapping[int, Source], facts: Particulars) -> list[EntryDraft]:
    """Entries of revenue earned by deliveries at the order's price, at the day's rate; what waits is kept by line.

    Raises Refused with NoExchangeRate where the day's rate is not known.
    """
    if wrong := _without_rate(unit, made):
        raise Refused(wrong)
    entries = []
    for w in made:
        amounts: list[Amount] = []
        for key, line in zip(w.sources, w.lines, strict=True):
            if line.net:
                booked = convert(line.net, w.computed.rate, per=Decimal(w.computed.rate_per)) if w.computed.rate else line.net
                waiting = Waiting(line.quantity, booked, line.net)
                amounts += sides(lines[key], line.line_id, waiting, facts, foreign=w.computed.rate is not None)
                unit.add(AccrualDraft(id=unit.ids(1)[0], delivery_line_id=line.line_id, line_id=line.line_id, day=w.document.day, quantity=line.quantity,
                                      amount=booked, amount_doc=line.net))  # fmt: skip
        if amounts:
            entries.append(entry(w, amounts))
    unit.notes.setdefault("sales accrued", set()).update(e.document_id for e in entries)
    return entries


def _without_rate(unit: Unit, made: Sequence[Written]) -> list[BusinessError]:
    home = unit.acting.currency
    return [NoExchangeRate(record=w.id, currency=w.document.currency, day=w.document.day) for w in made if w.document.currency != home and w.computed.rate is None]


def entry(w: Written, amounts: list[Amount]) -> EntryDraft:
    """An entry of the sales journal for a document of its day."""
    day = w.document.day
    return EntryDraft(document_id=w.id, journal=JOURNAL, day=day, document_day=day, operation_day=day, text="", currency=w.document.currency, amounts=amounts)


def sides(source: Source, line: int, waiting: Waiting, facts: Particulars, *, foreign: bool) -> list[Amount]:
    """Delivered-not-invoiced against revenue for what waits; a value below zero swaps them."""
    size, up = abs(waiting.amount), waiting.amount >= 0
    keys = RoleKeys(product_class=source.product_class, party_class=source.party_class, tax_class=source.tax_class)
    out = []
    for role, debit, sign in ((DELIVERED_NOT_INVOICED, up, 1), (REVENUE, not up, -1)):
        out.append(Amount(
            role=role, debit=size if debit else ZERO, credit=ZERO if debit else size, line_id=line, party_id=source.party, keys=keys,
            amount_doc=sign * waiting.amount_doc if foreign else None, dimensions=facts.dimensions(source), text=source.description[:300],
            shares=[(line, sign * waiting.amount)],
        ))  # fmt: skip
    return out
