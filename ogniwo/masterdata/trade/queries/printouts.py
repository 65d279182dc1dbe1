"""What printed trade documents share: who sells and buys, the lines, the sums; all figures written out in the reader's language."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.money.rules import total
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say
from ogniwo.kernel.writing.reader import Rows, data
from ogniwo.masterdata.parties.hooks import SCHEMES
from ogniwo.workbench import format as fmt
from ogniwo.workbench.words import said

LANGUAGES = ("pl", "en")
HEADS = """SELECT d.id, d.type, coalesce(n.text, ''), d.day, d.title, h.currency, h.net, h.tax, h.gross, h.price_mode, h.payment_days, h.their_reference, h.note,
  h.party_id, p.name, p.language, p.country, a.street, a.postal_code, a.city,
  (SELECT json_agg(json_build_array(i.scheme, i.value) ORDER BY i.id) FROM parties_partyidentifier i WHERE i.party_id = h.party_id),
  u.name, u.email, c.name, c.identifiers, c.address, c.bank_accounts, c.language, c.country
  FROM trade_tradedocument h JOIN documents_document d ON d.id = h.document_id JOIN parties_party p ON p.subject_id = h.party_id
  JOIN tenancy_company c ON c.id = d.company_id LEFT JOIN numbering_number n ON n.document_id = d.id LEFT JOIN access_user u ON u.id = d.owner_id
  LEFT JOIN LATERAL (SELECT street, postal_code, city FROM parties_partyaddress a WHERE a.party_id = h.party_id ORDER BY (a.kind = 'registered') DESC, a.id LIMIT 1) a ON true
  WHERE h.document_id = ANY(%s)"""
LINES = """SELECT x.document_id, l.position, coalesce(c.code, ''), c.name, x.description, x.unit, m.name, x.quantity, x.price, x.discount_percent, x.tax_class, t.name, x.rate_percent, x.net, x.tax, x.gross
  FROM trade_tradeline x JOIN documents_line l ON l.id = x.line_id LEFT JOIN catalog_product c ON c.id = x.product_id LEFT JOIN catalog_unit m ON m.code = x.unit
  LEFT JOIN taxation_taxclass t ON t.code = x.tax_class
  WHERE x.document_id = ANY(%s) ORDER BY x.document_id, l.position"""
TAXES = """SELECT s.document_id, s.tax_class, t.name, s.rate_percent, s.net, s.tax, s.gross FROM trade_tradetax s LEFT JOIN taxation_taxclass t ON t.code = s.tax_class
  WHERE s.document_id = ANY(%s) ORDER BY s.document_id, s.rate_percent DESC NULLS LAST, s.tax_class"""
RIGHT = {"align": "right", "width": "auto"}


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed; ``name`` is the product's, by language."""

    position: int
    code: str
    name: Any
    description: str
    unit: str
    unit_name: Any
    quantity: Decimal
    price: Decimal
    discount_percent: Decimal
    tax_class: str
    tax_name: Any
    rate_percent: Decimal | None
    net: Decimal
    tax: Decimal
    gross: Decimal

    def words(self, language: str) -> str:
        """What it is: the product in the reader's language, unless the line says something of its own."""
        names = data(self.name) or {}
        return self.description if self.description not in names.values() else say(names, language)


@dataclass(frozen=True, slots=True)
class PrintedTax:
    """The sums of a tax class."""

    tax_class: str
    tax_name: Any
    rate_percent: Decimal | None
    net: Decimal
    tax: Decimal
    gross: Decimal


@dataclass(slots=True)
class Printed:
    """A trade document with all that its print says. Amounts in ``currency``."""

    id: UUID
    type: str
    number: str
    day: date
    title: str
    currency: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    price_mode: str
    payment_days: int
    their_reference: str
    note: str
    party: UUID
    party_name: str
    party_language: str
    party_country: str
    street: str | None
    postal_code: str | None
    city: str | None
    identifiers: Any
    owner: str | None
    owner_email: str | None
    company: str
    company_identifiers: Any
    company_address: Any
    bank_accounts: Any
    company_language: str
    company_country: str
    lines: list[PrintedLine] = field(default_factory=list)
    taxes: list[PrintedTax] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The party's language as far as we speak it; else English."""
        return self.party_language if self.party_language in LANGUAGES else "en"

    @property
    def account(self) -> str:
        """Our bank account for the document's currency, in groups of four; empty where we have none."""
        banks = data(self.bank_accounts) or []
        plain = next((str(bank.get("number", "")) for bank in banks if bank.get("currency", "PLN") == self.currency), "").replace(" ", "")
        lead = len(plain) % 4 or 4
        return " ".join([plain[:lead], *(plain[n : n + 4] for n in range(lead, len(plain), 4))]).strip()


def printed(rows: Rows, documents: Collection[UUID]) -> dict[UUID, Printed]:
    """Trade documents with all that is printed of them; three statements, however many."""
    found = {row[0]: Printed(*row) for row in rows.rows(HEADS, [list(documents)])}
    for document, *line in rows.rows(LINES, [list(found)]):
        found[document].lines.append(PrintedLine(*line))
    for document, *sums in rows.rows(TAXES, [list(found)]):
        found[document].taxes.append(PrintedTax(*sums))
    return found


