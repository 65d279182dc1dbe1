"""Registers sales: documents, search, what it contributes to the ledger, approvals it hears."""

from typing import Any

from ogniwo.finance.invoicing.hooks import InvoicesVoided, invoices_voided
from ogniwo.finance.ledger.hooks import TRY_ACCOUNTS, tries
from ogniwo.kernel.approvals.hooks import decided
from ogniwo.kernel.books.hooks import contributes
from ogniwo.kernel.books.proofs import Proof, prove
from ogniwo.kernel.printing.hooks import printer
from ogniwo.kernel.search.hooks import Kind, kind
from ogniwo.kernel.setup.hooks import Policy, policy
from ogniwo.kernel.text import N_ as _
from ogniwo.supply.sales import commands, errors, queries  # noqa: F401 - declared by import
from ogniwo.supply.sales.commands import types
from ogniwo.supply.sales.commands.credit import credit_decided
from ogniwo.supply.sales.commands.meeting import give_back, meet
from ogniwo.supply.sales.queries import forms, lists  # noqa: F401 - declared by import
from ogniwo.supply.sales.queries.printing import print_delivery
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Action, Amount, Badge, Cell, Day, Number, Panel, Quantity, State

contributes("ledger", order=40)(meet)
decided.listen()(credit_decided)
printer(types.DELIVERY)(print_delivery)


@invoices_voided.listen()
def void(voided: InvoicesVoided, *, unit: Any) -> None:
    """What void invoices met waits for an invoice again."""
    give_back(unit, voided.invoices, unit.acting.today)


kind(Kind(types.ORDER, _("Sales order"), "sales.orders", "sales.order", "shopping-cart", types.ORDER))
kind(Kind(types.DELIVERY, _("Delivery note"), "sales.deliveries", "sales.delivery", "truck-delivery", types.DELIVERY))
kind(Kind(types.RETURN, _("Customer's return"), "sales.returns", "sales.return", "arrow-back-up", types.RETURN))

prove(
    Proof("sales_flow", _("No line is delivered or invoiced beyond its quantity"), """SELECT f.company_id, f.source_id, f.kind, sum(f.quantity), min(l.quantity)
      FROM documents_flow f JOIN documents_line l ON (l.company_id, l.id) = (f.company_id, f.source_id) JOIN documents_document d ON (d.company_id, d.id) = (l.company_id, l.document_id)
      WHERE (d.type, f.kind) IN (('sales.order', 'shipped'), ('sales.delivery', 'invoiced'), ('sales.delivery', 'returned'))
      GROUP BY 1, 2, 3 HAVING abs(sum(f.quantity)) > abs(min(l.quantity))"""),
    Proof("sales_accruals", _("What waits for its invoice is never below zero, and nothing is worth nothing"), """SELECT company_id, delivery_line_id, sum(quantity), sum(amount)
      FROM sales_accrual GROUP BY 1, 2 HAVING sum(quantity) < 0 OR (sum(quantity) = 0 AND (sum(amount) <> 0 OR sum(amount_doc) <> 0))"""),
    Proof("sales_booked", _("What waits for its invoice is what the ledger holds by line"), """SELECT a.company_id, a.delivery_line_id, a.amount, s.amount FROM (
        SELECT company_id, delivery_line_id, sum(amount) AS amount FROM sales_accrual WHERE delivery_line_id = line_id GROUP BY 1, 2) a
      LEFT JOIN LATERAL (SELECT sum(l.debit) AS amount FROM ledger_line l JOIN ledger_entry e ON (e.company_id, e.id) = (l.company_id, l.entry_id)
        JOIN books_journal j ON (j.company_id, j.id) = (e.company_id, e.journal_id)
        WHERE l.company_id = a.company_id AND l.document_line_id = a.delivery_line_id AND j.code = 'SPR') s ON true
      WHERE abs(a.amount) IS DISTINCT FROM coalesce(s.amount, 0)"""),
)

tries(types.ORDER)(commands.deliver_orders)
for _record in ("sales.order", "sales.delivery", "sales.return"):
    registry.add_action(_record, TRY_ACCOUNTS)
registry.add_column("offers.offer_lines", Quantity("stock", title=_("Free in stock"), values=lists.stock_of_lines))
for _command in ("offers.write_offer", "offers.change_offer", "sales.write_order", "sales.change_order"):
    registry.add_cell(_command, Cell("stock", title=_("Free in stock"), width=96, output=True, phone=False, values=lists.stock_of_rows))
registry.add_action("offers.offer", Action(commands.order_offers, states=["accepted"], primary=True, icon="shopping-cart", at_once=True))
_GROSS = Amount("gross", title=_("Gross"), currency="currency", card="side")
_STATES = {state: State(title, tone) for state, (title, tone) in types.ORDER_STATES.items()}
registry.add_panel("parties.party", Panel(
    "orders", _("Sales orders"), lists.orders_of, place="tab", order=40, record="sales.order", empty=_("No orders yet."),
    columns=[Number(), Day("day", title=_("Date")), _GROSS, Badge(states=_STATES)]))  # fmt: skip
registry.add_panel("parties.party", Panel(
    "deliveries", _("Deliveries"), lists.deliveries_of, place="tab", order=45, record="sales.delivery", empty=_("No deliveries yet."),
    columns=[Number(), Day("day", title=_("Date")), _GROSS]))  # fmt: skip
policy(Policy(
    "credit_overdue_days", _("Days overdue that stop orders"), _("An order of a customer who owes anything longer than this waits for approval. Empty: nobody asks."), "days",
))  # fmt: skip
