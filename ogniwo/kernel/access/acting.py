"""Who acts: the one value every command, query and screen receives. Knows no database and no Django."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from ogniwo.kernel.access.errors import NoRight

OWN, TEAM, ALL = "own", "team", "all"
WIDTH = {OWN: 0, TEAM: 1, ALL: 2}
EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Acting:
    """A person (or key) in one company at one business date, with the rights that hold there.

    ``permissions``: names of commands and queries; ``module.*`` and ``*`` cover many.
    ``rules``: document type to ``own``, ``team`` or ``all``; a type that is absent means ``all``.
    ``source``: the door (screen, api, job, import, case, demo). ``today``: the company's business date;
    ``currency``: the company's own. ``team``: who shares a team with the person.
    """

    user_id: int
    company_id: int
    directory_id: int
    branch_id: int | None
    permissions: frozenset[str]
    sensitivities: frozenset[str]
    rules: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    language: str = "pl"
    source: str = "screen"
    today: date = date.min
    currency: str = ""
    team: tuple[int, ...] = ()

    def may(self, name: str) -> bool:
        """Whether the permission ``name`` was granted, itself or by a wider one."""
        return any(wider in self.permissions for wider in _widenings(name))

    def require(self, name: str) -> None:
        """Raise NoRight unless the person may."""
        if not self.may(name):
            raise NoRight(permission=name)

    def sees(self, kind: str) -> bool:
        """Whether fields of the sensitivity ``kind`` (salary, personal, cost, margin) are shown."""
        return kind in self.sensitivities

    def rule(self, document_type: str) -> str:
        """How far the person sees documents of a type: ``own``, ``team`` or ``all``."""
        return self.rules.get(document_type, ALL)

    def owners(self, document_type: str) -> tuple[int, ...] | None:
        """Whose documents of a type the person sees; None: everybody's, and those of nobody.

        >>> Acting(7, 1, 1, None, frozenset(), frozenset(), rules={"sales.order": "team"}, team=(9, 7)).owners("sales.order")
        (7, 9)
        """
        how = self.rule(document_type)
        if how == ALL:
            return None
        return tuple(sorted({self.user_id, *self.team})) if how == TEAM else (self.user_id,)

    def reaches(self, document_type: str, owner_id: int | None) -> bool:
        """Whether the record rule lets the person see a document of a type and owner."""
        owners = self.owners(document_type)
        return owners is None or owner_id in owners

    def narrowed(self, scopes: Iterable[str]) -> "Acting":
        """The same person through a key: only what both the roles and the key's ``scopes`` allow."""
        return replace(self, permissions=overlap(self.permissions, scopes))


def covers(wider: str, name: str) -> bool:
    """Whether the permission or pattern ``wider`` grants all that ``name`` grants.

    >>> covers("sales.*", "sales.confirm_orders"), covers("sales.*", "salesforce.x"), covers("*", "sales.*")
    (True, False, True)
    """
    return wider in _widenings(name)


def overlap(left: Iterable[str], right: Iterable[str]) -> frozenset[str]:
    """What two sets of permissions both grant: of each pair where one covers the other, the narrower.

    >>> sorted(overlap({"sales.*", "tax.rates"}, {"sales.orders", "tax.*"}))
    ['sales.orders', 'tax.rates']
    """
    theirs = list(right)
    narrower = [b if covers(a, b) else a for a in left for b in theirs if covers(a, b) or covers(b, a)]
    return frozenset(narrower)


def widest(rules: Iterable[tuple[str, str, int]], *, roles: int) -> Mapping[str, str]:
    """Rules of several roles as one, ``rules`` being (type, width, role): the widest wins.

    A role without a rule for a type does not narrow it, so a type is narrowed only when each of the
    person's ``roles`` roles narrows it.
    """
    found: dict[str, list[tuple[str, int]]] = {}
    for document_type, width, role in rules:
        found.setdefault(document_type, []).append((width, role))
    narrowed = {t: rows for t, rows in found.items() if len({role for _width, role in rows}) == roles}
    return MappingProxyType({t: max((width for width, _role in rows), key=WIDTH.__getitem__) for t, rows in narrowed.items()})


def _widenings(name: str) -> list[str]:
    bare = name.removesuffix(".*")
    parts = bare.split(".")
    ends = range(len(parts) if name != bare else len(parts) - 1, 0, -1)
    own = [] if name != bare else [name]
    return own + [".".join(parts[:end]) + ".*" for end in ends] + [EVERYTHING]
