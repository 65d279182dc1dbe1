"""Sending letters."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.errors import Invalid, Refused
from ogniwo.kernel.mail.models import Letter
from ogniwo.kernel.outbox.commands import send
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

TOPIC = "mail.letter"
RECIPIENTS = 20


@command("mail.send_letter", _("Send a letter"), roles=("accountant", "seller", "buyer"))
def send_letter(to: Sequence[str], topic: str, text: str, *, document: UUID | None = None, files: Sequence[int] = (), unit: Unit, acting: Acting) -> int:
    """Queue a letter with files of documents; it leaves after the act, sent by the worker. At most 20 recipients."""
    wrong = [Invalid(field="to", problem=_("This is not an e-mail address.")) for address in to if not _is_address(address)]
    if not to or len(to) > RECIPIENTS:
        wrong.append(Invalid(field="to", problem=_("Name one to twenty recipients.")))
    if not topic.strip() or "\n" in topic:
        wrong.append(Invalid(field="topic", problem=_("Write a topic in one line.")))
    if wrong:
        raise Refused(wrong)
    (number,) = unit.ids(1)
    unit.add(draft(Letter)(
        id=number, document_id=document, recipients=list(to), topic=topic.strip()[:200], text=text, files=list(files), at=unit.now, user_id=acting.user_id,
    ))  # fmt: skip
    if document:
        unit.touch([document])
    send(unit, TOPIC, [{"letter": number}])
    return number


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
