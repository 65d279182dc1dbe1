"""Screens of sales and purchase invoices."""

from ogniwo.finance.invoicing import commands, exchange, queries
from ogniwo.finance.invoicing.commands import rates
from ogniwo.finance.invoicing.models import Register
from ogniwo.finance.invoicing.printouts import METHODS
from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.trade.queries import calc
from ogniwo.workbench.declare import (
    Action,
    Amount,
    Badge,
    Cell,
    Choice,
    Day,
    Field,
    Flag,
    Form,
    LineGrid,
    Lines,
    List,
    Menu,
    Month,
    Number,
    Panel,
    PartyOf,
    Period,
    Quantity,
    Record,
    Reference,
    Report,
    Section,
    State,
    Text,
    View,
    link,
)

STATES = {"draft": State(_("Draft"), "neutral", "pencil"), "posted": State(_("Posted"), "good", "check"), "void": State(_("Void"), "bad", "ban")}
RECEIVED = {**STATES, "waiting": State(_("Waiting"), "warn", "clock"), "matched": State(_("Matched"), "info", "link"), "discarded": State(_("Discarded"), "neutral", "trash")}
BUYER = PartyOf("document__subject", title=_("Customer"), label="document__subject__name", opens="parties.party", opens_by="document__subject_id", card="sub")
SUPPLIER = PartyOf("document__subject", title=_("Supplier"), label="document__subject__name", opens="parties.party", opens_by="document__subject_id", card="sub")
MONEY = [Amount("net", title=_("Net"), currency="document__currency"), Amount("tax", title=_("Tax"), currency="document__currency"),
    Amount("payable_total", title=_("Gross"), currency="document__currency", card="side"), Amount("open_amount", title=_("To pay"), total=True)]  # fmt: skip
OWED = [MONEY[2], MONEY[3]]
OVERDUE = Flag("overdue", title=_("Overdue"), when=lambda rows, acting: rows.filter(pk__in=queries.still_open(), open_amount__gt=0, due_on__lt=acting.today))
LINES = Lines("invoicing.lines", source=queries.lines, columns=[Text("product__product__code", title=_("Code")), Text("description", title=_("Name")), Quantity("quantity", title=_("Quantity"), unit="unit"),
    Amount("price", title=_("Price")), Text("tax_class", title=_("Tax class")), Amount("net", title=_("Net"), total=True),
    Amount("tax", title=_("Tax"), total=True), Amount("gross", title=_("Gross"), total=True)])  # fmt: skip
DATES = Section(_("Dates"), [Day("issued_on", title=_("Issued")), Day("supplied_on", title=_("Supplied")), Day("due_on", title=_("Due")), Month("tax_period", title=_("Tax period")),
    Day("entry_day", title=_("Booked")), Text("reason", title=_("Reason"))])  # fmt: skip
CHANGED = Panel("changed", _("Before and after"), queries.correction_lines, order=10, place="body", quiet=True, columns=[Text("text", title=_("Name")), *(column for name, title, kind in (
    ("quantity", _("Quantity before"), Quantity), ("price", _("Price before"), Amount), ("gross", _("Gross before"), Amount)) for column in (kind(f"{name}_before", title=title), kind(name, title=_("after"))))])
SUMS = Panel("taxes", _("By rate"), queries.taxes, order=15, columns=[Text("tax_class", title=_("Tax class")), Amount("net", title=_("Net")), Amount("tax", title=_("Tax"))])

void_reference = Reference(["of"], suggest=queries.suggest_void, opens="invoicing.invoice")
write_form = Form(commands.write_invoice, done="invoicing.invoice", prefill=queries.invoice_form, sections=[Section(fields=[Field("header.party", title=_("Customer"), width=2), Field("header.day", title=_("Issued")),
    Field("supplied_on", title=_("Supplied")), Field("header.payment_days", title=_("Payment days")), Field("header.currency", title=_("Currency")), Field("header.their_reference", title=_("Their reference"))])],
    lines=LineGrid("lines", cells=[Cell("product", title=_("Product"), width=140), Cell("description", title=_("Name"), width=220), Cell("quantity", title=_("Quantity"), width=80),
        Cell("price", title=_("Price"), width=100), Cell("discount_percent", title=_("Discount %"), width=80), Cell("tax_class", title=_("Tax class"), width=80), Cell("net", title=_("Net"), output=True)], calculate=calc))  # fmt: skip
