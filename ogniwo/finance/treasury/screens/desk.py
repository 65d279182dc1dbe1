"""The reconciliation desk: lines that are left, and beside the chosen one what it settles and why. One key accepts."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from ogniwo.finance.treasury.queries import desk as queries
from ogniwo.finance.treasury.queries.desk import DeskLine
from ogniwo.finance.treasury.queries.loading import Open
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import reading, run
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.reasons import Reason
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import format as fmt
from ogniwo.workbench.declare import State, link
from ogniwo.workbench.views.shell import answer, toast
from ogniwo.workbench.words import said, translator

SCREEN = "treasury.desk"
AMOUNTS = ("rest", "paid", "open")
"""Words of reasons that are amounts."""
STATES = {"open": State(_("To reconcile"), "info", "clock"), "matched": State(_("Matched"), "good", "check")}


def page(request: HttpRequest, acting: Acting, _rest: str) -> HttpResponse:
    """Shows the desk; a POST does one of its acts and goes on to the next line."""
    problems: list[str] = []
    if request.method == "POST":
        try:
            return _act(request, acting)
        except (Refused, BusinessError) as no:
            say = translator(acting.language)
            problems = [f"{e.sentence(say)} {e.advice(say)}".strip() for e in (no.errors if isinstance(no, Refused) else [no])]
        except ValueError:
            problems = [said(_("This is not an amount."), acting.language)]
    with reading(acting):
        lines = queries.desk_lines(acting=acting)
        chosen = _chosen(lines, request.POST.get("line") or request.GET.get("line", ""))
        search = request.GET.get("q", "")
        items = queries.desk_items(chosen.id, search=search, acting=acting) if chosen and acting.may("treasury.match_line") else []
    words = {
        "title": said(_("Reconciliation"), acting.language), "name": SCREEN, "lines": [_row(line, chosen, acting) for line in lines], "chosen": _row(chosen, chosen, acting) if chosen else None,
        "items": [_item(i, acting) for i in items], "search": search, "problems": problems, "may": {n: acting.may(f"treasury.{n}") for n in ACTS},
        "ready": sum(line.state == "matched" for line in lines),
        "sure": [line.id for line in lines if line.state == "open" and line.purposes],
    }  # fmt: skip
    return answer(request, "treasury/desk.html", words, screen=SCREEN, status=422 if problems else 200)


def _act(request: HttpRequest, acting: Acting) -> HttpResponse:
    act = request.POST.get("act", "")
    run_, done = ACTS.get(act, ACTS["accept_matches"])
    run_(request, acting, request.POST.get("_key") or None)
    toast(request, said(done, acting.language))
    after = request.POST.get("after", "")
    response = HttpResponseRedirect(link(SCREEN, line=after) if after.isdigit() else link(SCREEN))
    response.status_code = 303
    return response


def _lines(name: str) -> Callable[[HttpRequest, Acting, str | None], None]:
    def do(request: HttpRequest, acting: Acting, key: str | None) -> None:
        run(f"treasury.{name}", acting, {"lines": request.POST.getlist("line")}, key=key)

    return do


def _match(request: HttpRequest, acting: Acting, key: str | None) -> None:
    """Items ticked, with an amount where only a part is paid; and what the rest is for."""
    post = request.POST
    matches: list[dict[str, Any]] = []
    for item in post.getlist("item"):
        match: dict[str, Any] = {"item": item}
        if post.get(f"amount-{item}", "").strip():
            match["amount"] = str(fmt.read_decimal(post[f"amount-{item}"]))
        if post.get(f"forgive-{item}", "").strip():
            match["write_off"] = str(fmt.read_decimal(post[f"forgive-{item}"]))
        matches.append(match)
    if post.get("account", "").strip():
        matches.append({"account": post["account"].strip(), "text": post.get("text", "").strip()})
    run("treasury.match_line", acting, {"line": post.get("line"), "matches": matches}, key=key)


def _post(request: HttpRequest, acting: Acting, key: str | None) -> None:
    with reading(acting):
        ready = [line.id for line in queries.desk_lines(acting=acting) if line.state == "matched"]
    run("treasury.post_lines", acting, {"lines": ready}, key=key)


def _import(request: HttpRequest, acting: Acting, key: str | None) -> None:
    files = [{"name": f.name, "content": f.read(), "media_type": "application/xml"} for f in request.FILES.getlist("files")]
    run("treasury.import_statements", acting, {"files": files}, key=key)


ACTS: dict[str, tuple[Callable[[HttpRequest, Acting, str | None], None], str]] = {
    "accept_matches": (_lines("accept_matches"), _("Accepted.")),
    "clear_lines": (_lines("clear_lines"), _("Sent to the clearing account.")),
    "unmatch_lines": (_lines("unmatch_lines"), _("The match is undone.")),
    "match_line": (_match, _("Matched.")),
    "post_lines": (_post, _("Posted.")),
    "import_statements": (_import, _("Statements imported.")),
}


def _chosen(lines: list[DeskLine], asked: str) -> DeskLine | None:
    by_id = {str(line.id): line for line in lines}
    return by_id.get(asked) or next((line for line in lines if line.state == "open"), lines[0] if lines else None)


def _row(line: DeskLine, chosen: DeskLine | None, acting: Acting) -> dict[str, Any]:
    say, language = translator(acting.language), acting.language
    state = STATES[line.state]
    return {
        "id": line.id, "href": link(SCREEN, line=line.id), "current": line is chosen, "day": fmt.day(line.booked_on, language), "amount": fmt.amount(line.amount, language),
        "currency": line.currency, "counterparty": line.counterparty, "account": line.counterparty_account, "title": line.title, "statement": f"{line.statement}/{line.position}",
        "score": line.score, "state": line.state, "badge": {"tone": state.tone, "icon": state.icon, "text": say(state.title)},
        "reasons": [_reason(r, language) for r in line.reasons],
        "purposes": [{"text": say(p.text), "party": p.party, "amount": fmt.amount(p.amount, language), "open": fmt.amount(p.open, language) if p.open is not None else "",
                      "due": fmt.day(p.due, language) if p.due else ""} for p in line.purposes],
    }  # fmt: skip


def _reason(reason: Reason, language: str) -> str:
    """Why a match is proposed, its amounts written as the language does; they were kept as text."""
    words = {name: fmt.amount(Decimal(str(value)), language) if name in AMOUNTS else value for name, value in reason.words.items()}
    return Reason(reason.says, words).sentence(translator(language))


def _item(item: Open, acting: Acting) -> dict[str, Any]:
    zero = Decimal(0)
    return {
        "id": item.id, "number": item.name or "–", "party": item.party, "due": fmt.day(item.due, acting.language), "late": item.due < acting.today,
        "open": fmt.amount(item.left or zero, acting.language), "currency": item.currency,
    }  # fmt: skip
