"""Corrections (korekty): what lines shall say after; the difference is booked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.invoicing.commands.invoiced_lines import InvoicedLine, read_lines
from ogniwo.finance.invoicing.commands.rates import rates_of_originals
from ogniwo.finance.invoicing.commands.write_invoices import add_invoices
from ogniwo.finance.invoicing.errors import MoreThanInvoiced, NothingChanges
from ogniwo.finance.invoicing.models import CorrectionLine
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import cause, link, lock
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.money.rules import places, rounded
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.taxation.queries import plain, rates_on
from ogniwo.masterdata.taxation.rules import Correction, PricedLine, PriceMode, Rate, Rounding, Taxed, TaxedLine, corrected, taxed
from ogniwo.masterdata.trade.commands import write_computed
from ogniwo.masterdata.trade.rules import Computed, ComputedLine

TYPE = "invoicing.correction"
LATEST = """SELECT DISTINCT ON (c.corrected_id) c.corrected_id, c.after FROM invoicing_correctionline c JOIN documents_document d ON d.id = c.document_id
  WHERE c.corrected_id = ANY(%s) AND d.state <> 'void' ORDER BY c.corrected_id, c.line_id DESC"""
FIELDS = ("quantity", "price", "discount_percent", "net", "tax", "gross")


@dataclass(frozen=True, slots=True)
class LineAfter:
    """What a line of the invoice shall say: fields left empty stay as they are. Quantity 0 takes the line back."""

    line: int
    quantity: Decimal | None = None
    price: Decimal | None = None
    discount_percent: Decimal | None = None
    tax_class: str = ""
    return_line: int | None = None


@dataclass(frozen=True, slots=True)
class CorrectionInput:
    """A correction of one invoice; ``supplied_on`` empty means the correction's cause is new: its own day (VAT act, art. 29a ust. 17)."""

    invoice: UUID
    lines: tuple[LineAfter, ...]
    reason: str
    issued_on: date
    supplied_on: date | None = None


@dataclass(slots=True)
class State:
    """A line as it stands now, with earlier corrections."""

    quantity: Decimal
    price: Decimal
    discount_percent: Decimal
    tax_class: str
    rate_percent: Decimal | None
    net: Decimal
    tax: Decimal
    gross: Decimal

    @property
    def rate(self) -> Rate:
        return Rate(self.tax_class, self.rate_percent)

    def said(self) -> dict[str, str | None]:
        """As data, exact."""
        percent = None if self.rate_percent is None else str(self.rate_percent)
        return {**{name: str(getattr(self, name)) for name in FIELDS}, "tax_class": self.tax_class, "rate_percent": percent}


