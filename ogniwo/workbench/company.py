"""Settings of the company: who it is, its policies, branches, series of numbers, months of its books.

Their modules stand below the workbench; loaded because the settings name this file in OGNIWO_SCREENS.
"""
from typing import Any

from django.http import HttpRequest

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books import commands as books
from ogniwo.kernel.books import queries as of_books
from ogniwo.kernel.commands import QUERIES, reading
from ogniwo.kernel.numbering import commands as numbering
from ogniwo.kernel.numbering import queries as numbers
from ogniwo.kernel.setup import commands as setup
from ogniwo.kernel.setup import queries as of_setup
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import cells
from ogniwo.workbench import format as fmt
from ogniwo.workbench.buttons import buttons
from ogniwo.workbench.declare import (
    Action,
    Badge,
    Cell,
    Choice,
    Count,
    Field,
    Form,
    LineGrid,
    List,
    Menu,
    Page,
    Panel,
    Section,
    State,
    Text,
    TimelineItem,
)
from ogniwo.workbench.declare.address import do
from ogniwo.workbench.views.records import may_show, panel
from ogniwo.workbench.words import said

SETTINGS = _("Settings")
YES_NO = {"yes": _("Yes"), "no": _("No")}
KINDS = {"yes_no": _("yes or no"), "days": _("days"), "percent": _("percent"), "amount": _("amount in the company's currency"), "text": ""}
RESTARTS = {"year": _("Each year"), "month": _("Each month"), "never": _("Never")}


def scheme_choices(*, acting: Acting) -> dict[str, str]:
    """Schemes of identifiers, from the module that knows them; the company's own when there is none."""
    known = QUERIES.get("parties.schemes")
    return dict(known.function(acting=acting)) if known else {one["scheme"]: one["scheme"] for one in of_setup.company_form(acting=acting)["identifiers"]}


def identity(*, acting: Acting) -> list[tuple[str, Any]]:
    """Who the company is, as pairs (words, value)."""
    own = of_setup.company(acting=acting).get()
    place = " ".join(own.address.get(part, "") for part in ("postal_code", "city")).strip()
    address = ", ".join(part for part in (own.address.get("street", ""), place) if part)
    pairs = [(_("Name"), own.name), *own.identifiers.items(), (_("Address"), address), (_("Currency of the books"), own.currency), (_("Time zone"), own.time_zone)]
    return [(words, value) for words, value in pairs if value]


def accounts(*, acting: Acting) -> list[dict[str, Any]]:
    """Bank accounts printed on papers."""
    return [{"id": n, "number": one.get("number", ""), "currency": one.get("currency", ""), "bank": one.get("bank", "")}
            for n, one in enumerate(of_setup.company(acting=acting).get().bank_accounts)]  # fmt: skip


def policy_rows(*, acting: Acting) -> list[dict[str, Any]]:
    """Policies in words, with what each means."""
    return [{"id": r.policy.name, "name": r.policy.name, "title": said(r.policy.title, acting.language), "value": _value(r, acting), "typed": r.value,
             "chosen": "own" if r.chosen else "usual", "help": said(r.policy.help, acting.language), "kind": _kind(r, acting)}
            for r in of_setup.policies(acting=acting)]  # fmt: skip


def _value(row: of_setup.PolicyRow, acting: Acting) -> str:
    words = YES_NO if row.policy.kind == "yes_no" else row.policy.choices
    return said(words.get(row.value, row.value), acting.language)


def _kind(row: of_setup.PolicyRow, acting: Acting) -> str:
    """What may be typed."""
    if row.policy.kind == "choice":
        return " / ".join(row.policy.choices)
    return said(KINDS[row.policy.kind], acting.language)


def policies_form(_record: object = None, *, acting: Acting) -> dict[str, Any]:
    """The policies as they stand, one in a row."""
    typed = {"yes": said(_("Yes"), acting.language).lower(), "no": said(_("No"), acting.language).lower()}
    return {"policies": [{**row, "value": typed.get(row["typed"], row["typed"])} for row in policy_rows(acting=acting)]}


def branch_rows(*, acting: Acting) -> list[dict[str, Any]]:
    """Branches with their addresses."""
    return [{"id": b.pk, "code": b.code, "name": b.name, "address": ", ".join(v for v in b.address.values() if v)} for b in of_setup.branches(acting=acting)]


