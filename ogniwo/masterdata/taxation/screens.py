"""Screens of tax classes and exchange rates."""

from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.taxation import commands, queries
from ogniwo.masterdata.taxation.models import Kind
from ogniwo.workbench.declare import (
    Action,
    Amount,
    Badge,
    Bool,
    Choice,
    Count,
    Day,
    Field,
    Form,
    List,
    Menu,
    Percent,
    Period,
    Reference,
    Section,
    State,
    Text,
    do,
)

tax_class = Reference(["tax_class"], suggest=queries.suggest_tax_classes, by_words=True)
KINDS = {kind.value: State(kind.label, "info" if kind is Kind.STANDARD else "neutral") for kind in Kind}

tax_classes = List("taxation.tax_classes", _("Tax classes"), few=True, menu=Menu(_("Settings"), 20, "percentage"), source=queries.tax_classes, order="position",
    search=["code"],
    columns=[Text("code", title=_("Code"), card="title", opens=lambda row: do("taxation.change_tax_class", id=row.pk, next="/s/taxation.tax_classes/")), Text("name", title=_("Name"), card="sub", sort=False), Percent("percent", title=_("Rate"), card="side"),
             Badge("kind", title=_("Kind"), states=KINDS), Day("since", title=_("Since")), Bool("active", title=_("In use"))],
    actions=[Action(commands.add_tax_class, new=True, primary=True, icon="plus")],
    empty=_("No tax classes yet. A country pack adds them when a company is founded."))  # fmt: skip

tax_class_form = Form(commands.change_tax_class, key="code", prefill=queries.tax_class_form, preview=False, submit=_("Save"), sections=[Section(fields=[
    Field("name", title=_("Name")), Field("position", title=_("Place in lists")), Field("active", title=_("In use"))])])  # fmt: skip
exchange_rates = List("taxation.exchange_rates", _("Exchange rates"), menu=Menu(_("Settings"), 25, "currency-euro"), source=queries.exchange_rates, order="-day",
    search=["currency"],
    columns=[Text("currency", title=_("Currency"), card="title"), Day("day", title=_("Date")), Amount("rate", title=_("Exchange rate"), places=4, card="side"), Count("per", title=_("For")),
             Text("source", title=_("Table"), card="sub"), Text("number", title=_("Number"))],
    filters=[Choice("currency", title=_("Currency"), options={"EUR": "EUR", "USD": "USD"}), Period("day", title=_("Date"), shown=True)],
    actions=[Action(commands.set_exchange_rates, new=True, primary=True, icon="plus")],
    empty=_("No exchange rates yet. Enter them here before the first document in another currency."))  # fmt: skip
