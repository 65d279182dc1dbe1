"""One record: head with state and actions, flow strip, facts or form, lines, panels."""
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import reading
from ogniwo.workbench import cells, documents, formview, kernel_door, registry
from ogniwo.workbench import format as fmt
from ogniwo.workbench.buttons import Button, buttons
from ogniwo.workbench.declare import Badge, Column, Figure, Form, Panel, Record, Section, Text
from ogniwo.workbench.tables import Table, table
from ogniwo.workbench.views.acts import key_param
from ogniwo.workbench.views.shell import answer, not_here
from ogniwo.workbench.words import said


def show(request: HttpRequest, screen: Record, key: str) -> HttpResponse:
    """The record of this key; 404 for one that is not there or not the person's to see."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    with reading(acting):
        row = fetch(screen, key, acting)
        if row is None:
            return not_here(request)
        return answer(request, "workbench/record.html", words(request, screen, row, acting), screen=screen.parent or screen.name)


def words(request: HttpRequest, screen: Record, row: cells.Row, acting: Acting) -> dict[str, Any]:
    """Everything the page shows."""
    state = str(row.get(screen.state) or "")
    edit = _edit(screen, row, state, acting)
    parent = registry.screen(screen.parent) if screen.parent else None
    heading = cells.plain(row.get(screen.heading), acting.language)
    panels = [p for p in sorted(screen.panels, key=lambda p: p.order) if may_show(p, acting)]
    shown = {place: [panel(p, row["pk"], acting, heading=heading) for p in panels if p.place == place] for place in ("strip", "figures", "body", "rail", "tab")}
    drawn = {place: [one for one in some if one["filled"] or not one["panel"].quiet] for place, some in shown.items()}
    acts = buttons(screen.actions, acting, ids=[row["pk"]], state=state, new=False, back=request.path)
    around = documents.around(row["pk"], acting, own=[p.name for p in screen.panels]) if documents.shows_document(screen, acting) else None
    return {
        "screen": screen, "name": screen.name, "key": row["pk"], "kind_title": said(screen.title, acting.language), "title": heading or said(screen.title, acting.language),
        "badge": _badge(screen, row, acting), "status": _status(screen, state, acting), "edit": edit, "version": row.get(screen.version, ""),
        "parent": {"href": cells.link(parent.name), "title": said(parent.title, acting.language)} if parent else None,
        **_placed(acts, beside=2 if edit else 3), "sections": facts([s for s in screen.sections if not edit or _added(s)], row, acting),
        "lines": _lines(screen, row["pk"], acting) if not (edit and edit.grids) else None, "panels": drawn, "around": around, "acts": acts, "here": request.get_full_path(),
    }


def _placed(acts: Sequence[Button], *, beside: int) -> dict[str, Any]:
    """The main act, a few beside it, the others in the menu."""
    primary = next((b for b in acts if b.primary), None)
    rest = sorted((b for b in acts if not b.primary), key=lambda b: b.quiet)
    shown = sum(not b.quiet for b in rest[:beside])
    return {"primary": primary, "others": rest[:shown], "menu_acts": rest[shown:]}


def fetch(screen: Record, key: str, acting: Acting) -> cells.Row | None:
    """The row with all that the screen shows, one statement."""
    columns = [c for s in screen.sections for c in cells.visible(_columns(s.fields), acting)]
    usual = [p for p in (screen.state, screen.version, screen.heading) if p]
    found = kernel_door.rows(screen.source, acting, [*usual, *cells.paths_of(columns)])
    wanted = dict.fromkeys(["pk", *(p for p in usual if kernel_door.resolves(found, p)), *cells.paths_of(columns)])
    try:
        got = found.filter(pk=key).values(*wanted).first()
    except (ValueError, ValidationError):
        return None
    return cells.Row(got) if got else None


def _columns(fields: Any) -> list[Column]:
    return [f if isinstance(f, Column) else Text(str(f)) for f in fields]


def _added(section: Section) -> bool:
    """Whether a section's values are computed by a higher module: the record's own form does not show them."""
    return any(isinstance(f, Column) and f.values for f in section.fields)


def facts(sections: Sequence[Section], row: cells.Row, acting: Acting) -> list[dict[str, Any]]:
    """Sections as label and value; empty values are left out of a phone by CSS, not here."""
    out = []
    for section in sections:
        columns = cells.visible(_columns(section.fields), acting)
        extra = cells.computed(columns, [row["pk"]], acting)
        items = [{"label": cells.title_of(c, acting.language), "cell": cells.draw(row, c, acting, extra, row["pk"])} for c in columns]
        if items:
            out.append({"title": said(section.title, acting.language), "items": items})
    return out


def _edit(screen: Record, row: cells.Row, state: str, acting: Acting) -> formview.FormView | None:
    """The form drawn in place, when the record may be changed now and by this person."""
    if screen.edit is None or screen.editable and state not in screen.editable:
        return None
    spec = kernel_door.command(screen.edit.command if isinstance(screen.edit, Form) else screen.edit)
    if spec is None or not acting.may(spec.name):
        return None
    form = screen.edit if isinstance(screen.edit, Form) else registry.form(spec.name)
    values: dict[str, Any] = dict(form.prefill(row["pk"], acting=acting)) if form.prefill else {}
    key = key_param(spec, form)
    if key:
        values[key] = [row["pk"]] if spec.sets == key else row["pk"]
    return formview.build(spec, form, acting, formview.Given(values), key_param=key)


def _badge(screen: Record, row: cells.Row, acting: Acting) -> cells.Cell | None:
    if not screen.states or row.get(screen.state) is None:
        return None
    return cells.draw(row, Badge(screen.state, states=screen.states), acting, {}, row["pk"])


def _status(screen: Record, state: str, acting: Acting) -> list[dict[str, str]]:
    """The arrows: states along the usual path; a state beside the path shows no arrows."""
    path = list(screen.path)
    if state not in path:
        return []
    at = path.index(state)
    return [{"title": said(_title(screen.states.get(s, s)), acting.language), "st": "done" if i < at else "now" if i == at else "next"}
            for i, s in enumerate(path)]


def _title(state: Any) -> str:
    return state if isinstance(state, str) else str(state.title)


def _lines(screen: Record, key: Any, acting: Acting) -> dict[str, Any] | None:
    if screen.lines is None:
        return None
    found = table(kernel_door.query(screen.lines.source)(key, acting=acting), screen.lines.columns, acting, record=screen.lines.opens)
    return {"title": said(screen.lines.title, acting.language), "table": shorn(found), "empty": said(screen.lines.empty, acting.language)}


def shorn(drawn: Table) -> Table:
    """A table without the columns that say nothing in any row; each cell knows its column's words, for cards on a phone."""
    says = [any(row["cells"][i].text or row["cells"][i].tags for row in drawn.rows) for i in range(len(drawn.heads))]
    for row in drawn.rows:
        for head, cell in zip(drawn.heads, row["cells"], strict=True):
            cell.label = head["title"]
        row["cells"] = [cell for cell, keep in zip(row["cells"], says, strict=True) if keep]
    drawn.heads = [head for head, keep in zip(drawn.heads, says, strict=True) if keep]
    drawn.totals = [text for text, keep in zip(drawn.totals, says, strict=False) if keep]
    return drawn


