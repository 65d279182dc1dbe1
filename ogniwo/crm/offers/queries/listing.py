"""Reading offers. Margins are computed only for those who see them; for the others they are empty, so nothing can be told by sorting or filtering."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, DecimalField, ExpressionWrapper, F, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Round

from ogniwo.crm.interactions.queries import mine, of_document
from ogniwo.crm.offers.models import Offer
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.approvals.models import Request
from ogniwo.kernel.commands import query
from ogniwo.kernel.tenancy.models import Company
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.fields import exact, money
from ogniwo.masterdata.trade.models import TradeDocument, TradeLine
from ogniwo.workbench.declare import Sentence, Suggestion, TimelineItem, link

TYPE = "offers.offer"
ROLES = ("seller", "accountant")
SOON_DAYS = 7
MARGIN = "margin"


@query("offers.offers", _("Offers"), roles=ROLES)
def offers(*, acting: Acting) -> QuerySet[Any]:
    """Offers the person may see. Net and gross in the offer's currency; ``margin`` in company currency, where costs are known and the person sees margins."""
    trade = TradeDocument.objects.filter(document_id=OuterRef("pk"))
    found: QuerySet[Any] = mine(of_document(Offer.objects.all()), TYPE, acting).annotate(
        net=Subquery(trade.values("net")), gross=Subquery(trade.values("gross")), their_reference=Subquery(trade.values("their_reference")), note=Subquery(trade.values("note")),
        payment_days=Subquery(trade.values("payment_days")), opportunity_title=F("opportunity__title"), previous_number=F("previous__number__text"), margin=_margin(acting),
    )  # fmt: skip
    return found


def _margin(acting: Acting) -> object:
    if not acting.sees(MARGIN):
        return Value(None, output_field=money())
    home = Subquery(Company.objects.filter(pk=acting.company_id).values("currency"))
    rate = Case(When(rate__isnull=False, then=F("rate") / F("rate_per")), When(currency=home, then=Value(1)), output_field=exact())
    at_rate = Subquery(TradeDocument.objects.filter(document_id=OuterRef("document_id")).annotate(at=rate).values("at"), output_field=exact())
    ours = Round(ExpressionWrapper(F("net") * at_rate, output_field=DecimalField(max_digits=40, decimal_places=20)), precision=2)
    lines = TradeLine.objects.filter(document_id=OuterRef("pk"), cost_estimate__isnull=False).order_by().values("document_id")
    return Subquery(lines.annotate(sum=Sum(ExpressionWrapper(ours - F("cost_estimate"), output_field=money()))).values("sum"), output_field=money())


@query("offers.offers_of_party", _("Offers of a customer"), roles=ROLES)
def offers_of_party(party: UUID, *, acting: Acting) -> QuerySet[Any]:
    """A customer's offers, the newest first."""
    return offers(acting=acting).filter(document__subject=party).order_by("-day", "-pk")


@query("offers.offers_of_opportunity", _("Offers of an opportunity"), roles=ROLES)
def offers_of_opportunity(opportunity: UUID, *, acting: Acting) -> QuerySet[Any]:
    """The offers an opportunity led to, the newest first."""
    return offers(acting=acting).filter(opportunity=opportunity).order_by("-day", "-pk")


@query("offers.suggest_offers", _("Choose an offer"), roles=ROLES)
def suggest_offers(text: str = "", ids: Sequence[UUID] = (), *, acting: Acting) -> list[Suggestion]:
    """Offers by number, title or customer."""
    found = offers(acting=acting)
    found = found.filter(pk__in=list(ids)) if ids else found
    for word in text.split():
        found = found.filter(number__icontains=word) | found.filter(title__icontains=word) | found.filter(subject_name__icontains=word)
    rows = found.order_by("-day", "-pk").values_list("pk", "number", "title", "subject_name")[:12]
    return [Suggestion(pk, number or title, label=f"{number} {title}".strip(), note=party or "") for pk, number, title, party in rows]


@query("offers.approvals_of", _("Approvals of an offer"), roles=ROLES)
def approvals_of(offer: UUID, *, acting: Acting) -> QuerySet[Any]:
    """Who was asked about an offer the person sees, and what they decided."""
    return Request.objects.filter(document=offer, document__in=offers(acting=acting).values("pk")).select_related("asked_by", "decided_by").order_by("-id")


def next_step(offer: UUID, *, acting: Acting) -> list[Sentence]:
    """What comes next, where it is not plain."""
    found = offers(acting=acting).filter(pk=offer).values_list("state", "valid_until").first()
    state, until = found or ("", None)
    if state == "waiting":
        return [Sentence(_("The margin is below the company's floor: somebody else has to approve it."), icon="clock", tone="warn", opens="")]
    if state == "approved":
        return [Sentence(_("It is approved and may be sent."), command="offers.send_offers", tone="good")]
    if state == "sent" and until is not None and until < acting.today:
        return [Sentence(_("Its time is over. Make a new version with today's date."), icon="calendar-x", command="offers.copy_offer", tone="warn")]
    if state == "sent" and until is not None and until <= acting.today + timedelta(days=SOON_DAYS):
        return [Sentence(_("It holds only a few days more: ask the customer."), icon="phone", tone="info")]
    return []


WORDS = {"sent": _("Offer sent"), "accepted": _("Offer accepted"), "declined": _("Offer declined")}


def offer_items(party: UUID, most: int, *, acting: Acting) -> list[TimelineItem]:
    """Offers on a customer's timeline, by when they were made."""
    rows = offers(acting=acting).filter(document__subject=party).order_by("-document__created_at", "-pk")
    found = rows.values_list("pk", "document__created_at", "owner_name", "state", "number", "title", "decline_reason")[:most]
    return [
        TimelineItem(at, who or "", WORDS.get(state, _("Offer")), icon="file-text", note=" - ".join(part for part in (number, title, reason) if part), opens=link(TYPE, pk))
        for pk, at, who, state, number, title, reason in found
    ]
