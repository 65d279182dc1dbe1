"""Screens of the ledger: chart, determination, journal, drafts, trial balance, account ledger, sub-ledger, open items."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from ogniwo.finance.ledger.commands import accounts as on_accounts
from ogniwo.finance.ledger.commands import drafts, reports, reversal, settling
from ogniwo.finance.ledger.hooks import ROLE_WORDS
from ogniwo.finance.ledger.models import AccountKind, Control
from ogniwo.finance.ledger.queries import forms, ledgers, lists, reading, trial, trying
from ogniwo.finance.ledger.queries.forms import account_address
from ogniwo.finance.ledger.queries.lists import of_document
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import run
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import format as fmt
from ogniwo.workbench import keeping
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
    Flag,
    Form,
    LineGrid,
    Lines,
    List,
    Menu,
    Moment,
    Month,
    Number,
    Page,
    PartyOf,
    Period,
    Record,
    Ref,
    Reference,
    Report,
    Section,
    State,
    Text,
    View,
    do,
    link,
)  # fmt: skip
from ogniwo.workbench.params import NOT_A_DAY
from ogniwo.workbench.tables import table
from ogniwo.workbench.words import said, told

FINANCE = _("Finance")
KINDS = {kind.value: State(kind.label) for kind in AccountKind}
CONTROLS = {one.value: State(one.label, "neutral" if one == Control.NONE else "info") for one in Control}
ROLES = {name: State(title, icon="arrow-right") for name, title in ROLE_WORDS.items()}
STATES = {"draft": State(_("Draft"), "neutral", "pencil"), "posted": State(_("Posted"), "good", "check"), "discarded": State(_("Discarded"), "neutral", "x")}
SPAN = [Field("as_of", title=_("As at")), Field("since", title=_("Turnovers since"))]

WAYS = {"rule": State(_("A rule"), "good", "check"), "none": State(_("No rule"), "bad", "x"), "several": State(_("Several rules"), "bad", "alert-triangle"),
        "hand": State(_("By hand, or of the item settled"), "neutral", "pencil")}  # fmt: skip
account = Reference(["account"], suggest=forms.suggest_accounts, by_words=True)
ROLE = Field("role", title=_("Role"), options=forms.role_choices)
rule_form = Form(on_accounts.set_account_rule, preview=False, sections=[Section(fields=[ROLE, Field("account", title=_("Account")), Field("valid_from", title=_("Valid from"))]),
    Section(_("Only for"), [Field("product_class", title=_("Product class")), Field("party_class", title=_("Party class")), Field("tax_class", title=_("Tax class")), Field("place", title=_("Place of supply")),
            Field("dimensions", hidden=True)])])  # fmt: skip

accounts = List("ledger.accounts", _("Chart of accounts"), menu=Menu(FINANCE, 60, "list"), source=lists.accounts, search=["code", "name"], order="code",
    columns=[Text("code", title=_("Account"), card="title", opens=lambda row: link("ledger.account_ledger", account=row.code)), Text("name", title=_("Name"), card="sub", sort=False, opens=lambda row: do("ledger.change_account", id=row.pk, next="/s/ledger.accounts/")),
             Badge("kind", title=_("Kind"), states=KINDS), Badge("control", title=_("Settlement account"), states=CONTROLS), Bool("active", title=_("In use"))],
    filters=[Choice("kind", title=_("Kind"), options=KINDS, shown=True), Choice("control", title=_("Settlement account"), options=CONTROLS), Flag("active", title=_("In use"))],
    actions=[Action(on_accounts.add_accounts, new=True, icon="plus")], empty=_("No accounts yet. Add them, or choose a country's chart."))  # fmt: skip

rules = List("ledger.account_rules", _("Account determination"), few=True, menu=Menu(FINANCE, 70, "arrow-right"), source=lists.account_rules, search=["role", "account__code"], order="role",
    columns=[Badge("role", title=_("Role"), states=ROLES, card="title"), Text("product_class", title=_("Product class")), Text("party_class", title=_("Party class")), Text("tax_class", title=_("Tax class")),
             Text("place", title=_("Place of supply")), Text("account__code", title=_("Account"), card="side"), Text("account__name", title=_("Name"), card="sub", sort=False),
             Day("valid_from", title=_("Valid from")), Day("valid_to", title=_("Valid to"))],
    actions=[Action(on_accounts.set_account_rule, new=True, primary=True, icon="plus"), Action("ledger.try_document", new=True, title=_("Try accounts"), icon="search", url="/s/ledger.try_accounts/")], empty=_("No rules yet. Say which account each role is booked on."))  # fmt: skip

def document_tried(request: HttpRequest, acting: Acting, rest: str) -> tuple[str, dict[str, Any]]:
    """The amounts of a document with the rules that give their accounts, on its own day or on the one asked."""
    typed, problems, trial, day = request.GET.get("day", "").strip(), [], None, None
    try:
        day = fmt.read_day(typed, acting.today) if typed else None
    except ValueError:
        problems.append(said(NOT_A_DAY, acting.language))
    try:
        trial = run("ledger.try_document", acting, {"document": rest, "day": day}, preview=True).result
    except Refused as no:
        problems += [told(e, acting.language) for e in no.errors]
    with reading.reading(acting):
        shown = table(trial.amounts, [*AMOUNTS, *([Text("booked", title=_("Booked on"))] if trial.posted else []), *FOUND], acting) if trial else None
        heading, back = of_document(UUID(rest)) if trial else ("", "")
    return "ledger/tried.html", {
        "heading": heading, "back": back, "day": fmt.day(day, acting.language), "posted": bool(trial and trial.posted), "problems": [*problems, *(trial.problems if trial else ())],
        "table": shown, "key": rest,
    }  # fmt: skip


AMOUNTS = [Badge("role", title=_("Role"), states=ROLES, card="title"), Text("text", title=_("Text")), Text("classes", title=_("Classes")), Amount("debit", title=_("Debit"), total=True), Amount("credit", title=_("Credit"), total=True)]  # fmt: skip
FOUND = [Text("account", title=_("Account")), Text("account_name", title=_("Name")), Text("next_account", title=_("Next account")), Day("next_from", title=_("Next from")),
         Badge("way", title=_("Found by"), states=WAYS), Text("rule", title=_("The rule is only for")), Day("valid_from", title=_("Valid from"))]  # fmt: skip
tried = Report("ledger.try_accounts", _("Try account determination"), menu=Menu(FINANCE, 71, "search"), query=trying.try_accounts,
    parameters=[ROLE, *(Field(n) for n in ("day", "product_class", "party_class", "tax_class", "place"))], columns=[Badge("role", title=_("Role"), states=ROLES, card="title"), *FOUND],
    definition=_("The rule that names most classes wins; rules equally exact are refused."))  # fmt: skip
tried_document = Page("ledger.tried", _("Accounts of a document"), view=document_tried, permission="ledger.try_document")

journal = List("ledger.journal", _("Journal"), menu=Menu(FINANCE, 20, "file-text"), source=lists.journal, record="ledger.entry", search=["text", "number"], order="-day",
    columns=[Text("journal__code", title=_("Journal"), card="meta"), Count("seal__position", title=_("Journal number")), Day("day", title=_("Entry date")), Number(title=_("Document")),
             Text("text", title=_("Text"), card="sub"), Day("operation_day", title=_("Operation")), Amount("total", title=_("Turnover"), card="side")],
    filters=[Period("day", title=_("Entry date"), shown=True), Choice("journal__code", title=_("Journal"), options=forms.journal_choices, shown=True)],
    empty=_("No entries yet. Post an invoice or a draft entry."))  # fmt: skip

journal_lines = Report("ledger.journal_lines", _("Journal, line by line"), menu=Menu(FINANCE, 22, "list"), query=ledgers.journal_lines,
    parameters=[Field("journal", title=_("Journal"), options=forms.journal_choices), Field("as_of", title=_("As at")), Field("since", title=_("Since"))],
    columns=[Text("journal", title=_("Journal")), Count("position", title=_("Journal number"), opens=lambda row: link("ledger.entry", row.entry_id)), Day("day", title=_("Entry date")), Day("document_day", title=_("Document date")),
             Day("operation_day", title=_("Operation")), Text("number", title=_("Document")), Text("text", title=_("Text")),
             Text("account", title=_("Account"), opens=lambda row, values: account_address(row.account, values)), Text("party", title=_("Party")),
             Amount("debit", title=_("Debit"), total=True), Amount("credit", title=_("Credit"), total=True), Amount("running", title=_("Turnover so far")), Text("who", title=_("By"))],
    definition=_("In the order of each journal; its turnover runs on from the start of the year. Company currency."))  # fmt: skip

LINE = [Text("account__code", title=_("Account"), opens=lambda row: link("ledger.account_ledger", account=row.account__code)), Text("account__name", title=_("Name"), sort=False),
        PartyOf("party", label="party__party__name", title=_("Party")), Amount("debit", title=_("Debit"), total=True), Amount("credit", title=_("Credit"), total=True)]  # fmt: skip


def source(row: Any) -> str:
    """The record of the document an entry comes from."""
    kind = TYPES.get(row.get("document__type"))
    return link(kind.record, row["document_id"]) if kind and kind.record and row.get("document_id") else ""


entry = Record("ledger.entry", _("Entry"), source=lists.journal, parent="ledger.journal",
    sections=[Section(fields=[Text("journal__code", title=_("Journal")), Day("day", title=_("Entry date")), Day("document_day", title=_("Document date")), Day("operation_day", title=_("Operation")),
              Ref("document__type", title=_("Document"), label="number", opens=source, opens_by="document_id"), Text("text", title=_("Text")), Text("currency", title=_("Currency"))])],
    lines=Lines("ledger.entry_lines", source=lists.entry_lines, columns=[*LINE, Amount("amount_doc", title=_("In currency"), currency="currency"), Text("text", title=_("Text")),
                Text("document_line__text", title=_("Document line"))]),
    actions=[Action(reversal.reverse_entries, icon="arrow-back")])  # fmt: skip

entry_form = Form(drafts.write_entry, key="entry", done="ledger.draft_entry", prefill=lists.draft_form, submit=_("Save as a draft"),
    sections=[Section(fields=[Field("journal", options=forms.journal_choices), "day", "document_day", "operation_day", "reference", Field("text", width=2), "currency"])],
    lines=LineGrid("lines", cells=[Cell("settles", hidden=True), Cell("account", width=90), Cell("account_name", title=_("Name"), width=180, output=True, right=False), Cell("debit", width=110), Cell("credit", width=110),
                   Cell("party", width=180), Cell("amount_doc", title=_("In currency"), width=110), Cell("due", width=96), "text"], calculate=forms.entry_totals))  # fmt: skip
draft_entries = List("ledger.draft_entries", _("Draft entries"), menu=Menu(FINANCE, 10, "pencil"), source=lists.draft_entries, record="ledger.draft_entry", search=["reference", "text"], order="-pk",
    columns=[Number(), Text("reference", title=_("Paper"), card="sub"), Day("day", title=_("Entry date")), Text("journal__code", title=_("Journal")), Text("text", title=_("Text")),
             Badge("state", states=STATES), Amount("total", title=_("Turnover"), card="side", total=True)],
    filters=[Choice("state", title=_("State"), options=STATES, shown=True), Period("day", title=_("Entry date"))], views=[View("drafts", _("In drafts"), {"state": "draft"})],
    actions=[Action(drafts.write_entry, new=True, primary=True, icon="plus", drawer=False), drafts.post_draft_entries, drafts.discard_draft_entries],
    empty=_("No draft entries. Write one, check it, then post it."))  # fmt: skip
draft_entry = Record("ledger.draft_entry", _("Draft entry"), source=lists.draft_entries, parent="ledger.draft_entries", states=STATES, edit=entry_form, editable=["draft"],
    sections=[Section(fields=[Text("journal__code", title=_("Journal")), Day("day", title=_("Entry date")), Day("document_day", title=_("Document date")), Text("reference", title=_("Paper")), Text("text", title=_("Text"))])],
    lines=Lines("ledger.draft_lines", source=lists.draft_lines, columns=[*LINE, Text("line__text", title=_("Text"))]),
    actions=[Action(drafts.post_draft_entries, primary=True, states=["draft"], icon="check"), Action(drafts.discard_draft_entries, states=["draft"])])  # fmt: skip

notes = List("ledger.notes", _("Reversals and settlements"), each=("type", lists.note_types), menu=Menu(FINANCE, 28, "arrows-exchange"), source=lists.notes, record="ledger.note", search=["number__text", "title"], order="-day",
    columns=[Number("number__text"), Day("day", title=_("Entry date")), Text("title", title=_("Text"), card="sub", said=True), Amount("total", title=_("Amount"), currency="currency", card="side")],
    filters=[Period("day", title=_("Entry date"), shown=True)], empty=_("No reversals or settlements yet."))  # fmt: skip
note = Record("ledger.note", _("Reversals and settlements"), source=lists.notes, parent="ledger.notes", heading="number__text",
    sections=[Section(fields=[Day("day", title=_("Entry date")), Text("title", title=_("Text"), said=True), Text("created_by__name", title=_("Made by"))])],
    lines=Lines("ledger.note_lines", source=forms.lines_of_document, columns=LINE))  # fmt: skip
trial_balance = Report("ledger.trial_balance", _("Trial balance"), menu=Menu(FINANCE, 30, "chart-bar"), query=trial.trial_balance, parameters=SPAN,
    columns=[Text("code", title=_("Account"), opens=lambda row, values: account_address(row.code, values)), Text("name", title=_("Name")),
             *(Amount(name, title=title, total=True, opens=lambda row, values: account_address(row.code, values)) for name, title in (
                 ("opening_debit", _("Opening debit")), ("opening_credit", _("Opening credit")), ("debit", _("Turnover debit")), ("credit", _("Turnover credit")),
                 ("year_debit", _("Year's debit")), ("year_credit", _("Year's credit")), ("closing_debit", _("Closing debit")), ("closing_credit", _("Closing credit"))))],
    definition=_("Company currency. Opening is the start of the year; settlement accounts stand on both sides, party by party."))  # fmt: skip
account_ledger = Report("ledger.account_ledger", _("Account ledger"), menu=Menu(FINANCE, 40, "list"), query=ledgers.account_ledger, parameters=[Field("account", title=_("Account")), *SPAN, "party"],
    columns=[Day("day", title=_("Entry date")), Text("journal", title=_("Journal")), Count("position", title=_("Journal number")),
             Text("number", title=_("Document"), opens=lambda row: link("ledger.entry", row.entry_id) if row.entry_id else ""), Text("text", title=_("Text")), Text("party", title=_("Party")),
             Amount("debit", title=_("Debit"), total=True), Amount("credit", title=_("Credit"), total=True), Amount("balance", title=_("Balance"))],
    definition=_("Company currency; a balance in debit is positive. The first row is brought forward."))  # fmt: skip
subledger = Report("ledger.subledger", _("Sub-ledger by party"), menu=Menu(FINANCE, 45, "users"), query=ledgers.subledger, parameters=[*SPAN, Field("account", title=_("Account"))],
    columns=[Text("code", title=_("Account")), Text("party", title=_("Party"), opens=lambda row, values: account_address(row.code, {**values, "party": row.party_id})),
             *(Amount(name, title=title, total=True) for name, title in (("opening", _("Opening balance")), ("debit", _("Debit")), ("credit", _("Credit")), ("closing", _("Balance"))))],
    definition=_("Company currency; positive is owed to us."))  # fmt: skip
open_items = Report("ledger.open_items", _("Open items"), menu=Menu(FINANCE, 50, "clock"), query=ledgers.open_items, parameters=[Field("as_of", title=_("As at")), "party", Field("account", title=_("Account"))],
    columns=[Text("number", title=_("Document")), Text("code", title=_("Account"), opens=lambda row, values: account_address(row.code, {**values, "party": row.party_id})), Text("party", title=_("Party")),
             Day("day", title=_("Entry date")), Day("due", title=_("Due")), Count("days_late", title=_("Days late")), Amount("amount", title=_("Amount"), total=True),
             Amount("open", title=_("Open"), total=True), Amount("open_doc", title=_("In currency"), currency="currency")],
    actions=[Action(settling.settle, new=True)], definition=_("Company currency; positive is owed to us."))  # fmt: skip
journal_sums = Report("ledger.journal_sums", _("Journals by month"), menu=Menu(FINANCE, 25, "chart-bar"), query=ledgers.journal_sums, parameters=SPAN,
    columns=[Month("month", title=_("Month")), Text("journal", title=_("Journal"), opens=lambda row: link("ledger.journal", day=f"{row.month:%Y-%m}", journal__code=row.journal)),
             Count("entries", title=_("Entries"), total=True), Amount("debit", title=_("Debit"), total=True), Amount("credit", title=_("Credit"), total=True)],
    definition=_("Their sums equal the turnovers of the trial balance."))  # fmt: skip


def report_titles(ids: Sequence[UUID], *, acting: Acting) -> dict[UUID, str]:
    """Which report each saved one is, in words."""
    return {pk: keeping.title_of(name, acting) for pk, name in reading.saved_reports(acting=acting).filter(pk__in=ids).values_list("pk", "query")}


def report_told(ids: Sequence[UUID], *, acting: Acting) -> dict[UUID, str]:
    """What each saved report was asked for, in words."""
    return {pk: keeping.told(name, given, acting) for pk, name, given in reading.saved_reports(acting=acting).filter(pk__in=ids).values_list("pk", "query", "arguments")}


def again(_request: HttpRequest, acting: Acting, rest: str) -> tuple[str, dict[str, Any]]:
    """A saved report as known then beside today's."""
    try:
        found = reading.report_again(UUID(rest), acting=acting) if rest else None
    except (ValueError, Refused):
        found = None
    with reading.reading(acting):
        return keeping.page(found, link("ledger.saved_reports"), acting)


