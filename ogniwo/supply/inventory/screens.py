"""Screens of the warehouse."""

from ogniwo.kernel.text import N_ as _
from ogniwo.supply.inventory import commands
from ogniwo.supply.inventory.queries import lists, stock
from ogniwo.workbench.declare import (
    Action,
    Amount,
    Badge,
    Cell,
    Choice,
    Day,
    Field,
    Form,
    LineGrid,
    Lines,
    List,
    Menu,
    Number,
    Panel,
    Period,
    Quantity,
    Record,
    Ref,
    Reference,
    Report,
    Section,
    State,
    Text,
)  # fmt: skip

KINDS = {
    "receipt": State(_("Receipt"), "good", "package-plus"), "issue": State(_("Issue"), "neutral", "package-minus"), "return_in": State(_("Customer return"), "info", "undo"),
    "return_out": State(_("Return to supplier"), "info", "undo"), "adjust": State(_("Count difference"), "warn", "scale"),
    "transfer": State(_("Transfer"), "neutral", "arrow-left-right"), "reversal": State(_("Taken back"), "warn", "undo"),
}  # fmt: skip
STATUSES = {"free": State(_("Free"), "good", "check"), "inspection": State(_("In inspection"), "info", "search"), "blocked": State(_("Blocked"), "bad", "lock")}
STATES = {"posted": State(_("Posted"), "good", "check"), "reversed": State(_("Reversed"), "neutral", "undo")}
PAPERS = {
    "inventory.internal_receipt": State(_("Internal receipt")), "inventory.internal_issue": State(_("Internal issue")), "inventory.transfer": State(_("Stock transfer")),
    "inventory.adjustment": State(_("Stock adjustment")), "inventory.opening": State(_("Opening stock")),
}  # fmt: skip
GOODS = [Ref("product", title=_("Product"), label="product__product__code", card="title"), Text("product__product__name", title=_("Name"), card="sub")]
MOVED = [Day("day", title=_("Date")), Number(draft=""), Badge("kind", title=_("Kind"), states=KINDS), Text("warehouse__code", title=_("Warehouse"), card="meta"),
         Text("lot__code", title=_("Lot")), Quantity("quantity", title=_("Quantity"), card="side", unit="product__product__unit_id")]  # fmt: skip
COST = Amount("cost", title=_("Cost"), sensitive="cost")
LINE = [Cell("product", title=_("Product"), width=220), Cell("quantity", title=_("Quantity"), width=90)]
LOT = Cell("lot", title=_("Lot"), width=120)

warehouse = Reference(["warehouse", "to_warehouse"], suggest=lists.suggest_warehouses, opens="inventory.warehouse")
location = Reference(["location", "to_location"], suggest=lists.suggest_locations)
lot = Reference(["lot"], suggest=lists.suggest_lots)

stock_list = List("inventory.stock", _("Stock"), find={"product": ["product"]}, menu=Menu(_("Warehouse"), 10, "package"), source=lists.stock, record="inventory.stock_item", order="code",
    search=["product__product__code", "product__product__name"], empty=_("Nothing in stock yet. Receive goods, or enter opening stock."),
    columns=[Text("code", title=_("Code"), card="title"), Text("name", title=_("Name"), card="sub"), Text("area", title=_("Valuation area")),
             Quantity("quantity", title=_("On hand"), card="side", unit="unit"), Quantity("reserved", title=_("Reserved")), Quantity("free", title=_("Free")),
             Quantity("minimum", title=_("Minimum"), hidden=True), Amount("value", title=_("Value"), sensitive="cost", total=True)])  # fmt: skip
stock_item = Record("inventory.stock_item", _("Stock of a product"), source=lists.stock, heading="code", parent="inventory.stock",
    sections=[Section(fields=[Text("name", title=_("Name")), Quantity("quantity", title=_("On hand"), unit="unit"), Quantity("reserved", title=_("Reserved")),
                              Quantity("free", title=_("Free")), Amount("value", title=_("Value"), sensitive="cost")])],
    lines=Lines("inventory.stock_moves", title=_("Moves"), source=lists.stock_moves, columns=[*MOVED, COST], empty=_("No moves yet.")),
    panels=[Panel("places", _("Where it is"), lists.stock_places, place="tab", columns=[Text("warehouse__code", title=_("Warehouse")), Text("location__code", title=_("Place")),
                  Text("lot__code", title=_("Lot")), Badge("status", title=_("Status"), states=STATUSES), Quantity("quantity", title=_("Quantity"))])])  # fmt: skip
move_list = List("inventory.moves", _("Stock moves"), find={"product": ["product"]}, menu=Menu(_("Warehouse"), 30, "arrow-left-right"), source=lists.moves, record="inventory.paper", record_id="document_id",
    order="-day", search=["product__product__code"], columns=[*MOVED[:2], *GOODS, *MOVED[2:], COST], empty=_("No moves yet. Receive goods first."),
    filters=[Period("day", title=_("Date")), Choice("kind", title=_("Kind"), options=KINDS)])  # fmt: skip
