"""Screens of the treasury: the desk, statements, payments, runs of transfers, ages of debts."""

from ogniwo.finance.treasury import commands
from ogniwo.finance.treasury.queries import lists, money
from ogniwo.finance.treasury.screens.desk import page
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import (
    Action,
    Amount,
    Badge,
    Bool,
    Cell,
    Choice,
    Count,
    Day,
    Field,
    Form,
    LineGrid,
    Lines,
    List,
    Menu,
    Number,
    Page,
    Panel,
    PartyOf,
    Period,
    Record,
    Reference,
    Report,
    Section,
    State,
    Text,
    View,
    link,
)  # fmt: skip

FINANCE = _("Finance")
STATES = {"held": State(_("Held"), "bad", "alert-triangle"), "read": State(_("To reconcile"), "info", "clock"), "posted": State(_("Posted"), "good", "check"), "discarded": State(_("Discarded"), "neutral", "x")}
PAID = {"posted": State(_("Posted"), "good", "check"), "void": State(_("Withdrawn"), "bad", "ban")}
LINE = {"held": State(_("Held"), "bad", "alert-triangle"), "open": State(_("To reconcile"), "info", "clock"), "matched": State(_("Matched"), "info", "check"), "posted": State(_("Posted"), "good", "check")}
RUN = {"draft": State(_("Draft"), "neutral", "pencil"), "waiting": State(_("Waits for approval"), "warn", "clock"), "approved": State(_("Approved"), "info", "check"),
       "sent": State(_("Sent to the bank"), "good", "send"), "cancelled": State(_("Cancelled"), "neutral", "x")}  # fmt: skip
DESK = Action(commands.import_statements, title=_("Import statements"), new=True, primary=True, icon="upload", url=link("treasury.desk"))

bank_account = Reference(["bank_account"], suggest=lists.suggest_bank_accounts)
desk = Page("treasury.desk", _("Reconciliation"), view=page, permission="treasury.desk", menu=Menu(FINANCE, 5, "arrows-exchange"))
accounts = List("treasury.bank_accounts", _("Bank accounts"), few=True, menu=Menu(FINANCE, 80, "building-bank"), source=lists.bank_accounts, search=["name", "number"], order="name",
    columns=[Text("name", title=_("Name"), card="title"), Text("number", title=_("Number"), card="sub"), Text("currency", title=_("Currency")), Text("account__code", title=_("Account"), card="side"),
             Text("journal", title=_("Journal")), Bool("active", title=_("In use"))],
    actions=[Action(commands.add_bank_accounts, new=True, primary=True, icon="plus")], empty=_("No bank accounts yet. Add the company's own."))  # fmt: skip
statements = List("treasury.statements", _("Bank statements"), menu=Menu(FINANCE, 6, "file-text"), source=lists.statements, record="treasury.statement", search=["number", "reference"], order="-until",
    columns=[Number(), Text("bank_account__name", title=_("Bank account"), card="sub"), Text("reference", title=_("The bank's number")), Day("until", title=_("To the day")), Badge(states=STATES),
             Count("left", title=_("Lines left")), Amount("movement", title=_("Turnover"), currency="currency"), Amount("closing", title=_("Closing of the statement"), card="side", currency="currency")],
    filters=[Choice("state", title=_("State"), options=STATES, shown=True), Period("until", title=_("To the day"))], views=[View("left", _("To reconcile"), {"state": "read"}), View("held", _("Held"), {"state": "held"})],
    actions=[DESK, commands.post_statements, commands.discard_statements], empty=_("No statements yet. Import the bank's file."))  # fmt: skip
statement = Record("treasury.statement", _("Bank statement"), source=lists.statements, parent="treasury.statements", states=STATES, path=["read", "posted"],
    sections=[Section(fields=[Text("bank_account__name", title=_("Bank account")), Text("reference", title=_("The bank's number")), Day("since", title=_("From the day")), Day("until", title=_("To the day")),
              Amount("opening", title=_("Opening of the statement"), currency="currency"), Amount("closing", title=_("Closing of the statement"), currency="currency"), Text("problem", title=_("Why it is held"))])],
    lines=Lines("treasury.statement_lines", source=lists.statement_lines, columns=[Day("booked_on", title=_("Date")), Text("counterparty", title=_("Counterparty")), Text("title", title=_("Title")),
                Badge("state", states=LINE), Count("file_line", title=_("Line of the file"), hidden=True), Amount("amount", title=_("Amount"), total=True)]),
    actions=[Action(commands.post_statements, primary=True, states=["read"], icon="check"), Action(commands.propose_matches, states=["read"], sets="statements"), Action(commands.discard_statements, states=["held"])])  # fmt: skip
