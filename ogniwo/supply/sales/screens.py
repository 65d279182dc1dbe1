"""Screens of orders, deliveries and returns."""

from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.catalog.queries import document_fields
from ogniwo.masterdata.trade.queries import calc
from ogniwo.masterdata.trade.queries.lines import own_values
from ogniwo.supply.sales import commands
from ogniwo.supply.sales.queries import forms, lists
from ogniwo.workbench.declare import (
    Action,
    Amount,
    Badge,
    Bool,
    Cell,
    Choice,
    Column,
    Day,
    Field,
    Form,
    LineGrid,
    Lines,
    List,
    Menu,
    Number,
    Panel,
    PartyOf,
    Percent,
    Period,
    Quantity,
    Record,
    Section,
    State,
    Text,
    View,
)  # fmt: skip

STATES = {"draft": State(_("Draft"), "neutral", "pencil"), "confirmed": State(_("Confirmed"), "info", "check"), "closed": State(_("Closed"), "good", "circle-check"),
          "cancelled": State(_("Cancelled"), "bad", "x")}  # fmt: skip
DONE = {"draft": State(_("Draft"), "neutral", "pencil"), "done": State(_("Posted"), "good", "check")}
WHO = PartyOf("party_id", title=_("Customer"), label="party_name")
DATE, TOTALS = Day("day", title=_("Date")), [Amount("net", title=_("Net"), total=True, currency="currency"), Amount("gross", title=_("Gross"), card="side", total=True, currency="currency")]
WHAT: list[Column] = [Text("code", title=_("Code"), card="title", opens="catalog.product", opens_by="product"), Text("description", title=_("Name"), card="sub"),
    Quantity("quantity", title=_("Quantity"), unit="unit", card="side"), Amount("price", title=_("Price")), Percent("discount_percent", title=_("Discount")), Amount("net", title=_("Net"), total=True)]  # fmt: skip
GONE = [Quantity("invoiced", title=_("Invoiced")), Quantity("returned", title=_("Returned"))]
FIND, WHEN = ["number", "party_name", "their_reference"], Period("day", title=_("Date"))

orders = List("sales.orders", _("Sales orders"), find={"pk": ["sales.order"]}, menu=Menu(_("Sales"), 30, "shopping-cart"), source=lists.orders, record="sales.order", search=FIND, order="-day",
    columns=[Number(), WHO, DATE, Day("delivery_day", title=_("Promised")), *TOTALS, Amount("margin", title=_("Expected margin"), sensitive="margin", hidden=True),
             Percent("shipped", title=_("Delivered"), values=lists.shipped_percent), Percent("invoiced", title=_("Invoiced"), values=lists.invoiced_percent), Badge(states=STATES)],
    filters=[Choice("state", title=_("State"), options=STATES, shown=True), WHEN], views=[View("drafts", _("Drafts"), {"state": "draft"}), View("open", _("In progress"), {"state": "confirmed"})],
    actions=[Action(commands.write_order, new=True, primary=True, icon="plus", drawer=False), Action(commands.confirm_orders, icon="check"), Action(commands.reserve_orders, icon="lock"),
             Action(commands.deliver_orders, icon="truck-delivery"), commands.close_orders], empty=_("No orders yet. Accept an offer, or press N to write one."))  # fmt: skip
GRID = LineGrid("lines", calculate=calc, cells=[Cell("line", hidden=True), Cell("product", title=_("Product"), width=130), Cell("description", title=_("Name"), width=220), Cell("quantity", title=_("Quantity"), width=76),
    Cell("unit", title=_("Unit"), width=60), Cell("price", title=_("Price"), width=100), Cell("discount_percent", title=_("Discount"), width=76), Cell("net", title=_("Net"), output=True)])  # fmt: skip
