"""Screens of purchasing."""

from functools import partial

from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.trade.queries.calculating import answer
from ogniwo.supply.purchasing import commands
from ogniwo.supply.purchasing.queries import lists, matches, open_lines
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
    PartyOf,
    Percent,
    Period,
    Quantity,
    Record,
    Report,
    Section,
    State,
    Text,
    View,
)  # fmt: skip

STATES = {
    "draft": State(_("Draft"), "neutral", "pencil"), "waiting": State(_("Waits for approval"), "warn", "clock"), "confirmed": State(_("Ordered"), "info", "check"),
    "closed": State(_("Closed"), "good", "circle-check"), "cancelled": State(_("Cancelled"), "bad", "ban"),
}  # fmt: skip
BACK = {"done": State(_("Sent back"), "good", "check")}
DONE = {"done": State(_("Received"), "good", "check")}
KINDS = {"receipt": State(_("Received, not invoiced"), "warn"), "invoice": State(_("Invoiced, not received"), "info"), "return": State(_("Sent back, credit awaited"), "info")}
WHO = PartyOf("document__subject", title=_("Supplier"), label="document__subject__name", opens="parties.party", opens_by="document__subject_id", card="sub")
DATE, EXPECTED, WAREHOUSE = Day("day", title=_("Date"), card="meta"), Day("expected_on", title=_("Expected")), Text("warehouse__code", title=_("Warehouse"))
MONEY = [Amount("net", title=_("Net"), currency="currency", sensitive="cost"), Amount("gross", title=_("Gross"), currency="currency", card="side", sensitive="cost")]
WHAT = [Text("description", title=_("Name"), card="sub"), Quantity("quantity", title=_("Quantity"), unit="unit")]
PRICE = [Amount("price", title=_("Price"), sensitive="cost"), Amount("net", title=_("Net"), total=True, card="side", sensitive="cost")]
WHOLE = [*PRICE, *(Amount(name, title=title, hidden=True, sensitive="cost") for name, title in (("tax", _("Tax")), ("gross", _("Gross")), ("discount_percent", _("Discount"))))]

proposals = List("purchasing.proposals", _("Purchase proposals"), menu=Menu(_("Purchasing"), 10, "bulb"), source=lists.proposals, order="product__product__code", search=["product__product__code"],
    columns=[Text("product__product__code", title=_("Code"), card="title"), Text("why", title=_("Why"), values=lists.proposal_reasons, card="sub"), Quantity("quantity", title=_("To order"), unit="unit", card="side"),
             PartyOf("supplier", title=_("Supplier"), label="supplier__party__name", opens="parties.party", opens_by="supplier_id"), Amount("price", title=_("Price"), currency="currency"),
             EXPECTED, Quantity("on_hand", title=_("On hand"), hidden=True), Quantity("on_order", title=_("On order"), hidden=True), Quantity("minimum", title=_("Minimum"), hidden=True)],
    actions=[Action(commands.propose_orders, new=True, primary=True, icon="refresh", at_once=True), Action(commands.order_proposals, icon="shopping-bag")],
    empty=_("Nothing to order. Propose purchases, or give products a minimum."))  # fmt: skip
orders = List("purchasing.orders", _("Purchase orders"), find={"pk": ["purchasing.order"]}, menu=Menu(_("Purchasing"), 20, "shopping-bag"), source=lists.orders, record="purchasing.order", order="-day", search=["number", "supplier"],
    columns=[Number(), WHO, DATE, EXPECTED, *MONEY, Percent("came", title=_("Received"), values=lists.received_percent), Badge(states=STATES)],
    filters=[Choice("state", title=_("State"), options=STATES, shown=True), Period("day", title=_("Date"))],
    views=[View("drafts", _("Drafts"), {"state": "draft"}), View("coming", _("To come"), {"state": "confirmed"})],
    actions=[Action(commands.write_order, new=True, primary=True, icon="plus", drawer=False), Action(commands.confirm_orders, icon="check"), commands.approve_orders, commands.close_orders],
    empty=_("No purchase orders yet. Order what is proposed, or write one."))  # fmt: skip
