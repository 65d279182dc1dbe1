"""What the ledger offers to modules that post: a try of their documents' accounts before posting."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from ogniwo.kernel.books.drafts import EntryDraft

Trier = Callable[[Collection[UUID], Any], list[EntryDraft]]
TRIERS: dict[str, Trier] = {}


def tries(document_type: str) -> Callable[[Trier], Trier]:
    """Register ``f(document ids, acting) -> entry drafts`` a draft document of a type would be posted with; reads only."""

    def register(f: Trier) -> Trier:
        TRIERS[document_type] = f
        return f

    return register
