"""Screens of received e-invoices; the draft itself is a purchase invoice."""

from ogniwo.kernel.text import N_ as _
from ogniwo.poland.received import commands, queries
from ogniwo.workbench.declare import Action, Amount, Badge, Choice, Day, List, Menu, PartyOf, Period, State, Text

STATES = {
    "draft": State(_("Draft"), "neutral", "pencil"), "waiting": State(_("Waiting"), "warn", "clock"), "matched": State(_("Matched"), "info", "link"),
    "posted": State(_("Posted"), "good", "check"), "discarded": State(_("Discarded"), "neutral", "trash"), "void": State(_("Void"), "bad", "ban"),
}  # fmt: skip
KINDS = {
    "VAT": State(_("Invoice")), "KOR": State(_("Correction"), "info"), "ZAL": State(_("Advance"), "warn"), "ROZ": State(_("Settling advances"), "warn"),
    "UPR": State(_("Simplified"), "warn"), "KOR_ZAL": State(_("Correction of an advance"), "warn"), "KOR_ROZ": State(_("Correction of a settlement"), "warn"),
}  # fmt: skip

received = List("received.einvoices", _("Received e-invoices"), menu=Menu(_("Purchasing"), 45, "file-import"), source=queries.einvoices, record="invoicing.purchase_invoice",
    order="-issued_on", search=["number", "seller", "seller_number"],
    columns=[Text("number", title=_("Number"), card="title"), PartyOf("document__subject", title=_("Supplier"), label="document__subject__name", opens_by="document__subject_id", card="sub"),
             Badge("kind", title=_("Kind"), states=KINDS), Day("issued_on", title=_("Issued"), card="meta"), Badge("state", title=_("State"), states=STATES, card="state"),
             Text("register", title=_("Own number")), Amount("total", title=_("Gross"), currency="currency", card="side")],
    filters=[Choice("state", title=_("State"), options=STATES, shown=True), Choice("kind", title=_("Kind"), options=KINDS), Period("issued_on", title=_("Issued"))],
    actions=[Action(commands.read_einvoice, new=True, primary=True, icon="upload")], empty=_("No e-invoices yet. Read the first file."))  # fmt: skip
