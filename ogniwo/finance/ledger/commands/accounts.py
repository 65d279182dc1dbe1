"""Accounts of the chart, and which of them a role gets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ogniwo.finance.ledger.commands.determination import accounts_by_code
from ogniwo.finance.ledger.errors import UnknownAccount
from ogniwo.finance.ledger.models import Account, AccountKind, AccountRule, Control
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.errors import NotFound, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import Words, worded
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit, spread

DAY = timedelta(days=1)
Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to add; ``name`` by language."""

    code: str
    name: dict[str, str]
    kind: AccountKind
    control: Control = Control.NONE
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class NewRule:
    """A rule of account determination from a day on; empty classes mean any."""

    role: str
    account: str
    valid_from: date
    product_class: str = ""
    party_class: str = ""
    tax_class: str = ""
    place: str = ""
    dimensions: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        return self.role, self.product_class, self.party_class, self.tax_class, self.place


@command("ledger.change_account", _("Change an account"), roles=("accountant",))
def change_account(account: int, name: Words, *, active: bool = True, unit: Unit, acting: Acting) -> int:
    """Change an account's words and whether it may be posted to; what is booked on it stays. Raises Refused: NotFound."""
    if not unit.rows("SELECT 1 FROM ledger_account WHERE id = %s FOR UPDATE", [account]):
        raise Refused([NotFound(record=account)])
    change(unit, Account, {account: {"name": worded(name, acting.language), "active": active}})
    return account


@command("ledger.add_accounts", _("Add accounts"), roles=("accountant",))
def add_accounts(accounts: Sequence[NewAccount], *, unit: Unit, acting: Acting) -> list[int]:
    """Add accounts to the chart; returns their ids. A code that is there already is refused."""
    ids = unit.ids(len(accounts))
    unit.add(
        draft(Account)(id=number, code=a.code.strip(), name=dict(a.name), kind=str(a.kind), control=str(a.control), currency=a.currency)
        for number, a in zip(ids, accounts, strict=True)
    )  # fmt: skip
    unit.flush()
    return ids


@command("ledger.use_accounts", _("Put accounts in use, or out of it"), roles=("accountant",))
def use_accounts(accounts: Sequence[str], *, active: bool = True, unit: Unit, acting: Acting) -> int:
    """Accounts out of use take no new entries; their balances stay. ``accounts``: codes. Returns how many changed."""
    missing = set(accounts) - set(accounts_by_code(unit, accounts))
    if missing:
        raise Refused(UnknownAccount(account=code) for code in sorted(missing))
    return len(unit.rows("UPDATE ledger_account SET active = %s WHERE code = ANY(%s) AND active <> %s RETURNING id", [active, list(accounts), active]))


@command("ledger.set_account_rules", _("Set account determination"), roles=("accountant",))
def set_account_rules(rules: Sequence[NewRule], *, unit: Unit, acting: Acting) -> list[int]:
    """From their days on, roles with these classes are booked on these accounts; returns the rules' ids.

    A rule of the same role and classes that held before ends the day before; a later one stays and ends the new one.
    """
    accounts = accounts_by_code(unit, {rule.account for rule in rules})
    if missing := sorted({rule.account for rule in rules} - set(accounts)):
        raise Refused(UnknownAccount(account=code) for code in missing)
    before = _standing(unit, rules)
    ended: list[tuple[int, date]] = []
    ids = unit.ids(len(rules))
    for number, rule in zip(ids, rules, strict=True):
        olds = before.get(rule.key, [])
        ended += [(old, rule.valid_from - DAY) for old, since in olds if since <= rule.valid_from]
        later = min((since for _old, since in olds if since > rule.valid_from), default=None)
        unit.add(draft(AccountRule)(
            id=number, role=rule.role, product_class=rule.product_class, party_class=rule.party_class, tax_class=rule.tax_class, place=rule.place,
            account_id=accounts[rule.account].id, dimensions=dict(rule.dimensions), valid_from=rule.valid_from, valid_to=later - DAY if later else None,
        ))  # fmt: skip
    _end(unit, ended)
    unit.flush()
    return ids


@command("ledger.set_account_rule", _("Set an account rule"), roles=("accountant",))
def set_account_rule(  # noqa: PLR0913 - the form of one rule
    role: str, account: str, *, valid_from: date, product_class: str = "", party_class: str = "", tax_class: str = "", place: str = "",
    dimensions: dict[str, str] | None = None, unit: Unit, acting: Acting,
) -> int:  # fmt: skip
    """From ``valid_from`` on, book ``role`` with these classes on ``account`` (its code); the old rule ends the day before.

    An empty class means any; the rule that names most classes wins.
    """
    rule = NewRule(role, account, valid_from, product_class, party_class, tax_class, place, dimensions or {})
    return set_account_rules([rule], unit=unit)[0]


def _standing(unit: Unit, rules: Sequence[NewRule]) -> dict[Key, list[tuple[int, date]]]:
    """Rules of the same roles that hold now or later, locked in one order."""
    found: dict[Key, list[tuple[int, date]]] = {}
    if not rules:
        return found
    rows = unit.rows(
        "SELECT id, role, product_class, party_class, tax_class, place, valid_from FROM ledger_accountrule WHERE role = ANY(%s)"
        " AND coalesce(valid_to, 'infinity') >= %s AND coalesce(valid_to, 'infinity') >= valid_from ORDER BY id FOR UPDATE",
        [sorted({rule.role for rule in rules}), min(rule.valid_from for rule in rules)])  # fmt: skip
    for number, *key, since in rows:
        found.setdefault(tuple(key), []).append((number, since))  # type: ignore[arg-type]
    return found


def _end(unit: Unit, ended: Sequence[tuple[int, date]]) -> None:
    if ended:
        columns: list[Any] = spread(ended, 2)
        unit.do("UPDATE ledger_accountrule r SET valid_to = u.d FROM unnest(%b::bigint[], %b::date[]) u(i, d) WHERE r.id = u.i AND coalesce(r.valid_to, 'infinity') > u.d", columns)
