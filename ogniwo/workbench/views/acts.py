"""`/do/<command>`: a command's form (GET), its preview and its run (POST). `/suggest/..` and `/calc/..` serve its fields."""
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.access.routes import in_company
from ogniwo.kernel.commands import QUERIES, reading, run, run_each
from ogniwo.kernel.errors import BusinessError, NotFound, Refused, Stale
from ogniwo.kernel.people.commands import Once
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import cells, effects, formview, kernel_door, registry
from ogniwo.workbench import format as fmt
from ogniwo.workbench import params as par
from ogniwo.workbench.buttons import asks_nothing
from ogniwo.workbench.declare import Cell, Form, GridRow
from ogniwo.workbench.declare.address import link
from ogniwo.workbench.views.shell import answer, not_here, toast
from ogniwo.workbench.words import said, told, translator


@in_company
@require_http_methods(["GET", "POST"])
def do(request: HttpRequest, command: str) -> HttpResponse:
    """The form of a command, its preview, its run. 303 where it worked, 422 with errors by field, 409 when it was stale."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    spec = kernel_door.command(command)
    if spec is None:
        return not_here(request)
    if not acting.may(command):
        raise NoRight(permission=command)
    form = registry.form(command)
    if request.method == "GET":
        try:
            with reading(acting):
                return _page(request, spec, form, formview.Given(given(request.GET, spec, form, acting)))
        except (ObjectDoesNotExist, NotFound, ValidationError, ValueError):  # ValueError: an id that can't be one of such records
            return not_here(request)
    if "resume" in request.POST:  # what a browser kept of a form that was never sent
        with reading(acting):
            return _page(request, spec, form, _posted(request, spec, form))
    if len(ids_of(request.POST)) > 1 and "bulk" in request.POST:
        return _bulk(request, spec, form)
    parsed = par.parse(par.params(spec.parameters), request.POST, acting.today, files=request.FILES)
    _set_ids(parsed.data, request.POST, spec)
    parsed.errors |= _nothing_chosen(parsed.data, spec)
    if parsed.errors:
        return _refuse(request, spec, form, _told(parsed.errors, acting))
    preview = "preview" in request.POST
    try:
        outcome = run(command, acting, parsed.data, key=request.POST.get("_key") or None, preview=preview, versions=_versions(request.POST))
    except (Refused, BusinessError) as no:
        return _refused(request, spec, form, no)
    if preview:
        with reading(acting):
            return _page(request, spec, form, _posted(request, spec, form), effects=effects.draw(outcome.effects, acting))
    return _done(request, spec, form, outcome.result)


def given(source: Any, spec: Any, form: Form, acting: Acting) -> dict[str, Any]:
    """Values of a fresh form: what the record holds (`prefill`), then what the address says, then the business day for dates."""
    ids = ids_of(source)
    values: dict[str, Any] = {}
    if form.prefill and len(ids) <= 1:
        values.update(form.prefill(ids[0] if ids else None, acting=acting))
    declared = par.params(spec.parameters)
    for p in declared:
        if p.name in source and p.kind not in ("lines", "group", "refs"):
            values[p.name] = source.get(p.name)
        elif p.kind == "day" and p.required and p.name not in values:
            values[p.name] = acting.today
        elif p.default is not None and p.name not in values:
            values[p.name] = p.default
    key = key_param(spec, form)
    if ids and key:
        values[key] = ids if spec.sets == key else ids[0]
    return values


def key_param(spec: Any, form: Form) -> str:
    """The parameter that takes the id of the record the form was opened on."""
    if form.key:
        return form.key
    if spec.sets and spec.sets in {p.name for p in par.params(spec.parameters) if p.kind == "refs"}:
        return str(spec.sets)
    last = form.done.rsplit(".", 1)[-1] if form.done else ""
    if last in spec.parameters:
        return last
    first = next(iter(par.params(spec.parameters)), None)
    about = first is not None and (first.kind == "refs" or first.kind == "ref" and registry.reference(first.name) is None)
    return first.name if first is not None and about else ""


def ids_of(source: Any) -> list[str]:
    """The ids of the records an act is about, as the address or the form says."""
    return [i for i in source.getlist("id") if i]


def _set_ids(data: dict[str, Any], post: Any, spec: Any) -> None:
    ids = ids_of(post)
    if ids and spec.sets and not data.get(spec.sets) and spec.sets in spec.parameters:
        data[spec.sets] = ids


def _nothing_chosen(data: dict[str, Any], spec: Any) -> dict[str, str]:
    """A set that must be given and is empty: an act on nothing would say that it was done."""
    return {p.name: par.MISSING_VALUE for p in par.params(spec.parameters) if p.kind == "refs" and p.required and not data.get(p.name)}


def _versions(post: Any) -> dict[Any, int] | None:
    version, ids = post.get("version", ""), ids_of(post)
    if not version.isdigit() or not ids:
        return None
    try:
        return {UUID(ids[0]): int(version)}
    except ValueError:
        return {ids[0]: int(version)}


def _page(request: HttpRequest, spec: Any, form: Form, filled: formview.Given, **shown: Any) -> HttpResponse:
    """The form's page; `shown` may hold all sentences of errors, effects (of a preview), stale (two versions), status."""
    post = filled.post
    acting: Acting = request.acting  # type: ignore[attr-defined]
    source, status = post if post is not None else request.GET, shown.get("status", 200)
    view = formview.build(spec, form, acting, filled, key_param=key_param(spec, form))
    if post is not None and post.get("_key") and status != 409:
        view.key = post["_key"]
    words = {"form": view, "title": view.title, "errors": shown.get("sentences", ()), "effects": shown.get("effects"), "ids": ids_of(source), "version": source.get("version", ""),
             "bulk": "bulk" in source or len(ids_of(source)) > 1, "next": source.get("next", ""), "returns": source.get("returns", ""), "stale": shown.get("stale")}
    return answer(request, "workbench/form.html", words, screen=form.done, status=status)


