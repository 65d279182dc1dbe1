"""Sending letters."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.queries import sees
from ogniwo.kernel.errors import Invalid, NotFound, Refused
from ogniwo.kernel.mail.models import Letter
from ogniwo.kernel.outbox.commands import send
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

TOPIC = "mail.letter"
RECIPIENTS = 20
NAMED = """SELECT d.id::text, d.type, d.owner_id FROM documents_document d WHERE d.id = %(document)s
  UNION ALL SELECT f.id::text, d.type, d.owner_id FROM files_file f JOIN documents_document d ON d.id = f.document_id WHERE f.id = ANY(%(files)s)"""


@command("mail.send_letter", _("Send a letter"), roles=("accountant", "seller", "buyer"))
def send_letter(to: Sequence[str], topic: str, text: str, *, document: UUID | None = None, files: Sequence[int] = (), unit: Unit, acting: Acting) -> int:
    """Queue a letter with files of documents; it leaves after the act, sent by the worker. At most 20 recipients.

    Raises Refused: Invalid for addresses and topic, NotFound for a document or file the person may not see.
    """
    _refuse_unseen(unit, document, files)
    return queue(unit, to, topic, text, document=document, files=files)


def queue(unit: Unit, to: Sequence[str], topic: str, text: str, *, document: UUID | None = None, files: Sequence[int] = ()) -> int:
    """Queue a letter in the act of a module that has judged the document and made the files."""
    wrong = [Invalid(field="to", problem=_("This is not an e-mail address.")) for address in to if not _is_address(address)]
    if not to or len(to) > RECIPIENTS:
        wrong.append(Invalid(field="to", problem=_("Name one to twenty recipients.")))
    if not topic.strip() or "\n" in topic:
        wrong.append(Invalid(field="topic", problem=_("Write a topic in one line.")))
    if wrong:
        raise Refused(wrong)
    (number,) = unit.ids(1)
    unit.add(draft(Letter)(
        id=number, document_id=document, recipients=list(to), topic=topic.strip()[:200], text=text, files=list(files), at=unit.now, user_id=unit.acting.user_id,
    ))  # fmt: skip
    if document:
        unit.touch([document])
    send(unit, TOPIC, [{"letter": number}])
    return number


def _refuse_unseen(unit: Unit, document: UUID | None, files: Sequence[int]) -> None:
    """The document and the documents of the files must be the person's to see. Raises Refused: NotFound."""
    rows = unit.rows(NAMED, {"document": document, "files": list(files)}) if document or files else []
    seen = {key for key, type, owner in rows if sees(unit.acting, type, owner)}
    if missing := [key for key in (*([document] if document else ()), *files) if str(key) not in seen]:
        raise Refused(NotFound(record=key) for key in missing)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
