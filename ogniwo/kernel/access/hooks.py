"""What access offers to modules above it: the register of permissions, and the founding of a company."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ogniwo.kernel.access.rules import SHIPPED

COMMAND, QUERY = "command", "query"


@dataclass(frozen=True, slots=True)
class Permission:
    """What can be granted: the name of a command or a query, its title, and the shipped roles that have it."""

    name: str
    title: str
    kind: str
    roles: tuple[str, ...] = ()


PERMISSIONS: dict[str, Permission] = {}


def declare(permission: Permission) -> None:
    """Enter a permission; the decorators of commands and queries call it. An unknown role is refused at start."""
    unknown = set(permission.roles) - set(SHIPPED)
    if unknown:
        raise ValueError(f"{permission.name}: no shipped role {sorted(unknown)}; there are {sorted(SHIPPED)}")
    if permission.kind not in (COMMAND, QUERY):
        raise ValueError(f"{permission.name}: kind is {COMMAND!r} or {QUERY!r}, not {permission.kind!r}")
    PERMISSIONS[permission.name] = permission


@dataclass(frozen=True, slots=True)
class Founding:
    """What the first-run screen asks: the company to make. ``code`` is its short name."""

    name: str
    code: str
    currency: str
    language: str


Founder = Callable[[Founding, int], int]
_founder: list[Founder] = []


def founds(function: Founder) -> Founder:
    """Register the one function that makes a company for a user (its owner) and returns the company's id."""
    _founder[:] = [function]
    return function


def founder() -> Founder | None:
    """The registered founder of companies, if a module above registered one."""
    return _founder[0] if _founder else None


def granted_by_default(permissions: Iterable[Permission] | None = None) -> dict[str, frozenset[str]]:
    """Shipped role to the permissions declared for it: owner everything, auditor every query."""
    known = list(PERMISSIONS.values() if permissions is None else permissions)
    grants = {role: frozenset(p.name for p in known if role in p.roles) for role in SHIPPED}
    grants["owner"] = frozenset({"*"})
    grants["auditor"] |= {p.name for p in known if p.kind == QUERY}
    return grants
