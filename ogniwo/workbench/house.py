"""Screens of the kernel's own modules, which stand below the workbench: start, inbox, letters, people, roles, keys.

Loaded because the settings name it in OGNIWO_SCREENS.
"""
from typing import Any

from django.http import HttpRequest

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.approvals import queries as approvals
from ogniwo.kernel.commands import reading
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.mail import queries as letters
from ogniwo.kernel.numbering.queries import numbers_of
from ogniwo.kernel.people import commands as people
from ogniwo.kernel.people import queries as who
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import cells
from ogniwo.workbench import format as fmt
from ogniwo.workbench.company import SCREENS as of_the_company  # noqa: F401 - registered with this module's own
from ogniwo.workbench.declare import (
    Action,
    Badge,
    Bool,
    Cell,
    Count,
    Dashboard,
    Field,
    Figure,
    Form,
    LineGrid,
    Lines,
    List,
    Menu,
    Moment,
    Page,
    Panel,
    Record,
    Section,
    State,
    Tags,
    Text,
    Tile,
)
from ogniwo.workbench.declare.address import do, link
from ogniwo.workbench.privacy import SCREENS as of_privacy  # noqa: F401 - likewise
from ogniwo.workbench.words import said

LANGUAGES = {"pl": _("Polish"), "en": _("English")}
SETTINGS, START = _("Settings"), _("Start")


def decisions(*, acting: Acting) -> Figure:
    """How many decisions wait for the person."""
    count = approvals.waiting(acting=acting).count()
    return Figure(count, _("waits for your decision") if count else _("nothing waits"), "warn" if count else "neutral")


def inbox_page(request: HttpRequest, acting: Acting, _rest: str) -> tuple[str, dict[str, Any]]:
    """Cards of what waits for the person, with enough on each to decide."""
    with reading(acting):
        found = list(approvals.waiting(acting=acting)[:100])
        numbers = numbers_of(r.document_id for r in found)
        rows = [_card(r, numbers.get(r.document_id, ""), acting) for r in found]
    return "workbench/inbox.html", {"rows": rows, "here": request.get_full_path()}


def _card(r: Any, number: str, acting: Acting) -> dict[str, Any]:
    head, kind = r.document, TYPES.get(r.document.type)
    opens = link(kind.record, head.id) if kind and kind.record and cells.can_open(kind.record, acting) else ""
    return {"id": r.id, "kind": said(kind.title, acting.language) if kind else "", "icon": kind.icon if kind else "file", "number": number or head.title, "opens": opens,
            "subject": head.subject.name if head.subject_id else "", "why": said(r.why, acting.language), "amount": fmt.amount(r.amount, acting.language), "currency": r.currency,
            "total": fmt.amount(head.total, acting.language), "total_currency": head.currency, "day": fmt.day(head.day, acting.language), "who": r.asked_by.name,
            "at": fmt.moment(r.asked_at, acting.language), "due": fmt.day(r.due, acting.language), "late": bool(r.due and r.due < acting.today)}


REACHES = {"own": State(_("Own only"), "warn", "user"), "team": State(_("Their teams'"), "info", "users-group"), "all": State(_("Everybody's"), "neutral", "circle")}
REACH_WORDS = {name: state.title for name, state in REACHES.items()}


def rules_rows(role: int, *, acting: Acting) -> list[dict[str, Any]]:
    """How far a role sees each kind of document, in words."""
    return [{**row, "title": said(row["title"], acting.language)} for row in who.rules_of_role(role, acting=acting)]


def rules_form_of(role: int, *, acting: Acting) -> dict[str, Any]:
    """The record rules of a role as they stand, a row for each kind of document."""
    return {"rules": rules_rows(role, acting=acting)}


def member_choices(*, acting: Acting) -> dict[str, str]:
    """Everybody with a role here, for a select."""
    return {str(pk): name for pk, name in who.members(acting=acting).items()}


home = Dashboard("home", _("Start"), menu=Menu(START, 1, "home"), tiles=[Tile(_("Inbox"), decisions, opens="/s/approvals.inbox/", order=1, permission="approvals.waiting")])
inbox = Page("approvals.inbox", _("Inbox"), view=inbox_page, permission="approvals.waiting", menu=Menu(START, 2, "inbox"))

letter_form = Form("mail.send_letter", submit=_("Send"), preview=False, sections=[Section(fields=[
    Field("to", title=_("To"), width=3, help=_("One address in a line.")), Field("topic", title=_("Topic"), width=3), Field("text", title=_("Text"), width=3, rows=10),
    Field("document", hidden=True), Field("files", hidden=True)])])

KEYS = {"unused": State(_("Not used yet"), "neutral", "circle"), "used": State(_("In use"), "good", "circle-check"), "revoked": State(_("Revoked"), "bad", "ban")}
person_list = List("people.people", _("People"), few=True, menu=Menu(SETTINGS, 10, "users"), source=who.people, record="people.person", search=["name", "email"], order="name",
    columns=[Text("name", title=_("Name"), card="title"), Text("email", title=_("E-mail"), card="sub"), Tags("roles", title=_("Roles"), card="meta"),
             Text("language", title=_("Language"), hidden=True, words=LANGUAGES), Bool("is_active", title=_("Active"))],
    actions=[Action(people.add_person, new=True, primary=True, icon="user-plus"), Action(people.lock, icon="lock")])
