"""Making the structured files of posted invoices."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.files.commands import NewFile, keep
from ogniwo.kernel.files.models import Kind
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Rows, data
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.taxation.queries import plain
from ogniwo.poland.clearance.errors import CompanyIncomplete, NotComposed
from ogniwo.poland.clearance.rules import IssuedInvoice, IssuedLine, IssuedParty, IssuedRate, content_of
from ogniwo.poland.einvoice.refusals import InvoiceRefused
from ogniwo.poland.einvoice.writer import write_invoice
from ogniwo.poland.law import facts

MEDIA = "application/xml"
HEADS = """SELECT i.document_id, n.text, i.issued_on, i.supplied_on, i.due_on, d.currency, h.price_mode, c.name, c.identifiers, c.address, c.bank_accounts, p.name, p.country,
  (SELECT value FROM parties_partyidentifier x WHERE x.party_id = p.subject_id AND x.scheme IN ('NIP', 'VAT-EU', 'VAT') ORDER BY x.scheme LIMIT 1),
  a.street, a.postal_code, a.city, i.corrects_id, cn.text, ci.issued_on, k.reference, i.reason, i.tax_point
  FROM invoicing_invoice i JOIN documents_document d ON d.id = i.document_id JOIN trade_tradedocument h ON h.document_id = i.document_id
  JOIN numbering_number n ON n.document_id = i.document_id JOIN tenancy_company c ON c.id = i.company_id JOIN parties_party p ON p.subject_id = h.party_id
  LEFT JOIN LATERAL (SELECT street, postal_code, city FROM parties_partyaddress a WHERE a.party_id = p.subject_id ORDER BY (a.kind = 'registered') DESC LIMIT 1) a ON true
  LEFT JOIN numbering_number cn ON cn.document_id = i.corrects_id LEFT JOIN invoicing_invoice ci ON ci.document_id = i.corrects_id
  LEFT JOIN invoicing_clearance k ON k.document_id = i.corrects_id
  WHERE i.document_id = ANY(%s) AND i.register = 'sale' AND d.state = 'posted' ORDER BY i.document_id"""
LINES = """SELECT l.document_id, l.description, coalesce(p.code, ''), l.unit, l.quantity, l.price, l.net, l.gross, l.tax_class, c.before, c.after
  FROM trade_tradeline l JOIN documents_line k ON k.id = l.line_id LEFT JOIN catalog_product p ON p.id = l.product_id
  LEFT JOIN invoicing_correctionline c ON c.line_id = l.line_id WHERE l.document_id = ANY(%s) ORDER BY l.document_id, k.position"""
RATES = "SELECT document_id, tax_class, net_doc, tax_doc, tax, net FROM tax_taxregisterline WHERE document_id = ANY(%s) AND register = 'sale' ORDER BY id"
NOTES = """SELECT DISTINCT t.document_id, n.text FROM documents_line t JOIN documents_flow f ON f.target_id = t.id AND f.kind = 'invoiced' JOIN documents_line s ON s.id = f.source_id
  JOIN documents_document d ON d.id = s.document_id AND d.type = 'sales.delivery' JOIN numbering_number n ON n.document_id = d.id WHERE t.document_id = ANY(%s) ORDER BY 1, 2"""


@command("clearance.make_files", _("Make the e-invoice file"), roles=("accountant", "seller"), sets="invoices")
def make_files(invoices: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[int]:
    """Make and keep the FA(3) files of posted sales invoices and corrections, each valid against the schema; returns the files' ids.

    Raises Refused: CompanyIncomplete, NotComposed with the schema's own words.
    """
    wrong: list[BusinessError] = []
    made: list[tuple[UUID, Kind, str, NewFile]] = []
    for document, issued in read(unit, invoices, now=unit.now).items():
        try:
            body = write_invoice(content_of(issued))
        except (ValueError, InvoiceRefused) as problem:
            wrong.append(NotComposed(record=document, number=issued.number, problem=str(problem)))
            continue
        name = f"{issued.number.replace('/', '-')}.xml"
        made.append((document, Kind.PRINT, "", NewFile(name, body, MEDIA)))
    if wrong:
        raise Refused(wrong)
    unit.touch(document for document, *_rest in made)
    return keep(unit, made) if made else []


def read(rows: Rows, invoices: Sequence[UUID], *, now: datetime) -> dict[UUID, IssuedInvoice]:
    """Posted sales invoices as their files need them; four statements."""
    ids = list(invoices)
    lines, rates, notes = defaultdict(list), defaultdict(list), defaultdict(list)
    for document, *rest in rows.rows(LINES, [ids]):
        lines[document].append(_line(rest))
    for document, code, net_doc, tax_doc, tax, net in rows.rows(RATES, [ids]):
        rates[document].append(IssuedRate(code, net if net_doc is None else net_doc, tax if tax_doc is None else tax_doc, tax))
    for document, text in rows.rows(NOTES, [ids]):
        notes[document].append(text)
    return {row[0]: _invoice(row, lines[row[0]], rates[row[0]], notes[row[0]], now) for row in rows.rows(HEADS, [ids])}


def _line(row: Sequence[Any]) -> IssuedLine:
    name, code, unit, quantity, price, net, gross, tax_class, before, after = row
    if before is None:
        return IssuedLine(name, code, unit, plain(quantity), plain(price), net, gross, tax_class)
    old, new = (_said(name, code, unit, data(state)) for state in (before, after))
    return IssuedLine(new.name, code, unit, new.quantity, new.price, new.net, new.gross, new.tax_class, before=old)


def _said(name: str, code: str, unit: str, state: dict[str, Any]) -> IssuedLine:
    quantity, price, net, gross = (plain(Decimal(state[key])) for key in ("quantity", "price", "net", "gross"))
    return IssuedLine(name, code, unit, quantity, price, net, gross, state["tax_class"])


def _invoice(row: Sequence[Any], lines: list[IssuedLine], rates: list[IssuedRate], notes: list[str], now: datetime) -> IssuedInvoice:
    (_id, number, issued, supplied, due, currency, mode, name, identifiers, address, accounts, buyer, country, buyer_number, street, postal, city,
     corrects, corrected_number, corrected_day, reference, reason, tax_point) = row  # fmt: skip
    own, place, banks = data(identifiers), data(address), data(accounts)
    if not own.get("NIP") or not place:
        raise Refused([CompanyIncomplete()])
    return IssuedInvoice(
        number=number, issued_on=issued, supplied_on=supplied, due_on=due, currency=currency, gross_prices=mode == "gross", lines=tuple(lines), rates=tuple(rates),
        seller=IssuedParty(name, own["NIP"], "PL", place.get("street", ""), f"{place.get('postal_code', '')} {place.get('city', '')}".strip()),
        buyer=IssuedParty(buyer, buyer_number, country, street or "", f"{postal or ''} {city or ''}".strip()), delivery_notes=tuple(notes), made_at=now,
        account=next((bank["number"] for bank in banks if bank.get("currency", "PLN") == currency), ""),
        corrects=(corrected_number, corrected_day, reference or "") if corrects else None, reason=reason, effect="1" if tax_point < issued else "2", codes=codes(issued),
    )  # fmt: skip


def codes(on: date) -> dict[str, str]:
    """Tax class -> its code in a line (P_12), by the law of a day."""
    return {row["code"]: row["p_12"] for row in facts("tax_classes", on=on) if "p_12" in row}
