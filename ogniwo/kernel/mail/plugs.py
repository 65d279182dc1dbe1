"""The deliverer of letters."""

from datetime import UTC, datetime
from typing import Any

from django.core.mail import EmailMessage
from django.db import connection, transaction

from ogniwo.kernel.files.queries import content
from ogniwo.kernel.mail.commands import TOPIC
from ogniwo.kernel.mail.models import Letter
from ogniwo.kernel.outbox.hooks import delivers
from ogniwo.kernel.tenancy.context import SET, values


@delivers(TOPIC)
def deliver(body: dict[str, Any], *, acting: Any, message_id: int) -> None:
    """Send a letter by SMTP, once: a letter already sent is left alone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SET, values(acting))
        letter = Letter.objects.get(id=body["letter"])
        attached = [content(number, acting=acting) for number in letter.files]
    if letter.sent_at:
        return
    message = EmailMessage(letter.topic, letter.text, to=letter.recipients, headers={"Message-ID": f"<{acting.company_id}.{letter.id}@ogniwo>"})
    for name, media_type, data in attached:
        message.attach(name, data, media_type)
    message.send()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SET, values(acting))
        Letter.objects.filter(id=letter.id).update(sent_at=datetime.now(UTC))
