"""Reports: parameters in the address, figures that open, totals, exports; and dashboards."""
from collections.abc import Mapping, Sequence
from dataclasses import replace
from inspect import Parameter
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import QUERIES, reading
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.workbench import cells, exports, formview, keeping, kernel_door, registry
from ogniwo.workbench import params as par
from ogniwo.workbench.buttons import buttons
from ogniwo.workbench.declare import Column, Dashboard, Field, Report
from ogniwo.workbench.tables import table
from ogniwo.workbench.views.lists import address_with
from ogniwo.workbench.views.records import may_show, panel, shorn
from ogniwo.workbench.views.records import tile as drawn_tile
from ogniwo.workbench.views.shell import SECTIONS, answer, menu
from ogniwo.workbench.words import said, translator

ROWS = 2000


def show(request: HttpRequest, screen: Report) -> HttpResponse:
    """The report for the parameters in the address."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    with reading(acting):
        declared = par.params(kernel_door.parameters_of(screen.query))
        values, errors = _values(screen, declared, request.GET, acting)
        rows, problems = _rows(screen, values, errors, acting)
        if request.GET.get("export") in ("csv", "xlsx"):
            return _export(screen, rows, acting, request.GET["export"])
        drawn = shorn(table(rows, screen.columns, acting, limit=ROWS, opens=lambda column, row: _opens(column, row, values)))
        words = {"screen": screen, "name": screen.name, "title": said(screen.title, acting.language), "table": drawn,
                 "fields": _fields(screen, declared, request.GET, values, errors, acting), "definition": said(screen.definition, acting.language),
                 "problems": problems, "csv": address_with(request.GET, export="csv"), "xlsx": address_with(request.GET, export="xlsx"),
                 "actions": buttons([*screen.actions, *([] if errors or problems else keeping.actions(screen, values))], acting, back=request.get_full_path()), "first_total": next((i for i, t in enumerate(drawn.totals) if t), 0)}
        return answer(request, "workbench/report.html", words, screen=screen.name, status=422 if request.GET and (errors or problems) else 200)


def _opens(column: Column, row: Any, values: Mapping[str, Any]) -> str:
    """A column's address, from the row and, if it takes two arguments, the parameters."""
    opens: Any = column.opens
    return str((opens(row, values) if opens.__code__.co_argcount > 1 else opens(row)) or "")


def _values(screen: Report, declared: list[par.Param], get: Any, acting: Acting) -> tuple[dict[str, Any], dict[str, str]]:
    """Typed parameters: from the address, else the report's defaults, else the business day for needed dates."""
    values = dict(screen.defaults(acting=acting)) if screen.defaults else {}
    for p in declared:
        if p.kind == "day" and p.required:
            values.setdefault(p.name, acting.today)
    present = [p for p in declared if p.name in get]
    found = par.parse(present, get, acting.today)
    return {**values, **found.data}, found.errors


def _rows(screen: Report, values: Mapping[str, Any], errors: Mapping[str, str], acting: Acting) -> tuple[list[Any], list[str]]:
    asked = kernel_door.parameters_of(screen.query)
    if errors or any(p.default is Parameter.empty and name not in values for name, p in asked.items()):
        return [], []
    translate = translator(acting.language)
    try:
        typed = QUERIES[kernel_door.name_of(screen.query)].read({name: value for name, value in values.items() if name in asked})
        return list(kernel_door.query(screen.query)(**typed, acting=acting)), []
    except Refused as no:
        return [], [e.sentence(translate) for e in no.errors]
    except BusinessError as no:
        return [], [no.sentence(translate)]


def _fields(screen: Report, declared: list[par.Param], get: Any, values: Mapping[str, Any], errors: Mapping[str, str], acting: Acting) -> list[formview.FieldView]:
    chosen = {(f.name if isinstance(f, Field) else str(f)): f for f in screen.parameters}
    texts = formview.Texts(acting, {**{p.name: p.default for p in declared}, **values})
    by_name = {p.name: p for p in declared}
    wanted = list(chosen) or [p.name for p in declared if p.kind in ("day", "text", "int", "decimal", "choice", "ref", "bool")]
    out = []
    for name in wanted:
        if name in by_name:
            out += formview.fields_of(formview.field_of(chosen.get(name, name)), by_name, texts, errors, acting)
    for view in out:
        if view.name in errors:
            view.text = get.get(view.name, "")
    formview.name_refs(out, [], acting)
    return out


def _export(screen: Report, rows: list[Any], acting: Acting, kind: str) -> HttpResponse | StreamingHttpResponse | FileResponse:
    columns = cells.visible(screen.columns, acting)
    extra = cells.computed(columns, [cells.key_of(row) for row in rows], acting)
    drawn = [[cells.draw(row, c if not callable(c.opens) else _closed(c), acting, extra, cells.key_of(row)) for c in columns] for row in rows]
    name = f"{screen.name}-{acting.today.isoformat()}.{kind}"
    if kind == "csv":
        return StreamingHttpResponse(exports.csv_of(columns, drawn, acting.language), content_type="text/csv; charset=utf-8",
                                     headers={"Content-Disposition": f'attachment; filename="{name}"'})
    target = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    exports.xlsx_of(said(screen.title, acting.language), columns, drawn, acting.language, target)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=name)


def _closed(column: Column) -> Column:
    return replace(column, opens="")


def begin(acting: Acting) -> list[dict[str, Any]]:
    """What the person may make, in the order of the menu: where an empty day begins."""
    out: dict[str, dict[str, Any]] = {}
    places = {p.name: section for section, found in menu(acting, "") for p in found}
    for name, section in places.items():
        screen = registry.screen(name)
        for b in buttons(screen.actions if screen else (), acting, new=True):
            if b.primary:
                out.setdefault(b.href, {"title": b.title, "note": section, "icon": b.icon or "plus", "href": b.href})
    return list(out.values())[:12]


def _grouped(tiles: Sequence[Mapping[str, Any]], acting: Acting) -> list[dict[str, Any]]:
    """Tiles under the section of the menu where what they open stands, in the menu's order."""
    held: dict[str, list[Mapping[str, Any]]] = {section: [] for section in ("", *SECTIONS)}
    for one in tiles:
        opened = registry.screen(str(one["href"]).split("/")[2]) if str(one["href"]).startswith("/s/") else None
        held.setdefault(opened.menu.section if opened and opened.menu else "", []).append(one)
    return [{"title": said(section, acting.language), "tiles": found} for section, found in held.items() if found]


def dashboard(request: HttpRequest, screen: Dashboard) -> HttpResponse:
    """Tiles and panels the person may see."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    with reading(acting):
        tiles = []
        for tile in screen.tiles:
            if acting.may(tile.permission) if tile.permission else kernel_door.may_see(acting, tile.source):
                tiles.append(drawn_tile(said(tile.title, acting.language), kernel_door.query(tile.source)(acting=acting), tile.opens, acting))
        panels = [panel(p, None, acting) for p in sorted(screen.panels, key=lambda p: p.order) if may_show(p, acting)]
        words = {"screen": screen, "name": screen.name, "title": said(screen.title, acting.language), "groups": _grouped(tiles, acting), "panels": panels,
                 "new": buttons(screen.actions, acting, new=True), "begin": begin(acting) if screen.name == "home" else [], "help": said(screen.help, acting.language)}
        return answer(request, "workbench/dashboard.html", words, screen=screen.name)
