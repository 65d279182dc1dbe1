"""The registers by period, as known, and the proof that they equal their accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.ledger.queries.reading import known_join, known_parameters, rows
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.queries import names_of
from ogniwo.kernel.text import N_ as _

ROLES = ("accountant", "auditor")
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A line of a register; amounts in company currency, ``_doc`` in ``currency``."""

    line_id: int
    document_id: UUID
    number: str
    party_id: UUID | None
    party: str
    day: date
    tax_point: date
    tax_period: date
    tax_class: str
    rate: Decimal | None
    net: Decimal
    tax: Decimal
    net_doc: Decimal
    tax_doc: Decimal
    currency: str
    corrected_on: date | None
    booked: Decimal

    @property
    def correction_of(self) -> str:
        """The declared month that the line corrects; empty for a line of the month's own time."""
        return f"{self.tax_period:%Y-%m}" if self.corrected_on else ""


@dataclass(frozen=True, slots=True)
class RegisterSum:
    """A register's sums of a month by tax class and rate; ``strong``: the sum of the whole register."""

    register: str
    tax_class: str
    rate: Decimal | None
    lines: int
    net: Decimal
    tax: Decimal
    strong: bool = False


@dataclass(frozen=True, slots=True)
class CorrectedMonth:
    """A register of a month that was added to after it was declared and locked: what was declared, what was added, what it is now."""

    tax_period: date
    register: str
    declared_net: Decimal
    declared_tax: Decimal
    added_net: Decimal
    added_tax: Decimal
    net: Decimal
    tax: Decimal
    lines: int
    last: date

    @property
    def month(self) -> str:
        """The month in short."""
        return f"{self.tax_period:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A register line whose tax is not what the ledger books for it."""

    line_id: int
    document_id: UUID
    register: str
    tax: Decimal
    booked: Decimal


# What the ledger books of a line: tax due is a credit, tax deducted a debit.
BOOKED = """LEFT JOIN LATERAL (SELECT sum(CASE WHEN t.register = 'sale' THEN l.credit - l.debit ELSE l.debit - l.credit END) AS amount
  FROM ledger_line l WHERE l.tax_line_id = t.id) b ON true"""
LINES = f"""SELECT t.id, t.document_id, coalesce(n.text, ''), t.party_id, coalesce(p.name, ''), d.day, t.tax_point, t.tax_period, t.tax_class, t.rate,
    t.net, t.tax, t.net_doc, t.tax_doc, t.currency, t.corrected_on, coalesce(b.amount, 0)
  FROM tax_taxregisterline t JOIN documents_document d ON d.id = t.document_id{{known}} {BOOKED}
  LEFT JOIN numbering_number n ON n.document_id = t.document_id LEFT JOIN documents_subject p ON p.id = t.party_id
  WHERE t.register = %(register)s AND t.tax_period >= %(since)s AND t.tax_period <= %(until)s ORDER BY t.tax_period, t.id"""  # noqa: S608 - constants
SUMS = """SELECT t.register, t.tax_class, t.rate, count(*), sum(t.net), sum(t.tax) FROM tax_taxregisterline t{known}
  WHERE t.tax_period >= %(since)s AND t.tax_period <= %(until)s GROUP BY 1, 2, 3 ORDER BY 1 DESC, 3 DESC NULLS LAST, 2"""
CORRECTED = """SELECT t.tax_period, t.register, coalesce(sum(t.net) FILTER (WHERE t.corrected_on IS NULL), 0), coalesce(sum(t.tax) FILTER (WHERE t.corrected_on IS NULL), 0),
    coalesce(sum(t.net) FILTER (WHERE t.corrected_on IS NOT NULL), 0), coalesce(sum(t.tax) FILTER (WHERE t.corrected_on IS NOT NULL), 0), sum(t.net), sum(t.tax),
    count(*) FILTER (WHERE t.corrected_on IS NOT NULL), max(t.corrected_on)
  FROM tax_taxregisterline t{known} WHERE (t.tax_period, t.register) IN (SELECT c.tax_period, c.register FROM tax_taxregisterline c
    WHERE c.corrected_on >= %(since)s AND c.corrected_on <= %(until)s) GROUP BY 1, 2 HAVING max(t.corrected_on) IS NOT NULL ORDER BY 1, 2 DESC"""
