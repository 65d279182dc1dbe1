"""What received e-invoices say, for screens."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.queries import readable, within
from ogniwo.kernel.files.models import Content
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import data
from ogniwo.poland.einvoice.checks import concerns
from ogniwo.poland.einvoice.content.invoice import Invoice
from ogniwo.poland.einvoice.reader import read_as_it_is
from ogniwo.poland.einvoice.visualise import rows
from ogniwo.poland.received.models import EInvoice

READERS = ("accountant", "buyer")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing the file says."""

    section: str
    label: str
    value: str
    element: str


@dataclass(frozen=True, slots=True)
class ToSee:
    """One thing to look at before posting; ``why``: waits, differs or note."""

    why: str
    text: str


@query("received.einvoices", _("Received e-invoices"), roles=READERS)
def einvoices(*, acting: Acting) -> QuerySet[EInvoice]:
    """Files read, with the drafts made of them."""
    return within(EInvoice.objects, acting, "invoicing.purchase_invoice").select_related("document__subject").annotate(
        state=F("document__state"), total=F("document__total"), currency=F("document__currency"), seller=F("document__subject__name"), register=F("document__number__text"))


@query("received.said", _("What an e-invoice says"), roles=READERS)
def all_it_says(record_id: UUID, *, acting: Acting) -> list[Said]:
    """Everything in the file, in the order of the form, in the person's language; nothing is left out."""
    invoice = _invoice(record_id) if readable(record_id, acting=acting) else None
    language = "pl" if acting.language == "pl" else "en"
    return [Said(r.section[language], r.label[language], r.value[language], r.element) for r in rows(invoice)] if invoice else []


@query("received.concerns", _("What to look at on an e-invoice"), roles=READERS)
def to_see(record_id: UUID, *, acting: Acting) -> list[ToSee]:
    """Why it waits, where its sums differ, and what else to look at before posting."""
    kept = EInvoice.objects.filter(pk=record_id).first()
    invoice = _invoice(record_id) if readable(record_id, acting=acting) else None
    if kept is None or invoice is None:
        return []
    language = "pl" if acting.language == "pl" else "en"
    waits = data(kept.waits)
    found = [ToSee("waits", waits[language])] if waits else []
    found += [ToSee("differs", concern.say(language)) for concern in concerns(invoice, on=acting.today)]
    return found + [ToSee("note", note[language]) for note in data(kept.notes)]


def _invoice(document: UUID) -> Invoice | None:
    body = Content.objects.filter(pk__in=EInvoice.objects.filter(pk=document).values("content_id")).values_list("body", flat=True).first()
    return None if body is None else read_as_it_is(bytes(body))
