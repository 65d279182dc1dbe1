"""Boards: cards by stage with their sums, and the move of a card (a command)."""
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import reading, run
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.workbench import cells, kernel_door
from ogniwo.workbench import format as fmt
from ogniwo.workbench.buttons import buttons
from ogniwo.workbench.declare import Board, Stage
from ogniwo.workbench.views.shell import answer
from ogniwo.workbench.words import said, told


def show(request: HttpRequest, screen: Board) -> HttpResponse:
    """The board, or (POST `id`, `stage`) a move: sums again, or 422 with the reason."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    if request.method == "POST":
        return _move(request, screen, acting)
    with reading(acting):
        stages = _stages(screen, acting)
        words = {"screen": screen, "name": screen.name, "title": said(screen.title, acting.language), "stages": _columns(screen, stages, acting),
                 "new": buttons(screen.actions, acting, new=True), "movable": _movable(screen, acting), "here": request.get_full_path()}
        return answer(request, "workbench/board.html", words, screen=screen.name)


def _stages(screen: Board, acting: Acting) -> list[Stage]:
    return list(screen.stages(acting=acting) if callable(screen.stages) else screen.stages)


def _movable(screen: Board, acting: Acting) -> bool:
    spec = kernel_door.command(screen.move) if screen.move is not None else None
    return spec is not None and acting.may(spec.name)


def _columns(screen: Board, stages: list[Stage], acting: Acting) -> list[dict[str, Any]]:
    card = screen.card
    wanted = dict.fromkeys(["pk", screen.stage, *(p for p in (card.title, card.sub, card.amount, card.day) if p)])
    query = kernel_door.rows(screen.source, acting, [*wanted, screen.order.removeprefix("-")]).filter(**{f"{screen.stage}__in": [s.key for s in stages]})
    rows = query.order_by(screen.order, "pk").values(*wanted)[: screen.limit * len(stages)]
    by_stage: dict[str, list[Any]] = {s.key: [] for s in stages}
    for row in rows:
        by_stage[str(row[screen.stage])].append(row)
    return [{"key": s.key, "title": said(s.title, acting.language), "tone": s.tone, "count": len(by_stage[s.key]), "sum": _sum(by_stage[s.key], card.amount, acting),
             "cards": [_card(row, screen, acting) for row in by_stage[s.key]]} for s in stages]


def _sum(rows: list[Any], path: str, acting: Acting) -> str:
    if not path:
        return ""
    return fmt.amount(sum((row[path] or Decimal(0) for row in rows), Decimal(0)), acting.language, places=0)


def _card(row: Any, screen: Board, acting: Acting) -> dict[str, Any]:
    card = screen.card
    day = row[card.day] if card.day else None
    return {"id": str(row["pk"]), "href": cells.link(screen.record, row["pk"]) if screen.record else "", "title": cells.plain(row[card.title], acting.language),
            "sub": cells.plain(row[card.sub], acting.language) if card.sub else "", "day": fmt.short_day(day, acting.language), "late": bool(day and day < acting.today),
            "amount": fmt.amount(row[card.amount], acting.language, places=0) if card.amount and row[card.amount] is not None else ""}


def _move(request: HttpRequest, screen: Board, acting: Acting) -> HttpResponse:
    spec = kernel_door.command(screen.move) if screen.move is not None else None
    if spec is None or not acting.may(spec.name):
        return JsonResponse({}, status=403)
    data = {spec.sets or next(iter(spec.parameters)): [request.POST.get("id", "")], screen.move_to: request.POST.get("stage", "")}
    try:
        run(spec.name, acting, data, key=request.POST.get("_key") or None)
    except (Refused, BusinessError) as no:
        errors = no.errors if isinstance(no, Refused) else [no]
        return JsonResponse({"words": " ".join(told(e, acting.language) for e in errors)}, status=422)
    with reading(acting):
        stages = _columns(screen, _stages(screen, acting), acting)
    return JsonResponse({"stages": {s["key"]: {"count": s["count"], "sum": s["sum"]} for s in stages}})
