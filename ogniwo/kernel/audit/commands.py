"""Recording acts."""

import secrets
from typing import Any

from ogniwo.kernel.audit.models import Act, Payload, Target
from ogniwo.kernel.audit.rules import digest
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit


def record(unit: Unit, command: str, arguments: Any) -> int:
    """Add the act's audit rows to its unit; returns the act's id. Three inserts, however many targets."""
    (act_id,) = unit.ids(1)
    salt = secrets.token_bytes(16)
    body = {"given": arguments, "changed": unit.changes}
    unit.add(draft(Act)(id=act_id, at=unit.now, user_id=unit.acting.user_id, command=command, source=unit.acting.source, digest=digest(salt, body)))
    unit.add(draft(Payload)(act_id=act_id, salt=salt, body=body))
    unit.add(draft(Target)(act_id=act_id, target=target) for target in unit.touched)
    return act_id
