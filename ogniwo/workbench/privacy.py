"""The audit in the browser: every act, what it held, and erasing that for good.

Its module stands below the workbench; loaded because the settings name `ogniwo.workbench.house`.
"""
from collections.abc import Sequence
from typing import Any

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.people import queries as who
from ogniwo.kernel.privacy import commands, queries
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import (
    Action,
    Badge,
    Choice,
    Contains,
    Effect,
    Field,
    Form,
    Lines,
    List,
    Menu,
    Moment,
    Period,
    Record,
    Section,
    State,
    Text,
)
from ogniwo.workbench.declare.address import link
from ogniwo.workbench.words import said

KEPT = {"kept": State(_("Kept"), "good", "circle-check"), "erased": State(_("Erased"), "warn", "circle")}
NO_WAY_BACK = _("It can't be undone: what the acts were given and changed, and the salt of their digests, are emptied for good. The acts, their authors and times stay, "
                "and the chain stays valid. Documents and records are not changed by this.")  # fmt: skip
REASON = Field("reason", title=_("Reason"), width=3, help=_("Who asked for it and when. It stays for good, so do not repeat the erased data in it."))


def titles(ids: Sequence[int], *, acting: Acting) -> dict[int, str]:
    """What each act was, in words."""
    return {pk: said(title, acting.language) for pk, title in queries.titles(ids, acting=acting).items()}


def people(*, acting: Acting) -> dict[str, str]:
    """Who acts, for the filter."""
    return {str(pk): name for pk, name in who.members(acting=acting).items()}


def erased(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """The acts whose payload would be erased, in words."""
    found = {row.pk: row for row in queries.acts(acting=acting).filter(pk__in=[d.act_id for d in drafts])}
    words = titles(list(found), acting=acting)
    return [{"at": row.at, "who": row.who, "title": words[pk]} for pk, row in sorted(found.items())]


COLUMNS = [Moment("at", title=_("When"), card="side"), Text("title", title=_("What"), values=titles, sort=False, card="title", opens=lambda row: link("privacy.act", row.pk)),
           Text("who", title=_("Who"), card="sub"), Text("source", title=_("Door"), card="meta"), Badge("state", title=_("What it held"), states=KEPT), Text("seal", title=_("Place in the chain"))]  # fmt: skip
acts = List("privacy.acts", _("Audit"), menu=Menu(_("Settings"), 70, "history"), source=queries.acts, record="privacy.act", order="-pk", columns=COLUMNS,
    filters=[Contains("mentions", path="held", title=_("Mentions"), shown=True), Choice("person", path="user_id", title=_("Who"), options=people, shown=True), Period("at", title=_("When")),
             Choice("state", title=_("What it held"), options=KEPT)],
    actions=[Action(commands.erase_person, new=True, icon="user-x", drawer=False), Action(commands.erase_payloads, icon="trash", drawer=False)], empty=_("No act matches."))  # fmt: skip
act = Record("privacy.act", _("Act"), source=queries.acts, heading="command", parent="privacy.acts",
    sections=[Section(fields=[Moment("at", title=_("When")), Text("who", title=_("Who")), Text("source", title=_("Door")), Badge("state", title=_("What it held"), states=KEPT),
                              Moment("erased_at", title=_("Erased")), Text("reason", title=_("Reason")), Text("seal", title=_("Place in the chain"))])],
    lines=Lines("privacy.held", title=_("What it held"), source=queries.held, columns=[Text("place", title=_("Field")), Text("old", title=_("From")), Text("new", title=_("To"))]),
    actions=[Action(commands.erase_payloads, icon="trash", drawer=False)])  # fmt: skip
payloads_form = Form(commands.erase_payloads, done="privacy.acts", submit=_("Erase for good"), sections=[Section(title=NO_WAY_BACK, fields=[REASON])])
person_form = Form(commands.erase_person, done="privacy.acts", submit=_("Erase for good"), sections=[Section(title=NO_WAY_BACK, fields=[
    Field("words", title=_("The person"), width=3, help=_("An e-mail, a phone or a full name, as it was typed. Whole acts that mention it are erased: look at the preview.")), REASON])])  # fmt: skip
effect = Effect("audit_erasure", _("Erased from the audit"), [Moment("at", title=_("When")), Text("title", title=_("What")), Text("who", title=_("Who"))], rows=erased, order=5)
SCREENS = [acts, act, payloads_form, person_form, effect]
