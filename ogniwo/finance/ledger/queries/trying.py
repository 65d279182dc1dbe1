"""Which rule gives which account: of one role with its classes, and of every amount of a document."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ogniwo.finance.ledger.queries.reading import rows
from ogniwo.finance.ledger.rules import KEYS, AccountFacts, Rule, best, next_change
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books.drafts import RoleKeys
from ogniwo.kernel.commands import query
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say

ROLES = ("accountant", "auditor")
ZERO = Decimal("0.00")
RULES = """SELECT r.id, r.role, r.product_class, r.party_class, r.tax_class, r.place, r.valid_from, r.valid_to, a.id, a.code, a.control, a.active, a.name
  FROM ledger_accountrule r JOIN ledger_account a ON a.id = r.account_id WHERE r.role = ANY(%s) AND coalesce(r.valid_to, 'infinity') >= r.valid_from ORDER BY r.id"""


class Way(StrEnum):
    """How an account was come by: one rule, none, several equally exact ones, or no rule was asked."""

    RULE = "rule"
    NONE = "none"
    SEVERAL = "several"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Asked:
    """An amount whose account is sought: its role and classes, on a day. ``booked``: the account it stands on already.

    An empty ``role``: its account was chosen by hand, or is that of the item it settles. ``entry``: amounts of one entry share it.
    """

    role: str
    keys: RoleKeys
    day: date
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    text: str = ""
    booked: str = ""
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Tried:
    """Which account an amount gets on a day, and by which rule: the classes it names (``rule``) and its days.

    ``next_account`` from ``next_from``: the first rule not yet in force on that day which gives another account.
    """

    text: str
    role: str
    product_class: str
    party_class: str
    tax_class: str
    place: str
    debit: Decimal
    credit: Decimal
    booked: str
    way: Way
    account: str
    account_name: str
    rule_id: int | None
    rule: str
    valid_from: date | None
    valid_to: date | None
    next_account: str
    next_from: date | None

    @property
    def classes(self) -> str:
        """The classes the account was asked for, in one text."""
        return ", ".join(getattr(self, k) for k in KEYS if getattr(self, k))


@query("ledger.try_accounts", _("Try account determination"), roles=ROLES)
def try_accounts(
    *, role: str = "", day: date | None = None, product_class: str = "", party_class: str = "", tax_class: str = "", place: str = "", acting: Acting,
) -> list[Tried]:  # fmt: skip
    """Which account a role with these classes gets on a day, by which rule, and from when another."""
    return resolved([Asked(role, RoleKeys(product_class, party_class, tax_class, place), day or acting.today)], acting) if role else []


def resolved(asked: Sequence[Asked], acting: Acting) -> list[Tried]:
    """Accounts of amounts by the rules of their days, those not yet in force looked at too."""
    rules: list[Rule] = []
    names: dict[str, str] = {}
    for number, of, product, party, tax, where, since, until, account, code, control, active, name in rows(acting, RULES, [sorted({one.role for one in asked})]):
        rules.append(Rule(number, of, RoleKeys(product, party, tax, where), AccountFacts(account, code, control, active), since, until))
        names[code] = say(json.loads(name) if isinstance(name, str) else name, acting.language)
    return [_tried(rules, names, one) for one in asked]


def _tried(rules: Sequence[Rule], names: dict[str, str], one: Asked) -> Tried:
    found = best(rules, one.role, one.keys, one.day) if one.role else []
    rule = found[0] if len(found) == 1 else None
    coming = next_change(rules, one.role, one.keys, one.day) if one.role else None
    way = Way.HAND if not one.role else Way.RULE if rule else Way.SEVERAL if found else Way.NONE
    classes: dict[str, Any] = {k: getattr(one.keys, k) for k in KEYS}
    return Tried(
        text=one.text, role=one.role, **classes, debit=one.debit, credit=one.credit, booked=one.booked, way=way,
        account=rule.account.code if rule else ", ".join(sorted({r.account.code for r in found})) or (one.booked if way is Way.HAND else ""),
        account_name=names[rule.account.code] if rule else "", rule_id=rule.id if rule else None,
        rule=", ".join(getattr(rule.keys, k) for k in KEYS if getattr(rule.keys, k)) if rule else "",
        valid_from=rule.valid_from if rule else None, valid_to=rule.valid_to if rule else None,
        next_account=coming[1].account.code if coming else "", next_from=coming[0] if coming else None,
    )  # fmt: skip
