"""What the ledger offers to modules that post: a try of their documents' accounts before posting."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from ogniwo.kernel.books.drafts import EntryDraft
from ogniwo.kernel.text import N_ as _

Trier = Callable[[Collection[UUID], Any], list[EntryDraft]]
TRIERS: dict[str, Trier] = {}


def tries(document_type: str) -> Callable[[Trier], Trier]:
    """Register ``f(document ids, acting) -> entry drafts`` a draft document of a type would be posted with; reads only."""

    def register(f: Trier) -> Trier:
        TRIERS[document_type] = f
        return f

    return register


ROLE_WORDS = {
    "receivable": _("Receivables"), "payable": _("Payables"), "revenue": _("Revenue"), "revenue_goods": _("Revenue from goods"), "revenue_services": _("Revenue from services"),
    "tax_due": _("Tax due"), "tax_input": _("Input tax"), "stock": _("Stock"), "cost_of_sales": _("Cost of sales"), "purchase_cost": _("Cost of purchases not stocked"),
    "received_not_invoiced": _("Received, not invoiced"), "delivered_not_invoiced": _("Delivered, not invoiced"), "price_variance": _("Price variances"), "bank": _("Bank account"), "cash": _("Cash"),
    "clearing": _("Clearing of payments"), "exchange_gain": _("Exchange gains"), "exchange_loss": _("Exchange losses"), "tax_rate_difference": _("Differences of the tax rate of exchange"),
    "write_off": _("Written-off balances"), "overpayment": _("Overpayments"), "surplus": _("Surpluses"), "shortage": _("Shortages"), "campaign_cost": _("Cost of campaigns"),
    "opening": _("Opening stock"), "opening_balance": _("Opening balance"), "rounding": _("Rounding differences"), "stock_surplus": _("Stock surpluses"), "stock_shortage": _("Stock shortages"),
    "internal_use": _("Own use of stock"), "own_products": _("Own products"),
}  # fmt: skip
