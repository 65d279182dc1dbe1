"""Figures of the start page: what waits for whom, each tile a saved list that it opens. Who may not ask a list does not see its tile."""

from importlib.util import find_spec

from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.waiting import waits

for order, (screen, query, title, note, tone) in enumerate((
    ("interactions.activities", "view=my", _("Mine to do"), _("calls, letters and tasks planned"), "info"),
    ("marketing.leads", "view=new", _("New leads"), _("wait for somebody to answer"), "warn"),
    ("servicedesk.tickets", "view=open", _("Tickets to answer"), _("the customer waits"), "warn"),
    ("pipeline.opportunities", "view=open", _("Opportunities"), _("in progress"), "info"),
    ("offers.offers", "view=expiring", _("Expiring offers"), _("soon no longer valid"), "warn"),
    ("offers.offers", "view=sent", _("Offers sent"), _("wait for the customer"), "info"),
    ("sales.orders", "view=drafts", _("Orders to confirm"), _("still drafts"), "info"),
    ("sales.orders", "view=open", _("To deliver"), _("confirmed orders"), "info"),
    ("invoicing.sales_invoices", "view=drafts", _("To post"), _("drafts of invoices"), "info"),
    ("invoicing.sales_invoices", "view=overdue", _("Overdue invoices"), _("past its due date"), "bad"),
    ("purchasing.proposals", "", _("To order"), _("purchase proposals"), "info"),
    ("purchasing.orders", "view=coming", _("To come"), _("ordered, not all received"), "info"),
    ("received.einvoices", "state=draft,waiting", _("Received e-invoices"), _("to match and post"), "info"),
    ("invoicing.purchase_invoices", "document__state=draft,waiting,matched", _("Purchase invoices"), _("to match and post"), "info"),
    ("ledger.draft_entries", "view=drafts", _("In drafts"), _("entries not posted yet"), "info"),
    ("treasury.statements", "view=held", _("Statements held"), _("they do not add up"), "bad"),
    ("treasury.payment_runs", "state=draft,waiting", _("Payment runs"), _("not yet with the bank"), "info"),
), 20):  # fmt: skip
    waits(screen, query, (title, note), order=order, tone=tone)

if find_spec("ogniwo.finance"):
    from ogniwo.site import owed  # noqa: F401 - the edition without books has no receivables