HEAD = [Section(fields=[Field("head", own=document_fields)])]
OWN = Panel("own", _("Own fields"), own_values, kind="facts", order=8, quiet=True)
order_new = Form(commands.write_order, done="sales.order", prefill=forms.order_form, sections=HEAD, lines=GRID)
order_edit = Form(commands.change_order, done="sales.order", key="order", prefill=forms.order_form, sections=HEAD, lines=GRID, submit=_("Save"), preview=False)
order = Record("sales.order", _("Sales order"), source=lists.orders, parent="sales.orders", states=STATES, path=["draft", "confirmed", "closed"], edit=order_edit, editable=["draft"],
    sections=[Section(fields=[WHO, DATE, Day("delivery_day", title=_("Promised")), Text("warehouse_code", title=_("Warehouse")), Text("their_reference", title=_("Their reference")), *TOTALS,
              Amount("margin", title=_("Expected margin"), sensitive="margin"), Bool("credit_released", title=_("Credit released"))])],
    lines=Lines("sales.order_lines", source=lists.order_lines, columns=[*WHAT, Quantity("free", title=_("Free in stock")), Quantity("reserved", title=_("Reserved")),
                Quantity("shipped", title=_("Delivered")), *GONE]),
    panels=[Panel("next", _("What comes next"), forms.order_next, kind="next", order=1), OWN],
    actions=[Action(commands.confirm_orders, title=_("Confirm"), primary=True, states=["draft"], icon="check", at_once=True), Action(commands.deliver_orders, title=_("Deliver"), primary=True, states=["confirmed"], icon="truck-delivery"),
             Action(commands.deliver, states=["confirmed"], icon="packages", drawer=False), Action(commands.reserve_orders, states=["confirmed"], icon="lock", at_once=True),
             Action(commands.release_orders, states=["confirmed"], at_once=True), Action(commands.ask_credit, states=["draft"]), Action(commands.release_credit, states=["draft"]),
             Action(commands.close_orders, title=_("Close"), states=["confirmed"], icon="lock", at_once=True), Action(commands.cancel_orders, title=_("Cancel"), states=["draft", "confirmed"], icon="x")])  # fmt: skip
FORMS = [Form(commands.deliver_orders, done="sales.delivery"), Form(commands.invoice_deliveries, done="invoicing.invoice"), Form(commands.order_offers, done="sales.order", preview=False)]
TAKES = [Cell("line", hidden=True), Cell("what", title=_("Name"), width=260, output=True, right=False), Cell("left", title=_("Left"), width=80, output=True)]
deliver_form = Form(commands.deliver, done="sales.delivery", key="order", prefill=forms.deliver_form, sections=[Section(fields=["warehouse", Field("on", title=_("Date"))])],
    lines=LineGrid("lines", cells=[*TAKES, Cell("stock", title=_("Free in stock"), width=90, output=True), Cell("quantity", title=_("Quantity"), width=90)], fixed=True))  # fmt: skip
deliveries = List("sales.deliveries", _("Deliveries"), find={"pk": ["sales.delivery"]}, menu=Menu(_("Sales"), 40, "truck-delivery"), source=lists.deliveries, record="sales.delivery", search=FIND, order="-day",
    columns=[Number(), WHO, DATE, Text("warehouse_code", title=_("Warehouse")), *TOTALS, Percent("invoiced", title=_("Invoiced"), values=lists.delivered_invoiced_percent), Badge(states=DONE)],
    filters=[WHEN], actions=[Action(commands.invoice_deliveries, icon="file-invoice"), Action(commands.invoice_together, icon="files")],
    empty=_("No deliveries yet. Deliver a confirmed order."))  # fmt: skip
delivery = Record("sales.delivery", _("Delivery note"), source=lists.deliveries, parent="sales.deliveries", states=DONE,
    sections=[Section(fields=[WHO, DATE, Text("warehouse_code", title=_("Warehouse")), Text("their_reference", title=_("Their reference")), *TOTALS])],
    lines=Lines("sales.delivery_lines", source=lists.delivery_lines, columns=[*WHAT, *GONE, Text("complain", title=_("Complaint"), values=forms.complaint_words, opens=forms.complaint)]), panels=[Panel("next", _("What comes next"), forms.delivery_next, kind="next", order=1), OWN],
    actions=[Action(commands.invoice_deliveries, primary=True, states=["done"], icon="file-invoice"), Action(commands.return_lines, states=["done"], icon="arrow-back-up", drawer=False),
             Action("servicedesk.open_ticket", states=["done"], icon="lifebuoy")])  # fmt: skip
return_form = Form(commands.return_lines, done="sales.return", prefill=forms.return_form, sections=[Section(fields=[Field("reason", title=_("Reason"), width=2), Field("on", title=_("Date"))])],
    lines=LineGrid("lines", cells=[*TAKES, Cell("quantity", title=_("Quantity"), width=90)], fixed=True))  # fmt: skip
returns = List("sales.returns", _("Customers' returns"), find={"pk": ["sales.return"]}, menu=Menu(_("Sales"), 50, "arrow-back-up"), source=lists.returns, record="sales.return", search=FIND, order="-day",
    columns=[Number(), WHO, DATE, Text("reason", title=_("Reason")), *TOTALS, Badge(states=DONE)], filters=[WHEN], empty=_("No returns. Take goods back from a delivery."))  # fmt: skip
return_ = Record("sales.return", _("Customer's return"), source=lists.returns, parent="sales.returns", states=DONE,
    sections=[Section(fields=[WHO, DATE, Text("reason", title=_("Reason")), *TOTALS])], lines=Lines("sales.return_lines", source=lists.return_rows, columns=WHAT))  # fmt: skip
