"""Which account a role gets, and what is wrong with an entry before the database says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from ogniwo.kernel.books.drafts import RoleKeys
from ogniwo.kernel.money.rules import rounded

ZERO = Decimal(0)
KEYS = ("product_class", "party_class", "tax_class", "place")


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What posting must know of an account."""

    id: int
    code: str
    control: str
    active: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of account determination; an empty class means any, no ``valid_to`` means until further notice."""

    id: int
    role: str
    keys: RoleKeys
    account: AccountFacts
    valid_from: date
    valid_to: date | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict)


def matches(rule: Rule, role: str, keys: RoleKeys, day: date) -> bool:
    """Whether a rule speaks of this role, these classes and this day."""
    within = rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)
    return rule.role == role and within and all(getattr(rule.keys, k) in ("", getattr(keys, k)) for k in KEYS)


def exactness(rule: Rule) -> int:
    """How many classes a rule names."""
    return sum(1 for k in KEYS if getattr(rule.keys, k))


def best(rules: Iterable[Rule], role: str, keys: RoleKeys, day: date) -> list[Rule]:
    """The most exact rules that match: one is the answer, none and several are refused.

    >>> a = AccountFacts(1, "700", "none", True)
    >>> wide, narrow = (Rule(n, "revenue", RoleKeys(product_class=c), a, date(2026, 1, 1)) for n, c in ((1, ""), (2, "X")))
    >>> [rule.id for rule in best([wide, narrow], "revenue", RoleKeys(product_class="X"), date(2026, 2, 1))]
    [2]
    """
    found = [rule for rule in rules if matches(rule, role, keys, day)]
    most = max(map(exactness, found), default=0)
    return [rule for rule in found if exactness(rule) == most]


def next_change(rules: Sequence[Rule], role: str, keys: RoleKeys, day: date) -> tuple[date, Rule] | None:
    """The first day after ``day`` from which one rule gives another account, and that rule.

    >>> a, b = AccountFacts(1, "700", "none", True), AccountFacts(2, "702", "none", True)
    >>> now, then = Rule(1, "revenue", RoleKeys(), a, date(2026, 1, 1)), Rule(2, "revenue", RoleKeys(product_class="X"), b, date(2026, 4, 1))
    >>> next_change([now, then], "revenue", RoleKeys(product_class="X"), date(2026, 3, 2))[1].account.code
    '702'
    """
    held = {rule.account.id for rule in best(rules, role, keys, day)}
    for since in sorted({rule.valid_from for rule in rules if rule.role == role and rule.valid_from > day}):
        found = best(rules, role, keys, since)
        if len(found) == 1 and {found[0].account.id} != held:
            return since, found[0]
    return None


@lru_cache(maxsize=4096)
def asked(role: str, keys: RoleKeys) -> str:
    """A role and its classes as one text, which `asked_for` reads back.

    >>> asked("revenue", RoleKeys(product_class="montaz", tax_class="23"))
    'revenue|montaz||23'
    """
    return "|".join(word.replace("%", "%25").replace("|", "%7C") for word in (role, *(getattr(keys, k) for k in KEYS))).rstrip("|")


def asked_for(text: str) -> tuple[str, RoleKeys]:
    """The role and classes of a text `asked` made.

    >>> asked_for(asked("revenue", RoleKeys(party_class="a|b%")))
    ('revenue', RoleKeys(product_class='', party_class='a|b%', tax_class='', place=''))
    """
    role, *words = (word.replace("%7C", "|").replace("%25", "%") for word in text.split("|"))
    return role, RoleKeys(*words)


@dataclass(frozen=True, slots=True)
class Side:
    """A line of an entry, as its balance is tested: ``amount_doc`` signed, debit positive."""

    debit: Decimal
    credit: Decimal
    amount_doc: Decimal
    currency: str


def differences(sides: Sequence[Side]) -> tuple[Decimal, Decimal]:
    """Debit less credit in company currency; and in document currency where all lines share one, else zero.

    >>> one, ten = Decimal(1), Decimal(10)
    >>> differences([Side(ten, ZERO, ten, "PLN"), Side(ZERO, one, -one, "PLN")])
    (Decimal('9'), Decimal('9'))
    """
    home = sum((s.debit - s.credit for s in sides), ZERO)
    shared = len({s.currency for s in sides}) == 1
    return home, sum((s.amount_doc for s in sides), ZERO) if shared else ZERO


def two_sided(nets: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    """Balances of a settlement account kept by party: what is owed to us and what we owe, apart (dwustronne saldo).

    >>> two_sided([Decimal(5), Decimal(-3), Decimal(1)])
    (Decimal('6'), Decimal('3'))
    """
    debit = credit = ZERO
    for net in nets:
        if net > 0:
            debit += net
        else:
            credit -= net
    return debit, credit


def settled(item: tuple[Decimal, Decimal], counter: tuple[Decimal, Decimal], asked: Decimal | None) -> tuple[Decimal, Decimal, Decimal]:
    """How much two open items settle of each other: (company currency, document currency, exchange difference left).

    ``item`` and ``counter`` are what is open, (company, document currency); ``asked`` in document currency without sign,
    None for as much as goes. The amounts have the item's sign. A part is taken at the item's own rate; the whole, whole.

    >>> settled((Decimal("400.00"), Decimal(100)), (Decimal("-200.00"), Decimal(-50)), None)
    (Decimal('200.00'), Decimal('50'), Decimal('0.00'))
    """
    most = min(abs(item[1]), abs(counter[1]))
    part = most if asked is None else asked
    sign = 1 if item[1] > 0 else -1
    mine, theirs = _part(item, part), _part(counter, part)
    return sign * mine, sign * part, mine - theirs


def _part(open_item: tuple[Decimal, Decimal], part: Decimal) -> Decimal:
    amount, doc = abs(open_item[0]), abs(open_item[1])
    return amount if part == doc or not doc else rounded(amount * part / doc)
