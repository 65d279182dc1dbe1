"""Registers sales: documents, search, what it contributes to the ledger, approvals it hears."""

from typing import Any

from ogniwo.finance.invoicing.hooks import InvoicesVoided, invoices_voided
from ogniwo.finance.ledger.hooks import TRY_ACCOUNTS, tries
from ogniwo.kernel.approvals.hooks import decided
from ogniwo.kernel.books.hooks import contributes
from ogniwo.kernel.books.proofs import prove
from ogniwo.kernel.printing.hooks import print_block, printer
from ogniwo.kernel.search.hooks import Kind, kind
from ogniwo.kernel.setup.hooks import Policy, policy
from ogniwo.kernel.text import N_ as _
from ogniwo.supply.sales import commands, errors, queries  # noqa: F401 - declared by import
from ogniwo.supply.sales.commands import types
from ogniwo.supply.sales.commands.credit import credit_decided
from ogniwo.supply.sales.commands.meeting import give_back, meet
from ogniwo.supply.sales.proofs import PROOFS
from ogniwo.supply.sales.queries import forms, lists  # noqa: F401 - declared by import
from ogniwo.supply.sales.queries.printing import behind_invoice, print_delivery
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Action, Amount, Badge, Cell, Day, Number, Panel, Quantity, State

contributes("ledger", order=40)(meet)
decided.listen()(credit_decided)
printer(types.DELIVERY)(print_delivery)
print_block("invoicing.invoice", "invoicing.correction")(behind_invoice)


@invoices_voided.listen()
def void(voided: InvoicesVoided, *, unit: Any) -> None:
    """What void invoices met waits for an invoice again."""
    give_back(unit, voided.invoices, unit.acting.today)


kind(Kind(types.ORDER, _("Sales order"), "sales.orders", "sales.order", "shopping-cart", types.ORDER))
kind(Kind(types.DELIVERY, _("Delivery note"), "sales.deliveries", "sales.delivery", "truck-delivery", types.DELIVERY))
kind(Kind(types.RETURN, _("Customer's return"), "sales.returns", "sales.return", "arrow-back-up", types.RETURN))

prove(*PROOFS)
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
    "orders", _("Sales orders"), lists.orders_of, place="body", order=40, record="sales.order", empty=_("No orders yet."), limit=6, more="/s/sales.orders/?q={title}",
    columns=[Number(), Day("day", title=_("Date")), _GROSS, Badge(states=_STATES)]))  # fmt: skip
registry.add_panel("parties.party", Panel(
    "deliveries", _("Deliveries"), lists.deliveries_of, place="body", order=45, record="sales.delivery", empty=_("No deliveries yet."), limit=6, more="/s/sales.deliveries/?q={title}",
    columns=[Number(), Day("day", title=_("Date")), _GROSS]))  # fmt: skip
policy(Policy(
    "credit_overdue_days", _("Days overdue that stop orders"), _("An order of a customer who owes anything longer than this waits for approval. Empty: nobody asks."), "days",
))  # fmt: skip
