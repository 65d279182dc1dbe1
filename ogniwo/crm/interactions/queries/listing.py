"""What lists of all CRM documents share: the person's reach, and the document's columns by plain names."""

from typing import Any

from django.db.models import F, QuerySet

from ogniwo.kernel.access.acting import Acting


def mine(found: QuerySet[Any], type: str, acting: Acting, *, owner: str = "document__owner") -> QuerySet[Any]:
    """Documents of a type narrowed to what the person's record rule lets them see. Naming the type lets its index serve the list."""
    found = found.filter(**{owner.removesuffix("owner") + "type": type})
    owners = acting.owners(type)
    return found if owners is None else found.filter(**{f"{owner}__in": owners})


def of_document(found: QuerySet[Any]) -> QuerySet[Any]:
    """A table sharing its key with documents, with ``number, state, title, day, total, currency, version, owner_id, owner_name, subject_id, subject_name``."""
    made: QuerySet[Any] = found.annotate(
        number=F("document__number__text"), state=F("document__state"), title=F("document__title"), day=F("document__day"), total=F("document__total"),
        currency=F("document__currency"), version=F("document__version"), owner_id=F("document__owner_id"), owner_name=F("document__owner__name"),
        subject_id=F("document__subject_id"), subject_name=F("document__subject__name"),
    )  # fmt: skip
    return made