paper_list = List("inventory.papers", _("Warehouse documents"), each=("document__type", list(PAPERS)), menu=Menu(_("Warehouse"), 20, "clipboard"), source=lists.papers, record="inventory.paper", order="-day",
    search=["number", "text"], empty=_("No documents yet. Write an internal receipt, an issue or a transfer."),
    columns=[Number(), Badge("type", title=_("Kind"), card="sub", states=PAPERS), Text("warehouse__code", title=_("Warehouse"), card="meta"), Day("day", title=_("Date")), Text("text", title=_("Text")), Badge(states=STATES),
             Amount("total", title=_("Cost"), sensitive="cost", currency="currency")],
    filters=[Choice("type", title=_("Kind"), options=PAPERS, shown=True), Period("day", title=_("Date"))],
    actions=[Action(command, new=True, drawer=False, primary=command is commands.receive_internal, icon=icon) for command, icon in (
        (commands.receive_internal, "package-plus"), (commands.issue_internal, "package-minus"), (commands.transfer, "arrow-left-right"), (commands.adjust, "scale"),
        (commands.open_stock, "flag"))] + [commands.reverse_papers])  # fmt: skip
paper = Record("inventory.paper", _("Warehouse document"), source=lists.papers, parent="inventory.papers", states=STATES,
    sections=[Section(fields=[Badge("type", title=_("Kind"), states=PAPERS), Day("day", title=_("Date")), Text("warehouse__code", title=_("Warehouse")),
                              Text("to_warehouse__code", title=_("To warehouse")), Text("cost_center", title=_("Cost centre")), Text("text", title=_("Text"))])],
    lines=Lines("inventory.paper_lines", source=lists.paper_lines, columns=[*GOODS, *MOVED[2:], COST]), actions=[Action(commands.reverse_papers, states=["posted"])])  # fmt: skip
FROM, ON, SAYS = Field("warehouse", title=_("Warehouse")), Field("on", title=_("Date")), Field("text", title=_("Text"))
HEAD = [Section(fields=[FROM, ON, SAYS])]
receipt_form = Form(commands.receive_internal, done="inventory.paper", sections=HEAD, lines=LineGrid(cells=[*LINE, Cell("value", title=_("Value"), width=110), LOT]))
opening_form = Form(commands.open_stock, done="inventory.paper", sections=HEAD, lines=LineGrid(cells=[*LINE, Cell("value", title=_("Value"), width=110), LOT]))
issue_form = Form(commands.issue_internal, done="inventory.paper", sections=[Section(fields=[FROM, ON, Field("cost_center", title=_("Cost centre")), SAYS])], lines=LineGrid(cells=[*LINE, LOT]))
transfer_form = Form(commands.transfer, done="inventory.paper", sections=[Section(fields=[FROM, Field("to_warehouse", title=_("To warehouse")), ON, SAYS])],
    lines=LineGrid(cells=[*LINE, LOT, Cell("location", title=_("From place"), width=120), Cell("to_location", title=_("To place"), width=120)]))  # fmt: skip
adjust_form = Form(commands.adjust, done="inventory.paper", sections=HEAD,
    lines=LineGrid(cells=[LINE[0], Cell("difference", title=_("Difference"), width=90), Cell("value", title=_("Value"), width=110), LOT]))  # fmt: skip
warehouse_list = List("inventory.warehouses", _("Warehouses"), few=True, menu=Menu(_("Warehouse"), 90, "warehouse"), source=lists.warehouses, record="inventory.warehouse", order="code",
    search=["code", "name"], columns=[Text("code", title=_("Code"), card="title"), Text("name", title=_("Name"), card="sub"), Text("valuation_area", title=_("Valuation area"))],
    actions=[Action(commands.add_warehouses, new=True, primary=True, icon="plus")], empty=_("No warehouse yet. Add the first one."))  # fmt: skip
warehouse_record = Record("inventory.warehouse", _("Warehouse"), source=lists.warehouses, heading="code", parent="inventory.warehouses",
    sections=[Section(fields=[Text("name", title=_("Name")), Text("valuation_area", title=_("Valuation area"))])],
    lines=Lines("inventory.locations", title=_("Locations"), source=lists.locations, columns=[Text("code", title=_("Code"))]),
    actions=[Action(commands.add_locations, new=True)])  # fmt: skip
value_report = Report("inventory.stock_value", _("Stock value"), menu=Menu(_("Warehouse"), 40, "coins"), query=stock.stock_value,
    defaults=lambda *, acting: {"as_of": acting.today}, definition=_("Moves and later changes of their cost until the day, by product and valuation area."),
    columns=[Text("code", title=_("Code"), card="title"), Text("name", title=_("Name"), card="sub"), Text("area", title=_("Valuation area")),
             Quantity("quantity", title=_("On hand"), unit="unit"), Amount("value", title=_("Value"), sensitive="cost", total=True, card="side")])  # fmt: skip
hand_report = Report("inventory.stock_on_hand", _("Stock on hand"), menu=Menu(_("Warehouse"), 50, "list"), query=stock.stock_on_hand,
    defaults=lambda *, acting: {"as_of": acting.today, "by": "warehouse"}, definition=_("Moves until the day, others' goods included."),
    columns=[Text("code", title=_("Code"), card="title"), Text("name", title=_("Name"), card="sub"), Text("warehouse", title=_("Warehouse")), Text("location", title=_("Place")),
             Text("lot", title=_("Lot")), Text("owner", title=_("Owner")), Quantity("quantity", title=_("Quantity"), unit="unit", card="side")])  # fmt: skip
