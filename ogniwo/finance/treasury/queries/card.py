"""What a party's card says of money at a glance."""

from uuid import UUID

from ogniwo.finance.treasury.queries import money
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import Figure, link


def figures_of_party(record_id: UUID, *, acting: Acting) -> list[tuple[str, Figure, str]]:
    """The balance and what of it is overdue, each opening the items it is made of. Company currency."""
    (_balance, balance), (_overdue, overdue), (_late, days) = money.overdue_of_party.__wrapped__(record_id, acting=acting)
    items = link("ledger.open_items", as_of=acting.today, party=record_id)
    return [
        (_("Balance"), Figure(balance, _("to settle, company currency"), "info" if balance else "neutral", acting.currency), items),
        (_("Overdue"), Figure(overdue, _("past its due date") if overdue else _("nothing is late"), "bad" if overdue else "good", acting.currency), items),
        (_("Days late at most"), Figure(days, _("the oldest item"), "bad" if days else "good"), items),
    ]  # fmt: skip
