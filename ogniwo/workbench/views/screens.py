"""`/s/<screen>/...`, the start page, the palette."""
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.access.routes import in_company
from ogniwo.kernel.commands import COMMANDS, QUERIES, reading
from ogniwo.kernel.search.hooks import KINDS
from ogniwo.workbench import cells, kernel_door, registry
from ogniwo.workbench.declare import Board, Dashboard, List, Page, Record, Report
from ogniwo.workbench.declare.address import link
from ogniwo.workbench.views import boards, lists, records, reports
from ogniwo.workbench.views.shell import answer, may_open, menu, not_here
from ogniwo.workbench.words import said


@in_company
@require_http_methods(["GET", "POST"])
def screen(request: HttpRequest, name: str, rest: str = "") -> HttpResponse:
    """A declared screen; 403 without its query's permission."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    found = registry.screen(name)
    if found is None:
        return not_here(request)
    if not may_open(found, acting):
        raise NoRight(permission=name)
    if isinstance(found, Page):
        return _page(request, found, acting, rest)
    if request.method == "POST" and not isinstance(found, Board):
        return HttpResponse(status=405, headers={"Allow": "GET"})
    if isinstance(found, Record) and rest:
        return records.show(request, found, rest.strip("/"))
    if rest:
        return not_here(request)
    if isinstance(found, List):
        return lists.show(request, found)
    if isinstance(found, Board):
        return boards.show(request, found)
    if isinstance(found, Report):
        return reports.show(request, found)
    if isinstance(found, Dashboard):
        return reports.dashboard(request, found)
    return not_here(request)


def _page(request: HttpRequest, found: Page, acting: Acting, rest: str) -> HttpResponse:
    made: Any = found.view(request, acting, rest.strip("/"))
    if isinstance(made, HttpResponse):
        return made
    template, words = made
    return answer(request, template, {"title": said(found.title, acting.language), "name": found.name, **words}, screen=found.name)


@in_company
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The start page: the dashboard `home`, else the first screen of the person's menu."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    if registry.screen("home"):
        return HttpResponseRedirect(link("home"))
    places = [place for _section, found in menu(acting, "") for place in found]
    return HttpResponseRedirect(places[0].href) if places else not_here(request)


@in_company
@require_GET
def palette(request: HttpRequest) -> HttpResponse:
    """What Ctrl+K finds: screens, acts that make something new, and records by the kernel's one search door."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    asked = request.GET.get("q", "").strip()[:100]
    words = asked.lower().split()

    def hit(text: str) -> bool:
        return all(word in text.lower() for word in words)

    places = [{"title": p.title, "note": section, "icon": p.icon, "href": p.href} for section, found in menu(acting, "") for p in found if hit(f"{p.title} {section}")]
    places.sort(key=lambda place: not all(word in place["title"].lower() for word in words))
    acts = [{"title": said(spec.title, acting.language), "note": "", "icon": "plus", "href": f"/do/{spec.name}"} for spec in _new_acts(acting) if hit(said(spec.title, acting.language))]
    records_found = _search(asked, acting) if len(asked) > 1 else []
    groups = [g for g in ({"title": "records", "items": records_found}, {"title": "screens", "items": places[:8]}, {"title": "acts", "items": acts[:6]}) if g["items"]]
    return answer(request, "workbench/frag/palette.html", {"groups": groups, "asked": asked})


def _new_acts(acting: Acting) -> list[Any]:
    names = {kernel_door.name_of(registry.action(a).command) for s in registry.SCREENS.values() for a in s.actions if registry.action(a).new and not registry.action(a).url}
    return [COMMANDS[name] for name in sorted(names) if name in COMMANDS and acting.may(name)]


def _search(asked: str, acting: Acting) -> list[dict[str, Any]]:
    """Hits of the kernel's one search door, each with the record screen of its kind."""
    door = QUERIES.get("search.find")
    if door is None or not acting.may(door.name):
        return []
    with reading(acting):
        hits = door.function(asked, acting=acting)
    out = []
    for hit in hits[:12]:
        kind = KINDS.get(hit.kind)
        record = str(getattr(kind, "record", "") or hit.kind)
        if cells.can_open(record, acting):
            out.append({"title": hit.label, "note": hit.note, "icon": getattr(kind, "icon", "") or "file", "href": link(record, hit.record)})
    return out
