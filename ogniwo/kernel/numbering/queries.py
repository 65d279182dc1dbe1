"""Numbers given, for who shows documents; series, for who sets them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.numbering.models import Number, Series, SeriesCounter
from ogniwo.kernel.numbering.rules import spell
from ogniwo.kernel.text import N_ as _


def numbers_of(documents: Iterable[UUID]) -> dict[UUID, str]:
    """Document to its number; those without one are left out. The caller has asked whether the person sees them."""
    return dict(Number.objects.filter(document__in=list(documents)).values_list("document_id", "text"))


def types_of(series: Iterable[int]) -> dict[int, str]:
    """Series to the type of documents it numbers."""
    return dict(Series.objects.filter(id__in=list(series)).values_list("id", "type"))


@query("numbering.series", _("Series of numbers"), roles=("accountant", "auditor"))
def series(*, acting: Acting) -> QuerySet[Series]:
    """Series of the company; ``last``: the last number of the latest period."""
    last = SeriesCounter.objects.filter(series=OuterRef("pk")).order_by("-period").values("last")[:1]
    return Series.objects.annotate(branch_code=F("branch__code"), last=Subquery(last))


def examples(ids: Iterable[int], *, acting: Acting) -> Mapping[int, str]:
    """What the next number of each series will look like today."""
    found = series(acting=acting).filter(pk__in=list(ids))
    return {s.pk: spell(s.pattern, n=(s.last or 0) + 1, day=acting.today, branch=s.branch_code or "") for s in found}  # type: ignore[attr-defined]


def series_form(record: int | str | None = None, *, acting: Acting) -> dict[str, Any]:
    """What the form of a series begins with."""
    found = series(acting=acting).filter(pk=record).first() if record else None
    return {"type": found.type, "pattern": found.pattern, "restarts": found.restarts, "branch": found.branch_id} if found else {}


def numbered() -> dict[str, str]:
    """Kinds of documents that have numbers, with their titles."""
    return {kind.name: kind.title for kind in TYPES.values() if kind.series}
