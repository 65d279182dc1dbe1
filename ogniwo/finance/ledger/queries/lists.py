"""Lists and forms of the ledger's screens, and what is suggested in their fields."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from ogniwo.finance.ledger import models
from ogniwo.finance.ledger.queries.reading import rows
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.documents.queries import readable, within
from ogniwo.kernel.numbering.models import Number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say
from ogniwo.workbench.declare import link

ROLES = ("accountant", "auditor")


def _number(of: str = "document_id") -> Any:
    return Coalesce(Subquery(Number.objects.filter(document_id=OuterRef(of)).values("text")[:1]), Value(""))


@query("ledger.accounts", _("Accounts"), roles=ROLES)
def accounts(*, acting: Acting) -> QuerySet[models.Account]:
    """The chart of accounts."""
    return models.Account.objects.all()


@query("ledger.account_rules", _("Account determination"), roles=ROLES)
def account_rules(*, acting: Acting) -> QuerySet[models.AccountRule]:
    """Rules by which roles find their accounts, with the days they hold."""
    return models.AccountRule.objects.select_related("account").filter(valid_to__isnull=True) | models.AccountRule.objects.select_related("account").filter(
        valid_to__gte=F("valid_from")
    )


@query("ledger.journal", _("Journal"), roles=ROLES)
def journal(*, acting: Acting) -> QuerySet[models.Entry]:
    """Posted entries with their place in their partial journal."""
    total = models.Line.objects.filter(entry_id=OuterRef("pk")).order_by().values("entry_id").annotate(total=Sum("debit")).values("total")
    return models.Entry.objects.select_related("journal", "seal").annotate(number=_number(), total=Subquery(total))


@query("ledger.entry_lines", _("Lines of an entry"), roles=ROLES)
def entry_lines(record_id: int, *, acting: Acting) -> QuerySet[models.Line]:
    """The lines of a posted entry."""
    return models.Line.objects.filter(entry_id=record_id).select_related("account", "document_line", "party__party").order_by("pk")


@query("ledger.notes", _("Reversals and settlements"), roles=ROLES)
def notes(*, acting: Acting) -> QuerySet[Document]:
    """Notes that only the books made: reversals, settlements of items and of payments, with their entries."""
    return within(Document.objects.filter(type__in=note_types()), acting, *note_types(), document="").select_related("number", "subject", "created_by")


def note_types() -> list[str]:
    """The types of such notes, of higher modules too."""
    return [kind.name for kind in TYPES.values() if kind.record == "ledger.note"]


@query("ledger.draft_entries", _("Draft entries"), roles=ROLES)
def draft_entries(*, acting: Acting) -> QuerySet[models.DraftEntry]:
    """Entries in the drafts (bufor), and what became of them."""
    return within(models.DraftEntry.objects, acting, "ledger.draft_entry").select_related("document", "journal").annotate(
        number=_number(), state=F("document__state"), version=F("document__version"), day=F("document__day"), total=F("document__total")
    )


@query("ledger.draft_lines", _("Lines of a draft entry"), roles=ROLES)
def draft_lines(record_id: UUID, *, acting: Acting) -> QuerySet[models.DraftLine]:
    """The lines of a draft entry; none of one the person may not see."""
    lines = models.DraftLine.objects.filter(line__document_id=record_id) if readable(record_id, acting=acting) else models.DraftLine.objects.none()
    return lines.select_related("account", "line", "party__party").order_by("line__position")


@query("ledger.draft_form", _("Form of a draft entry"), roles=ROLES)
def draft_form(record_id: UUID | None = None, *, acting: Acting) -> dict[str, Any]:
    """The values a draft entry's form begins with; a new one in the journal of the person's last."""
    if record_id is None:
        last = models.DraftEntry.objects.filter(document__owner=acting.user_id).order_by("-pk").values_list("journal__code", flat=True).first()
        return {"day": acting.today, "journal": last or ""}
    entry = models.DraftEntry.objects.select_related("document", "journal").get(pk=record_id)
    lines = [
        {"account": x.account.code, "text": x.line.text, "debit": x.debit or None, "credit": x.credit or None, "party": x.party_id, "amount_doc": x.amount_doc,
         "due": x.due, "settles": x.settles_id, "dimensions": x.dimensions}
        for x in draft_lines(record_id, acting=acting)
    ]  # fmt: skip
    return {
        "entry": entry.pk, "journal": entry.journal.code, "day": entry.document.day, "document_day": entry.document_day, "operation_day": entry.operation_day,
        "reference": entry.reference, "text": entry.text, "currency": entry.document.currency, "lines": lines,
    }  # fmt: skip


@query("ledger.account_codes", _("Accounts to choose from"), roles=(*ROLES, "seller", "buyer"))
def account_codes(text: str, *, ids: Sequence[str] = (), acting: Acting) -> list[tuple[str, str]]:
    """At most 12 accounts in use whose code begins with, or whose name holds, ``text``: (code, name)."""
    found = rows(
        acting, "SELECT code, name FROM ledger_account WHERE (active AND (code LIKE %(code)s OR name::text ILIKE %(name)s) AND NOT %(named)s) OR code = ANY(%(ids)s) ORDER BY code LIMIT 12",
        {"code": text + "%", "name": f"%{text}%", "ids": list(ids), "named": bool(ids)})  # fmt: skip
    return [(code, say(json.loads(name) if isinstance(name, str) else name, acting.language)) for code, name in found]


def of_document(document: UUID) -> tuple[str, str]:
    """A document's name, and the address of its record."""
    found = Document.objects.filter(pk=document).values("type", "title", "number__text").first()
    kind = TYPES.get(found["type"]) if found else None
    if found is None or kind is None:
        return "", ""
    return found["number__text"] or found["title"], link(kind.record, document) if kind.record else ""
