"""Numbers given, for who shows documents."""

from collections.abc import Iterable
from uuid import UUID

from ogniwo.kernel.numbering.models import Number, Series


def numbers_of(documents: Iterable[UUID]) -> dict[UUID, str]:
    """Document to its number; those without one are left out. The caller has asked whether the person sees them."""
    return dict(Number.objects.filter(document__in=list(documents)).values_list("document_id", "text"))


def types_of(series: Iterable[int]) -> dict[int, str]:
    """Series to the type of documents it numbers."""
    return dict(Series.objects.filter(id__in=list(series)).values_list("id", "type"))
