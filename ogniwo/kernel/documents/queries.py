"""A document among others: whether a person sees it, and the chain it stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from ogniwo.kernel.access.acting import ALL, Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.documents.models import Cause, Document, Flow, Subject
from ogniwo.kernel.errors import NotFound
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader

MOST = 300
# From the document down to what came of it (1) and up to what it came from (-1), over lines and over whole documents.
FLOW = """
WITH RECURSIVE walk (id, way) AS (
  SELECT %(id)s::uuid, way FROM (VALUES (1), (-1)) AS ways (way)
  UNION
  SELECT n.id, w.way FROM walk w CROSS JOIN LATERAL (
    SELECT t.document_id AS id FROM documents_line s JOIN documents_flow f ON f.source_id = s.id JOIN documents_line t ON t.id = f.target_id
     WHERE w.way = 1 AND s.document_id = w.id
    UNION ALL SELECT s.document_id FROM documents_line t JOIN documents_flow f ON f.target_id = t.id JOIN documents_line s ON s.id = f.source_id
     WHERE w.way = -1 AND t.document_id = w.id
    UNION ALL SELECT target_id FROM documents_cause WHERE w.way = 1 AND source_id = w.id
    UNION ALL SELECT source_id FROM documents_cause WHERE w.way = -1 AND target_id = w.id) n
), found AS (SELECT DISTINCT id FROM walk LIMIT %(most)s)
SELECT d.id, d.type, d.state, d.title, d.day, d.total, d.currency, d.owner_id,
  ARRAY(SELECT s.document_id FROM documents_line t JOIN documents_flow f ON f.target_id = t.id JOIN documents_line s ON s.id = f.source_id
         WHERE t.document_id = d.id AND s.document_id IN (SELECT id FROM found)
        UNION SELECT c.source_id FROM documents_cause c WHERE c.target_id = d.id AND c.source_id IN (SELECT id FROM found))
FROM documents_document d WHERE d.id IN (SELECT id FROM found) ORDER BY d.created_at, d.id
"""


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A document of the chain; ``after``: the documents of the chain it came from directly."""

    id: UUID
    type: str
    state: str
    title: str
    day: date
    total: Decimal | None
    currency: str
    after: tuple[UUID, ...]


def sees(acting: Acting, type: str, owner_id: int | None) -> bool:
    """Whether the person may see a document of this type and owner: the permission its type names, and their record rule."""
    kind = TYPES.get(type)
    if kind is None or (kind.reads and not acting.may(kind.reads)):
        return False
    return acting.rule(type) == ALL or owner_id == acting.user_id


@query("documents.flow_graph", _("Flow of a document"), roles=("accountant", "seller", "buyer", "storekeeper"))
def flow_graph(document: UUID, *, acting: Acting) -> list[FlowNode]:
    """What a document came from and what came of it, in order of writing; one statement.

    Documents the person may not see are left out. Raises NotFound when it is the document itself. At most 300.
    """
    rows = Reader().rows(FLOW, {"id": document, "most": MOST})
    seen = {row[0]: row for row in rows if sees(acting, row[1], row[7])}
    if document not in seen:
        raise NotFound(record=document)
    return [FlowNode(*row[:7], tuple(source for source in row[8] if source in seen)) for row in seen.values()]  # type: ignore[call-arg]  # seven columns


def heading(document: UUID, *, acting: Acting) -> Document:
    """The row of a document the person may see. Raises NotFound else."""
    found = Document.objects.filter(id=document).first()
    if found is None or not sees(acting, found.type, found.owner_id):
        raise NotFound(record=document)
    return found


def documents() -> QuerySet[Document]:
    """All documents of the company, for queries of other modules to narrow; they see to permissions and record rules."""
    return Document.objects.all()


def subjects() -> QuerySet[Subject]:
    """All subjects of the directory, likewise."""
    return Subject.objects.all()


def names_of(subjects: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of subjects by id; one statement, none where none is asked for."""
    wanted = {subject for subject in subjects if subject is not None}
    return {row.id: row.name for row in Subject.objects.filter(id__in=wanted)} if wanted else {}


def causes() -> QuerySet[Cause]:
    """What whole documents came from, likewise."""
    return Cause.objects.all()


def flows() -> QuerySet[Flow]:
    """What lines came from, likewise."""
    return Flow.objects.all()
