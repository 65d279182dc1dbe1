"""Registers inventory: document types, the stage of the books, the journal of a new company, its proofs."""

from typing import Any

from ogniwo.finance.ledger.hooks import TRY_ACCOUNTS
from ogniwo.kernel.books.models import Area, Journal
from ogniwo.kernel.books.proofs import prove
from ogniwo.kernel.setup.hooks import Founded, company_founded
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.masterdata.trade.hooks import estimates
from ogniwo.supply.inventory import commands, errors  # noqa: F401 - registration
from ogniwo.supply.inventory.commands import types
from ogniwo.supply.inventory.posting import processor, reversal  # noqa: F401 - registration
from ogniwo.supply.inventory.proofs import PROOFS
from ogniwo.supply.inventory.queries import lists  # noqa: F401 - registration: roles are granted what is declared, before any screen is drawn
from ogniwo.supply.inventory.queries.costs import expected_costs
from ogniwo.supply.inventory.queries.previews import stock_moves
from ogniwo.workbench.declare import Amount, Badge, Effect, Quantity, State, Text
from ogniwo.workbench.registry import add_action, add_effect

prove(*PROOFS)
estimates(expected_costs)
add_action("inventory.paper", TRY_ACCOUNTS)


@company_founded.listen(order=80)
def journal(_founded: Founded, *, unit: Any) -> None:
    """A new company has a stock journal, unless its chart gave it one."""
    unit.flush()
    if not unit.rows("SELECT 1 FROM books_journal WHERE code = %s", [types.JOURNAL]):
        unit.add(draft(Journal)(code=types.JOURNAL, name={"pl": "Dziennik magazynowy", "en": "Stock journal"}, area=Area.STOCK.value))


KINDS = {
    "receipt": State(_("Receipt"), "good", "package-import"), "issue": State(_("Issue"), "neutral", "package-export"),
    "return_in": State(_("Customer return"), "info", "truck-return"), "return_out": State(_("Return to supplier"), "info", "truck-return"),
    "adjust": State(_("Count difference"), "warn", "scale"), "transfer": State(_("Transfer"), "neutral", "route"), "reversal": State(_("Taken back"), "warn", "arrow-back"),
}  # fmt: skip
add_effect(Effect("inventory_move", _("Stock"), [
    Text("product", title=_("Product")), Badge("kind", title=_("Kind"), states=KINDS), Text("warehouse", title=_("Warehouse")),
    Quantity("quantity", title=_("Quantity")), Amount("value", title=_("Value"), sensitive="cost"),
], rows=stock_moves, order=30))  # fmt: skip
