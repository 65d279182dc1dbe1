"""The shell around every screen: menu, top bar, and the answer itself (whole page or the part Unpoly asked for)."""
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.queries import companies_of, demo_people
from ogniwo.kernel.commands import QUERIES, reading
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import format as fmt
from ogniwo.workbench import kernel_door, registry
from ogniwo.workbench.declare import Board, Dashboard, List, Page, Record, Report, Screen
from ogniwo.workbench.declare.address import link
from ogniwo.workbench.words import said

SECTIONS = (_("Start"), _("CRM"), _("Sales"), _("Purchasing"), _("Warehouse"), _("Finance"), _("Service"), _("Catalogue"), _("Settings"))


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the side menu."""

    name: str
    title: str
    icon: str
    href: str
    order: int
    current: bool


def may_open(screen: Screen, acting: Acting) -> bool:
    """Whether the person may open a screen: they may ask its query (a dashboard: always; a page: what it names)."""
    if isinstance(screen, Dashboard):
        return True
    if isinstance(screen, Page):
        return not screen.permission or acting.may(screen.permission)
    source = screen.query if isinstance(screen, Report) else screen.source if isinstance(screen, (List, Board, Record)) else None
    return kernel_door.may_see(acting, source)


def menu(acting: Acting, current: str) -> list[tuple[str, list[Place]]]:
    """The side menu: sections in the house's order, then others by name; only what the person may open."""
    registry.load()
    sections: dict[str, list[Place]] = {}
    for screen in registry.SCREENS.values():
        if screen.menu and may_open(screen, acting):
            title = said(screen.title, acting.language)
            place = Place(screen.name, title, screen.menu.icon, link(screen.name), screen.menu.order, screen.name == current)
            sections.setdefault(screen.menu.section, []).append(place)
    known = {name: i for i, name in enumerate(SECTIONS)}
    names = sorted(sections, key=lambda name: (known.get(name, len(known)), name))
    return [(said(name, acting.language), sorted(sections[name], key=lambda p: (p.order, p.title))) for name in names]


def answer(request: HttpRequest, template: str, words: Mapping[str, Any], *, screen: str = "", status: int = 200) -> HttpResponse:
    """Render a page in the shell. When only a part of the page was asked for, the shell itself is left out."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    target = request.headers.get("X-Up-Target", "")
    part = bool(target) and "body" not in target and "#shell" not in target
    context = {"acting": acting, "language": acting.language, "base": "workbench/part.html" if part else "workbench/base.html",
               "in_layer": request.headers.get("X-Up-Mode", "root") not in ("", "root"), "toasts": request.session.pop("toasts", []), **words}
    if part and context["toasts"]:  # something was done: what waits may have changed
        context["inbox"] = inbox(acting)
    if not part:
        context |= frame(request, acting, screen)
    response = HttpResponse(render_to_string(template, context, request), status=status)
    response["Vary"] = "X-Up-Target, X-Up-Mode, Cookie"
    response["Cache-Control"] = "no-store" if request.method == "POST" else "private, no-cache"
    return response


def frame(request: HttpRequest, acting: Acting, current: str) -> dict[str, Any]:
    """What the top bar and the side menu show."""
    mine = companies_of(acting.user_id)
    company = next((c for c in mine if c.id == acting.company_id), None)
    name = str(getattr(request.user, "name", "") or getattr(request.user, "email", ""))
    return {
        "menu": menu(acting, current), "companies": mine, "company": company, "people": people(), "person": name,
        "initials": "".join(word[0] for word in name.split()[:2]).upper() or "?", "inbox": inbox(acting),
        "theme": getattr(request.user, "theme", "") or "", "density": getattr(request.user, "density", "") or "",
        "pinned": fmt.day(company.pinned, acting.language) if company and company.pinned else "",
        "html_lang": acting.language or get_language(),
    }


def people() -> list[Any]:
    """In a demo, the people one can become in a click."""
    return demo_people() if getattr(settings, "OGNIWO_DEMO", False) else []


def inbox(acting: Acting) -> int | None:
    """How many decisions wait for the person, counted up to 100; None for who decides nothing."""
    waiting = QUERIES.get("approvals.waiting")
    if waiting is None or not acting.may(waiting.name):
        return None
    with reading(acting):
        return int(waiting.function(acting=acting)[:100].count())


def toast(request: HttpRequest, text: str, tone: str = "good") -> None:
    """Say a short thing on the next page shown."""
    request.session["toasts"] = [*request.session.get("toasts", []), {"text": text, "tone": tone}]


def not_here(request: HttpRequest) -> HttpResponse:
    """There is no such screen or record, or it is not the person's to see: the two are never told apart."""
    words = {"title": said(_("Not found"), request.acting.language),  # type: ignore[attr-defined]
             "sentence": said(_("It is not here, or not yours to see."), request.acting.language)}  # type: ignore[attr-defined]
    return answer(request, "workbench/error.html", words, status=404)