def story(*, acting: Acting) -> list[TimelineItem]:
    """Who changed the settings, from what to what."""
    return [TimelineItem(c.at, c.who, said(c.title, acting.language), note="; ".join(_changed(name, pair, acting) for name, pair in c.changed.items()))
            for c in of_setup.history(acting=acting)]  # fmt: skip


def _changed(name: str, pair: list[object], acting: Acting) -> str:
    old, new = ((cells.plain(one, acting.language) if one not in (None, "") else "—") for one in pair)
    known = of_setup.POLICIES.get(name)
    return f"{said(known.title if known else name.replace('_', ' ').capitalize(), acting.language)}: {old} → {new}"


CHOSEN = {"own": State(_("Chosen"), "info", "check"), "usual": State(_("Usual"), "neutral", "circle")}
PANELS = [
    Panel("identity", _("Company"), identity, kind="facts", place="body", permission="setup.company"),
    Panel("accounts", _("Bank accounts on papers"), accounts, permission="setup.company", place="body", empty=_("No bank accounts yet. Without one, invoices name no account to pay to."),
          columns=[Text("number", title=_("Number"), card="title"), Text("currency", title=_("Currency"), card="side"), Text("bank", title=_("Bank"), card="sub")]),
    Panel("policies", _("Policies"), policy_rows, permission="setup.policies", place="body",
          columns=[Text("title", title=_("Policy"), card="title"), Text("value", title=_("Value"), card="side"), Badge("chosen", title=_("State"), states=CHOSEN), Text("help", title=_("What it does"), card="sub")]),
    Panel("branches", _("Branches"), branch_rows, permission="setup.branches", place="body",
          columns=[Text("code", title=_("Code"), card="title"), Text("name", title=_("Name"), card="sub"), Text("address", title=_("Address"), card="meta")]),
    Panel("history", _("History"), story, kind="timeline", permission="setup.history", place="body"),
]  # fmt: skip
ACTIONS = [Action(setup.change_company, primary=True, icon="pencil", drawer=False), Action(setup.set_policies, icon="adjustments", drawer=False),
           Action(setup.set_bank_accounts, icon="building-bank"), Action(setup.add_branches, icon="plus")]  # fmt: skip


def company_page(request: HttpRequest, acting: Acting, _rest: str) -> tuple[str, dict[str, Any]]:
    """Everything that is set for the company, on one page."""
    with reading(acting):
        drawn = [panel(p, None, acting) for p in PANELS if may_show(p, acting)]
    return "workbench/dashboard.html", {"tiles": [], "begin": [], "help": "", "panels": drawn, "new": buttons(ACTIONS, acting, back=request.get_full_path())}


company = Page("setup.company", _("Company"), view=company_page, permission="setup.company", menu=Menu(SETTINGS, 1, "building"))
company_form = Form(setup.change_company, prefill=of_setup.company_form, preview=False, submit=_("Save"), sections=[
    Section(fields=[Field("name", title=_("Name"), width=3)]), Section(title=_("Address"), fields=[
        Field("address.street", title=_("Street"), width=2), Field("address.postal_code", title=_("Postal code")), Field("address.city", title=_("City"), width=2),
        Field("address.country", title=_("Country"))])],
    lines=LineGrid("identifiers", title=_("Identifiers"), blank=1, cells=[Cell("scheme", title=_("Kind"), width=220, options=scheme_choices), Cell("value", title=_("Number"), width=260)]))  # fmt: skip
accounts_form = Form(setup.set_bank_accounts, prefill=of_setup.accounts_form, preview=False, submit=_("Save"),
    lines=LineGrid("bank_accounts", cells=[Cell("number", title=_("Number"), width=300), Cell("currency", title=_("Currency"), width=90), Cell("bank", title=_("Bank"), width=200)]))  # fmt: skip
policy_form = Form(setup.set_policies, prefill=policies_form, preview=False, submit=_("Save"), lines=LineGrid("policies", fixed=True, cells=[
    Cell("name", hidden=True), Cell("title", title=_("Policy"), width=230, output=True, right=False), Cell("value", title=_("Value"), width=120),
    Cell("kind", title=_("What may be written"), width=170, output=True, right=False), Cell("help", title=_("What it does"), width=420, output=True, right=False)]))  # fmt: skip
branch_form = Form(setup.add_branches, preview=False, lines=LineGrid("branches", blank=1, cells=[
    Cell("code", title=_("Code"), width=80), Cell("name", title=_("Name"), width=220), Cell("street", title=_("Street"), width=180), Cell("postal_code", title=_("Postal code"), width=90), Cell("city", title=_("City"), width=140)]))  # fmt: skip


