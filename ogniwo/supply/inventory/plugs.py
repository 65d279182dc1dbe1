"""Registers inventory: document types, the stage of the books, the journal of a new company, its proofs."""

from typing import Any

from ogniwo.kernel.books.models import Area, Journal
from ogniwo.kernel.books.proofs import prove
from ogniwo.kernel.setup.hooks import Founded, company_founded
from ogniwo.kernel.writing.drafts import draft
from ogniwo.supply.inventory import commands, errors  # noqa: F401 - registration
from ogniwo.supply.inventory.commands import types
from ogniwo.supply.inventory.posting import processor, reversal  # noqa: F401 - registration
from ogniwo.supply.inventory.proofs import PROOFS

prove(*PROOFS)


@company_founded.listen(order=80)
def journal(_founded: Founded, *, unit: Any) -> None:
    """A new company has a stock journal, unless its chart gave it one."""
    unit.flush()
    if not unit.rows("SELECT 1 FROM books_journal WHERE code = %s", [types.JOURNAL]):
        unit.add(draft(Journal)(code=types.JOURNAL, name={"pl": "Dziennik magazynowy", "en": "Stock journal"}, area=Area.STOCK.value))
