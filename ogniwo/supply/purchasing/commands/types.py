"""Documents of purchasing."""

from ogniwo.kernel.documents.hooks import DocumentType, document_type
from ogniwo.kernel.text import N_ as _

ORDER = document_type(DocumentType(
    "purchasing.order", _("Purchase order"), "shopping-bag",
    states={"draft": (_("Draft"), "neutral"), "waiting": (_("Waits for approval"), "warn"), "confirmed": (_("Ordered"), "info"),
            "closed": (_("Closed"), "good"), "cancelled": (_("Cancelled"), "bad")},
    transitions={"draft": {"confirm": "confirmed", "ask": "waiting", "cancel": "cancelled"}, "waiting": {"confirm": "confirmed", "refuse": "draft"},
                 "confirmed": {"close": "closed", "cancel": "cancelled"}},
    series="ZD/{year}/{n:05}", fixed=frozenset({"confirmed", "closed", "cancelled"}), record="purchasing.order", reads="purchasing.orders", sensitive="cost",
))  # fmt: skip
RECEIPT = document_type(DocumentType(
    "purchasing.receipt", _("Goods receipt"), "package-check", states={"done": (_("Received"), "good")}, transitions={},
    series="PZ/{year}/{n:05}", fixed=frozenset({"done"}), record="purchasing.receipt", reads="purchasing.receipts", sensitive="cost",
))  # fmt: skip
RETURN = document_type(DocumentType(
    "purchasing.return", _("Return to supplier"), "truck-return", states={"done": (_("Sent back"), "good")}, transitions={},
    series="ZWD/{year}/{n:05}", fixed=frozenset({"done"}), record="purchasing.return", reads="purchasing.returns", sensitive="cost",
))  # fmt: skip
JOURNAL = "MAG"
APPROVAL = "purchasing.order"
