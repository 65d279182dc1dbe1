"""What waits for whom."""

from uuid import UUID

from django.db.models import QuerySet

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.approvals.models import Request
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.documents.queries import heading, within
from ogniwo.kernel.text import N_ as _


@query("approvals.waiting", _("What waits for me"), roles=("accountant", "seller", "buyer"))
def waiting(*, acting: Acting) -> QuerySet[Request]:
    """Requests the person may decide: they hold the permission, their record rule reaches the document, and they did not ask themselves."""
    needs = Request.objects.filter(state="waiting").values_list("needs", flat=True).distinct()
    mine = [need for need in needs if acting.may(need)]
    found = within(Request.objects.filter(state="waiting", needs__in=mine), acting, *TYPES)
    return found.exclude(asked_by_id=acting.user_id).select_related("document", "asked_by").order_by("id")


@query("approvals.of_document", _("Approvals of a document"), roles=("accountant", "seller", "buyer", "storekeeper"))
def of_document(document: UUID, *, acting: Acting) -> QuerySet[Request]:
    """Every request made about a document the person may see, newest first."""
    heading(document, acting=acting)
    return Request.objects.filter(document=document).select_related("asked_by", "decided_by").order_by("-id")
