"""Writing comments."""

from collections.abc import Sequence
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.comments.models import Comment
from ogniwo.kernel.documents.queries import require_seen
from ogniwo.kernel.errors import Invalid, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

ROLES = ("accountant", "seller", "buyer", "storekeeper")
LENGTH = 4000


@command("comments.add_comment", _("Comment"), roles=ROLES)
def add_comment(document: UUID, text: str, *, unit: Unit, acting: Acting) -> int:
    """Say something on a document the person sees; at most 4000 characters."""
    require_seen(unit, document)
    text = text.strip()
    if not text or len(text) > LENGTH:
        raise Refused([Invalid(field="text", problem=_("Write something, at most 4000 characters."))])
    return write(unit, [(document, text)])[0]


def write(unit: Unit, comments: Sequence[tuple[UUID, str]]) -> list[int]:
    """Write comments on documents, in the act of a module that has judged them; returns their ids."""
    numbers = unit.ids(len(comments))
    unit.touch(document for document, _text in comments)
    unit.add(
        draft(Comment)(id=number, document_id=document, text=text, at=unit.now, user_id=unit.acting.user_id)
        for number, (document, text) in zip(numbers, comments, strict=True)
    )
    return numbers
