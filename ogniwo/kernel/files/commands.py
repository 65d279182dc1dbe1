"""Attaching files."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.queries import require_seen
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.files.errors import Empty, TooLarge
from ogniwo.kernel.files.models import File, Kind
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit, spread

LIMIT = 20 * 1024 * 1024


def _bytes(value: object) -> object:
    """Bytes as they are; text as base64, the way JSON carries them."""
    return base64.b64decode(value, validate=True) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to keep: its content as bytes, or base64 text in JSON."""

    name: str
    content: Annotated[bytes, BeforeValidator(_bytes)]
    media_type: str = "application/octet-stream"


CONTENT = """INSERT INTO files_content (company_id, digest, size, body) SELECT current_setting('ogniwo.company')::int, u.* FROM unnest(%b::text[], %b::int[], %b::bytea[]) u
  ON CONFLICT DO NOTHING"""
ROLES = ("accountant", "seller", "buyer", "storekeeper")


@command("files.attach_files", _("Attach files"), roles=ROLES)
def attach_files(document: UUID, files: list[NewFile], *, unit: Unit, acting: Acting) -> list[int]:
    """Attach files to a document a person sees. Raises Refused: TooLarge, Empty, NotFound."""
    require_seen(unit, document)
    unit.touch([document])
    return keep(unit, [(document, Kind.ATTACHMENT, "", f) for f in files])


def keep(unit: Unit, files: Iterable[tuple[UUID, Kind, str, NewFile]]) -> list[int]:
    """Keep files with the act: (document, kind, language, file). Same content is stored once. Returns their ids."""
    files = list(files)
    wrong: list[BusinessError] = [TooLarge(name=f.name, size=len(f.content) // 1024 // 1024, limit=LIMIT // 1024 // 1024) for *_rest, f in files if len(f.content) > LIMIT]
    wrong += [Empty(name=f.name) for *_rest, f in files if not f.content]
    if wrong:
        raise Refused(wrong)
    digests = {hashlib.sha256(f.content).hexdigest(): f.content for *_rest, f in files}
    have = {row[0] for row in unit.rows("SELECT digest FROM files_content WHERE digest = ANY(%s)", [list(digests)])}
    before = {(d, k, n): v for d, k, n, v in unit.rows(
        "SELECT document_id, kind, name, max(version) FROM files_file WHERE document_id = ANY(%s) GROUP BY 1, 2, 3", [list({d for d, *_rest in files})])}  # fmt: skip
    fresh = sorted((key, len(body), body) for key, body in digests.items() if key not in have)
    if fresh:  # two acts may bring the same content at once: the second takes the first's
        unit.do(CONTENT, spread(fresh, 3))
    numbers = unit.ids(len(files))
    for number, (document, kind, language, f) in zip(numbers, files, strict=True):
        before[document, kind, f.name] = version = before.get((document, kind, f.name), 0) + 1
        unit.add(draft(File)(
            id=number, document_id=document, content_id=hashlib.sha256(f.content).hexdigest(), kind=str(kind), name=f.name[:160],
            media_type=f.media_type, language=language, version=version, at=unit.now, user_id=unit.acting.user_id,
        ))  # fmt: skip
    return numbers
