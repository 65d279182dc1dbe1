"""Kinds of things that can be found, registered by the modules that index them."""

from dataclasses import dataclass

KINDS: dict[str, "Kind"] = {}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: ``permission`` is what lets a person find it, ``record`` the screen that opens it.

    ``document_type``: the type whose record rule (own, team, all) narrows it; empty for what everybody with the permission sees.
    """

    name: str
    title: str
    permission: str
    record: str
    icon: str = "file"
    document_type: str = ""


def kind(found: Kind) -> Kind:
    """Register a kind."""
    KINDS[found.name] = found
    return found
