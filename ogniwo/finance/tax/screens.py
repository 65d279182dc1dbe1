"""Screens of the tax registers."""

from ogniwo.finance.tax import queries
from ogniwo.finance.tax.models import Register
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import Amount, Badge, Count, Day, Field, Menu, Percent, Report, State, Text, link

FINANCE = _("Finance")
REGISTERS = {one.value: one.label for one in Register}
STATES = {one.value: State(one.label) for one in Register}


def today(*, acting: object) -> dict[str, object]:
    return {"period": acting.today}  # type: ignore[attr-defined]


register = Report("tax.register", _("VAT register"), menu=Menu(FINANCE, 80, "file-text"), query=queries.register, defaults=today,
    parameters=[Field("register", title=_("Register"), options=REGISTERS), Field("period", title=_("Month")), Field("until", title=_("To month"))],
    columns=[Text("number", title=_("Document")), Text("party", title=_("Party")), Day("day", title=_("Date")), Day("tax_point", title=_("Tax point")), Text("tax_class", title=_("Tax class")),
             Percent("rate", title=_("Rate")), Amount("net", title=_("Net"), total=True), Amount("tax", title=_("Tax"), total=True), Amount("booked", title=_("Booked"), total=True)],
    definition=_("Company currency at the tax act's rate. Booked is what the ledger's accounts hold of the line."))  # fmt: skip
register_sums = Report("tax.register_sums", _("VAT register by rate"), menu=Menu(FINANCE, 81, "chart-bar"), query=queries.register_sums, defaults=today,
    parameters=[Field("period", title=_("Month")), Field("until", title=_("To month"))],
    columns=[Badge("register", title=_("Register"), states=STATES, card=""), Text("tax_class", title=_("Tax class"),
             opens=lambda row, values: link("tax.register", register=row.register, period=values.get("period"), until=values.get("until"))), Percent("rate", title=_("Rate")),
             Count("lines", title=_("Lines")), Amount("net", title=_("Net"), total=True), Amount("tax", title=_("Tax"), total=True)])  # fmt: skip
