"""Balances and turnovers by dimension and account, and the lines they are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from ogniwo.finance.ledger.queries.reading import known_join, known_parameters, rows
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say
from ogniwo.kernel.writing.reader import data
from ogniwo.workbench.declare import Suggestion
from ogniwo.workbench.words import said

ROLES = ("accountant", "auditor")
ZERO = Decimal("0.00")
# What a line is about besides the dimensions it carries: its own party, else that of the document it comes from.
CAUSES = {"party": "coalesce(l.party_id, d.subject_id)::text", "product": "t.product_id::text", "document": "d.id::text"}
MEMBER = "s.members ->> %(by)s::text"
NAMES = {
    "party": "SELECT id::text, name::text FROM documents_subject WHERE id = ANY(%s::uuid[])",
    "product": "SELECT id::text, (code || ' ' || coalesce(name ->> '{language}', name ->> 'pl', ''))::text FROM catalog_product WHERE id = ANY(%s::uuid[])",
    "document": "SELECT d.id::text, coalesce(n.text, d.title)::text FROM documents_document d LEFT JOIN numbering_number n ON n.document_id = d.id WHERE d.id = ANY(%s::uuid[])",
    "campaign": "SELECT id::text, title::text FROM documents_document WHERE id = ANY(%s::uuid[])",
    "branch": "SELECT code, name::text FROM tenancy_branch WHERE code = ANY(%s)",
}
WORDS = {
    "party": _("Customer or supplier"), "product": _("Product"), "document": _("Document"), "campaign": _("Campaign"), "branch": _("Branch"),
    "cost_center": _("Cost centre"), "product_class": _("Product class"), "order": _("Order"), "project": _("Project"),
}  # fmt: skip
LINES = """ledger_line l JOIN ledger_account a ON a.id = l.account_id LEFT JOIN documents_line k ON k.id = l.document_line_id LEFT JOIN documents_document d ON d.id = k.document_id
  LEFT JOIN trade_tradeline t ON t.line_id = l.document_line_id LEFT JOIN ledger_dimensionset s ON s.id = l.dimension_set_id{known}
  WHERE l.day <= %(as_of)s AND a.code LIKE %(account)s"""
SUMS = """SELECT {key} AS key, a.code, min(a.name::text), coalesce(sum(l.debit - l.credit) FILTER (WHERE l.day < %(since)s), 0), coalesce(sum(l.debit) FILTER (WHERE l.day >= %(since)s), 0),
  coalesce(sum(l.credit) FILTER (WHERE l.day >= %(since)s), 0), sum(l.debit - l.credit) FROM {lines} GROUP BY 1, a.code ORDER BY 1 NULLS LAST, a.code"""
OPENED = """SELECT l.id, l.entry_id, l.day, a.code, coalesce(nullif(l.text, ''), k.text, ''), d.id, coalesce(d.type, ''),
    coalesce((SELECT n.text FROM numbering_number n WHERE n.document_id = d.id), ''), l.debit, l.credit FROM {lines} AND l.day >= %(since)s AND {key} IS NOT DISTINCT FROM %(key)s ORDER BY l.day, l.id"""


USED = """SELECT DISTINCT members ->> 'cost_center' FROM ledger_dimensionset WHERE members ? 'cost_center'
  AND (members ->> 'cost_center' = ANY(%(ids)s::text[]) OR cardinality(%(ids)s::text[]) = 0 AND strpos(lower(members ->> 'cost_center'), %(part)s) > 0) ORDER BY 1 LIMIT 11"""


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """What one member of a dimension has on one account; company currency, balances debit positive. ``strong``: all its accounts together.

    ``key`` empty: lines that name no member.
    """

    key: str
    name: str
    account: str
    account_name: str
    opening: Decimal
    debit: Decimal
    credit: Decimal
    closing: Decimal
    strong: bool = False


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """A ledger line of a figure."""

    line_id: int
    entry_id: int
    day: date
    account: str
    text: str
    document: UUID | None
    type: str
    number: str
    debit: Decimal
    credit: Decimal


@query("dimensions.balances", _("Balances by dimension"), roles=ROLES)
def balances(by: str, *, as_of: date, since: date | None = None, account: str = "", known: dict[str, int] | None = None, acting: Acting) -> list[DimensionRow]:
    """Balances on ``as_of`` and turnovers since ``since`` (default: the year's start) by a dimension and account.

    ``by``: party, product, document, or any dimension that lines carry (cost_center, campaign ...). ``account``: those whose code begins so.
    All rows of an account sum to it in the trial balance; those that name no member stand last. ``known``: as the books stood at these positions.
    """
    parameters = _parameters(by, as_of, since, account, known)
    found = rows(acting, SUMS.format(key=_key(by), lines=LINES.format(known=known_join("l.seal_id", known))), parameters)
    names = _names(by, [key for key, *_rest in found if key], acting)
    out: list[DimensionRow] = []
    for key, some in groupby(found, key=lambda row: row[0]):
        name = names.get(key, key) if key else said(_("(none)"), acting.language)
        own = [DimensionRow(key or "", name, code, say(data(title), acting.language), *sums) for _key_, code, title, *sums in some if any(sums)]
        out += own
        if len(own) > 1:
            opening, debit, credit, closing = (sum((getattr(r, f) for r in own), ZERO) for f in ("opening", "debit", "credit", "closing"))
            out.append(DimensionRow(key or "", name, "", "", opening, debit, credit, closing, strong=True))
    return out


@query("dimensions.lines", _("Lines of a dimension"), roles=ROLES)
def lines(by: str, *, key: str = "", as_of: date, since: date | None = None, account: str = "", known: dict[str, int] | None = None, acting: Acting) -> list[DimensionLine]:
    """The ledger lines of a member of a dimension from ``since`` to ``as_of``; ``key`` empty: those that name none. They sum to its figures."""
    parameters = {**_parameters(by, as_of, since, account, known), "key": key or None}
    return [DimensionLine(*row) for row in rows(acting, OPENED.format(key=_key(by), lines=LINES.format(known=known_join("l.seal_id", known))), parameters)]


@query("dimensions.suggest_cost_centers", _("Choose a cost centre"), roles=ROLES)
def suggest_cost_centers(text: str = "", ids: Sequence[str] = (), *, acting: Acting) -> list[Suggestion]:
    """Cost centres that lines carry already, by a part of their name; and the one typed, so that a new one can begin."""
    typed = text.strip()
    found = rows(acting, USED, {"ids": list(ids), "part": typed.lower()})
    names = list(dict.fromkeys([*(name for (name,) in found), *ids, *([typed] if typed else [])]))
    return [Suggestion(name, name) for name in names[:12]]


def kinds(*, acting: Acting) -> dict[str, str]:
    """Dimensions to choose from: those of causes, and whatever lines of this company carry."""
    carried = [name for (name,) in rows(acting, "SELECT DISTINCT jsonb_object_keys(members) FROM ledger_dimensionset ORDER BY 1")]
    return {name: said(WORDS.get(name) or name.replace("_", " ").capitalize(), acting.language) for name in dict.fromkeys([*CAUSES, *carried])}


def _key(by: str) -> str:
    return f"({CAUSES.get(by, MEMBER)})"


def _parameters(by: str, as_of: date, since: date | None, account: str, known: Mapping[str, int] | None) -> dict[str, Any]:
    begins = account.replace("\\", "").replace("%", "").replace("_", "")
    return {"by": by, "as_of": as_of, "since": since or as_of.replace(month=1, day=1), "account": f"{begins}%", **known_parameters(known)}


def _names(by: str, keys: Sequence[str], acting: Acting) -> dict[str, str]:
    if by not in NAMES or not keys:
        return {}
    found = rows(acting, NAMES[by].replace("{language}", "en" if acting.language == "en" else "pl"), [list(dict.fromkeys(keys))])
    return {key: say(data(name), acting.language) if str(name).startswith("{") else name for key, name in found}
