"""Every route says who may open it; one that says nothing does not open.

    @requires("sales.orders")      signed in, in a company, with the permission
    @signed_in                     signed in; the view works without a company
    @in_company                    signed in and in a company; finer rights are asked inside, per declaration
    @public("why")                 anyone, for a stated reason
    @own_door("why")               the view has a door of its own (API keys), for a stated reason
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.urls import URLPattern, URLResolver

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC, OWN_DOOR, SIGNED_IN, IN_COMPANY, PERMISSION = "public", "own door", "signed in", "in company", "permission"


@dataclass(frozen=True, slots=True)
class Declared:
    """What a route declared: its kind, and the permission or the reason."""

    kind: str
    detail: str = ""


def requires(permission: str) -> Callable[[View], View]:
    """Open to those who hold the permission (the name of a command or query)."""
    if "." not in permission:
        raise ValueError(f"{permission!r} is no permission: it reads module.action")
    return _declares(Declared(PERMISSION, permission))


def public(reason: str) -> Callable[[View], View]:
    """Open to anyone; ``reason`` says why that is right."""
    return _declares(Declared(PUBLIC, _said(reason)))


def own_door(reason: str) -> Callable[[View], View]:
    """The view identifies its caller by itself; ``reason`` names how."""
    return _declares(Declared(OWN_DOOR, _said(reason)))


def signed_in(view: View) -> View:
    """Open to whoever is signed in, also without a company."""
    return _declares(Declared(SIGNED_IN))(view)


def in_company(view: View) -> View:
    """Open to members of the current company; the view asks for finer rights by what it shows."""
    return _declares(Declared(IN_COMPANY))(view)


def declared(view: Any) -> Declared | None:
    """What a view declared; looks through class-based views and wrappers."""
    while view is not None:
        found = getattr(view, "ogniwo_access", None) or getattr(getattr(view, "view_class", None), "ogniwo_access", None)
        if isinstance(found, Declared):
            return found
        view = getattr(view, "__wrapped__", None)
    return None


def routes(patterns: Iterable[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every address of a URL tree with its view."""
    for entry in patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, where)
        else:
            yield where, entry.callback


def undeclared(patterns: Iterable[URLPattern | URLResolver]) -> list[str]:
    """Addresses whose view declares nothing; a test keeps this list empty."""
    return [where for where, view in routes(patterns) if declared(view) is None]


def _declares(what: Declared) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.ogniwo_access = what  # type: ignore[attr-defined]
        return view

    return mark


def _said(reason: str) -> str:
    if len(reason.split()) < 2:
        raise ValueError("a reason is a sentence a reviewer can judge")
    return reason