def _told(errors: Mapping[str, str], acting: Acting) -> tuple[Mapping[str, str], Sequence[tuple[str, str]]]:
    return errors, [(name, said(words, acting.language)) for name, words in errors.items()]


def _posted(request: HttpRequest, spec: Any, form: Form, errors: Mapping[str, str] | None = None) -> formview.Given:
    acting: Acting = request.acting  # type: ignore[attr-defined]
    return formview.Given(given(request.POST, spec, form, acting), request.POST, errors or {})


def _refuse(request: HttpRequest, spec: Any, form: Form, refusal: tuple[Mapping[str, str], Sequence[tuple[str, str]]], status: int = 422) -> HttpResponse:
    """The form again, with errors by field (`refusal`) and as sentences."""
    errors, sentences = refusal
    with reading(request.acting):  # type: ignore[attr-defined]
        return _page(request, spec, form, _posted(request, spec, form, errors), sentences=sentences, status=status)


def _refused(request: HttpRequest, spec: Any, form: Form, no: Refused | BusinessError) -> HttpResponse:
    """Errors by their fields; a stale write shows what the database holds beside what was typed."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    found = no.errors if isinstance(no, Refused) else [no]
    grids = {p.name: par.grid_rows(p, request.POST) for p in par.grids(par.params(spec.parameters))}
    by_field, all_words = formview.errors_by_field(found, acting.language, grids)
    if any(isinstance(error, Stale) for error in found) and form.prefill and ids_of(request.POST):
        with reading(acting):
            return _page(request, spec, form, _posted(request, spec, form), sentences=all_words,
                         stale=_differences(request, spec, form), status=409)
    status = max(error.status for error in found)
    return _refuse(request, spec, form, (by_field, all_words), status if status in (403, 404, 409) else 422)


def _differences(request: HttpRequest, spec: Any, form: Form) -> dict[str, Any]:
    """What differs between the database and what was typed, with the version that now stands."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    theirs = dict(form.prefill(ids_of(request.POST)[0], acting=acting)) if form.prefill else {}
    ours = formview.build(spec, form, acting, formview.Given(theirs, request.POST), key_param=key_param(spec, form))
    now = formview.build(spec, form, acting, formview.Given(theirs), key_param=key_param(spec, form))
    mine = {f.name: f for s in ours.sections for f in s.fields}
    rows = [{"label": f.label, "name": f.name, "theirs": f.text, "mine": mine[f.name].text, "value": f.value}
            for s in now.sections for f in s.fields if f.name in mine and (f.text, f.value) != (mine[f.name].text, mine[f.name].value)]
    return {"rows": rows, "version": theirs.get("version", "")}


