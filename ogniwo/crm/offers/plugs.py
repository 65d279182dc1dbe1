"""Offers among documents, printed, found, approved, on timelines, customers' cards and opportunities."""

from ogniwo.crm.interactions.hooks import TimelineSource, timeline_source
from ogniwo.crm.offers import queries
from ogniwo.crm.offers.commands import offer_decided
from ogniwo.crm.offers.queries import printing  # noqa: F401 - registers the printer
from ogniwo.kernel.approvals.hooks import decided
from ogniwo.kernel.documents.hooks import DocumentType, document_type
from ogniwo.kernel.search.hooks import Kind, kind
from ogniwo.kernel.setup.hooks import Policy, policy
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Action, Amount, Badge, Day, Number, Panel, State

TYPE = "offers.offer"
document_type(DocumentType(
    TYPE, _("Offer"), "file-text",
    states={"draft": (_("Draft"), "neutral"), "waiting": (_("Waits for approval"), "warn"), "approved": (_("Approved"), "info"), "sent": (_("Sent"), "info"),
            "accepted": (_("Accepted"), "good"), "declined": (_("Declined"), "bad")},
    transitions={"draft": {"send": "sent", "ask": "waiting"}, "waiting": {"approve": "approved", "refuse": "draft"}, "approved": {"send": "sent", "rework": "draft"},
                 "sent": {"accept": "accepted", "decline": "declined"}},
    series="OF/{year}/{n:04}", fixed=frozenset({"sent", "accepted", "declined"}), record=TYPE, reads="offers.offers",
))  # fmt: skip
kind(Kind(TYPE, _("Offer"), permission="offers.offers", record=TYPE, icon="file-text", document_type=TYPE))
timeline_source(TimelineSource("offers.offers", "offers.offers", queries.offer_items))
decided.listen()(offer_decided)

_STATES = {"draft": State(_("Draft"), "neutral", "pencil"), "waiting": State(_("Waits for approval"), "warn", "clock"), "approved": State(_("Approved"), "info", "check"),
           "sent": State(_("Sent"), "info", "send"), "accepted": State(_("Accepted"), "good", "circle-check"), "declined": State(_("Declined"), "bad", "x")}  # fmt: skip
_COLUMNS = [Number(card="title"), Day("day", title=_("Date")), Amount("net", title=_("Net"), currency="currency", card="side"), Day("valid_until", title=_("Valid until")), Badge(states=_STATES)]
registry.add_panel("parties.party", Panel("offers", _("Offers"), queries.offers_of_party, place="body", columns=_COLUMNS, record=TYPE, order=35, empty=_("No offers."), limit=6, more="/s/offers.offers/?q={title}"))
registry.add_panel("pipeline.opportunity", Panel(
    "offers", _("Offers"), queries.offers_of_opportunity, place="body", columns=_COLUMNS, record=TYPE, order=20, empty=_("No offer yet."),
))  # fmt: skip
registry.add_action("parties.party", Action("offers.write_offer", icon="file-text", drawer=False))
registry.add_action("pipeline.opportunity", Action("offers.write_offer", icon="file-text", drawer=False, states=["open"]))
policy(
    Policy("offer_margin_floor_percent", _("Lowest margin of an offer"), _("An offer with a smaller margin waits for the approval of a second person."), "percent", "10"),
    Policy("offer_valid_days", _("Offers are valid for"), _("Days from the offer's date, unless the offer says otherwise."), "days", "30"),
)  # fmt: skip
