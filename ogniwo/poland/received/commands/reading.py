"""Files of e-invoices become drafts of purchase invoices."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.invoicing.commands import PurchaseInput, StatedLine, receive_invoices
from ogniwo.finance.invoicing.models import Clearance
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.files.commands import NewFile, keep
from ogniwo.kernel.files.models import Kind
from ogniwo.kernel.money.rules import convert
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit, spread
from ogniwo.kernel.xml import FileRefused
from ogniwo.masterdata.taxation.queries import exchange_before
from ogniwo.poland.einvoice.checks import refuse_if_not_ours
from ogniwo.poland.einvoice.content.invoice import Invoice
from ogniwo.poland.einvoice.reader import read_invoice
from ogniwo.poland.received.commands.suppliers import key_of, suppliers
from ogniwo.poland.received.errors import NotRead, ReadAlready
from ogniwo.poland.received.models import EInvoice
from ogniwo.poland.received.rules import NOTES, WAITS, Stated, exchange_rate, said, stated, supply_day, tax_in_zloty
from ogniwo.supply.purchasing.commands import match_invoices

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('received e-invoices', %s))"
OURS = "SELECT identifiers, currency FROM tenancy_company WHERE id = %s"
BEFORE = """SELECT e.content_id, e.seller_number, e.number FROM received_einvoice e JOIN documents_document d ON d.id = e.document_id
  WHERE d.state NOT IN ('discarded', 'void') AND (e.content_id = ANY(%s) OR (e.seller_number, e.number) IN (SELECT * FROM unnest(%s::text[], %s::text[])))"""
CORRECTED = """SELECT h.party_id, h.their_reference, h.document_id FROM trade_tradedocument h JOIN documents_document d ON d.id = h.document_id
  WHERE d.type = 'invoicing.purchase_invoice' AND d.state = 'posted' AND (h.party_id, h.their_reference) IN (SELECT * FROM unnest(%s::uuid[], %s::text[]))"""


@dataclass(slots=True)
class Read:
    """A file read: what it says, and how it will stand."""

    file: NewFile
    reference: str
    digest: str
    invoice: Invoice
    stated: Stated


@command("received.read_einvoice", _("Read an e-invoice"), roles=("accountant", "buyer"))
def read_einvoice(file: bytes, *, add_suppliers: bool = True, clearance_reference: str = "", unit: Unit, acting: Acting) -> list[UUID]:
    """Read one file of an e-invoice into a draft of a purchase invoice, matched with what was received."""
    return read_einvoices([NewFile("faktura.xml", file)], clearance_references=(clearance_reference,), add_suppliers=add_suppliers, unit=unit)


@command("received.read_einvoices", _("Read e-invoices"), roles=("accountant", "buyer"))
def read_einvoices(
    files: Sequence[NewFile], *, clearance_references: Sequence[str] = (), received_on: date | None = None, add_suppliers: bool = True, unit: Unit, acting: Acting,
) -> list[UUID]:  # fmt: skip
    """Read files of e-invoices into drafts of purchase invoices, all or none; amounts as they stand.

    ``clearance_references``: the number the clearance system gave each file, in their order, where known.

    Raises Refused with every reason for every file: NotRead (hostile, not valid: its line; another company's), ReadAlready,
    UnknownSupplier where suppliers may not be added. Drafts are matched with receipts at once.
    """
    ((identifiers, home),) = unit.rows(OURS, [acting.company_id])
    ours = {str(value).replace(" ", "").removeprefix("PL") for value in (data(identifiers) or {}).values()}
    wrong: list[BusinessError] = []
    references = [*clearance_references, *[""] * len(files)]
    found = [read for f, reference in zip(files, references, strict=False) if (read := _read(f, reference, ours, acting, wrong))]
    unit.rows(LOCK, [acting.company_id])
    wrong += _doubles(unit, found)
    if wrong:
        raise Refused(wrong)
    parties = suppliers(unit, [r.invoice for r in found], add=add_suppliers)
    rates = _rates(unit, found, home)
    corrected = _corrected(unit, found, parties)
    inputs = [_input(r, parties[key_of(r.invoice)], rates, corrected, (received_on or acting.today, home)) for r in found]
    ids = receive_invoices(inputs, unit=unit)
    unit.flush()
    keep(unit, [(document, Kind.SOURCE, "", NewFile(r.file.name, r.file.content, "application/xml")) for document, r in zip(ids, found, strict=True)])
    for document, r in zip(ids, found, strict=True):
        unit.add(draft(EInvoice)(
            document_id=document, content_id=r.digest, seller_number=r.invoice.seller.identity.nip, number=r.invoice.body.number, kind=r.invoice.body.kind,
            issued_on=r.invoice.body.issue_day, waits=r.stated.waits, notes=r.stated.notes,
        ))  # fmt: skip
        if r.reference:
            unit.add(draft(Clearance)(document_id=document, reference=r.reference, at=unit.now))
    unit.flush()
    if drafts := [document for document, r in zip(ids, found, strict=True) if not r.stated.waits]:
        match_invoices(drafts, unit=unit)
    return ids


def _read(f: NewFile, reference: str, ours: set[str], acting: Acting, wrong: list[BusinessError]) -> Read | None:
    try:
        invoice = read_invoice(f.content)
        _refuse_others(invoice, ours)
    except FileRefused as no:
        wrong.append(NotRead(name=f.name, line=no.line, reason=no.say(acting.language), fault=no.code))
        return None
    return Read(f, reference, hashlib.sha256(f.content).hexdigest(), invoice, stated(invoice, day=invoice.body.issue_day))


def _refuse_others(invoice: Invoice, ours: set[str]) -> None:
    """Ours by the tax number, or by a foreign one that stands among the company's identifiers with its prefix."""
    identity = invoice.buyer.identity
    foreign = f"{identity.eu_prefix or identity.other_country or ''}{identity.eu_number or identity.other_number or ''}"
    if identity.nip is None and foreign and foreign in ours:
        return
    refuse_if_not_ours(invoice, ours)


def _doubles(unit: Unit, found: Sequence[Read]) -> list[BusinessError]:
    keys = [(r.invoice.seller.identity.nip, r.invoice.body.number) for r in found]
    rows = unit.rows(BEFORE, [[r.digest for r in found], *spread(keys, 2)])
    digests, numbers = {row[0] for row in rows}, {(row[1], row[2]) for row in rows}
    wrong: list[BusinessError] = []
    for r, key in zip(found, keys, strict=True):
        if r.digest in digests or key in numbers:
            wrong.append(ReadAlready(name=r.file.name, number=key[1], seller=r.invoice.seller.identity.name))
        digests.add(r.digest)
        numbers.add(key)
    return wrong


def _rates(unit: Unit, found: Sequence[Read], home: str) -> dict[tuple[str, date], Decimal]:
    """Rates for foreign invoices that state none: ours, of the day before the tax point (art. 31a uVAT)."""
    wanted = {(r.invoice.body.currency, _point(r.invoice)) for r in found if r.invoice.body.currency != home and exchange_rate(r.invoice.body) is None}
    return {key: x.rate / x.per for key, x in exchange_before(unit, wanted).items()}


def _point(invoice: Invoice) -> date:
    return min(supply_day(invoice.body) or invoice.body.issue_day, invoice.body.issue_day)


def _corrected(unit: Unit, found: Sequence[Read], parties: dict[tuple[str, str], UUID]) -> dict[tuple[UUID, str], UUID]:
    pairs = [(parties[key_of(r.invoice)], c.number) for r in found for c in r.invoice.body.corrected]
    return {(party, number): document for party, number, document in unit.rows(CORRECTED, spread(pairs, 2))} if pairs else {}


def _input(r: Read, party: UUID, rates: dict[tuple[str, date], Decimal], corrected: dict[tuple[UUID, str], UUID], where: tuple[date, str]) -> PurchaseInput:
    body, (received_on, home) = r.invoice.body, where
    rate = None if body.currency == home else exchange_rate(body) or rates.get((body.currency, _point(r.invoice)))
    if body.currency != home and rate is None:
        r.stated.waits = r.stated.waits or said(WAITS, "currency", currency=body.currency, day=_point(r.invoice))
    if rate and (zloty := tax_in_zloty(body)) is not None:
        computed = sum((convert(tax, rate) for tax in r.stated.taxes.values()), Decimal(0))
        if computed != zloty:
            r.stated.notes.append(said(NOTES, "tax_pln", stated=zloty, computed=computed))
    numbers = [c.number for c in body.corrected]
    original = next((corrected[party, number] for number in numbers if (party, number) in corrected), None)
    r.stated.notes += [said(NOTES, "corrected_missing", number=number) for number in numbers if (party, number) not in corrected]
    payment = body.payment
    due = next((t.due_day for t in payment.terms if t.due_day), payment.paid_day) if payment else None
    return PurchaseInput(
        party=party, number=body.number[:80], issued_on=body.issue_day, supplied_on=supply_day(body), received_on=received_on, due_on=due, currency=body.currency,
        lines=tuple(
            StatedLine(line.text, line.quantity, line.net, line.tax_class, price=line.price.quantize(Decimal("0.000001")), unit=line.unit) for line in r.stated.lines
        ), taxes=r.stated.taxes, payable_total=body.total, rate=rate, rate_day=None if rate is None else _point(r.invoice), corrects=original,
        bank_account=payment.accounts[0].number[:40] if payment and payment.accounts else "",
        payment_method="split" if body.annotations.split_payment else "transfer", state="waiting" if r.stated.waits else "draft", details=_details(r),
    )  # fmt: skip


def _details(r: Read) -> dict[str, Any]:
    """What matching with receipts reads: codes of lines, numbers of orders and delivery notes."""
    body = r.invoice.body
    lines = {str(n): {"code": line.code, "gtin": line.gtin} for n, line in enumerate(r.stated.lines, 1) if line.code or line.gtin}
    orders = [order.number for order in (body.conditions.orders if body.conditions else ()) if order.number]
    return {"kind": body.kind, "lines": lines, "orders": orders, "delivery_notes": list(body.delivery_notes)}
