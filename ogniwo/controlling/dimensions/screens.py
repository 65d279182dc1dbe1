"""The report by dimension; every figure opens the ledger lines it is made of, each line its document."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from ogniwo.controlling.dimensions import queries
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import Amount, Day, Field, Menu, Report, Text, link

BEGINNING = date(1900, 1, 1)
SPAN = [Field("by", title=_("Dimension"), options=queries.kinds), Field("as_of", title=_("As at")), Field("since", title=_("Turnovers since")), Field("account", title=_("Account begins with"))]


def opened(row: queries.DimensionRow, values: Mapping[str, Any]) -> str:
    """The lines of a row's turnovers."""
    return link("dimensions.lines", **{**values, "key": row.key, "account": row.account or values.get("account")})


def brought(row: queries.DimensionRow, values: Mapping[str, Any]) -> str:
    """The lines of what was brought forward."""
    since = values.get("since") or values["as_of"].replace(month=1, day=1)
    return opened(row, {**values, "since": BEGINNING, "as_of": since - timedelta(days=1)})


def all_of(row: queries.DimensionRow, values: Mapping[str, Any]) -> str:
    """All lines of a balance."""
    return opened(row, {**values, "since": BEGINNING})


def document(row: queries.DimensionLine) -> str:
    """The document a line comes from, or its entry."""
    kind = TYPES.get(row.type or "")
    return link(kind.record, row.document) if kind and kind.record and row.document else link("ledger.entry", row.entry_id)


FIGURES: tuple[tuple[str, str, Callable[..., str]], ...] = (("opening", _("Opening balance"), brought), ("debit", _("Debit"), opened), ("credit", _("Credit"), opened), ("closing", _("Balance"), all_of))
balances = Report("dimensions.balances", _("Balances by dimension"), menu=Menu(_("Finance"), 47, "chart-bar"), query=queries.balances, parameters=SPAN,
    defaults=lambda acting: {"by": "cost_center", "as_of": acting.today, "since": acting.today.replace(month=1, day=1)},
    columns=[Text("name", title=_("Dimension"), opens=all_of), Text("account", title=_("Account"), opens=opened), Text("account_name", title=_("Name")),
             *(Amount(name, title=title, total=True, opens=opens) for name, title, opens in FIGURES)],
    definition=_("Company currency; a balance in debit is positive. Rows of an account sum to it in the trial balance; lines that name no member stand last."))  # fmt: skip
lines = Report("dimensions.lines", _("Lines of a dimension"), query=queries.lines, parameters=[*SPAN, Field("key", title=_("Of"), hidden=True)],
    columns=[Day("day", title=_("Entry date")), Text("account", title=_("Account"), opens=lambda row: link("ledger.entry", row.entry_id)), Text("number", title=_("Document"), opens=document),
             Text("text", title=_("Text")), Amount("debit", title=_("Debit"), total=True), Amount("credit", title=_("Credit"), total=True)])  # fmt: skip