GRID = LineGrid("lines", calculate=partial(answer, buying=True), cells=[Cell("line", hidden=True), Cell("product", title=_("Product"), width=130), Cell("description", title=_("Name"), width=220),
    Cell("quantity", title=_("Quantity"), width=76), Cell("unit", title=_("Unit"), width=60), Cell("price", title=_("Price"), width=100),
    Cell("discount_percent", title=_("Discount"), width=76), Cell("net", title=_("Net"), output=True)])  # fmt: skip
HEAD = [Section(fields=[Field("head.party", title=_("Supplier"), width=2), Field("head.day", title=_("Date")), Field("head.expected_on", title=_("Expected")),
                        Field("head.warehouse", title=_("Warehouse")), Field("head.currency", title=_("Currency")), Field("head.note", title=_("Note"), width=3)])]  # fmt: skip
order_new = Form(commands.write_order, done="purchasing.order", prefill=lists.order_form, sections=HEAD, lines=GRID)
order_edit = Form(commands.change_order, done="purchasing.order", key="order", prefill=lists.order_form, sections=HEAD, lines=GRID, submit=_("Save"), preview=False)
order = Record("purchasing.order", _("Purchase order"), source=lists.orders, parent="purchasing.orders", states=STATES, path=["draft", "confirmed", "closed"], edit=order_edit, editable=["draft"],
    sections=[Section(fields=[WHO, DATE, EXPECTED, WAREHOUSE, *MONEY, Text("note", title=_("Note"))])],
    lines=Lines("purchasing.order_lines", source=lists.order_lines, columns=[Text("code", title=_("Code"), card="title"), *WHAT, Quantity("received", title=_("Received")),
                Quantity("left", title=_("Still to come")), Quantity("invoiced", title=_("Invoiced")), *PRICE]),
    actions=[Action(commands.confirm_orders, title=_("Confirm"), primary=True, states=["draft"], icon="check", at_once=True), Action(commands.approve_orders, title=_("Approve"), primary=True, states=["waiting"], icon="check", at_once=True),
             Action(commands.receive, primary=True, states=["confirmed"], icon="package-import", drawer=False), Action(commands.close_orders, title=_("Close"), states=["confirmed"], icon="lock", at_once=True),
             Action(commands.cancel_orders, title=_("Cancel"), states=["draft", "confirmed"], icon="x")])  # fmt: skip
receive_form = Form(commands.receive, done="purchasing.receipt", key="order", prefill=lists.receive_form,
    sections=[Section(fields=[Field("on", title=_("Date")), Field("warehouse", title=_("Warehouse")), Field("their_reference", title=_("Their delivery note"))])],
    lines=LineGrid("lines", fixed=True, cells=[Cell("line", hidden=True), Cell("what", title=_("Name"), width=260, output=True, right=False),
                   Cell("left", title=_("Still to come"), width=90, output=True), Cell("quantity", title=_("Quantity"), width=90), Cell("lot", title=_("Lot"), width=120)]))  # fmt: skip
receipts = List("purchasing.receipts", _("Goods receipts"), menu=Menu(_("Purchasing"), 30, "package-import"), source=lists.receipts, record="purchasing.receipt", order="-day",
    search=["number", "supplier", "their_reference"], columns=[Number(), WHO, DATE, Text("their_reference", title=_("Their delivery note")), Text("order_number", title=_("Order number")), WAREHOUSE, *MONEY],
    filters=[Period("day", title=_("Date"))], empty=_("Nothing received yet. Receive a confirmed order."))  # fmt: skip
