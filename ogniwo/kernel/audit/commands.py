"""Recording acts."""

import secrets
from typing import Any

from psycopg.types.json import Jsonb

from ogniwo.kernel.audit.rules import digest
from ogniwo.kernel.writing.unit import Unit

# one statement for the three tables: every act writes them
RECORD = """WITH act AS (INSERT INTO audit_act (company_id, id, at, user_id, command, source, digest)
    VALUES (current_setting('ogniwo.company')::int, %(id)s, %(at)s, %(user)s, %(command)s, %(source)s, %(digest)s)),
  payload AS (INSERT INTO audit_payload (company_id, act_id, salt, body) VALUES (current_setting('ogniwo.company')::int, %(id)s, %(salt)s, %(body)s))
  INSERT INTO audit_target (company_id, act_id, target) SELECT current_setting('ogniwo.company')::int, %(id)s, t FROM unnest(%(targets)s::uuid[]) t"""


def record(unit: Unit, command: str, arguments: Any) -> int:
    """Write the act's audit rows; returns the act's id. One statement, however many targets.

    Arguments the command names in ``unit.notes["kept out of the audit"]`` are left out: words by which a person is erased.
    """
    (act_id,) = unit.ids(1)
    salt = secrets.token_bytes(16)
    secret = unit.notes.get("kept out of the audit", ())
    body = {"given": {name: value for name, value in arguments.items() if name not in secret} if secret else arguments, "changed": unit.changes}
    unit.do(RECORD, {
        "id": act_id, "at": unit.now, "user": unit.acting.user_id, "command": command, "source": unit.acting.source, "digest": digest(salt, body),
        "salt": salt, "body": Jsonb(body), "targets": list(unit.touched),
    })  # fmt: skip
    return act_id