def _done(request: HttpRequest, spec: Any, form: Form, result: Any) -> HttpResponse:
    acting: Acting = request.acting  # type: ignore[attr-defined]
    if isinstance(result, Once) and result.text:
        return answer(request, "workbench/once.html", {"title": said(spec.title, acting.language), "secret": result.text, "next": request.POST.get("next", "")})
    found = _first_id(result)
    toast(request, said(_("{what}: done."), acting.language, what=said(spec.title, acting.language)))
    made = found is not None and bool(form.done) and str(found) not in ids_of(request.POST)
    to = link(form.done, found) if made and request.POST.get("next") and not request.POST.get("returns") else request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(to, {request.get_host()}):
        to = link(form.done, found) if form.done and found is not None else ""
    if request.headers.get("X-Up-Mode", "root") not in ("", "root"):
        value = {"url": to, "id": str(found) if found is not None else "", "value": _name_of(request, found)}
        response = HttpResponse(status=200)
        response["X-Up-Accept-Layer"] = json.dumps(value)
        return response
    back = to or (link(form.done, found) if form.done and found is not None else _home_of(spec, found))
    response = HttpResponseRedirect(back)
    response.status_code = 303
    return response


def _home_of(spec: Any, found: Any) -> str:
    """Where one stands after an act whose form does not say it: the record it made, else the list that offers it."""
    known = next((r for r in registry.REFERENCES.values() if r.create == spec.name and r.opens), None)
    if known is not None and found is not None:
        return link(known.opens, found)
    lists = [s.name for s in registry.SCREENS.values() if s.menu and spec.name in {kernel_door.name_of(c) for a in s.actions if (c := registry.action(a).command)}]
    return link(lists[0]) if lists else "/"


def _first_id(result: Any) -> Any:
    if isinstance(result, (list, tuple)):
        return _first_id(result[0]) if result else None
    if isinstance(result, (UUID, int, str)):
        return result
    return getattr(result, "id", None) or (result.get("id") if isinstance(result, Mapping) else None)


def _name_of(request: HttpRequest, found: Any) -> str:
    """The words of a record just made in a drawer, by the suggest query of the field that opened it."""
    known = registry.reference(request.POST.get("returns", ""))
    acting: Acting = request.acting  # type: ignore[attr-defined]
    if found is None or known is None or not kernel_door.may_see(acting, known.suggest):
        return ""
    with reading(acting):
        named = kernel_door.query(known.suggest)("", ids=[str(found)], acting=acting)
    return named[0].value if named else ""