PROOF = f"""SELECT t.id, t.document_id, t.register, t.tax, coalesce(b.amount, 0) FROM tax_taxregisterline t {BOOKED}
  WHERE t.tax <> coalesce(b.amount, 0) ORDER BY t.id"""  # noqa: S608 - constants


def _months(period: date, until: date | None, known: dict[str, int] | None) -> dict[str, Any]:
    first = period.replace(day=1)
    return {"since": first, "until": until.replace(day=1) if until else first, **known_parameters(known)}


@query("tax.register", _("VAT register"), roles=ROLES)
def register(*, register: str = "sale", period: date, until: date | None = None, known: dict[str, int] | None = None, acting: Acting) -> list[RegisterRow]:
    """Lines of the sale or purchase register of the month of ``period`` (to that of ``until``); with ``known``, as it stood then.

    ``booked``: the tax the ledger's accounts hold of the line.
    """
    parameters = {"register": register, **_months(period, until, known)}
    return [RegisterRow(*row) for row in rows(acting, LINES.format(known=known_join("t.seal_id", known)), parameters)]


@query("tax.register_sums", _("VAT register by rate"), roles=ROLES)
def register_sums(*, period: date, until: date | None = None, known: dict[str, int] | None = None, acting: Acting) -> list[RegisterSum]:
    """Each register's sums of a month (or months) by tax class and rate, then the register's own; what a declaration begins with."""
    found = [RegisterSum(*row) for row in rows(acting, SUMS.format(known=known_join("t.seal_id", known)), _months(period, until, known))]
    sides = {side: [row for row in found if row.register == side] for side in dict.fromkeys(row.register for row in found)}
    return [row for side, some in sides.items() for row in (*some, _whole(side, some))]


def _whole(side: str, some: Sequence[RegisterSum]) -> RegisterSum:
    return RegisterSum(side, "", None, sum(r.lines for r in some), sum((r.net for r in some), ZERO), sum((r.tax for r in some), ZERO), strong=True)


@query("tax.corrected_months", _("Corrections of declared months"), roles=ROLES)
def corrected_months(*, since: date | None = None, until: date | None = None, known: dict[str, int] | None = None, acting: Acting) -> list[CorrectedMonth]:
    """Months whose registers were added to after they were locked, from ``since`` to ``until`` (default: this year, to today).

    Each needs a correction of its declaration: what was declared, what was added, what it says now. Company currency.
    Source: Polish VAT act, art. 86 ust. 13; Tax Ordinance, art. 81.
    """
    span = {"since": since or acting.today.replace(month=1, day=1), "until": until or acting.today, **known_parameters(known)}
    return [CorrectedMonth(*row) for row in rows(acting, CORRECTED.format(known=known_join("t.seal_id", known)), span)]


@query("tax.differences", _("VAT register against its accounts"), roles=ROLES)
def differences(*, acting: Acting) -> list[Difference]:
    """Register lines whose tax differs from what ledger lines book for them; none is right."""
    return [Difference(*row) for row in rows(acting, PROOF)]


def previewed(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """What a preview shows of lines an act would write into the registers."""
    names = names_of(d.party_id for d in drafts)
    return [{"register": str(d.register), "tax_class": d.tax_class, "party": names.get(d.party_id, ""), "net": d.net, "tax": d.tax, "tax_period": f"{d.tax_period:%Y-%m}", "correction_of": f"{d.tax_period:%Y-%m}" if d.corrected_on else "",
             "tax_point": d.tax_point} for d in drafts]  # fmt: skip
