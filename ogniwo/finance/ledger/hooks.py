"""What the ledger offers to modules that post: a try of their documents' accounts, as they stand or before they are posted."""

from collections.abc import Callable
from typing import Any

from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import Action

Trier = Callable[..., Any]
TRIERS: dict[str, Trier] = {}


def tries(*document_types: str) -> Callable[[Trier], Trier]:
    """Register ``f(document ids, *, unit)`` that posts documents of these types: what it books is looked at and taken back.

    Documents that are posted already need none: their lines say what their accounts were asked by.
    """

    def register(f: Trier) -> Trier:
        TRIERS.update(dict.fromkeys(document_types, f))
        return f

    return register


TRY_ACCOUNTS = Action("ledger.try_document", title=_("Try accounts"), icon="arrow-right", url="/s/ledger.tried/{id}")
"""The action for records of documents: which rule gives which account, on any day."""


ROLE_WORDS = {
    "receivable": _("Receivables"), "payable": _("Payables"), "revenue": _("Revenue"), "revenue_goods": _("Revenue from goods"), "revenue_services": _("Revenue from services"),
    "tax_due": _("Tax due"), "tax_input": _("Input tax"), "stock": _("Stock"), "cost_of_sales": _("Cost of sales"), "purchase_cost": _("Cost of purchases not stocked"),
    "received_not_invoiced": _("Received, not invoiced"), "delivered_not_invoiced": _("Delivered, not invoiced"), "price_variance": _("Price variances"), "bank": _("Bank account"), "cash": _("Cash"),
    "clearing": _("Clearing of payments"), "exchange_gain": _("Exchange gains"), "exchange_loss": _("Exchange losses"), "tax_rate_difference": _("Differences of the tax rate of exchange"),
    "write_off": _("Written-off balances"), "overpayment": _("Overpayments"), "surplus": _("Surpluses"), "shortage": _("Shortages"), "campaign_cost": _("Cost of campaigns"),
    "opening": _("Opening stock"), "opening_balance": _("Opening balance"), "rounding": _("Rounding differences"), "stock_surplus": _("Stock surpluses"), "stock_shortage": _("Stock shortages"),
    "internal_use": _("Own use of stock"), "own_products": _("Own products"),
}  # fmt: skip
