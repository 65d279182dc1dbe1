"""A document's story: comments, acts and files, newest first."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import COMMANDS, query
from ogniwo.kernel.documents.queries import readable
from ogniwo.kernel.errors import NotFound
from ogniwo.kernel.text import N_ as _

STORY = """
SELECT 'act' AS kind, a.at, a.user_id, u.name, a.command AS text, coalesce(p.body -> 'changed' -> (%(id)s::uuid)::text, 'null') AS more
  FROM audit_target t JOIN audit_act a ON a.id = t.act_id JOIN access_user u ON u.id = a.user_id LEFT JOIN audit_payload p ON p.act_id = a.id WHERE t.target = %(id)s
UNION ALL SELECT 'comment', c.at, c.user_id, u.name, c.text, 'null' FROM comments_comment c JOIN access_user u ON u.id = c.user_id WHERE c.document_id = %(id)s
ORDER BY 2 DESC LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a document: ``kind`` act or comment; ``text`` the act's title or the comment; ``changed`` field -> [old, new]."""

    kind: str
    at: datetime
    user_id: int
    user: str
    text: str
    changed: dict[str, list[object]]


@query("comments.story", _("History of a document"), roles=("accountant", "seller", "buyer", "storekeeper"))
def story(document: UUID, *, limit: int = 50, acting: Acting) -> list[Event]:
    """Acts and comments about a document the person may see. Raises NotFound else."""
    if not readable(document, acting=acting):
        raise NotFound(record=document)
    with connection.cursor() as cursor:
        cursor.execute(STORY, {"id": document, "limit": limit})
        return [
            Event(kind, at, user_id, user, COMMANDS[text].title if kind == "act" and text in COMMANDS else text, _changed(more))
            for kind, at, user_id, user, text, more in cursor.fetchall()
        ]


def _changed(more: object) -> dict[str, list[object]]:
    value = json.loads(more) if isinstance(more, str) else more
    return value if isinstance(value, dict) else {}