correct_form = Form(commands.correct_invoice, key="invoice", done="invoicing.invoice", prefill=queries.correction_form, sections=[Section(fields=[Field("reason", title=_("Reason"), width=2), Field("issued_on", title=_("Issued"))])],
    lines=LineGrid("lines", title=_("Lines as they shall be"), fixed=True, cells=[Cell("line", hidden=True), Cell("what", title=_("Name"), width=260, output=True, right=False),
        Cell("quantity", title=_("Quantity"), width=90), Cell("price", title=_("Price"), width=100), Cell("discount_percent", title=_("Discount %"), width=90), Cell("tax_class", title=_("Tax class"), width=90)]))  # fmt: skip

RATE_PARTS = [("rate", _("Rate")), ("day", _("Date")), ("source", _("Table")), ("number", _("Number")), ("per", _("For units"))]
rates_form = Form(rates.set_rates, key="invoice", prefill=exchange.rates_form, submit=_("Save"), sections=[
    Section(words, [Field(f"{use}.{name}", title=title) for name, title in RATE_PARTS]) for use, words in exchange.USES.items()])  # fmt: skip

sales = List("invoicing.sales_invoices", _("Sales invoices"), menu=Menu(_("Sales"), 50, "file-invoice"), source=queries.sales_invoices, record="invoicing.invoice", order="-issued_on", quick=["due_on"],
    search=["document__number__text", "document__subject__name", "their_reference"], columns=[Number("document__number__text"), BUYER, Day("issued_on", title=_("Issued"), card="meta"),
        Day("due_on", title=_("Due")), Badge("document__state", title=_("State"), states=STATES, card="state"), *MONEY],
    filters=[Choice("document__state", title=_("State"), options=STATES, shown=True), Period("issued_on", title=_("Issued")), OVERDUE],
    views=[View("drafts", _("Drafts"), {"document__state": "draft"}), View("overdue", _("Overdue"), {"overdue": "1"})],
    actions=[Action(commands.write_invoice, new=True, primary=True, icon="plus", drawer=False), Action(commands.post_invoices, states=["draft"])],
    empty=_("No invoices yet. Invoice a delivery, or write one."))  # fmt: skip
invoice = Record("invoicing.invoice", _("Sales invoice"), source=queries.sales_invoices, parent="invoicing.sales_invoices", heading="document__number__text", state="document__state", states=STATES,
    path=["draft", "posted"], version="document__version", sections=[Section(fields=[BUYER, Text("their_reference", title=_("Their reference")), *OWED]), DATES], lines=LINES, panels=[CHANGED, SUMS],
    actions=[Action(commands.post_invoices, primary=True, states=["draft"]), Action(commands.correct_invoice, states=["posted"], drawer=False), Action(commands.void_invoices, states=["posted"]),
             Action(commands.take_number, states=["draft"])])  # fmt: skip

purchases = List("invoicing.purchase_invoices", _("Purchase invoices"), menu=Menu(_("Purchasing"), 50, "file-import"), source=queries.purchase_invoices, record="invoicing.purchase_invoice",
    order="-issued_on", search=["document__number__text", "document__subject__name", "their_reference"], columns=[Number("document__number__text"), Text("their_reference", title=_("Their number")), SUPPLIER,
        Day("issued_on", title=_("Issued"), card="meta"), Day("due_on", title=_("Due")), Badge("document__state", title=_("State"), states=RECEIVED, card="state"), *MONEY],
    filters=[Choice("document__state", title=_("State"), options=RECEIVED, shown=True), Period("issued_on", title=_("Issued")), OVERDUE],
    actions=[Action(commands.receive_invoice, new=True, primary=True, icon="plus", drawer=False), Action(commands.post_invoices, states=["draft", "matched"])],
    empty=_("No purchase invoices yet. Read a file of an e-invoice, or enter one."))  # fmt: skip
