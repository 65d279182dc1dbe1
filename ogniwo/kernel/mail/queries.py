"""Letters sent and waiting."""

from django.db.models import Q, QuerySet

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.queries import seen
from ogniwo.kernel.mail.models import Letter
from ogniwo.kernel.text import N_ as _


@query("mail.letters", _("Letters"), roles=("accountant", "seller", "buyer"))
def letters(*, acting: Acting) -> QuerySet[Letter]:
    """Letters of the company, newest first; those about documents only where the person sees the document."""
    return Letter.objects.filter(Q(document__isnull=True) | seen(acting)).select_related("document", "user").order_by("-id")
