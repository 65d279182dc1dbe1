"""Pairs of invoice lines with what came or went back, found by the rules, and kept as matches."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.documents.commands import link
from ogniwo.kernel.money.rules import rounded
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit
from ogniwo.supply.purchasing.models import Match
from ogniwo.supply.purchasing.queries.matching import InvoiceLine, ReceiptLine, originals, receipt_lines, return_lines
from ogniwo.supply.purchasing.rules import Asked, Difference, InvoicedLine, Offered, Tolerance, credit_difference, differences, pair

ZERO = Decimal(0)
LOCK = "SELECT 1 FROM documents_document WHERE id IN (SELECT document_id FROM documents_line WHERE id = ANY(%s)) ORDER BY id FOR UPDATE"
POLICY = "SELECT policies, currency FROM tenancy_company WHERE id = current_setting('ogniwo.company')::int"


@dataclass(slots=True)
class Found:
    """``quantity`` of an invoice line is for a receipt line; of a credit below zero. ``how`` it was found."""

    asked: InvoiceLine
    offered: ReceiptLine
    quantity: Decimal
    how: str


def by_itself(unit: Unit, asked: Sequence[InvoiceLine], *, only: Collection[int] = ()) -> list[Found]:
    """What the rules find for invoice lines among all that is open of their suppliers (or ``only`` those lines), locked."""
    parties = {a.party for a in asked}
    credits_of = originals(unit, {a.corrects for a in asked if a.corrects and a.left < 0})
    lines = {line for found in credits_of.values() for line, _quantity in found}
    if only:
        offered = locked_lines(unit, list(only))
    else:
        known = [*receipt_lines(unit, parties=parties, lines=list(lines)), *(return_lines(unit, parties=parties) if any(a.left < 0 for a in asked) else ())]
        offered = locked_lines(unit, [o.line for o in known])
    made: list[Found] = []
    for party, currency in dict.fromkeys((a.party, a.currency) for a in asked):
        mine = [a for a in asked if (a.party, a.currency) == (party, currency)]
        theirs = [o for o in offered if (o.party, o.currency) == (party, currency)]
        made += _credits(mine, [o for o in theirs if o.back])
        made += _corrected(mine, {o.line: o for o in theirs if not o.back}, credits_of, made)
        made += _pairs([(a, _rest(a, made)) for a in mine], [(o, o.left - _gone(o, made)) for o in theirs if not o.back])
    return made


def locked_lines(unit: Unit, lines: Sequence[int]) -> list[ReceiptLine]:
    """Lines of receipts and returns, read under their documents' locks: two invoices never take one receipt twice."""
    if not lines:
        return []
    unit.rows(LOCK, [list(lines)])
    found = receipt_lines(unit, lines=lines)
    return found if len(found) == len(set(lines)) else [*found, *return_lines(unit, lines=lines)]


def keep(unit: Unit, made: Sequence[Found]) -> None:
    """Write pairs as matches, with what differs, and the flow between the lines. What finds no receipt counts with a line's last pair."""
    judge = _Judge.of(unit) if made else None
    last = {id(f.asked): f for f in made}
    over = {key: f.asked.left - sum((g.quantity for g in made if g.asked is f.asked), ZERO) for key, f in last.items()}
    links = []
    for number, f in zip(unit.ids(len(made)), made, strict=True):
        more = over[id(f.asked)] if last[id(f.asked)] is f and f.quantity > 0 else ZERO
        found = [_data(d) for d in judge.differences(f, more)] if judge else []
        unit.add(draft(Match)(
            id=number, document_id=f.asked.document, invoice_line_id=f.asked.line, receipt_line_id=f.offered.line, quantity=f.quantity, how=f.how, differences=found,
        ))  # fmt: skip
        links.append(flow_on(f))
    link(unit, links)


def flow_on(f: Found) -> tuple[int, int, str, Decimal]:
    """Count a pair as taken; the flow it makes, in the words of the receipt's own unit."""
    a, o = f.asked, f.offered
    now = o.invoiced + (-f.quantity if o.back else f.quantity)
    flowed = o.flow(now) - o.flow(o.invoiced)
    a.matched, o.invoiced = a.matched + f.quantity, now
    return (o.line, a.line, "invoiced", flowed)