purchase = Record("invoicing.purchase_invoice", _("Purchase invoice"), source=queries.purchase_invoices, parent="invoicing.purchase_invoices", heading="their_reference", state="document__state",
    states=RECEIVED, path=["draft", "matched", "posted"], version="document__version", sections=[Section(fields=[SUPPLIER, Text("bank_account", title=_("Bank account")), Badge("payment_method", title=_("Payment by"), states={code: State(words) for code, words in METHODS.items()}),
        Day("received_on", title=_("Received")), *OWED]), DATES],
    lines=LINES, panels=[SUMS], actions=[Action(commands.post_invoices, primary=True, states=["draft", "matched"]), Action(commands.void_purchase_invoices, states=["posted"], icon="ban"),
             Action(commands.discard_purchase_invoices, states=["draft", "waiting", "matched"], icon="trash", at_once=True)])  # fmt: skip
STATED = [Field("invoice.party", title=_("Supplier"), width=2), Field("invoice.number", title=_("Their number")), *(Field(f"invoice.{name}", title=title, help=help) for name, title, help in (
    ("issued_on", _("Issued"), ""), ("supplied_on", _("Supplied"), ""), ("due_on", _("Due"), _("Empty: by the supplier's payment days.")), ("received_on", _("Received"), ""), ("currency", _("Currency"), ""),
    ("rate", _("Exchange rate"), _("Only in another currency.")), ("payable_total", _("To pay"), _("As the document states it.")), ("bank_account", _("Bank account"), ""), ("note", _("Note"), ""))),
    Field("invoice.payment_method", title=_("Payment by"), options=METHODS), *(Field(f"invoice.{name}", hidden=True) for name in ("rate_day", "corrects", "state"))]
receive_form = Form(commands.receive_invoice, done="invoicing.purchase_invoice", prefill=queries.received_form, submit=_("Save"), sections=[Section(fields=STATED)], lines=LineGrid("lines", calculate=queries.stated, cells=[
    *(Cell(name, title=title, width=width) for name, title, width in (("product", _("Product"), 130), ("description", _("Name"), 220), ("quantity", _("Quantity"), 80), ("unit", _("Unit"), 60), ("price", _("Price"), 90), ("net", _("Net"), 100), ("tax_class", _("Tax class"), 80), ("tax", _("Tax"), 90))), Cell("gross", title=_("Gross"), output=True)]))  # fmt: skip
income_rates = Report("invoicing.income_rates", _("Foreign invoices for income tax"), menu=Menu(_("Finance"), 84, "currency-euro"), query=exchange.income_rates,
    parameters=[Field("as_of", title=_("As at")), Field("since", title=_("Since")), Field("register", title=_("Register"), options={one.value: one.label for one in Register})],
    columns=[Text("number", title=_("Document"), opens=lambda row: link("invoicing.invoice" if row.register == "sale" else "invoicing.purchase_invoice", row.document_id)), Text("party", title=_("Party")),
             Day("day", title=_("Booked")), Amount("net_doc", title=_("Net in currency"), currency="currency"), Quantity("rate", title=_("Books' rate")), Amount("books", title=_("Net in the books")),
             Quantity("income_rate", title=_("Income tax rate")), Text("source", title=_("Table")), Text("table", title=_("Number")), Day("rate_day", title=_("Rate's day")),
             Amount("income", title=_("Net for income tax")), Amount("difference", title=_("Difference"))],
    definition=_("Company currency. Revenue and cost of income tax are counted at the last rate before the day they arose; the difference is what the tax return adds to the books."))  # fmt: skip
