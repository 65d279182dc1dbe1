"""Registers document types, commands and queries of invoicing."""

from ogniwo.finance.invoicing import commands, errors, exchange, printouts, queries  # noqa: F401 - declared by import
from ogniwo.finance.invoicing.commands import rates, tax_periods
from ogniwo.finance.ledger.hooks import TRY_ACCOUNTS, tries
from ogniwo.kernel.books.commands import DRAFTS
from ogniwo.kernel.documents.hooks import DocumentType, document_type
from ogniwo.kernel.setup.hooks import Policy, policy
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import Action, Amount, Badge, Day, Number, Panel, Quantity, State, Text
from ogniwo.workbench.registry import add_action, add_panel

STATES = {"draft": (_("Draft"), "neutral"), "posted": (_("Posted"), "good"), "void": (_("Void"), "bad")}
WAYS = {"draft": {"post": "posted"}, "posted": {"void": "void"}}
FIXED = frozenset({"posted", "void"})

document_type(DocumentType(
    "invoicing.invoice", _("Sales invoice"), "file-invoice", STATES, WAYS, series="FV/{year}/{n:05}", chronological=True, fixed=FIXED,
    record="invoicing.invoice", reads="invoicing.sales_invoices",
))  # fmt: skip
document_type(DocumentType(
    "invoicing.correction", _("Correction"), "file-diff", STATES, WAYS, series="FK/{year}/{n:05}", chronological=True, fixed=FIXED,
    record="invoicing.invoice", reads="invoicing.sales_invoices",
))  # fmt: skip
document_type(DocumentType(
    "invoicing.purchase_invoice", _("Purchase invoice"), "file-import",
    {**STATES, "waiting": (_("Waiting"), "warn"), "matched": (_("Matched"), "info"), "discarded": (_("Discarded"), "neutral")},
    {"draft": {"post": "posted", "match": "matched", "discard": "discarded"}, "waiting": {"discard": "discarded"},
     "matched": {"post": "posted", "unmatch": "draft", "discard": "discarded"}, "posted": {"void": "void"}},
    series="FZ/{year}/{n:05}", fixed=FIXED, record="invoicing.purchase_invoice", reads="invoicing.purchase_invoices",
))  # fmt: skip

tries("invoicing.invoice", "invoicing.correction", "invoicing.purchase_invoice")(commands.post_invoices)
for _record in ("invoicing.invoice", "invoicing.purchase_invoice"):
    add_action(_record, TRY_ACCOUNTS)
    add_action(_record, Action(rates.set_rates, states=["draft", "matched", "waiting"]))
    add_panel(_record, Panel("rates", _("Exchange rates"), exchange.rates, order=16, quiet=True, columns=[Text("use", title=_("For")), Quantity("rate", title=_("Rate")),
        Text("table", title=_("Table")), Day("day", title=_("Date")), Amount("net", title=_("Net")), Amount("tax", title=_("Tax"))]))  # fmt: skip
add_action("invoicing.purchase_invoice", Action(tax_periods.choose_tax_period, states=["draft", "matched"]))

_KINDS = {**STATES, "waiting": (_("Waiting"), "warn"), "matched": (_("Matched"), "info"), "discarded": (_("Discarded"), "neutral")}
_COLUMNS = [Number("document__number__text"), Day("issued_on", title=_("Issued")), Amount("payable_total", title=_("Gross"), currency="document__currency", card="side"),
    Badge("document__state", title=_("State"), states={key: State(*words) for key, words in _KINDS.items()})]  # fmt: skip
add_panel("parties.party", Panel("invoices", _("Sales invoices"), queries.invoices_of, place="body", columns=_COLUMNS, record="invoicing.invoice", permission="invoicing.sales_invoices",
    order=50, limit=6, more="/s/invoicing.sales_invoices/?q={title}", empty=_("No invoices yet.")))  # fmt: skip
add_panel("parties.party", Panel("received", _("Purchase invoices"), queries.received_from, place="body", columns=_COLUMNS, record="invoicing.purchase_invoice",
    permission="invoicing.purchase_invoices", order=52, limit=6, more="/s/invoicing.purchase_invoices/?q={title}", quiet=True))  # fmt: skip

DRAFTS.append(("sales", """SELECT count(*) FROM documents_document d JOIN invoicing_invoice i ON i.document_id = d.id
  WHERE d.state = 'draft' AND i.register = 'sale' AND i.supplied_on < (%s::date + interval '1 month')"""))
DRAFTS.append(("purchases", """SELECT count(*) FROM documents_document d JOIN invoicing_invoice i ON i.document_id = d.id
  WHERE d.state IN ('draft', 'matched') AND i.register = 'purchase' AND i.supplied_on < (%s::date + interval '1 month')"""))

policy(Policy("red_storno", _("Corrections as red storno"), _("Yes: a correction is booked with negative amounts on the same sides, so turnovers do not grow. No: on the opposite sides."), "yes_no", "yes"))