saved_reports = List("ledger.saved_reports", _("Saved reports"), few=True, menu=Menu(FINANCE, 90, "bookmark"), source=reading.saved_reports, search=["title"], order="-at",
    columns=[Text("title", title=_("Name"), card="title", opens=lambda row: link("ledger.saved_report", row.pk)),
             Text("query", title=_("Report"), values=report_titles, sort=False, card="sub", opens=lambda row: link("ledger.saved_report", row.pk)),
             Text("arguments", title=_("Asked for"), values=report_told, sort=False, card="meta"), Moment("at", title=_("Saved at"), card="side"), Text("who", title=_("By"))],
    empty=_("No saved reports yet. Open a report and choose “Save as known now”."))  # fmt: skip
saved_report = Page("ledger.saved_report", _("Saved report"), view=again, permission="ledger.report_again")
reverse_form = Form(reversal.reverse_entries, sections=[Section(fields=[Field("on", title=_("Date")), Field("kind", title=_("Kind"), options={"red_storno": _("Red storno: same sides, with minus"), "reversal": _("Black storno: sides changed over")})])])
save_form = Form(reports.save_report, submit=_("Save"), done="ledger.saved_report", preview=False, sections=[Section(fields=[
    Field("title", title=_("Name"), width=3, help=_("Asked again, it will show the books as they are known now, and today's beside it.")), Field("query", hidden=True), Field("arguments", hidden=True)])])  # fmt: skip
account_form = Form(on_accounts.change_account, key="account", prefill=forms.account_form, preview=False, submit=_("Save"), sections=[Section(fields=[Field("name", title=_("Name")), Field("active", title=_("In use"))])])
