"""Printers: how each type of document becomes a printed one, registered by the modules that have the types."""

from collections.abc import Callable, Mapping
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
