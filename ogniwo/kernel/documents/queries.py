"""A document among others: whether a person sees it, and the chain it stands in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from django.db.models import Manager, Model, Q, QuerySet

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.documents.models import Cause, Document, Flow, Subject
from ogniwo.kernel.errors import NotFound, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader
from ogniwo.kernel.writing.unit import Unit

T = TypeVar("T", bound=Model)
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
    return acting.reaches(type, owner_id)


def worth_seen(acting: Acting, type: str) -> bool:
    """Whether the person may see what documents of this type are worth."""
    kind = TYPES.get(type)
    return not (kind and kind.sensitive) or acting.sees(kind.sensitive)


def within(found: QuerySet[T] | Manager[T], acting: Acting, *types: str, document: str = "document") -> QuerySet[T]:
    """Rows of documents of these types, narrowed to those the person's record rules let them see.

    ``document``: the way to the document's row, empty for documents themselves.
    """
    found, way = found.all(), f"{document}__" if document else ""
    narrow = {name: owners for name in types if (owners := acting.owners(name)) is not None}
    if not narrow:
        return found
    if len(types) == 1:
        return found.filter(**{f"{way}owner__in": narrow[types[0]]})
    return found.filter(_reach([name for name in types if name not in narrow], narrow, way))


def seen(acting: Acting, *, document: str = "document") -> Q:
    """The condition on rows of any documents: those whose type the person may read and whose owner their record rule reaches."""
    allowed = {name: acting.owners(name) for name, kind in TYPES.items() if not kind.reads or acting.may(kind.reads)}
    narrow = {name: owners for name, owners in allowed.items() if owners is not None}
    return _reach([name for name in allowed if name not in narrow], narrow, f"{document}__" if document else "")


def _reach(free: Sequence[str], narrow: Mapping[str, Sequence[int]], way: str) -> Q:
    reach = Q(**{f"{way}type__in": free})
    for name, owners in narrow.items():
        reach |= Q(**{f"{way}type": name, f"{way}owner__in": owners})
    return reach


def require_seen(unit: Unit, document: UUID) -> None:
    """For acts beside a document (a comment, a file). Raises Refused with NotFound unless the person may see it."""
    rows = unit.rows("SELECT type, owner_id FROM documents_document WHERE id = %s", [document])
    if not rows or not sees(unit.acting, *rows[0]):
        raise Refused([NotFound(record=document)])


def readable(document: UUID, *, acting: Acting) -> bool:
    """Whether the document is there for the person: for queries that are asked for its parts."""
    row = Document.objects.filter(id=document).values_list("type", "owner_id").first()
    return row is not None and sees(acting, *row)


@query("documents.flow_graph", _("Flow of a document"), roles=("accountant", "seller", "buyer", "storekeeper"))
def flow_graph(document: UUID, *, acting: Acting) -> list[FlowNode]:
    """What a document came from and what came of it, in order of writing; one statement.

    Documents the person may not see are left out. Raises NotFound when it is the document itself. At most 300.
    """
    rows = Reader().rows(FLOW, {"id": document, "most": MOST})
    seen = {row[0]: row for row in rows if sees(acting, row[1], row[7])}
    if document not in seen:
        raise NotFound(record=document)
    return [
        FlowNode(*row[:5], row[5] if worth_seen(acting, row[1]) else None, row[6], tuple(source for source in row[8] if source in seen)) for row in seen.values()  # type: ignore[call-arg]  # five columns
    ]


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
