"""Reading files."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.queries import heading, sees
from ogniwo.kernel.errors import NotFound
from ogniwo.kernel.files.models import File, Kind
from ogniwo.kernel.text import N_ as _

ROLES = ("accountant", "seller", "buyer", "storekeeper")


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file in a list; ``digest`` is its content's SHA-256."""

    id: int
    kind: str
    name: str
    media_type: str
    language: str
    version: int
    size: int
    digest: str
    at: datetime
    user_id: int


@query("files.files", _("Files of a document"), roles=ROLES)
def files(document: UUID, *, acting: Acting) -> list[FileRow]:
    """Files of a document, newest first; none when the person may not see the document."""
    rows = File.objects.filter(document=document).select_related("document", "content").defer("content__body").order_by("-id")
    return [
        FileRow(f.id, f.kind, f.name, f.media_type, f.language, f.version, f.content.size, f.content_id, f.at, f.user_id)
        for f in rows if _sees(f, acting)
    ]


@query("files.content", _("Content of a file"), roles=ROLES)
def content(file: int, *, acting: Acting) -> tuple[str, str, bytes]:
    """(name, media type, bytes) of a file. Raises NotFound also where the person may not see its document."""
    found = File.objects.filter(id=file).select_related("document", "content").first()
    if found is None or not _sees(found, acting):
        raise NotFound(record=file)
    return found.name, found.media_type, bytes(found.content.body)


def kept_print(document: UUID, language: str, *, acting: Acting) -> int | None:
    """The newest kept print of an issued document in a language, as a file's id; None when there is none or the document may still change."""
    if not heading(document, acting=acting).fixed:
        return None
    return File.objects.filter(document=document, kind=Kind.PRINT, language=language).order_by("-id").values_list("id", flat=True).first()


def _sees(found: File, acting: Acting) -> bool:
    return sees(acting, found.document.type, found.document.owner_id)