@command("invoicing.correct_invoices", _("Correct an invoice"), roles=("accountant", "seller"))
def correct_invoices(corrections: Sequence[CorrectionInput], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Write draft corrections of posted invoices: each line before and after, the difference summed by rate.

    Raises Refused: NothingChanges, MoreThanInvoiced, NotFound for a line of another invoice.
    """
    lock(unit, [c.invoice for c in corrections], type="invoicing.invoice", states=("posted",))
    sources: dict[UUID, list[InvoicedLine]] = defaultdict(list)
    for line in read_lines(unit, [c.invoice for c in corrections]):
        sources[line.document_id].append(line)
    everything = [line.line_id for lines in sources.values() for line in lines]
    latest = {line: State(**_stated(data(after))) for line, after in unit.rows(LATEST, [everything])}
    rates = {key: found.rate for key, found in rates_on(unit, {c.issued_on for c in corrections}).items()}
    wrong: list[BusinessError] = []
    known = _Known(latest, rates, wrong)
    made = [_correction(n, c, sources[c.invoice], known) for n, c in enumerate(corrections)]
    if wrong:
        raise Refused(wrong)
    return _write(unit, corrections, [m for m in made if m is not None])


@command("invoicing.correct_invoice", _("Correct"), roles=("accountant", "seller"))
def correct_invoice(invoice: UUID, lines: Sequence[LineAfter], *, reason: str, issued_on: date, unit: Unit, acting: Acting) -> list[UUID]:
    """Write a draft correction of one invoice: what each line shall say after. Lines left out stay as they are."""
    return correct_invoices([CorrectionInput(invoice, tuple(lines), reason, issued_on)], unit=unit)


def _stated(after: Mapping[str, Any]) -> dict[str, Any]:
    numbers = {name: Decimal(after[name]) for name in FIELDS}
    return {**numbers, "tax_class": after["tax_class"], "rate_percent": None if after["rate_percent"] is None else Decimal(after["rate_percent"])}


def _now(line: InvoicedLine, latest: Mapping[int, State]) -> State:
    percent = None if line.rate_percent is None else plain(line.rate_percent)
    first = State(plain(line.quantity), plain(line.price), plain(line.discount_percent), line.tax_class, percent, line.net, line.tax, line.gross)
    return latest.get(line.line_id, first)


@dataclass(slots=True)
class _Known:
    """What all corrections of the act share: lines as they stand, rates of the day; ``wrong`` gathers reasons to refuse."""

    latest: Mapping[int, State]
    rates: Mapping[tuple[str, date], Rate]
    wrong: list[BusinessError]


@dataclass(slots=True)
class _Lines:
    """The lines of one corrected invoice: as they stand, as they shall be, and what was asked of each."""

    sources: list[InvoicedLine]
    before: dict[int, State]
    after: dict[int, State]
    asked: dict[int, LineAfter]


@dataclass(slots=True)
class _Made:
    computed: Computed
    lines: list[tuple[InvoicedLine, State, State, LineAfter]]


def _correction(n: int, c: CorrectionInput, lines: list[InvoicedLine], known: _Known) -> _Made | None:
    asked = {line.line: line for line in c.lines}
    known.wrong += [NotFound(record=n, line=line) for line in asked.keys() - {s.line_id for s in lines}]
    before = {s.line_id: _now(s, known.latest) for s in lines}
    wanted: dict[int, State] = {}
    for s in lines:
        state, ask = before[s.line_id], asked.get(s.line_id)
        wanted[s.line_id] = state if ask is None else _asked(state, ask, known.rates, c.issued_on)
        if wanted[s.line_id].quantity * s.quantity < 0:
            known.wrong.append(MoreThanInvoiced(record=n, line=s.line_id, position=s.position, quantity=wanted[s.line_id].quantity))
    if not lines:
        return None
    head = lines[0]
    after = taxed(
        [PricedLine(key, w.quantity, w.price, w.rate, w.discount_percent) for key, w in wanted.items() if key in asked],
        price_mode=PriceMode(head.price_mode), rounding=Rounding(head.rounding), places=places(head.currency),
    )  # fmt: skip
    for line in after.lines:
        w = wanted[line.key]  # type: ignore[index]
        w.net, w.tax, w.gross = line.net, line.tax, line.gross
    found = corrected(_taxed(before), _taxed(wanted))
    if not found.changes:
        known.wrong.append(NothingChanges(record=n))
        return None
    return _made(c, _Lines(lines, before, wanted, asked), found)


def _asked(state: State, ask: LineAfter, rates: Mapping[tuple[str, date], Rate], on: date) -> State:
    rate = rates.get((ask.tax_class, on)) if ask.tax_class else None
    return replace(
        state,
        quantity=state.quantity if ask.quantity is None else ask.quantity,
        price=state.price if ask.price is None else ask.price,
        discount_percent=state.discount_percent if ask.discount_percent is None else ask.discount_percent,
        tax_class=rate.code if rate else state.tax_class,
        rate_percent=rate.percent if rate else state.rate_percent,
    )


def _taxed(states: Mapping[int, State]) -> Taxed:
    return Taxed.of(TaxedLine(key, s.rate, s.net, s.tax, s.gross) for key, s in states.items())


def _made(c: CorrectionInput, lines: _Lines, found: Correction) -> _Made:
    by_line = {s.line_id: s for s in lines.sources}
    computed, kept = [], []
    for difference in found.difference.lines:
        s = by_line[difference.key]  # type: ignore[index]
        old, new = lines.before[s.line_id], lines.after[s.line_id]
        out_of_old = old.rate != new.rate and difference.rate == old.rate
        quantity = -old.quantity if out_of_old else new.quantity if old.rate != new.rate else new.quantity - old.quantity
        base = rounded(s.quantity_base * (quantity / s.quantity), 6) if s.quantity else Decimal(0)
        computed.append(ComputedLine(
            given=s.as_given(), product=s.product_id, code=s.code or "", description=s.description, unit=s.unit, quantity=quantity, quantity_base=base,
            price=old.price if out_of_old else new.price, price_reason="corrected", discount_percent=(old if out_of_old else new).discount_percent,
            rate=difference.rate, net=difference.net, tax=difference.tax, gross=difference.gross, cost_estimate=None,
        ))  # fmt: skip
        kept.append((s, old, new, lines.asked.get(s.line_id) or LineAfter(s.line_id)))
    head = lines.sources[0]
    document = Computed(
        header=head.header(c.issued_on, head.payment_days), party_name="", lines=tuple(computed), taxed=found.difference, faults=(), rate=head.rate,
        rate_per=head.rate_per, rate_source=head.rate_source, rate_day=head.rate_day,
    )  # fmt: skip
    return _Made(document, kept)


def _write(unit: Unit, corrections: Sequence[CorrectionInput], made: Sequence[_Made]) -> list[UUID]:
    written = write_computed(unit, TYPE, "draft", [m.computed for m in made])
    rates = rates_of_originals(unit, [c.invoice for c in corrections]) if any(m.computed.rate for m in made) else {}
    for c, m, w in zip(corrections, made, written, strict=True):
        add_invoices(unit, [w], [c.supplied_on or c.issued_on], corrects_id=c.invoice, reason=c.reason[:300], **rates.get(c.invoice, {}))
        cause(unit, [(c.invoice, w.id, "corrects")])
        for (source, old, new, ask), line in zip(m.lines, w.document_lines, strict=True):
            unit.add(draft(CorrectionLine)(line_id=line.id, document_id=w.id, corrected_id=source.line_id, before=old.said(), after=new.said()))
            quantity = abs(line.quantity) if line.quantity and old.rate == new.rate else Decimal(0)
            link(unit, [(source.line_id, line.id, "corrected", quantity)])
            if ask.return_line:
                link(unit, [(ask.return_line, line.id, "invoiced", quantity)])
    return [w.id for w in written]
