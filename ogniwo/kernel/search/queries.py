"""Finding by words."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.search.hooks import KINDS
from ogniwo.kernel.search.rules import sought
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found."""

    kind: str
    record: UUID
    label: str
    note: str


@query("search.find", _("Search"), roles=("accountant", "seller", "buyer", "storekeeper"))
def find(text: str, kinds: Sequence[str] = (), most: int = 20, *, acting: Acting) -> list[Found]:
    """Documents, parties and products whose words begin or hold these.

    Only kinds the person may see; where a record rule narrows a document type, only the person's own or their teams'.
    Words of one or two letters are met at beginnings of words only.
    """
    allowed = [k for k in KINDS.values() if (not kinds or k.name in kinds) and acting.may(k.permission)]
    words = sought(text)
    if not allowed or not words:
        return []
    reach = {k.name: acting.owners(k.document_type) if k.document_type else None for k in allowed}
    narrow = [(name, owner) for name, owners in reach.items() for owner in owners or ()]
    rows = Reader().rows("SELECT kind, record, label, note FROM search_find(%s::text[], %s::text[], %s::text[], %s::int[], %s)",
                         [words, list(reach), [name for name, _owner in narrow], [owner for _name, owner in narrow], most])  # fmt: skip
    return [Found(*row) for row in rows]


def records(text: str, kinds: Sequence[str], most: int) -> list[UUID]:
    """Records of kinds whose words hold these, at most ``most``, in no order: for lists, which themselves ask for rights."""
    words = sought(text)
    return [record for (record,) in Reader().rows("SELECT * FROM search_records(%s::text[], %s::text[], %s)", [words, list(kinds), most])] if words else []
