"""Documents of sales."""

from datetime import date

from ogniwo.kernel.documents.hooks import DocumentType, document_type
from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.trade.rules import Derivation

JOURNAL = "SPR"
"""The sales journal: revenue belongs to the delivery (UoR art. 6), so it is booked there."""
STOCK_JOURNAL = "MAG"
ORDER, DELIVERY, RETURN = "sales.order", "sales.delivery", "sales.return"

ORDER_STATES = {
    "draft": (_("Draft"), "neutral"), "confirmed": (_("Confirmed"), "info"), "closed": (_("Closed"), "good"), "cancelled": (_("Cancelled"), "bad"),
}  # fmt: skip
DONE_STATES = {"draft": (_("Draft"), "neutral"), "done": (_("Posted"), "good")}

document_type(DocumentType(
    ORDER, _("Sales order"), "shopping-cart", states=ORDER_STATES, series="ZK/{year}/{n:05}", record="sales.order", reads="sales.orders",
    transitions={"draft": {"confirm": "confirmed", "cancel": "cancelled"}, "confirmed": {"close": "closed", "cancel": "cancelled"}},
    fixed=frozenset({"confirmed", "closed", "cancelled"}),
))  # fmt: skip
document_type(DocumentType(
    DELIVERY, _("Delivery note"), "truck-delivery", states=DONE_STATES, series="WZ/{year}/{n:05}", record="sales.delivery", reads="sales.deliveries",
    transitions={"draft": {"post": "done"}}, fixed=frozenset({"done"}),
))  # fmt: skip
document_type(DocumentType(
    RETURN, _("Customer's return"), "arrow-back-up", states=DONE_STATES, series="ZW/{year}/{n:05}", record="sales.return", reads="sales.returns",
    transitions={"draft": {"post": "done"}}, fixed=frozenset({"done"}),
))  # fmt: skip


def shipping(on: date) -> Derivation:
    """How deliveries are made of orders."""
    return Derivation(DELIVERY, "done", "shipped", on)