receipt = Record("purchasing.receipt", _("Goods receipt"), source=lists.receipts, parent="purchasing.receipts", states=DONE,
    sections=[Section(fields=[WHO, DATE, Text("their_reference", title=_("Their delivery note")), Text("order_number", title=_("Order number")), WAREHOUSE, *MONEY])],
    lines=Lines("purchasing.receipt_lines", source=lists.lines_of_receipt, columns=[Text("product__product__code", title=_("Code"), card="title"), *WHAT, Quantity("invoiced", title=_("Invoiced")),
                Quantity("returned", title=_("Returned")), *WHOLE]), actions=[Action(commands.return_goods, states=["done"], icon="arrow-back-up", drawer=False)])  # fmt: skip
return_form = Form(commands.return_goods, done="purchasing.return", key="receipt", prefill=lists.return_form, sections=[Section(fields=[Field("reason", title=_("Reason"), width=2), Field("on", title=_("Date"))])],
    lines=LineGrid("lines", fixed=True, cells=[Cell("line", hidden=True), Cell("what", title=_("Name"), width=260, output=True, right=False), Cell("left", title=_("Here"), width=90, output=True),
                   Cell("quantity", title=_("To send back"), width=110)]))  # fmt: skip
returns = List("purchasing.returns", _("Returns to suppliers"), menu=Menu(_("Purchasing"), 40, "arrow-back-up"), source=lists.returns, record="purchasing.return", order="-day", search=["number", "supplier"],
    columns=[Number(), WHO, DATE, Text("receipt_number", title=_("Receipt")), Text("reason", title=_("Reason")), *MONEY], filters=[Period("day", title=_("Date"))],
    empty=_("Nothing was sent back. Send goods back from their receipt."))  # fmt: skip
return_ = Record("purchasing.return", _("Return to supplier"), source=lists.returns, parent="purchasing.returns", states=BACK,
    sections=[Section(fields=[WHO, DATE, Text("receipt_number", title=_("Receipt")), Text("reason", title=_("Reason")), *MONEY])],
    lines=Lines("purchasing.return_lines", source=lists.lines_of_return, columns=[Text("product__product__code", title=_("Code"), card="title"), *WHAT, Quantity("credited", title=_("Credited")),
                Quantity("awaiting", title=_("Credit awaited")), Amount("awaited", title=_("Awaited value"), sensitive="cost"), *WHOLE]))  # fmt: skip
match_form = Form(commands.match_lines, done="invoicing.purchase_invoice", key="invoice", prefill=matches.match_form,
    lines=LineGrid("lines", fixed=True, cells=[Cell("invoice_line", hidden=True), Cell("receipt_line", hidden=True), Cell("invoiced", title=_("Line of the invoice"), width=200, output=True, right=False),
                   Cell("wanted", title=_("Not matched"), width=80, output=True), Cell("asks", title=_("Invoiced price"), width=90, output=True), Cell("theirs", title=_("Supplier's code"), width=110, output=True, right=False),
                   Cell("what", title=_("Came or went back"), width=220, output=True, right=False), Cell("paper", title=_("Receipt and order"), width=150, output=True, right=False),
                   Cell("open", title=_("Open"), width=80, output=True), Cell("price", title=_("Price"), width=90, output=True), Cell("quantity", title=_("To match"), width=90)]))  # fmt: skip
open_report = Report("purchasing.received_not_invoiced", _("Received, not invoiced"), menu=Menu(_("Purchasing"), 60, "scale"), query=open_lines.received_not_invoiced,
    defaults=lambda *, acting: {"as_of": acting.today}, definition=_("What each receipt line has on the account, less what invoices cleared; credit below zero. Its sum is the account's balance."),
    columns=[Badge("kind", title=_("Kind"), states=KINDS), Text("number", title=_("Number"), card="title"), Text("supplier", title=_("Supplier"), card="sub"), Text("code", title=_("Code")), Day("day", title=_("Date")),
             Quantity("quantity", title=_("Quantity")), Quantity("invoiced", title=_("Invoiced")), Amount("booked", title=_("Booked"), total=True), Amount("cleared", title=_("Cleared"), total=True),
             Amount("open", title=_("Open"), total=True, card="side")])  # fmt: skip
