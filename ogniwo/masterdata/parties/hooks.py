"""What parties offer: schemes of identifiers, and news of parties made, adopted or changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ogniwo.kernel.outbox.hooks import Event

SCHEMES: dict[str, "Scheme"] = {}
OWN: list["OwnFields"] = []


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of identifiers: ``check(typed)`` gives the plain value or raises ValueError (with ``say(language)``, if it can).

    ``country``: where it is given out; empty for anywhere. ``main``: asked for first in that country.
    """

    name: str
    title: str
    check: Callable[[str], str]
    country: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class OwnFields:
    """The company's own fields of parties, from the module that keeps their definitions.

    ``drawn(acting=)``: as forms draw them; ``columns(acting=)``: columns and filters of lists; ``annotated(rows)``: terms with
    each value as ``own_<key>``; ``typed(given)``: values for a form; ``judged(unit, given)``: values to keep, raising what is wrong.
    """

    drawn: Callable[..., Sequence[Any]]
    columns: Callable[..., tuple[Sequence[Any], Sequence[Any]]]
    annotated: Callable[..., Any]
    typed: Callable[[Mapping[str, Any]], dict[str, Any]]
    judged: Callable[[Any, Mapping[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class PartiesSaved:
    """Parties added, adopted or changed by an act."""

    parties: Sequence[UUID]


parties_saved: Event[PartiesSaved] = Event("parties.saved")


def own_fields(found: OwnFields) -> OwnFields:
    """Register who keeps the own fields of parties."""
    OWN.append(found)
    return found


def scheme(found: Scheme) -> Scheme:
    """Register a scheme."""
    SCHEMES[found.name] = found
    return found
