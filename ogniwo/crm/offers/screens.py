"""Screens of offers."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from ogniwo.crm.interactions.queries import document_timeline
from ogniwo.crm.offers import commands, queries
from ogniwo.crm.offers.queries.listing import SOON_DAYS
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.catalog.queries import document_fields
from ogniwo.masterdata.trade.queries.lines import own_values
from ogniwo.workbench.declare import (
    Action,
    Amount,
    Badge,
    Cell,
    Choice,
    Count,
    Day,
    Field,
    Flag,
    Form,
    LineGrid,
    Lines,
    List,
    Menu,
    Moment,
    Number,
    Panel,
    PartyOf,
    Percent,
    Period,
    Quantity,
    Record,
    Ref,
    Reference,
    Section,
    State,
    Text,
    Timeline,
    View,
)  # fmt: skip

STATES = {"draft": State(_("Draft"), "neutral", "pencil"), "waiting": State(_("Waits for approval"), "warn", "clock"), "approved": State(_("Approved"), "info", "check"),
          "sent": State(_("Sent"), "info", "send"), "accepted": State(_("Accepted"), "good", "circle-check"), "declined": State(_("Declined"), "bad", "x")}  # fmt: skip
REQUESTS = {"waiting": State(_("Waiting"), "warn", "clock"), "approved": State(_("Approved"), "good", "check"), "refused": State(_("Refused"), "bad", "x")}
CUSTOMER = PartyOf("subject_id", title=_("Customer"), label="subject_name", opens_by="subject_id")


def expiring(found: QuerySet[Any], acting: Acting) -> QuerySet[Any]:
    """Sent, and over within a week."""
    return found.filter(state="sent", valid_until__lte=acting.today + timedelta(days=SOON_DAYS))


offer_of = Reference(["offer"], suggest=queries.suggest_offers, create="offers.write_offer", opens="offers.offer")
HEAD = [Field("header.party", title=_("Customer"), width=2), Field("header.day", title=_("Date")), Field("valid_until", title=_("Valid until")), Field("header.title", title=_("Title"), width=2),
        Field("header.currency", title=_("Currency")), Field("header.payment_days", title=_("Payment days")), Field("header.their_reference", title=_("Their reference"))]  # fmt: skip
OWN = Field("header.custom", own=document_fields)
NOTE = Field("header.note", title=_("Remarks"), width=3, rows=3)
GRID = LineGrid("lines", calculate=queries.calc, cells=[Cell("line", hidden=True), Cell("product", title=_("Product"), width=130), Cell("description", title=_("Name"), width=220), Cell("quantity", title=_("Quantity"), width=80),
    Cell("unit", title=_("Unit"), width=60), Cell("price", title=_("Price"), width=100), Cell("price_why", title=_("Why this price"), width=160, output=True, right=False, phone=False),
    Cell("discount_percent", title=_("Discount %"), width=80), Cell("tax_class", title=_("Tax class"), width=70), Cell("net", title=_("Net"), output=True), Cell("margin", title=_("Margin"), output=True, sensitive="margin")])  # fmt: skip
write = Form(commands.write_offer, done="offers.offer", prefill=queries.offer_start, submit=_("Save"), sections=[Section(fields=[*HEAD, Field("opportunity", title=_("Opportunity")), OWN, NOTE])], lines=GRID)
edit = Form(commands.change_offer, key="offer", done="offers.offer", prefill=queries.offer_form, submit=_("Save"), sections=[Section(fields=[*HEAD, OWN, NOTE])], lines=GRID)
FORMS = [Form(commands.send_offers, done="offers.offer", submit=_("Send"), sections=[Section(fields=[Field("to", title=_("To"), width=3), Field("message", title=_("Message"), width=3, rows=6)])]),
         Form(commands.decline_offers, preview=False, sections=[Section(fields=[Field("reason", title=_("Reason"), width=3)])]), Form(commands.copy_offer, done="offers.offer", preview=False)]  # fmt: skip
offers = List(
    "offers.offers", _("Offers"), menu=Menu(_("Sales"), 20, "file-text"), source=queries.offers, record="offers.offer", search=["number", "title", "subject_name", "their_reference"], order="-day",
    columns=[Number(), CUSTOMER, Text("title", title=_("Title")), Day("day", title=_("Date"), card="meta"), Day("valid_until", title=_("Valid until"), card="", late=lambda row: row.get("state") == "sent"),
             Amount("net", title=_("Net"), currency="currency"), Amount("gross", title=_("Gross"), currency="currency", card="side"), Amount("margin", title=_("Margin"), sensitive="margin", total=True),
             Text("owner_name", title=_("Who")), Badge(states=STATES)],
    filters=[Choice("state", title=_("State"), options=STATES, shown=True), Period("day", title=_("Date")), Flag("expiring", title=_("Expiring"), when=expiring),
             Flag("mine", title=_("Mine"), when=lambda found, acting: found.filter(owner_id=acting.user_id), shown=True)],
    views=[View("drafts", _("Drafts"), {"state": "draft"}), View("sent", _("Sent"), {"state": "sent"}), View("expiring", _("Expiring"), {"expiring": "1"}, order="valid_until"),
           View("waiting", _("Waiting for approval"), {"state": "waiting"})],
    actions=[Action(commands.write_offer, new=True, primary=True, icon="plus", drawer=False), Action(commands.send_offers, icon="send", states=["draft", "approved"])],
    empty=_("No offers yet. Open an opportunity and write one, or press N."))  # fmt: skip
offer = Record(
    "offers.offer", _("Offer"), source=queries.offers, parent="offers.offers", states=STATES, path=["draft", "sent", "accepted"],
    sections=[Section(fields=[CUSTOMER, Text("title", title=_("Title")), Day("day", title=_("Date")), Day("valid_until", title=_("Valid until")), Count("payment_days", title=_("Payment days")),
              Text("their_reference", title=_("Their reference")), Amount("net", title=_("Net"), currency="currency"), Amount("gross", title=_("Gross"), currency="currency"), Amount("margin", title=_("Margin"), sensitive="margin"),
              Ref("opportunity_id", title=_("Opportunity"), label="opportunity_title", opens="pipeline.opportunity"), Ref("previous_id", title=_("Version before"), label="previous_number", opens="offers.offer"),
              Text("owner_name", title=_("Who")), Moment("sent_at", title=_("Sent at")), Moment("accepted_at", title=_("Accepted at")), Text("accepted_by", title=_("Accepted by")),
              Text("decline_reason", title=_("Why declined")), Text("note", title=_("Remarks"))])],
    lines=Lines("offers.offer_lines", source=queries.offer_lines, columns=[Text("code", title=_("Code")), Text("description", title=_("Name")), Quantity("quantity", title=_("Quantity"), unit="unit"),
        Amount("price", title=_("Price")), Text("price_why", title=_("Why this price")), Percent("discount_percent", title=_("Discount")), Text("tax_class", title=_("Tax class")),
        Amount("net", title=_("Net"), total=True), Amount("margin", title=_("Margin"), sensitive="margin", total=True), Percent("margin_percent", title=_("Margin %"), sensitive="margin")]),
    actions=[Action(commands.send_offers, primary=True, states=["draft", "approved"], icon="send"), Action(commands.approve_offers, primary=True, states=["waiting"], icon="check"),
             Action(commands.accept_offers, primary=True, states=["sent"], icon="circle-check"), Action(commands.change_offer, states=["draft"], icon="pencil", drawer=False),
             Action(commands.refuse_offers, states=["waiting"], icon="x"), Action(commands.decline_offers, states=["sent"], icon="x"), Action(commands.rework_offers, states=["approved"], icon="pencil", at_once=True),
             Action(commands.copy_offer, states=["approved", "sent", "accepted", "declined"], icon="copy", at_once=True)],
    panels=[Panel("own", _("Own fields"), own_values, kind="facts", order=8, quiet=True), Panel("next", _("What next"), queries.next_step, kind="next", order=5, empty=_("Nothing to watch.")), Timeline(document_timeline),
            Panel("approvals", _("Approvals"), queries.approvals_of, order=40, empty=_("No approval was asked for."), columns=[Text("why", title=_("Why")), Text("asked_by__name", title=_("Asked by")), Text("decided_by__name", title=_("Decided by")),
                  Text("answer", title=_("Reply")), Badge(states=REQUESTS)])])  # fmt: skip
