"""Registers purchasing: documents, contributions to the books, what is on order, decisions, search, proofs."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.ledger.hooks import TRY_ACCOUNTS, tries
from ogniwo.kernel.approvals.hooks import Decision
from ogniwo.kernel.approvals.hooks import decided as decisions
from ogniwo.kernel.books.proofs import prove
from ogniwo.kernel.search.hooks import Kind, kind
from ogniwo.kernel.setup.hooks import Policy, policy
from ogniwo.kernel.text import N_ as _
from ogniwo.supply.inventory.hooks import Asks, on_order
from ogniwo.supply.purchasing import commands, errors  # noqa: F401 - registration
from ogniwo.supply.purchasing.commands import voiding  # noqa: F401 - registration
from ogniwo.supply.purchasing.commands.orders import decided
from ogniwo.supply.purchasing.commands.types import APPROVAL
from ogniwo.supply.purchasing.posting import clearing  # noqa: F401 - registration
from ogniwo.supply.purchasing.proofs import PROOFS
from ogniwo.supply.purchasing.queries import lists, matches, open_lines  # noqa: F401 - registration
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Action, Badge, Panel, Quantity, State, Text

ON_ORDER = """SELECT l.product_id, o.warehouse_id, sum((l.quantity - coalesce(f.received, 0)) * l.quantity_base / l.quantity)
  FROM purchasing_purchaseorder o JOIN documents_document d ON d.id = o.document_id JOIN trade_tradeline l ON l.document_id = o.document_id
  LEFT JOIN LATERAL (SELECT sum(quantity) AS received FROM documents_flow WHERE source_id = l.line_id AND kind = 'received') f ON true
  WHERE d.type = 'purchasing.order' AND d.state = 'confirmed' AND l.product_id = ANY(%s) AND l.quantity > coalesce(f.received, 0) GROUP BY 1, 2"""

prove(*PROOFS)
kind(Kind("purchasing.order", _("Purchase order"), permission="purchasing.orders", record="purchasing.order", icon="shopping-bag", document_type="purchasing.order"))
kind(Kind("purchasing.receipt", _("Goods receipt"), permission="purchasing.receipts", record="purchasing.receipt", icon="package-check", document_type="purchasing.receipt"))
kind(Kind("purchasing.return", _("Return to supplier"), permission="purchasing.returns", record="purchasing.return", icon="truck-return", document_type="purchasing.return"))


@on_order
def still_to_come(asks: Asks, products: Collection[UUID]) -> dict[tuple[UUID, UUID | None], Decimal]:
    """What confirmed orders still bring, in products' own units."""
    return {(product, warehouse): quantity for product, warehouse, quantity in asks.rows(ON_ORDER, [list(products)])}


@decisions.listen()
def go_on(decision: Decision, *, unit: Any) -> None:
    """Orders that waited are confirmed, or drafts again."""
    if decision.kind == APPROVAL:
        decided(unit, list(decision.documents), approved=decision.approved)


@tries("purchasing.order")
def receive(orders: Collection[UUID], *, unit: Any) -> None:
    """What the receipt of all that is left of an order would book."""
    commands.receive_orders([commands.ReceiptInput(order, unit.acting.today) for order in orders], unit=unit)


for _record in ("purchasing.order", "purchasing.receipt"):
    registry.add_action(_record, TRY_ACCOUNTS)
HOW = {"code": State(_("By code")), "product": State(_("By product")), "name": State(_("By name")), "hand": State(_("By hand"), "info"),
       "credit": State(_("A credit"), "info"), "later": State(_("Came later"), "info")}  # fmt: skip
registry.add_panel("invoicing.purchase_invoice", Panel(
    "matches", _("Matched with receipts"), matches.matches, place="body", order=10,
    columns=[Text("position", title=_("Line")), Text("description", title=_("Name")), Text("receipt", title=_("Receipt")), Text("order", title=_("Order number")),
             Quantity("quantity", title=_("Quantity")), Badge("how", title=_("How"), states=HOW), Text("difference", title=_("Difference"))],
))  # fmt: skip
registry.add_action("invoicing.purchase_invoice", Action(commands.match_invoices, states=["draft", "matched"], icon="link", at_once=True))
registry.add_action("invoicing.purchase_invoice", Action(commands.match_lines, states=["draft", "matched"], sets="invoice", icon="list-check", drawer=False))
registry.add_action("invoicing.purchase_invoice", Action(commands.meet_receipts, states=["posted"], icon="link"))
registry.add_action("invoicing.purchase_invoice", Action(commands.unmatch, states=["draft", "matched"], at_once=True))
policy(
    Policy("approve_purchases_over", _("Purchases approved over"), _("A purchase order of a greater net value waits for the approval of a second person. Empty: none waits."), "amount"),
    Policy("receipt_tolerance_percent", _("More received than ordered, up to"), _("A receipt may exceed what is left of the order by this much."), "percent", "0"),
    Policy("match_quantity_percent", _("Invoiced quantity may differ by"), _("A difference within it is no difference when an invoice is matched."), "percent", "0"),
    Policy("match_price_percent", _("Invoiced price may differ by"), _("A difference within it is no difference when an invoice is matched."), "percent", "0"),
    Policy("match_amount", _("Invoiced value of a line may differ by"), _("A difference within it is no difference when an invoice is matched."), "amount", "0"),
)  # fmt: skip
