"""Lists: the page, and its exports."""
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import reading
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import cells, exports, kernel_door, listing, registry
from ogniwo.workbench import format as fmt
from ogniwo.workbench.buttons import buttons
from ogniwo.workbench.declare import List
from ogniwo.workbench.views.shell import answer
from ogniwo.workbench.words import label as spelt
from ogniwo.workbench.words import said

PERIODS = {"today": _("Today"), "this-month": _("This month"), "last-month": _("Last month"), "this-year": _("This year")}
NARROW = _("Narrow the list to sort by this.")
PARTLY = _("Only the first {n} were searched. Narrow the list to search the rest.")


def show(request: HttpRequest, screen: List) -> HttpResponse:
    """The list as the address asks it, or its export (`?export=csv`, `?export=xlsx`)."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    screen = listing.whole(screen, acting)
    asked = listing.ask(screen, request.GET, acting)
    kind = request.GET.get("export", "")
    if kind in ("csv", "xlsx"):
        return _export(screen, asked, acting, kind)
    with reading(acting):
        found = listing.build(screen, asked, acting)
        words = {"screen": screen, "title": said(screen.title, acting.language), "list": found, "count": _count(found, acting),
                 "heads": _heads(screen, found, request.GET, acting), "totals": _totals(found, acting), "filters": _filters(screen, asked, acting),
                 "views": _views(screen, asked, acting), "search": asked.search, "searchable": bool(screen.search), "query": request.GET.urlencode(),
                 "next_page": address_with(request.GET, after=found.next) if found.next else "", "first_page": address_with(request.GET, after="") if asked.after else "",
                 **news(screen, acting), "bulk": [b for b in buttons(screen.actions, acting, new=False) if b.bulk],
                 "csv": address_with(request.GET, export="csv", after=""), "xlsx": address_with(request.GET, export="xlsx", after=""),
                 "empty": said(screen.empty or _("Nothing here yet."), acting.language), "narrowed": bool(asked.filters or asked.search),
                 "imports": [i for i in registry.IMPORTS.values() if i.back == screen.name and acting.may(kernel_door.name_of(i.command))],
                 "note": said(PARTLY, acting.language, n=fmt.quantity(listing.BOUND, acting.language)) if asked.partly else "", "here": request.get_full_path(), "name": screen.name}
        return answer(request, "workbench/list.html", words, screen=screen.name)


def news(screen: Any, acting: Acting) -> dict[str, Any]:
    """What makes new records here: the main act, two beside it, the others in a menu."""
    made = buttons(screen.actions, acting, new=True)
    main = next((b for b in made if b.primary), made[0] if len(made) == 1 else None)
    others = [b for b in made if b is not main]
    return {"main": main, "new": others if len(others) < 3 else others[:1], "more_new": others[1:] if len(others) > 2 else []}


def _count(found: listing.Listing, acting: Acting) -> str:
    return fmt.quantity(found.count, acting.language) if found.count is not None else said(_("over {n}"), acting.language, n=fmt.quantity(listing.BOUND, acting.language))


def address_with(get: Any, **changes: str) -> str:
    query = {k: v for k, v in {**get.dict(), **changes}.items() if v}
    return "?" + urlencode(query)


def _heads(screen: List, found: listing.Listing, get: Any, acting: Acting) -> list[dict[str, Any]]:
    sortable = listing.sortable(screen, acting, many=found.count is None)
    every = listing.sortable(screen, acting)
    name, down = found.asked.order.removeprefix("-"), found.asked.order.startswith("-")
    out = []
    for c in found.columns:
        current = c.name == name
        href = address_with(get, order=c.name if current and down else f"-{c.name}", after="") if c.name in sortable else ""
        out.append({"title": cells.title_of(c, acting.language), "right": c.right, "href": href, "kind": c.kind,
                    "sort": ("descending" if down else "ascending") if current else "",
                    "hint": "" if href or c.name not in every else said(NARROW, acting.language)})
    return out


def _totals(found: listing.Listing, acting: Acting) -> list[dict[str, Any]]:
    """The foot: the word "Total" over the columns before the first figure, then figures under their columns."""
    figures = listing.total_cells(found, acting.language)
    if not any(figures):
        return []
    first = next(i for i, text in enumerate(figures) if text)
    return [{"span": first, "text": "", "right": False}] * (first > 0) + [{"span": 1, "text": text, "right": True} for text in figures[first:]]


def _filters(screen: List, asked: listing.Asked, acting: Acting) -> list[dict[str, Any]]:
    out = []
    for one in listing.filters_of(screen, acting):
        value = asked.filters.get(one.name, "")
        options = listing.words_of(getattr(one, "options", {}), acting) if one.kind == "choice" else {}
        if one.kind == "period":
            options = {k: said(v, acting.language) for k, v in PERIODS.items()}
            if value and value not in options:
                options[value] = value
        text = ""
        if one.kind == "ref" and value and getattr(one, "suggest", None):
            named = kernel_door.query(one.suggest)("", ids=[value], acting=acting)  # type: ignore[attr-defined]
            text = named[0].value if named else ""
        suggest = getattr(one, "suggest", None)
        out.append({"name": one.name, "title": said(one.title or spelt(one.name), acting.language), "kind": one.kind, "value": value, "text": text,
                    "options": options, "shown": one.shown or bool(value), "suggest": f"/suggest/{kernel_door.name_of(suggest)}" if suggest else ""})
    return out


def _views(screen: List, asked: listing.Asked, acting: Acting) -> list[dict[str, Any]]:
    if not screen.views:
        return []
    every = {"title": said(_("All"), acting.language), "href": f"/s/{screen.name}/", "current": asked.view is None}
    return [every, *({"title": said(v.title, acting.language), "href": f"/s/{screen.name}/?view={v.name}", "current": v == asked.view} for v in screen.views)]


def _export(screen: List, asked: listing.Asked, acting: Acting, kind: str) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """The whole list, streamed; one read-only transaction holds it together."""
    columns = cells.visible(screen.columns, acting)
    name = f"{screen.name}-{acting.today.isoformat()}.{kind}"
    if kind == "csv":
        def lines() -> Any:
            with reading(acting):
                yield from exports.csv_of(columns, exports.rows_of_list(screen, asked, acting), acting.language)
        return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})
    target = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    with reading(acting):
        exports.xlsx_of(said(screen.title, acting.language), columns, exports.rows_of_list(screen, asked, acting), acting.language, target)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=name)