person = Record("people.person", _("Person"), source=who.people, heading="name", parent="people.people",
    sections=[Section(fields=[Text("email", title=_("E-mail")), Tags("roles", title=_("Roles")), Text("language", title=_("Language"), words=LANGUAGES)])],
    actions=[Action(people.change_roles, primary=True, icon="pencil"), Action(people.lock, icon="lock")])
person_form = Form(people.add_person, preview=False, sections=[Section(fields=[
    Field("name", title=_("Name"), width=3), Field("email", title=_("E-mail"), width=3), Field("role", title=_("Role"), width=3, options=who.role_choices)])])
roles_form = Form(people.change_roles, done="people.person", key="person", prefill=who.person_form, preview=False,
    sections=[Section(fields=[Field("roles", title=_("Roles"), width=3, options=who.role_choices)])])
role_list = List("people.roles", _("Roles"), few=True, menu=Menu(SETTINGS, 20, "shield"), source=who.roles, record="people.role", order="code",
    columns=[Text("name", title=_("Name"), card="title"), Text("code", title=_("Code"), card="sub"), Count("people", title=_("People"), card="side"),
             Bool("shipped", title=_("Shipped with the program"))])
role = Record("people.role", _("Role"), source=who.roles, heading="name", parent="people.roles",
    sections=[Section(fields=[Text("code", title=_("Code")), Count("people", title=_("People")), Bool("shipped", title=_("Shipped with the program"))])],
    lines=Lines("people.rights", title=_("What it may"), source=who.rights_of_role, columns=[Text("title", title=_("Right"), said=True), Text("name", title=_("Scope of an API key"))]),
    panels=[Panel("rules", _("Whose documents it sees"), rules_rows, permission="people.rules_of_role", place="body", columns=[Text("title", title=_("Kind of document"), card="title"),
                                                                                                Badge("reach", title=_("Sees"), states=REACHES)])],
    actions=[Action(people.set_rules, primary=True, icon="eye", drawer=False)])
rules_form = Form(people.set_rules, done="people.role", key="role", prefill=rules_form_of, preview=False, submit=_("Save"), lines=LineGrid("rules", fixed=True, cells=[
    Cell("type", hidden=True), Cell("title", title=_("Kind of document"), width=300, output=True, right=False), Cell("reach", title=_("Sees"), width=260, options=REACH_WORDS)]))
team_list = List("people.teams", _("Teams"), menu=Menu(SETTINGS, 15, "users-group"), source=who.teams, order="name", search=["name"],
    columns=[Text("name", title=_("Name"), card="title", opens=lambda row: do("people.change_team", id=row.pk, next="/s/people.teams/")), Tags("people", title=_("People"), card="sub")],
    actions=[Action(people.add_team, new=True, primary=True, icon="plus"), Action(people.remove_teams, icon="trash")],
    empty=_("No teams yet. Where a role sees its team's documents, the team says who that is."))
TEAM = [Section(fields=[Field("name", title=_("Name"), width=3), Field("people", title=_("People"), width=3, options=member_choices)])]
team_form = Form(people.add_team, preview=False, submit=_("Save"), sections=TEAM)
team_change = Form(people.change_team, done="people.teams", key="team", prefill=who.team_form, preview=False, submit=_("Save"), sections=TEAM)
key_list = List("people.keys", _("API keys"), menu=Menu(SETTINGS, 30, "key"), source=who.keys, order="-pk",
    columns=[Text("name", title=_("Name"), card="title"), Text("prefix", title=_("Begins with"), card="sub"), Badge("state", states=KEYS), Text("user__name", title=_("Acts as")),
             Tags("scopes", title=_("Scopes"), card="meta"), Moment("created_at", title=_("Made")), Moment("expires_at", title=_("Expires"))],
    actions=[Action(people.issue_key, new=True, primary=True, icon="key"), Action(people.revoke_key, icon="ban")],
    empty=_("No keys yet. A key lets a program act as you, within the scopes you give it."))
key_form = Form(people.issue_key, preview=False, sections=[Section(fields=[
    Field("name", title=_("Name"), width=3), Field("scopes", title=_("Scopes"), width=3, rows=4, help=_("One in a line: sales.orders, or sales.* for a module.")),
    Field("days", title=_("Valid for days"))])])
letter_list = List("mail.letters", _("Letters"), menu=Menu(SETTINGS, 60, "mail"), source=letters.letters, order="-pk", search=["topic"],
    columns=[Text("topic", title=_("Topic"), card="title"), Tags("recipients", title=_("To"), card="sub"), Moment("at", title=_("Written"), card="meta"),
             Text("user__name", title=_("By")), Moment("sent_at", title=_("Sent at"), card="side")],
    empty=_("No letters yet. Open a document and choose “Send by mail”."))
