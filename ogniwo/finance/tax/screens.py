"""Screens of the tax registers."""

from collections.abc import Mapping
from typing import Any

from ogniwo.finance.tax import queries
from ogniwo.finance.tax.models import Register
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import Amount, Badge, Count, Day, Field, Menu, Percent, Report, State, Text, link

FINANCE = _("Finance")
REGISTERS = {one.value: one.label for one in Register}
STATES = {one.value: State(one.label) for one in Register}


def today(*, acting: object) -> dict[str, object]:
    return {"period": acting.today}  # type: ignore[attr-defined]


def lines_of(row: queries.RegisterSum, values: Mapping[str, Any]) -> str:
    """The lines of a sum's register in its months."""
    return link("tax.register", register=row.register, period=values.get("period"), until=values.get("until"))


def month_of(row: queries.CorrectedMonth) -> str:
    """The register of a corrected month."""
    return link("tax.register", register=row.register, period=row.tax_period)


register = Report("tax.register", _("VAT register"), menu=Menu(FINANCE, 80, "file-text"), query=queries.register, defaults=today,
    parameters=[Field("register", title=_("Register"), options=REGISTERS), Field("period", title=_("Month")), Field("until", title=_("To month"))],
    columns=[Text("number", title=_("Document")), Text("party", title=_("Party")), Day("day", title=_("Date")), Day("tax_point", title=_("Tax point")), Text("tax_class", title=_("Tax class")),
             Percent("rate", title=_("Rate")), Amount("net", title=_("Net"), total=True), Amount("tax", title=_("Tax"), total=True), Amount("booked", title=_("Booked"), total=True),
             Text("correction_of", title=_("Correction of")), Day("corrected_on", title=_("Corrected on"))],
    definition=_("Company currency at the tax act's rate. Booked is what the ledger's accounts hold of the line."))  # fmt: skip
register_sums = Report("tax.register_sums", _("VAT register by rate"), menu=Menu(FINANCE, 81, "chart-bar"), query=queries.register_sums, defaults=today,
    parameters=[Field("period", title=_("Month")), Field("until", title=_("To month"))],
    columns=[Badge("register", title=_("Register"), states=STATES, card=""), Text("tax_class", title=_("Tax class"),
             opens=lines_of), Percent("rate", title=_("Rate")), Count("lines", title=_("Lines")), Amount("net", title=_("Net"), opens=lines_of), Amount("tax", title=_("Tax"), opens=lines_of)],
    definition=_("Company currency at the tax act's rate. A register's sum stands under its rates; sales and purchases are never added together."))  # fmt: skip
corrected = Report("tax.corrected_months", _("Corrections of declared months"), menu=Menu(FINANCE, 82, "file-diff"), query=queries.corrected_months,
    parameters=[Field("since", title=_("Made since")), Field("until", title=_("Made until"))],
    columns=[Text("month", title=_("Month"), opens=month_of), Badge("register", title=_("Register"), states=STATES, card=""), Amount("declared_net", title=_("Declared net")),
             Amount("declared_tax", title=_("Declared tax")), Amount("added_net", title=_("Added net")), Amount("added_tax", title=_("Added tax")), Amount("net", title=_("Net now"), opens=month_of),
             Amount("tax", title=_("Tax now"), opens=month_of), Count("lines", title=_("Lines added")), Day("last", title=_("Last on"))],
    definition=_("A line added to a month after its tax was locked corrects its declaration. File the correction of each month that stands here."))  # fmt: skip
