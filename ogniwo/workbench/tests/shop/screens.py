from ogniwo.workbench import registry
from ogniwo.workbench.declare import (
    Action,
    Amount,
    Badge,
    Board,
    Card,
    Cell,
    Choice,
    Count,
    Dashboard,
    Day,
    Effect,
    Field,
    FlowStrip,
    Form,
    Import,
    LineGrid,
    Lines,
    List,
    Menu,
    Number,
    Panel,
    PartyOf,
    Period,
    Quantity,
    Record,
    Reference,
    Report,
    Section,
    Stage,
    State,
    Text,
    Tile,
    Timeline,
    View,
    link,
)
from ogniwo.workbench.tests.shop import commands, queries

STATES = {"draft": State("Draft", "neutral", "pencil"), "confirmed": State("Confirmed", "info", "check"), "paid": State("Paid", "good", "coin")}
party = Reference(["party"], suggest=queries.suggest_parties, create="shop.add_party")
product = Reference(["product"], suggest=queries.suggest_products)
orders = List(
    "shop.orders", "Sales orders", menu=Menu("Sales", 30, "shopping-cart"), source=queries.orders, record="shop.order",
    search=["number", "party__name"], order="-day",
    columns=[Number(), PartyOf("party", title="Customer", opens=""), Day("day", title="Date"), Day("due", title="Due", late=lambda r: r.state != "paid"),
             Badge(states=STATES), Amount("net", title="Net", total=True, card="side"), Amount("margin", title="Margin", sensitive="margin", total=True)],
    filters=[Choice("state", title="State", options=STATES, shown=True), Period("day", title="Date")],
    views=[View("drafts", "Drafts", {"state": "draft"}), View("paid", "Paid", {"state": "paid"})],
    actions=[Action(commands.write_order, new=True, primary=True, icon="plus", drawer=False, title="New order"), Action(commands.confirm_orders, icon="check")],
    empty="No orders yet. Accept an offer, or write one.")
order_form = Form(
    commands.write_order, done="shop.order", prefill=queries.order_form, title="Order", submit="Save",
    sections=[Section(fields=[Field("party", title="Customer", width=2), "day", "reference"]), Section("Notes", [Field("notes", rows=3, width=3)])],
    lines=LineGrid("lines", calculate=queries.order_totals, cells=[Cell("product", width=116), Cell("text", width=240, phone=False), Cell("quantity", width=76),
                   Cell("price", width=100), Cell("net", title="Net", output=True, width=116)]))
order = Record(
    "shop.order", "Sales order", source=queries.orders, parent="shop.orders", states=STATES, path=["draft", "confirmed", "paid"],
    edit=order_form, editable=["draft"], sections=[Section(fields=[PartyOf("party", title="Customer", opens=""), Day("day", title="Date"), Text("reference")])],
    lines=Lines("shop.order_lines", source=queries.lines_of, columns=[Text("code", title="Code", card="title"), Text("text", card="sub"), Quantity("quantity"),
                Amount("price"), Amount("net", total=True, card="side")]),
    actions=[Action(commands.confirm_orders, primary=True, states=["draft"], icon="circle-check")],
    panels=[FlowStrip(queries.flow), Panel("next", "What is next", queries.what_next, kind="next", order=1), Timeline(queries.timeline)])
board = Board("shop.board", "Orders by stage", menu=Menu("Sales", 20, "layout-kanban"), source=queries.orders, move=commands.move_orders,
    stages=[Stage("draft", "Draft"), Stage("confirmed", "Confirmed"), Stage("paid", "Paid")], stage="state",
    card=Card("number", sub="party__name", amount="net", day="due"), record="shop.order")
report = Report("shop.by_month", "Sales by month", menu=Menu("Finance", 10, "chart-bar"), query=queries.by_month, parameters=[Field("year"), Field("as_of", title="As of")],
    columns=[Text("month", title="Month"), Count("orders", title="Orders", total=True), Amount("net", title="Net", total=True, opens=lambda row: link("shop.orders", day=row.month)),
             Amount("margin", title="Margin", total=True, sensitive="margin")], definition="Net of orders by their date.")
home = Dashboard("home", "Good morning", menu=Menu("Start", 1, "layout-dashboard"), tiles=[Tile("Overdue", queries.overdue, link("shop.orders"))])
parties = Import(commands.bring_parties, "shop.parties", "Import of parties", rows="parties", back="shop.orders")
registry.add_effect(Effect("shop_entry", "Ledger", [Text("account", title="Account"), Amount("debit", title="Debit"), Amount("credit", title="Credit")]))
