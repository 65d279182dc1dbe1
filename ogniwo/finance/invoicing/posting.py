"""From invoice lines to drafts for the books: amounts and roles, no accounts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.invoicing.rules import Side, sided
from ogniwo.finance.tax.drafts import TaxDraft
from ogniwo.kernel.books.drafts import Amount, EntryDraft, RoleKeys
from ogniwo.kernel.money.rules import convert, rounded_to_sum
from ogniwo.kernel.writing.reader import Rows, data
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.taxation.queries import plain
from ogniwo.masterdata.taxation.rules import Rate, Taxed, TaxedLine, in_currency
from ogniwo.masterdata.trade.commands import Written
from ogniwo.masterdata.trade.queries.sources import Source

ZERO, ONE = Decimal(0), Decimal(1)
LOAD = """SELECT i.document_id, d.type, i.register, i.issued_on, i.supplied_on, i.tax_point, i.due_on, i.received_on, i.payable_total, d.currency, c.currency, c.policies,
  d.branch_id, h.party_id, t.party_class, h.their_reference, d.title, h.rate, h.rate_per, i.tax_rate, i.tax_rate_per, i.replaces_id, i.tax_period,
  l.line_id, l.product_id, coalesce(p.product_class, ''), coalesce(p.stocked, false), l.tax_class, l.rate_percent, l.net, l.tax, l.gross, l.description
  FROM invoicing_invoice i JOIN documents_document d ON d.id = i.document_id JOIN trade_tradedocument h ON h.document_id = i.document_id
  JOIN parties_partyterms t ON t.party_id = h.party_id JOIN tenancy_company c ON c.id = i.company_id
  JOIN trade_tradeline l ON l.document_id = i.document_id JOIN documents_line k ON k.id = l.line_id LEFT JOIN catalog_productterms p ON p.product_id = l.product_id
  WHERE i.document_id = ANY(%s) ORDER BY i.document_id, k.position"""


@dataclass(slots=True)
class PostedLine:
    """A line as it is booked; amounts in the document's currency."""

    line_id: int
    product_id: UUID | None
    product_class: str
    stocked: bool
    rate: Rate
    net: Decimal
    tax: Decimal
    gross: Decimal
    text: str


@dataclass(slots=True)
class Posting:
    """An invoice with its lines, read for posting."""

    document_id: UUID
    type: str
    register: str
    issued_on: date
    supplied_on: date
    tax_point: date
    due_on: date
    received_on: date | None
    payable_total: Decimal
    currency: str
    base: str
    policies: dict[str, Any]
    branch_id: int | None
    party_id: UUID
    party_class: str
    their_reference: str
    title: str
    rate: Decimal | None
    rate_per: int
    tax_rate: Decimal | None
    tax_rate_per: int
    replaces: UUID | None
    chosen_period: date | None
    lines: list[PostedLine] = field(default_factory=list)
    entry_day: date = date.min
    tax_period: date = date.min
    corrected_on: date | None = None

    @property
    def sale(self) -> bool:
        return self.register == "sale"

    @property
    def foreign(self) -> bool:
        return self.currency != self.base

    @property
    def red(self) -> bool:
        """Whether amounts below zero stay on their side (red storno)."""
        return self.type == "invoicing.correction" and bool(self.policies.get("red_storno", True))


def load(rows: Rows, invoices: Sequence[UUID]) -> list[Posting]:
    """Invoices with their lines, in id order; one statement."""
    found: dict[UUID, Posting] = {}
    for row in rows.rows(LOAD, [list(invoices)]):
        head, (line, product, product_class, stocked, code, percent, *amounts, text) = row[:23], row[23:]
        p = found.get(head[0])
        if p is None:
            p = found[head[0]] = Posting(*head)
            p.policies = data(p.policies)
        rate = Rate(code, None if percent is None else plain(percent))
        p.lines.append(PostedLine(line, product, product_class, stocked, rate, *amounts, text))
    return list(found.values())


def of_written(w: Written, invoice: Any, sources: Mapping[int, Source]) -> Posting:
    """An invoice just drafted, as `load` would read it: nothing is read again."""
    one, header, computed = sources[w.sources[0]], w.header, w.computed
    p = Posting(
        document_id=w.id, type=w.document.type, register=invoice.register, issued_on=invoice.issued_on, supplied_on=invoice.supplied_on,
        tax_point=invoice.tax_point, due_on=invoice.due_on, received_on=invoice.received_on, payable_total=invoice.payable_total, currency=header.currency,
        base=one.home, policies={}, branch_id=w.document.branch_id, party_id=header.party_id, party_class=one.party_class,
        their_reference=header.their_reference, title=w.document.title, rate=header.rate, rate_per=header.rate_per, tax_rate=invoice.tax_rate,
        tax_rate_per=invoice.tax_rate_per, replaces=invoice.replaces_id, chosen_period=invoice.tax_period,
    )  # fmt: skip
    for key, row, line in zip(w.sources, w.lines, computed.lines, strict=True):
        s = sources[key]
        p.lines.append(PostedLine(row.line_id, s.product, s.product_class, s.stocked, line.rate, line.net, line.tax, line.gross, line.description))
    return p


