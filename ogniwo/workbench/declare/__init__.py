"""The words a module's `screens.py` is written in. Everything at module level of `screens.py` is registered by itself.

A list, a form and a board of one module, whole (all of it takes at most 60 lines):

    from ogniwo.kernel.text import N_ as _
    from ogniwo.supply.sales import commands, queries
    from ogniwo.workbench.declare import (Action, Amount, Badge, Board, Card, Cell, Choice, Day, Form, LineGrid, Lines, List, Menu,
        Number, PartyOf, Period, Quantity, Record, Section, Stage, State, Text, View)

    STATES = {"draft": State(_("Draft"), "neutral", "pencil"), "confirmed": State(_("Confirmed"), "info", "check")}

    orders = List("sales.orders", _("Sales orders"), menu=Menu(_("Sales"), 30, "shopping-cart"),
        source=queries.orders, record="sales.order", search=["number", "party__name"], order="-day",
        columns=[Number(), PartyOf("party", title=_("Customer")), Day("day", title=_("Date")), Badge(states=STATES),
                 Amount("net", title=_("Net"), total=True), Amount("margin", title=_("Margin"), sensitive="margin")],
        filters=[Choice("state", title=_("State"), options=STATES, shown=True), Period("day", title=_("Date"))],
        views=[View("drafts", _("Drafts"), {"state": "draft"})],
        actions=[Action(commands.write_order, new=True, primary=True, icon="plus", drawer=False), commands.confirm_orders],
        empty=_("No orders yet. Accept an offer, or write one."))

    order_form = Form(commands.write_order, done="sales.order", prefill=queries.order_form,
        sections=[Section(fields=["party", "day", "delivery_day", "reference"])],
        lines=LineGrid("lines", cells=[Cell("product", width=116), "text", Cell("quantity", width=76), Cell("price", width=100),
                       Cell("net", title=_("Net"), output=True)], calculate=queries.order_totals))

    order = Record("sales.order", _("Sales order"), source=queries.orders, parent="sales.orders", states=STATES,
        edit=order_form, editable=["draft"],
        sections=[Section(fields=[PartyOf("party"), Day("day", title=_("Date"))])],
        lines=Lines("sales.order_lines", source=queries.order_lines, columns=[Text("product__code", title=_("Code")), Text("text"),
                    Quantity("quantity"), Amount("net", total=True)]),
        actions=[Action(commands.confirm_orders, primary=True, states=["draft"])])

    board = Board("sales.board", _("Orders by stage"), source=queries.orders, stage="state", move=commands.move_orders,
        stages=[Stage("draft", _("Draft")), Stage("confirmed", _("Confirmed"))],
        card=Card("number", sub="party__name", amount="net", day="day"), record="sales.order")

A query is given as its function (or name); its permission is the screen's. A command is given as its function (or name).
How a UUID parameter is chosen is said once, by the module that owns the record (masterdata does it for parties, products):

    party = Reference(["party", "customer", "supplier"], suggest=queries.suggest_parties, create="parties.add_party",
                      opens="parties.party")

Higher modules add to lower screens in their `plugs.py`:

    from ogniwo.workbench import registry
    registry.add_panel("crm.customer", Panel("orders", _("Orders"), queries.orders_of, columns=[...], record="sales.order"))
    registry.add_column("offers.offer_lines", Quantity("stock", title=_("On stock"), values=queries.stock_of_lines))
    registry.add_action("offers.offer", Action(commands.order_offers, states=["accepted"], primary=True))
    registry.add_section("catalog.product", Section(_("Stock"), [Quantity("on_hand", values=queries.on_hand)]))
    registry.add_effect(Effect("ledger_line", _("Ledger"), [Text("account"), Amount("debit"), Amount("credit")]))
    registry.add_tile("home", Tile(_("To ship"), queries.to_ship, opens="/s/sales.orders/?view=to-ship"))

The address of a screen: `link("sales.order", id)`, `link("sales.orders", state="draft")`.
"""
from ogniwo.workbench.declare.address import do, link
from ogniwo.workbench.declare.columns import (
    Amount,
    Badge,
    Bool,
    Column,
    Count,
    Day,
    Moment,
    Month,
    Number,
    PartyOf,
    Percent,
    Quantity,
    Ref,
    State,
    Tags,
    Text,
)
from ogniwo.workbench.declare.filters import Between, Choice, Contains, Filter, Flag, Period, RefFilter, View
from ogniwo.workbench.declare.forms import (
    Cell,
    Field,
    Form,
    GridAnswer,
    GridRow,
    Import,
    LineGrid,
    Own,
    Reference,
    RowAnswer,
    Section,
    Suggestion,
    Total,
)
from ogniwo.workbench.declare.screens import (
    Action,
    Board,
    Card,
    Dashboard,
    Effect,
    Figure,
    FileLink,
    FlowStep,
    FlowStrip,
    Lines,
    List,
    Menu,
    Page,
    Panel,
    Record,
    Report,
    Screen,
    Sentence,
    Stage,
    Tile,
    Timeline,
    TimelineItem,
)

__all__ = [
    "Action", "Amount", "Badge", "Between", "Board", "Bool", "Card", "Cell", "Choice", "Column", "Contains", "Count",
    "Dashboard", "Day", "Effect", "Field", "Figure", "FileLink", "Filter", "Flag", "FlowStep", "FlowStrip", "Form", "GridAnswer",
    "GridRow", "Import", "LineGrid", "Lines", "List", "Menu", "Moment", "Month", "Number", "Own", "Page", "Panel", "PartyOf", "Percent",
    "Period", "Quantity", "Record", "Ref", "RefFilter", "Reference", "Report", "RowAnswer", "Screen", "Section", "Sentence",
    "Stage", "State", "Suggestion", "Tags", "Text", "Tile", "Timeline", "TimelineItem", "Total", "View", "do", "link",
]
