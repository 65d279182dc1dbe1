"""Finding accounts for roles, set-wise; interning dimension sets."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ogniwo.finance.ledger.errors import AmbiguousRule, NoAccount
from ogniwo.finance.ledger.hooks import ROLE_WORDS
from ogniwo.finance.ledger.models import DimensionSet
from ogniwo.finance.ledger.rules import KEYS, AccountFacts, Rule, best
from ogniwo.kernel.books.drafts import RoleKeys
from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit, spread

Wanted = tuple[str, RoleKeys, date]
ACCOUNTS_READ = "accounts read"
LOCKED_ITEMS = "locked items"
"""The note in which who locked open items just before booking leaves them, so they are not read twice; taken once."""

RULES = """SELECT r.id, r.role, r.product_class, r.party_class, r.tax_class, r.place, r.valid_from, r.valid_to, r.dimensions, a.id, a.code, a.control, a.active
  FROM ledger_accountrule r JOIN ledger_account a ON a.company_id = r.company_id AND a.id = r.account_id
  WHERE r.role = ANY(%s) AND r.valid_from <= %s AND coalesce(r.valid_to, 'infinity') >= %s ORDER BY r.id"""
ACCOUNTS = "SELECT id, code, control, active FROM ledger_account WHERE id = ANY(%s::bigint[]) OR code = ANY(%s::text[])"
ITEMS = """SELECT i.id, i.account_id, i.party_id, i.currency, a.code, a.control, a.active, b.open, b.open_doc
  FROM ledger_lock_items(%s) b JOIN ledger_openitem i ON i.id = b.item_id JOIN ledger_account a ON a.id = i.account_id"""


@dataclass(frozen=True, slots=True)
class Item:
    """An open item read under its lock."""

    id: int
    account: AccountFacts
    party_id: Any
    currency: str
    open: Any
    open_doc: Any


@dataclass(slots=True)
class Found:
    """Accounts by what was asked: by role, by id, by the item settled."""

    roles: dict[Wanted, list[Rule]] = field(default_factory=dict)
    accounts: dict[int, AccountFacts] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)


def as_json(value: Any) -> Any:
    """A json column as Python data, whatever the cursor made of it."""
    return json.loads(value) if isinstance(value, (str, bytes)) else value


def rules_for(unit: Unit, wanted: Collection[Wanted]) -> dict[Wanted, list[Rule]]:
    """The most exact rules for each role, classes and day; one statement, read once for what the act asks first."""
    if not wanted:
        return {}
    days = [day for _role, _keys, day in wanted]
    rows = unit.rows(RULES, [sorted({role for role, _keys, _day in wanted}), max(days), min(days)])
    by_role: dict[str, list[Rule]] = {}
    for number, role, product, party, tax, place, since, until, dimensions, *account in rows:
        keys = RoleKeys(product_class=product, party_class=party, tax_class=tax, place=place)
        by_role.setdefault(role, []).append(Rule(number, role, keys, AccountFacts(*account), since, until, as_json(dimensions) or {}))
    return {(role, keys, day): best(by_role.get(role, ()), role, keys, day) for role, keys, day in wanted}


def accounts_by_id(unit: Unit, ids: Collection[int]) -> dict[int, AccountFacts]:
    """Accounts chosen by hand; one statement when there are any that the act has not read yet."""
    known: dict[int, AccountFacts] = unit.notes.setdefault(ACCOUNTS_READ, {})
    if missing := sorted(set(ids) - known.keys()):
        known.update({row[0]: AccountFacts(*row) for row in unit.rows(ACCOUNTS, [missing, []])})
    return known


def accounts_by_code(unit: Unit, codes: Collection[str]) -> dict[str, AccountFacts]:
    """Accounts by their codes."""
    found = {row[1]: AccountFacts(*row) for row in unit.rows(ACCOUNTS, [[], sorted(codes)])} if codes else {}
    unit.notes.setdefault(ACCOUNTS_READ, {}).update({account.id: account for account in found.values()})
    return found


def locked_items(unit: Unit, ids: Collection[int]) -> dict[int, Item]:
    """Open items locked in the order of their ids."""
    rows = unit.rows(ITEMS, [sorted(ids)]) if ids else []
    return {i: Item(i, AccountFacts(a, code, control, active), party, currency, left, left_doc) for i, a, party, currency, code, control, active, left, left_doc in rows}


def no_rule(wanted: Wanted, found: list[Rule], **where: Any) -> BusinessError:
    """The sentence for a role that has no account, or several."""
    role, keys, day = wanted
    if found:
        return AmbiguousRule(role=ROLE_WORDS.get(role, role), day=day, accounts=", ".join(sorted(rule.account.code for rule in found)), **where)
    said = ", ".join(getattr(keys, k) for k in KEYS if getattr(keys, k)) or "-"
    return NoAccount(role=ROLE_WORDS.get(role, role), day=day, keys=said, **where)


def hash_of(members: Mapping[str, str]) -> str:
    """The same for the same dimensions, in whatever order they are said."""
    return hashlib.sha256(json.dumps(members, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def dimension_sets(unit: Unit, sets: Iterable[Mapping[str, str]]) -> dict[str, int]:
    """Ids of dimension sets by hash, made where they are new; at most three statements."""
    wanted = {hash_of(members): dict(members) for members in sets if members}
    if not wanted:
        return {}
    known = _known_sets(unit, wanted)
    fresh = sorted(set(wanted) - set(known))
    if not fresh:
        return known
    plan = draft(DimensionSet).plan
    made = [draft(DimensionSet)(id=number, hash=key, members=wanted[key]) for number, key in zip(unit.ids(len(fresh)), fresh, strict=True)]
    unit.do(plan.sql + " ON CONFLICT (company_id, hash) DO NOTHING", plan.columns(made))
    return _known_sets(unit, wanted)


def _known_sets(unit: Unit, wanted: Mapping[str, Any]) -> dict[str, int]:
    return {key: number for number, key in unit.rows("SELECT id, hash FROM ledger_dimensionset WHERE hash = ANY(%s)", [sorted(wanted)])}


def parties_known(unit: Unit, ids: Collection[Any]) -> set[Any]:
    """Which of these parties the company has terms with."""
    (column,) = spread(([i] for i in ids), 1)
    return {row[0] for row in unit.rows("SELECT party_id FROM parties_partyterms WHERE party_id = ANY(%s)", [column])} if ids else set()
