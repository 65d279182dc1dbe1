"""The trial balance (zestawienie obrotów i sald): from kept balances where it can, from facts where it must."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ogniwo.finance.ledger.queries.reading import Positions, known_join, known_parameters, rows
from ogniwo.finance.ledger.rules import two_sided
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say

ZERO = Decimal("0.00")



@dataclass(frozen=True, slots=True)
class TrialRow:
    """An account in the trial balance, company currency, debit and credit apart.

    Opening: at the start of the year; turnovers: of the days asked, and from the start of the year; closing: at the end.
    Settlement accounts stand on both sides: what is owed to us, and what we owe, party by party.
    """

    account_id: int
    code: str
    name: str
    kind: str
    opening_debit: Decimal
    opening_credit: Decimal
    debit: Decimal
    credit: Decimal
    year_debit: Decimal
    year_credit: Decimal
    closing_debit: Decimal
    closing_credit: Decimal


# Turnovers by account and party in three spans: before the year, in the year before the days asked, in the days asked.
SPANS = """SELECT t.account_id, t.party_id, sum(t.debit) FILTER (WHERE t.day < %(year)s), sum(t.credit) FILTER (WHERE t.day < %(year)s),
    sum(t.debit) FILTER (WHERE t.day >= %(year)s), sum(t.credit) FILTER (WHERE t.day >= %(year)s),
    sum(t.debit) FILTER (WHERE t.day >= %(since)s), sum(t.credit) FILTER (WHERE t.day >= %(since)s)
  FROM ({turnovers}) t GROUP BY 1, 2"""
KEPT = "SELECT account_id, party_id, month AS day, debit, credit FROM ledger_balance WHERE month < %(month)s"
TAIL = " UNION ALL "
FACTS = """SELECT l.account_id, CASE WHEN a.control <> 'none' THEN l.party_id END AS party_id, l.day, l.debit, l.credit FROM ledger_line l
  JOIN ledger_account a ON a.id = l.account_id{known} WHERE l.day <= %(as_of)s AND l.day >= %(from)s"""
ACCOUNTS = "SELECT id, code, name, kind, control FROM ledger_account ORDER BY code"


@query("ledger.trial_balance", _("Trial balance"), roles=("accountant", "auditor"))
def trial_balance(*, as_of: date, since: date | None = None, known: dict[str, int] | None = None, acting: Acting) -> list[TrialRow]:
    """The trial balance on ``as_of``, with turnovers since ``since`` (default: the first of its month) and since the year's start.

    ``known``: as the books stood at these positions of their journals. Company currency. Accounts never moved are left out.
    Source: UoR art. 18.
    """
    since = since or as_of.replace(day=1)
    found = _spans(acting, as_of, since, known)
    made = []
    for account in rows(acting, ACCOUNTS):
        if account[0] in found:
            made.append(_row(account, found[account[0]], acting.language))
    return made


def _spans(acting: Acting, as_of: date, since: date, known: Positions | None) -> dict[int, list[tuple]]:
    after = as_of + timedelta(days=1)
    whole = known is None and since.day == 1
    parameters: dict[str, Any] = {"as_of": as_of, "since": since, "year": as_of.replace(month=1, day=1), "month": after.replace(day=1), "from": after.replace(day=1)}
    if whole and after.day == 1:
        turnovers = KEPT
    elif whole:
        turnovers = KEPT + TAIL + FACTS.format(known="")
    else:
        turnovers = FACTS.format(known=known_join("l.seal_id", known))
        parameters |= {"from": date.min, **known_parameters(known)}
    found: dict[int, list[tuple]] = {}
    for account, _party, *sums in rows(acting, SPANS.format(turnovers=turnovers), parameters):
        found.setdefault(account, []).append(tuple(amount or ZERO for amount in sums))
    return found


def _row(account: tuple, spans: list[tuple], language: str) -> TrialRow:
    number, code, name, kind, control = account
    opening = [s[0] - s[1] for s in spans]
    closing = [s[0] - s[1] + s[2] - s[3] for s in spans]
    if control == "none":
        opening, closing = [sum(opening, ZERO)], [sum(closing, ZERO)]
    sums = [sum((s[i] for s in spans), ZERO) for i in range(6)]
    return TrialRow(
        account_id=number, code=code, name=say(_json(name), language), kind=kind, debit=sums[4], credit=sums[5], year_debit=sums[2], year_credit=sums[3],
        **dict(zip(("opening_debit", "opening_credit"), two_sided(opening), strict=True)),
        **dict(zip(("closing_debit", "closing_credit"), two_sided(closing), strict=True)),
    )  # fmt: skip


def _json(value: Any) -> Any:
    """A json column as Django's own cursor gives it: text."""
    return json.loads(value) if isinstance(value, str) and value.startswith("{") else value