def may_show(p: Panel, acting: Acting) -> bool:
    """Whether a panel is there for this person."""
    if p.sensitive and not acting.sees(p.sensitive) or p.permission and not acting.may(p.permission):
        return False
    return kernel_door.may_see(acting, p.source, inherited=True)


def panel(p: Panel, key: Any, acting: Acting, *, heading: str = "") -> dict[str, Any]:
    """A panel as drawn; its kind decides the template. `heading`: what the record is called."""
    source = kernel_door.query(p.source)
    answer_ = source(acting=acting) if key is None else source(key, acting=acting)
    drawn: dict[str, Any] = {"panel": p, "kind": p.kind, "name": p.name, "title": said(p.title, acting.language), "empty": said(p.empty, acting.language), "more": p.more.format(title=quote(heading))}
    if p.kind == "rows":
        drawn["table"] = shorn(table(answer_, p.columns, acting, record=p.record, limit=p.limit or (100 if p.place != "rail" else 8)))
        drawn["table"].more = drawn["table"].more and not p.more
    elif p.kind == "timeline":
        drawn["items"] = [{"item": i, "at": fmt.moment(i.at, acting.language), "text": said(i.text, acting.language)} for i in answer_]
    elif p.kind == "facts":
        drawn["items"] = [{"label": said(label, acting.language), "value": cells.fact(value, acting.language)} for label, value in answer_]
    elif p.kind == "figures":
        drawn["items"] = [tile(said(title, acting.language), figure, opens, acting) for title, figure, opens in answer_]
    elif p.kind == "files":
        drawn["items"] = [{"file": f, "size": fmt.size(f.size, acting.language) if f.size else ""} for f in answer_]
    else:
        drawn["items"] = [_translated(i, acting) for i in answer_]
    drawn["filled"] = bool(drawn["table"].rows if "table" in drawn else drawn["items"])
    return drawn


def tile(title: str, figure: Figure, opens: str, acting: Acting) -> dict[str, Any]:
    """A figure with its words as drawn; one without an amount says only its note."""
    whole = isinstance(figure.amount, int)
    text = fmt.quantity(figure.amount, acting.language) if whole else fmt.amount(figure.amount, acting.language, places=0)
    return {"title": title, "text": text, "currency": figure.currency, "note": said(figure.note, acting.language), "tone": figure.tone, "href": opens}


def _translated(item: Any, acting: Acting) -> Mapping[str, Any]:
    words_ = {name: getattr(item, name) for name in item.__slots__} if hasattr(item, "__slots__") else dict(vars(item))
    for name in ("title", "text", "note"):
        if words_.get(name):
            words_[name] = said(words_[name], acting.language)
    return words_