def branch_choices(*, acting: Acting) -> dict[str, str]:
    """Branches to choose from."""
    return {str(b.pk): f"{b.code} {b.name}" for b in of_setup.branches(acting=acting)}


def type_choices(*, acting: Acting) -> dict[str, str]:
    """Kinds of documents that have numbers, in words."""
    return {name: said(title, acting.language) for name, title in numbers.numbered().items()}


def type_titles(ids: Any, *, acting: Acting) -> dict[Any, str]:
    """The kind of documents each series numbers, in words."""
    words = type_choices(acting=acting)
    return {pk: words.get(name, name) for pk, name in numbers.types_of(ids).items()}


series = List("numbering.series", _("Series of numbers"), few=True, menu=Menu(SETTINGS, 5, "list-numbers"), source=numbers.series, order="type", search=["type", "pattern"],
    columns=[Text("title", title=_("Documents"), card="title", values=type_titles, sort=False, opens=lambda row: do("numbering.set_series", id=row.pk, next="/s/numbering.series/")), Text("pattern", title=_("Pattern"), card="sub"),
             Text("example", title=_("The next one"), values=numbers.examples, sort=False, card="side"), Badge("restarts", title=_("From one again"), states={k: State(v) for k, v in RESTARTS.items()}, card="meta"),
             Text("branch_code", title=_("Branch")), Count("last", title=_("Last number"))],
    filters=[Choice("type", title=_("Documents"), options=type_choices, shown=True)],
    actions=[Action(numbering.set_series, new=True, primary=True, icon="plus")], empty=_("No series yet."))  # fmt: skip
series_form = Form(numbering.set_series, prefill=numbers.series_form, preview=False, submit=_("Save"), sections=[Section(fields=[
    Field("type", title=_("Documents"), options=type_choices, width=2), Field("branch", title=_("Only of the branch"), options=branch_choices),
    Field("pattern", title=_("Pattern"), width=2, help=_("FV/{year}/{month:02}/{n:05} gives FV/2026/03/00007. It knows {n}, {year}, {yy}, {month} and {branch}; :05 means five digits.")),
    Field("restarts", title=_("From one again"), options=RESTARTS)])])  # fmt: skip


def months_page(request: HttpRequest, acting: Acting, _rest: str) -> tuple[str, dict[str, Any]]:
    """Months by areas, each cell with its lock and what changes it."""
    locks, opens = acting.may("books.lock_month"), acting.may("books.unlock_month")
    with reading(acting):
        found = of_books.months(acting=acting)
    rows = []
    for one in found:
        drawn = []
        for area, title in of_books.AREAS.items():
            locked = one.locked.get(str(area.value))
            name = "books.unlock_month" if locked else "books.lock_month"
            may = locked is not None and (opens if locked else locks)
            drawn.append({"title": said(title, acting.language), "locked": locked, "href": do(name, month=one.month, area=area.value, next="/s/books.months/") if may else ""})
        rows.append({"month": fmt.month(one.month, acting.language), "now": (one.month.year, one.month.month) == (acting.today.year, acting.today.month), "cells": drawn})
    return "workbench/months.html", {"rows": rows, "heads": [said(t, acting.language) for t in of_books.AREAS.values()],
                                     "new": buttons([Action(books.open_year, icon="plus", primary=True)], acting, back=request.get_full_path()), "today": fmt.day(acting.today, acting.language)}


months = Page("books.months", _("Months and locks"), view=months_page, permission="books.months", menu=Menu(SETTINGS, 6, "lock"))
AREA_WORDS = {str(area.value): words for area, words in of_books.AREAS.items()}
lock_form = Form(books.lock_month, preview=False, sections=[Section(fields=[
    Field("month", title=_("Month"), help=_("Any day of it. The months before it are locked too.")), Field("area", title=_("Area"), options=AREA_WORDS)])])
unlock_form = Form(books.unlock_month, preview=False, sections=[Section(fields=[
    Field("month", title=_("Month"), help=_("Any day of it. The months after it are opened too.")), Field("area", title=_("Area"), options=AREA_WORDS),
    Field("reason", title=_("Reason"), width=3, help=_("It stands in the audit."))])])
year_form = Form(books.open_year, preview=False, sections=[Section(fields=[Field("year", title=_("Year"))])])

SCREENS = [company, company_form, accounts_form, policy_form, branch_form, series, series_form, months, lock_form, unlock_form, year_form]