def _rest(a: InvoiceLine, made: Sequence[Found]) -> Decimal:
    return a.left - sum((f.quantity for f in made if f.asked is a), ZERO)


def _gone(o: ReceiptLine, made: Sequence[Found]) -> Decimal:
    return sum((-f.quantity if o.back else f.quantity for f in made if f.offered is o), ZERO)


def _credits(mine: Sequence[InvoiceLine], returned: Sequence[ReceiptLine]) -> list[Found]:
    """Credits meet what went back, at most what the whole document takes off of a product: lines before and after a correction cancel."""
    if not returned:
        return []
    less: dict[Any, Decimal] = defaultdict(Decimal)
    for a in mine:
        less[a.document, a.product] -= a.left
    asked = []
    for a in mine:
        part = min(-a.left, less[a.document, a.product])
        if part > 0:
            less[a.document, a.product] -= part
            asked.append((a, part))
    return [Found(f.asked, f.offered, -f.quantity, "credit") for f in _pairs(asked, [(o, o.left) for o in returned])]


def _corrected(mine: Sequence[InvoiceLine], offered: Mapping[int, ReceiptLine], credits_of: Mapping[UUID, Sequence[tuple[int, Decimal]]], made: Sequence[Found]) -> list[Found]:
    """What is left of a correction's credits takes back from the receipts of the invoice it corrects, so that its lines after may take them anew."""
    found: list[Found] = []
    left = {(invoice, line): quantity for invoice, lines in credits_of.items() for line, quantity in lines}
    for a in mine:
        rest = -_rest(a, made)
        for line, _quantity in credits_of.get(a.corrects, ()) if a.corrects else ():
            o = offered.get(line)
            if o is None or rest <= 0 or not a.product or o.product != a.product or not a.corrects:
                continue
            part = min(rest, left[a.corrects, line], o.invoiced + _gone(o, found))
            if part > 0:
                found.append(Found(a, o, -part, "credit"))
                left[a.corrects, line] -= part
                rest -= part
    return found


def _pairs(asked: Sequence[tuple[InvoiceLine, Decimal]], offered: Sequence[tuple[ReceiptLine, Decimal]]) -> list[Found]:
    by_line, by_receipt = {a.line: a for a, _q in asked}, {o.line: o for o, _q in offered}
    wanted = [Asked(a.line, quantity, a.product, a.codes, a.description, a.names) for a, quantity in asked]
    there = [Offered(o.line, o.product, left, tuple(o.codes), (*o.names, o.description), (o.order_number, o.number, o.their_reference)) for o, left in offered]
    return [Found(by_line[p.asked], by_receipt[p.offered], p.quantity, p.how) for p in pair(wanted, there)]  # type: ignore[index]


@dataclass(frozen=True, slots=True)
class _Judge:
    """The company's tolerances, and its currency: what the supplier charged for goods that went back is known in it."""

    tolerance: Tolerance
    home: str

    @classmethod
    def of(cls, unit: Unit) -> "_Judge":
        ((policies, home),) = unit.rows(POLICY)
        said = data(policies)
        return cls(Tolerance(*(Decimal(str(said.get(name, 0))) for name in ("match_quantity_percent", "match_price_percent", "match_amount"))), home)

    def differences(self, f: Found, more: Decimal) -> Iterator[Difference]:
        """What differs when so much (and ``more`` without a receipt) is invoiced."""
        a, o = f.asked, f.offered
        ordered = rounded(o.order_price, 6) if o.order_price is not None else None
        if not o.back:
            line = InvoicedLine(a.line, f.quantity + max(more, ZERO), rounded(a.price, 6), o.ordered, ordered, o.quantity - o.returned, o.invoiced)
            yield from differences([line], self.tolerance)
        elif o.currency == self.home and ordered is not None:
            yield from credit_difference(a.line, (-f.quantity, rounded(a.price, 6)), ordered, self.tolerance)


def _data(d: Difference) -> dict[str, Any]:
    """A difference as data: its kind, figures, and the reason with its words."""
    words = {name: f"{value.normalize():f}" if isinstance(value, Decimal) else str(value) for name, value in d.reason.words.items()}
    return {"kind": str(d.kind.value), "quantity": str(d.quantity), "value": str(d.value), "tolerated": d.tolerated, "says": d.reason.says, "words": words}