def _bulk(request: HttpRequest, spec: Any, form: Form) -> HttpResponse:
    """Run on each chosen record: the allowed ones in atomic chunks, a result for every row."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    parsed = par.parse(par.params(spec.parameters), request.POST, acting.today)
    _set_ids(parsed.data, request.POST, spec)
    fresh = "_key" not in request.POST
    if parsed.errors and not asks_nothing(spec):
        if fresh:
            with reading(acting):
                return _page(request, spec, form, _posted(request, spec, form))
        return _refuse(request, spec, form, _told(parsed.errors, acting))
    try:
        report = run_each(spec.name, acting, parsed.data)
    except (Refused, BusinessError) as no:
        return _refused(request, spec, form, no)
    with reading(acting):
        names = _names(request.POST.get("from", ""), [key for key, _errors in report], acting)
    rows = [{"name": names.get(str(key), str(key)), "errors": [told(e, acting.language) for e in errors]} for key, errors in report]
    done = sum(not row["errors"] for row in rows)
    words = {"title": said(spec.title, acting.language), "rows": sorted(rows, key=lambda r: not r["errors"]), "done": done, "refused": len(rows) - done,
             "back": request.POST.get("next", "")}
    return answer(request, "workbench/result.html", words)


def _names(screen: str, ids: Sequence[Any], acting: Acting) -> dict[str, str]:
    """What the rows are called in the list they were chosen from."""
    found = registry.screen(screen)
    if found is None or found.kind != "list" or not kernel_door.may_see(acting, found.source):  # type: ignore[attr-defined]
        return {}
    path = found.columns[0].name  # type: ignore[attr-defined]
    rows = kernel_door.rows(found.source, acting, [path]).filter(pk__in=ids).values_list("pk", path)  # type: ignore[attr-defined]
    return {str(key): cells.plain(value, acting.language) or str(key) for key, value in rows}


@in_company
@require_GET
def suggest(request: HttpRequest, query: str) -> HttpResponse:
    """What a combo-box or a grid's cell offers for the typed text: at most 12 rows."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    spec = QUERIES.get(query)
    if spec is None or not kernel_door.suggests(spec):
        return JsonResponse([], safe=False, status=404)
    if not acting.may(query):
        return JsonResponse([], safe=False, status=403)
    with reading(acting):
        found = spec.function(request.GET.get("q", "").replace("\0", "").strip()[:100], acting=acting)[:12]
    return JsonResponse([{"id": str(s.id), "value": s.value, "label": s.label or s.value, "note": s.note,
                          "fill": {k: formview.to_text(v, "", acting.language) for k, v in s.fill.items()}} for s in found], safe=False)


@in_company
@require_POST
def calc(request: HttpRequest, command: str, grid: str) -> HttpResponse:
    """Totals of a grid as typed, by the server's own rule."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    spec = kernel_door.command(command)
    declared = formview.grid_of(registry.form(command), grid)
    if spec is None or declared.calculate is None or not acting.may(command):
        return JsonResponse({}, status=404)
    p = next(p for p in par.grids(par.params(spec.parameters)) if p.name == grid)
    rows = [GridRow(key, *par.parse_row(p, texts, acting.today, whole=False)) for key, texts in par.grid_rows(p, request.POST)]
    header = par.parse([q for q in par.params(spec.parameters) if q.kind != "lines"], request.POST, acting.today).data
    with reading(acting):
        found = declared.calculate(rows, header, acting=acting)
        added = {c.name: c.values(rows, acting=acting) for c in declared.cells if isinstance(c, Cell) and c.values}
    seen = {h.name for h in formview.heads(p, declared, acting)}
    translate = translator(acting.language)
    wrong = {row.key: {k: translate(v) for k, v in row.wrong.items()} for row in rows}
    out = [{"k": a.key, "out": {k: _figure(v, acting) for k, v in a.outputs.items() if k in seen} | {k: _count(v.get(a.key), acting) for k, v in added.items() if k in seen},
            "fill": {k: formview.to_text(v, "decimal", acting.language) for k, v in a.fill.items() if k in seen},
            "err": {**wrong.pop(a.key, {}), **{k: translate(v) for k, v in a.errors.items()}}} for a in found.rows]
    out += [{"k": key, "out": {}, "fill": {}, "err": errors} for key, errors in wrong.items() if errors]
    totals = [{"title": translate(t.title), "text": fmt.amount(t.amount, acting.language), "strong": t.strong, "quiet": t.quiet} for t in found.totals]
    return JsonResponse({"seq": request.POST.get("seq", ""), "rows": out, "totals": totals})


def _count(value: Any, acting: Acting) -> str:
    return "" if value is None else fmt.quantity(value, acting.language)


def _figure(value: Any, acting: Acting) -> str:
    return value if isinstance(value, str) else "" if value is None else fmt.amount(value, acting.language)

