"""Margin reports; every figure opens the ledger lines it is made of, each line its document."""

from collections.abc import Mapping
from typing import Any

from ogniwo.controlling.margins import queries
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import Amount, Day, Field, Menu, Percent, Report, Text, link

SPAN = [Field("by", title=_("Grouped by")), Field("since", title=_("Since")), Field("as_of", title=_("As at"))]


def opened(row: queries.MarginRow, values: Mapping[str, Any]) -> str:
    """The lines of a row's margin, under the same parameters."""
    return link("margins.margin_lines", **{**values, "key": row.key or ""})


def document(row: queries.MarginLine) -> str:
    """The document a line comes from, or its entry."""
    kind = TYPES.get(row.document_type)
    return link(kind.record, row.document) if kind and kind.record and row.document else link("ledger.entry", row.entry)


margin = Report("margins.margin", _("Margin"), menu=Menu(_("Sales"), 70, "chart-bar"), query=queries.margin, parameters=SPAN,
    defaults=lambda acting: {"by": "customer", "as_of": acting.today, "since": acting.today.replace(month=1, day=1)},
    columns=[Text("name", title=_("Name"), opens=opened), *(Amount(name, title=title, total=True, opens=opened) for name, title in (
        ("revenue", _("Revenue")), ("cost", _("Cost of sales")), ("margin", _("Margin")))), Percent("percent", title=_("Margin, %")),
        Amount("own_cost", title=_("Campaign's own cost"), total=True, opens=opened), Amount("result", title=_("Result"), total=True, opens=opened)],
    definition=_("Revenue less cost of sales, from ledger lines; all rows sum to those accounts. Company currency."))  # fmt: skip
margin_lines = Report("margins.margin_lines", _("Lines of a margin"), query=queries.margin_lines, parameters=[*SPAN, Field("key", title=_("Of"), hidden=True)],
    columns=[Day("day", title=_("Entry date")), Text("account", title=_("Account"), opens=lambda row: link("ledger.entry", row.entry)),
             Text("number", title=_("Document"), opens=document), Text("text", title=_("Text")), Amount("amount", title=_("Amount"), total=True)],
    definition=_("Revenue above zero, cost below; they sum to the margin they were opened from."))  # fmt: skip