payments = List("treasury.payments", _("Payments"), menu=Menu(FINANCE, 7, "cash"), source=lists.payments, record="treasury.payment", search=["title", "party__party__name"], order="-booked_on",
    columns=[Number(draft=""), Day("booked_on", title=_("Date")), PartyOf("party", label="party__party__name"), Text("title", title=_("Title")), Text("bank_account__name", title=_("Bank account")),
             Badge(states=PAID), Amount("amount", title=_("Amount"), card="side", currency="currency")],
    filters=[Period("booked_on", title=_("Date"), shown=True)], empty=_("No payments yet. Reconcile a statement."))  # fmt: skip
payment = Record("treasury.payment", _("Payment"), source=lists.payments, parent="treasury.payments", states=PAID, actions=[Action(commands.take_back_payments, states=["posted"], icon="arrow-back-up")],
    sections=[Section(fields=[PartyOf("party", label="party__party__name"), Day("booked_on", title=_("Date")), Amount("amount", title=_("Amount"), currency="currency"), Text("bank_account__name", title=_("Bank account")),
              Text("title", title=_("Title"))])])  # fmt: skip
runs = List("treasury.payment_runs", _("Payment runs"), menu=Menu(FINANCE, 8, "transfer-out"), source=lists.payment_runs, record="treasury.payment_run", search=["number"], order="-pay_on",
    columns=[Number(), Day("pay_on", title=_("Pay on")), Text("bank_account__name", title=_("Bank account"), card="sub"), Badge(states=RUN), Count("transfers", title=_("Transfers")),
             Amount("total", title=_("Amount"), card="side", currency="currency")],
    filters=[Choice("state", title=_("State"), options=RUN, shown=True)], actions=[Action(commands.propose_payments, new=True, primary=True, icon="plus"), commands.send_for_approval],
    empty=_("No payment runs yet. Propose what is due."))  # fmt: skip
run = Record("treasury.payment_run", _("Payment run"), source=lists.payment_runs, parent="treasury.payment_runs", states=RUN, path=["draft", "waiting", "approved", "sent"],
    sections=[Section(fields=[Day("pay_on", title=_("Pay on")), Day("until", title=_("Due until")), Text("bank_account__name", title=_("Bank account")), Amount("total", title=_("Amount"), currency="currency")])],
    lines=Lines("treasury.transfers", source=lists.transfers, columns=[Text("payee", title=_("Payee")), Text("payee_account", title=_("Account")), Text("title", title=_("Title")), Text("reference", title=_("Reference"), hidden=True),
                Text("credits", title=_("Credits"), values=lists.credits_of_transfers), Amount("lowered", title=_("Less credits"), total=True),
                Bool("live", title=_("In the run")), Day("paid_on", title=_("Paid on")), Amount("amount", title=_("Amount"), total=True)]),
    panels=[Panel("file", _("The bank's file"), lists.run_files, kind="files", order=20)],
    actions=[Action(commands.send_for_approval, primary=True, states=["draft"], icon="send"), Action(commands.export_payments, primary=True, states=["approved"], icon="download"),
             Action(commands.change_transfers, states=["draft"], icon="edit", drawer=False), Action(commands.cancel_runs, states=["draft", "approved"])])  # fmt: skip
transfers_form = Form(commands.change_transfers, done="treasury.payment_run", key="run", prefill=lists.transfers_form, submit=_("Save"),
    lines=LineGrid("lines", fixed=True, cells=[Cell("line", hidden=True), Cell("payee", title=_("Payee"), width=200, output=True, right=False), Cell("payee_account", title=_("Account"), width=220),
                   Cell("title", title=_("Title"), width=260), Cell("amount", title=_("Amount"), width=90, output=True), Cell("credits", title=_("Credits"), width=120, output=True, right=False),
                   Cell("lowered", title=_("Less credits"), width=90, output=True), Cell("netted", title=_("Lowered by credits"), width=90), Cell("kept", title=_("In the run"), width=80)]))  # fmt: skip
aging = Report("treasury.aging", _("Debts by age"), menu=Menu(FINANCE, 55, "clock"), query=money.aging, parameters=[Field("as_of", title=_("As at")), Field("payables", title=_("What we owe"))],
    columns=[Text("party", title=_("Party"), opens=lambda row: link("parties.party", row.party_id) if row.party_id else ""), *(Amount(name, title=title, total=True) for name, title in (
        ("not_due", _("Not due")), ("days_30", _("1 to 30 days")), ("days_60", _("31 to 60 days")), ("days_90", _("61 to 90 days")), ("older", _("Over 90 days")), ("total", _("Together"))))],
    definition=_("Company currency; positive is owed to us. Days late are counted from the due date of each item."))  # fmt: skip
