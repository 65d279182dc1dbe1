"""Printers: how each type of document becomes a printed one, registered by the modules that have the types; blocks other modules add."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from ogniwo.kernel.access.acting import Acting


class Printer(Protocol):
    """``f(document_id, language, acting) -> (template, data)``, inside ``reading(acting)``: the typst file, and all its words and figures written out."""

    def __call__(self, document_id: UUID, language: str, acting: Acting) -> tuple[Path, Mapping[str, Any]]: ...


PRINTERS: dict[str, Printer] = {}


def printer(type: str) -> Callable[[Printer], Printer]:
    """Register the printer of a type of documents; a second one for the same type is a mistake (LookupError)."""

    def register(function: Printer) -> Printer:
        if PRINTERS.setdefault(type, function) is not function:
            raise LookupError(f"two printers for {type}")
        return function

    return register


@dataclass(frozen=True, slots=True)
class Block:
    """What a module adds to another's printed document: a title with pairs (words, value), all written out in the print's language."""

    title: str
    facts: Sequence[tuple[str, str]]


class Adds(Protocol):
    """``f(document_id, language, acting) -> Block | None``, inside ``reading(acting)``; None where it has nothing to say."""

    def __call__(self, document_id: UUID, language: str, acting: Acting) -> Block | None: ...


BLOCKS: dict[str, list[Adds]] = {}


def print_block(*types: str) -> Callable[[Adds], Adds]:
    """Register a block under the printed documents of ``types``, in order of registration."""

    def register(function: Adds) -> Adds:
        for type in types:
            BLOCKS.setdefault(type, []).append(function)
        return function

    return register


def blocks_of(type: str, document_id: UUID, language: str, acting: Acting) -> list[dict[str, object]]:
    """What all modules add to a document, as templates take it."""
    found = [add(document_id, language, acting) for add in BLOCKS.get(type, ())]
    return [{"title": block.title, "facts": [{"label": label, "value": value} for label, value in block.facts]} for block in found if block]