def frame(p: Printed, title: str, language: str, **labels: str) -> dict[str, Any]:
    """What every print begins with: who issues it, its title and number, seller and buyer. ``labels``: the template's own."""
    place = address(data(p.company_address) or {})
    own = data(p.company_identifiers) or {}
    theirs = [(scheme, value) for scheme, value in data(p.identifiers) or []]
    return {
        "language": language, "title": said(title, language), "number": p.number, "issuer": p.company,
        "issuer_lines": [part for part in (", ".join(place), p.owner_email or "") if part],
        "labels": {"page": said(_("page"), language), **{name: said(text, language) for name, text in labels.items()}},
        "parties": [
            {"label": said(_("Seller"), language), "name": p.company, "lines": place, "identifiers": identifiers(own.items(), language)},
            {"label": said(_("Buyer"), language), "name": p.party_name, "lines": address({"street": p.street, "postal_code": p.postal_code, "city": p.city,
             "country": p.party_country if p.party_country != p.company_country else ""}), "identifiers": identifiers(theirs, language)},
        ],
    }  # fmt: skip


def address(parts: dict[str, Any]) -> list[str]:
    """An address as lines."""
    town = f"{parts.get('postal_code') or ''} {parts.get('city') or ''}".strip()
    return [line for line in (parts.get("street") or "", town, parts.get("country") or "") if line and line != "PL"]


def identifiers(given: Any, language: str) -> list[dict[str, str]]:
    """Identifiers with the words of their schemes."""
    return [{"label": said(SCHEMES[scheme].title, language) if scheme in SCHEMES else scheme.upper(), "value": value} for scheme, value in given]


def lines_table(lines: Sequence[PrintedLine], language: str, *, gross_prices: bool = False, title: str = "", quiet: bool = False) -> dict[str, Any]:
    """The table of lines with prices and figures."""
    discounted = any(line.discount_percent for line in lines)
    columns = [
        {"label": said(_("No."), language), **RIGHT}, {"label": said(_("Goods or service"), language), "width": 1}, {"label": said(_("Unit"), language)},
        {"label": said(_("Quantity"), language), **RIGHT}, {"label": said(_("Gross price") if gross_prices else _("Net price"), language), **RIGHT},
        *([{"label": said(_("Discount %"), language), **RIGHT}] if discounted else []), {"label": said(_("Net"), language), **RIGHT},
        {"label": said(_("Tax rate"), language), **RIGHT}, {"label": said(_("Gross"), language), **RIGHT},
    ]  # fmt: skip
    body = []
    for line in lines:
        cells = [
            str(line.position), line.words(language), say(data(line.unit_name), language) or line.unit, fmt.quantity(line.quantity, language), price(line.price, language),
            *([fmt.quantity(line.discount_percent, language)] if discounted else []), fmt.amount(line.net, language), rate(line, language), fmt.amount(line.gross, language),
        ]  # fmt: skip
        body.append({"cells": cells, "quiet": quiet, **({"note": line.code} if line.code else {})})
    return {"columns": columns, "rows": body, **({"title": said(title, language)} if title else {})}


def price(value: Decimal, language: str) -> str:
    """A price: two places, more where it has more."""
    exact = value.normalize()
    places = max(2, -int(exact.as_tuple().exponent))
    return fmt.amount(value, language, places=places)


def rate(sums: PrintedLine | PrintedTax, language: str) -> str:
    """A tax rate as printed: its percent, or the name of what bears none."""
    return f"{fmt.quantity(sums.rate_percent, language)}%" if sums.rate_percent is not None else say(data(sums.tax_name), language) or sums.tax_class


def sums(p: Printed, taxes: Sequence[PrintedTax], language: str, *, pay: tuple[str, Decimal]) -> dict[str, Any]:
    """Sums by rate, net and tax, and what is to be paid (its words, its amount)."""
    figures = [[rate(t, language), *(fmt.amount(v, language) for v in (t.net, t.tax, t.gross))] for t in taxes]
    net, tax, gross = total(t.net for t in taxes), total(t.tax for t in taxes), total(t.gross for t in taxes)
    whole = [said(_("Together"), language), *(fmt.amount(v, language) for v in (net, tax, gross))]
    return {
        "summary": {
            "columns": [{"label": said(_("Tax rate"), language), "width": 1}, *({"label": said(name, language), **RIGHT} for name in (_("Net"), _("Tax"), _("Gross")))],
            "rows": [*figures, {"cells": whole, "strong": True}],
        },
        "parts": [{"label": said(_("Net"), language), "value": fmt.amount(net, language)}, {"label": said(_("Tax"), language), "value": fmt.amount(tax, language)}],
        "total": {"label": said(pay[0], language), "value": f"{fmt.amount(pay[1], language)} {p.currency}"},
    }  # fmt: skip


def fact(label: str, value: str, language: str, *, strong: bool = False) -> dict[str, Any]:
    """A labelled fact."""
    return {"label": said(label, language), "value": value, **({"strong": True} if strong else {})}
