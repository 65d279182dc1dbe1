"""Margin reports: from ledger lines, as at a day and as known on positions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from ogniwo.finance.ledger.queries.reading import known_join, known_parameters, rows
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.commands import query
from ogniwo.kernel.money.rules import HUNDRED, quotient
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say
from ogniwo.kernel.writing.reader import data

ROLES = ("accountant", "seller")
ZERO = Decimal(0)
REVENUE = ("revenue", "revenue_goods", "revenue_services")
COST = ("cost_of_sales",)
CAMPAIGN = ("campaign_cost",)


class By(StrEnum):
    """What margins are grouped by."""

    CUSTOMER = "customer"
    PRODUCT = "product"
    CAMPAIGN = "campaign"


KEYS = {
    By.CUSTOMER: "d.subject_id",
    By.PRODUCT: "t.product_id",
    By.CAMPAIGN: "(s.members ->> 'campaign')::uuid",
}
NAMES = {
    By.CUSTOMER: "SELECT id, name::text FROM documents_subject WHERE id = ANY(%s)",
    By.PRODUCT: "SELECT id, (code || ' ' || coalesce(name ->> %s, name ->> 'pl', ''))::text FROM catalog_product WHERE id = ANY(%s)",
    By.CAMPAIGN: "SELECT id, title::text FROM documents_document WHERE id = ANY(%s)",
}
LINES = """ledger_line l JOIN ledger_account a ON a.id = l.account_id
  JOIN (SELECT account_id, min(kind) AS kind FROM (SELECT account_id, CASE WHEN role = ANY(%(revenue)s) THEN 'revenue' WHEN role = ANY(%(cost)s) THEN 'cost' ELSE 'campaign' END AS kind
        FROM ledger_accountrule WHERE role = ANY(%(roles)s)) r GROUP BY account_id) r ON r.account_id = l.account_id
  LEFT JOIN documents_line k ON k.id = l.document_line_id LEFT JOIN documents_document d ON d.id = k.document_id
  LEFT JOIN trade_tradeline t ON t.line_id = l.document_line_id LEFT JOIN ledger_dimensionset s ON s.id = l.dimension_set_id{known}
  WHERE l.day <= %(as_of)s AND l.day >= %(since)s"""
SUMS = """SELECT {key} AS key, coalesce(sum(l.credit - l.debit) FILTER (WHERE r.kind = 'revenue'), 0), coalesce(sum(l.debit - l.credit) FILTER (WHERE r.kind = 'cost'), 0),
  coalesce(sum(l.debit - l.credit) FILTER (WHERE r.kind = 'campaign'), 0) FROM {lines} GROUP BY 1"""
OPENED = """SELECT l.id, l.entry_id, l.day, a.code, l.text, l.debit, l.credit, d.id, d.type, n.text, k.id FROM {lines_n} AND {key} IS NOT DISTINCT FROM %(key)s
  ORDER BY l.day, l.id"""


@dataclass(frozen=True, slots=True)
class MarginRow:
    """One customer, product or campaign. Company currency; ``margin`` = revenue less cost; ``percent`` of revenue, None without revenue.

    ``own_cost``: what a campaign itself cost; zero elsewhere. ``key`` None: lines that name none.
    """

    key: UUID | None
    name: str
    revenue: Decimal
    cost: Decimal
    margin: Decimal
    percent: Decimal | None
    own_cost: Decimal
    result: Decimal


@dataclass(frozen=True, slots=True)
class MarginLine:
    """A ledger line of a margin: ``amount`` adds to the margin (revenue above zero, cost below)."""

    line: int
    entry: int
    day: date
    account: str
    text: str
    amount: Decimal
    document: UUID | None
    document_type: str
    number: str
    document_line: int | None


@query("margins.margin", _("Margin"), roles=ROLES)
def margin(by: By, *, as_of: date, since: date | None = None, known: dict[str, int] | None = None, acting: Acting) -> list[MarginRow]:
    """Revenue, cost of sales and margin of a period by customer, product or campaign; the greatest margin first.

    All rows sum to the turnovers of the revenue and cost-of-sales accounts (and of campaign costs, by campaign).
    Needs the sensitivity ``margin``; raises NoRight else.
    """
    _may(acting)
    found = rows(acting, SUMS.format(key=KEYS[by], lines=_lines(known)), _parameters(by, as_of, since, known))
    names = _names(acting, by, [key for key, *_sums in found if key])
    made = [_row(key, names.get(key, ""), *sums) for key, *sums in found if any(sums)]
    return sorted(made, key=lambda row: (-row.margin, row.name, str(row.key)))


@query("margins.margin_lines", _("Lines of a margin"), roles=ROLES)
def margin_lines(by: By, *, key: UUID | None = None, as_of: date, since: date | None = None, known: dict[str, int] | None = None, acting: Acting) -> list[MarginLine]:
    """The ledger lines a margin is made of; they sum to it. ``key`` empty: those that name no customer, product or campaign."""
    _may(acting)
    sql = OPENED.format(lines_n=_lines(known).replace("  WHERE l.day", "  LEFT JOIN numbering_number n ON n.document_id = d.id\n  WHERE l.day", 1), key=KEYS[by])
    found = rows(acting, sql, {**_parameters(by, as_of, since, known), "key": key})
    return [
        MarginLine(line, entry, day, account, text, credit - debit, document, kind or "", number or "", document_line)
        for line, entry, day, account, text, debit, credit, document, kind, number, document_line in found
    ]


def of_party(party: UUID, *, acting: Acting) -> list[MarginRow]:
    """This year's margin of one customer, nothing without one; one statement. Needs the sensitivity ``margin``."""
    _may(acting)
    sql = SUMS.format(key=KEYS[By.CUSTOMER], lines=f"{_lines(None)} AND d.subject_id = %(party)s")
    found = rows(acting, sql, {**_parameters(By.CUSTOMER, acting.today, None, None), "party": party})
    return [_row(key, "", *sums) for key, *sums in found if any(sums)]


def _may(acting: Acting) -> None:
    if not acting.sees("margin"):
        raise NoRight("margin")


def _lines(known: Mapping[str, int] | None) -> str:
    return LINES.format(known=known_join("l.seal_id", known))


def _parameters(by: By, as_of: date, since: date | None, known: Mapping[str, int] | None) -> dict[str, Any]:
    own = CAMPAIGN if by is By.CAMPAIGN else ()
    return {
        "revenue": list(REVENUE), "cost": list(COST), "roles": [*REVENUE, *COST, *own], "as_of": as_of, "since": since or as_of.replace(month=1, day=1),
        **known_parameters(known),
    }  # fmt: skip


def _names(acting: Acting, by: By, keys: list[UUID]) -> dict[UUID, str]:
    given: list[Any] = [acting.language, keys] if by is By.PRODUCT else [keys]
    return {key: say(data(name), acting.language) if str(name).startswith("{") else name for key, name in rows(acting, NAMES[by], given)}


def _row(key: UUID | None, name: str, revenue: Decimal, cost: Decimal, own: Decimal) -> MarginRow:
    earned = revenue - cost
    percent = quotient(earned * HUNDRED, revenue, 1) if revenue > 0 else None
    return MarginRow(key, name, revenue, cost, earned, percent, own, earned - own)
