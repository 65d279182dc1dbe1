"""Types of documents, registered by the modules that have them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

TYPES: dict[str, "DocumentType"] = {}


@dataclass(frozen=True)
class DocumentType:
    """A type of document.

    ``transitions``: state -> {act: next state}; ``states``: state -> title and tone (good, warn, bad, info, neutral);
    ``record``: name of the screen that shows it; ``series``: default number pattern, None when it has no number.
    ``sensitive``: the sensitivity one must hold to see what it is worth (its total), where not everybody who may read it may.
    ``reads``: the query whose permission lets a person see it, its files and comments. ``fixed``: states in which the content never changes again.
    """

    name: str
    title: str
    icon: str
    states: Mapping[str, tuple[str, str]]
    transitions: Mapping[str, Mapping[str, str]]
    series: str | None = None
    chronological: bool = False
    fixed: frozenset[str] = frozenset()
    record: str = ""
    reads: str = ""
    sensitive: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


def document_type(found: DocumentType) -> DocumentType:
    """Register a type; states named in transitions must exist."""
    named = set(found.transitions) | {s for acts in found.transitions.values() for s in acts.values()} | set(found.fixed)
    if missing := named - set(found.states):
        raise LookupError(f"{found.name}: states {sorted(missing)} have no title")
    TYPES[found.name] = found
    return found
