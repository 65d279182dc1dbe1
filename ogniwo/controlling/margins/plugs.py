"""Loads the queries; an entry written by hand says which campaign it belongs to, so that its cost stands in the campaign's margin."""

from uuid import UUID

from ogniwo.controlling.margins import queries
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import format as fmt
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Cell, Figure, Panel, link
from ogniwo.workbench.words import said


def figures_of_party(record_id: UUID, *, acting: Acting) -> list[tuple[str, Figure, str]]:
    """This year's revenue and margin of a customer, opening the ledger lines they are made of."""
    opens = link("margins.margin_lines", by="customer", key=record_id, as_of=acting.today, since=acting.today.replace(month=1, day=1))
    out = []
    for row in queries.of_party(record_id, acting=acting):
        share = f"{fmt.quantity(row.percent, acting.language, most=1)} % " + said(_("of revenue"), acting.language) if row.percent is not None else ""
        out += [(_("Revenue"), Figure(row.revenue, _("this year"), "neutral", acting.currency), opens),
                (_("Margin"), Figure(row.margin, share, "good" if row.margin > 0 else "bad", acting.currency), opens)]  # fmt: skip
    return out


registry.add_cell("ledger.write_entry", Cell("dimensions.campaign", title=_("Campaign"), width=150))
registry.add_panel("parties.party", Panel(
    "margin", _("Margin"), figures_of_party, kind="figures", place="figures", permission="margins.margin", sensitive="margin", order=20, quiet=True,
))  # fmt: skip