def drafts(unit: Unit, postings: Sequence[Posting]) -> list[Any]:
    """Register rows and entries of invoices, for the books."""
    out: list[Any] = []
    for p in postings:
        own = Taxed.of(TaxedLine(line.line_id, line.rate, line.net, line.tax, line.gross) for line in p.lines)
        booked = in_currency(own, p.rate, per=Decimal(p.rate_per)) if p.rate else own
        taxed = in_currency(own, p.tax_rate, per=Decimal(p.tax_rate_per)) if p.tax_rate else own
        taxes = _taxes(unit, p, own, taxed)
        out += [*taxes, _entry(p, own, booked, taxes)]
    return out


def _taxes(unit: Unit, p: Posting, own: Taxed, taxed: Taxed) -> list[TaxDraft]:
    shares: dict[Rate, list[tuple[int, Decimal, Decimal]]] = defaultdict(list)
    for line in taxed.lines:
        shares[line.rate].append((line.key, line.net, line.tax))  # type: ignore[arg-type]
    numbers = unit.ids(len(taxed.totals))
    return [
        TaxDraft(
            id=number, document_id=p.document_id, register=p.register, tax_class=t.rate.code, rate=t.rate.percent, net=t.net, tax=t.tax,
            net_doc=o.net, tax_doc=o.tax, currency=p.currency, tax_period=p.tax_period, tax_point=p.tax_point, party_id=p.party_id,
            journal=_journal(p), day=p.entry_day, shares=shares[t.rate], corrected_on=p.corrected_on,
        )
        for number, t, o in zip(numbers, taxed.totals, own.totals, strict=True)
    ]  # fmt: skip


def _journal(p: Posting) -> str:
    return "SPR" if p.sale else "ZAK"


def _entry(p: Posting, own: Taxed, booked: Taxed, taxes: Sequence[TaxDraft]) -> EntryDraft:
    side: Side = "credit" if p.sale else "debit"
    sign = -ONE if p.sale else ONE
    amounts = [
        _amount(p, line, b.net, side, doc=sign * line.net if p.foreign else None) for line, b in zip(p.lines, booked.lines, strict=True) if b.net or line.net
    ]
    for t in taxes:
        if t.tax:
            debit, credit = sided(t.tax, side, red=p.red)
            amounts.append(Amount(
                role="tax_due" if p.sale else "tax_input", debit=debit, credit=credit, amount_doc=sign * t.tax_doc if p.foreign else None,
                keys=RoleKeys(tax_class=t.tax_class, party_class=p.party_class), tax_line_id=t.id, shares=[(line, sign * tax) for line, _net, tax in t.shares if tax],
            ))  # fmt: skip
    amounts += _settling(p, own, booked, taxes)
    text = p.title or p.their_reference
    return EntryDraft(
        document_id=p.document_id, journal=_journal(p), day=p.entry_day, document_day=p.issued_on, operation_day=p.supplied_on, text=text, currency=p.currency, amounts=amounts,
    )


def _amount(p: Posting, line: PostedLine, net: Decimal, side: Side, *, doc: Decimal | None) -> Amount:
    role = "revenue" if p.sale else "received_not_invoiced" if line.stocked else "purchase_cost"
    debit, credit = sided(net, side, red=p.red)
    keys = RoleKeys(product_class=line.product_class, party_class=p.party_class, tax_class=line.rate.code)
    return Amount(role=role, debit=debit, credit=credit, line_id=line.line_id, amount_doc=doc, keys=keys, text=line.text[:300], shares=[(line.line_id, debit - credit)])


def _settling(p: Posting, own: Taxed, booked: Taxed, taxes: Sequence[TaxDraft]) -> list[Amount]:
    """The receivable or payable, what rounding left between the lines and the document, and between two rates."""
    tax, tax_doc = sum((t.tax for t in taxes), ZERO), sum((t.tax_doc or ZERO for t in taxes), ZERO)
    total = convert(p.payable_total, p.rate, per=Decimal(p.rate_per)) if p.rate else p.payable_total
    side: Side = "debit" if p.sale else "credit"
    sign = ONE if p.sale else -ONE
    debit, credit = sided(total, side, red=p.red)
    shares = _shares(p, own, total, sign)
    keys = RoleKeys(party_class=p.party_class)
    amounts = [Amount(
        role="receivable" if p.sale else "payable", debit=debit, credit=credit, party_id=p.party_id, amount_doc=sign * p.payable_total if p.foreign else None,
        keys=keys, due=p.due_on, open_item=True, shares=shares,
    )]  # fmt: skip
    left, left_doc = total - booked.net - tax, p.payable_total - own.net - tax_doc
    if left or left_doc:
        debit, credit = sided(left, "credit" if p.sale else "debit", red=False)
        amounts.append(Amount(role="tax_rate_difference" if p.foreign else "rounding", debit=debit, credit=credit, amount_doc=-sign * left_doc if p.foreign else None))
    return [a for a in amounts if a.debit or a.credit or a.amount_doc]


def _shares(p: Posting, own: Taxed, total: Decimal, sign: Decimal) -> list[tuple[int, Decimal]]:
    """The total over the lines by gross; a document whose lines cancel out has it on its first line."""
    if not p.lines or not own.gross:
        return [(p.lines[0].line_id, sign * total)] if p.lines and total else []
    exact = [line.gross * total / own.gross for line in p.lines]
    parts = rounded_to_sum(exact, total)
    return [(line.line_id, sign * part) for line, part in zip(p.lines, parts, strict=True) if part]
