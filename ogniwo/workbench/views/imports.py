"""Import: paste or drop a file, map its columns, try it (nothing is kept), bring in what is right."""
import csv
import io
from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods
from python_calamine import CalamineError, CalamineWorkbook

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.access.routes import in_company
from ogniwo.kernel.commands import reading, run
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import kernel_door, registry
from ogniwo.workbench import params as par
from ogniwo.workbench.declare import Import
from ogniwo.workbench.declare.address import link
from ogniwo.workbench.formview import fresh_key
from ogniwo.workbench.views.shell import answer, not_here, toast
from ogniwo.workbench.words import label as spelt
from ogniwo.workbench.words import said, told

MOST_ROWS, MOST_BYTES = 5000, 5 * 1024 * 1024


@in_company
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, name: str) -> HttpResponse:
    """The import screen; each step posts the table on to the next, so nothing waits on the server."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    registry.load()
    declared = registry.IMPORTS.get(name)
    spec = kernel_door.command(declared.command) if declared else None
    if declared is None or spec is None:
        return not_here(request)
    if not acting.may(spec.name):
        raise NoRight(permission=spec.name)
    fields = next(p for p in par.params(spec.parameters) if p.name == declared.rows).inner
    words = {"title": said(declared.title, acting.language), "name": name, "fields": [_field(f, declared, acting) for f in fields], "key": fresh_key(),
             "back": link(declared.back) if declared.back else "/"}
    if request.method == "GET":
        return answer(request, "workbench/import.html", words, screen=declared.back)
    try:
        head, rows = table_of(request)
    except ValueError as wrong:
        return answer(request, "workbench/import.html", {**words, "problem": said(str(wrong.args[0]), acting.language)}, screen=declared.back, status=422)
    shown = [_field(f, declared, acting) for f in fields]
    mapping = {f["name"]: request.POST.get(f"map-{f['name']}", guess(f["name"], f["label"], head)) for f in shown}
    words |= {"head": list(enumerate(head)), "count": len(rows), "text": as_text(head, rows), "sample": rows[:5],
              "mapping": [{**f, "column": mapping[f["name"]]} for f in shown]}
    if "step" not in request.POST:
        return answer(request, "workbench/import.html", words, screen=declared.back)
    return _carry_out(request, declared, spec, words, (rows, mapping))


def _carry_out(request: HttpRequest, declared: Import, spec: Any, words: dict[str, Any], file: tuple[Sequence[Sequence[str]], Mapping[str, str]]) -> HttpResponse:
    """The dry run (`try`), the act itself (`run`), or the act on the rows without errors (`right`); errors stand by their rows."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    step = request.POST["step"]
    fields = next(p for p in par.params(spec.parameters) if p.name == declared.rows).inner
    with reading(acting):
        data, errors = read_rows(fields, *file, acting)
    if data and not errors:
        errors = _run(request, declared, spec, data, preview=step != "run")
    elif not data and not errors:
        errors = [{"row": 0, "words": said(_("The file has no rows."), acting.language)}]
    bad = {e["row"] for e in errors if e["row"]}
    if step == "right" and bad and all(e["row"] for e in errors):
        data = [row for n, row in enumerate(data, 1) if n not in bad]
        errors = _run(request, declared, spec, data, preview=False) if data else errors
    if step != "try" and not errors:
        toast(request, said(_("{n} rows brought in."), acting.language, n=len(data)))
        response = HttpResponseRedirect(words["back"])
        response.status_code = 303
        return response
    named = errors and all(e["row"] for e in errors)
    words |= {"tried": True, "errors": sorted(errors, key=lambda e: e["row"])[:200], "right": max(0, len(data) - len(bad)) if named else 0, "wrong": len(errors)}
    return answer(request, "workbench/import.html", words, screen=declared.back, status=422 if errors else 200)


def _run(request: HttpRequest, declared: Import, spec: Any, data: Sequence[Mapping[str, Any]], *, preview: bool) -> list[dict[str, Any]]:
    """Run the command on the rows; what it refused, by row."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    try:
        run(spec.name, acting, {declared.rows: list(data)}, preview=preview, key=request.POST.get("_key") or None)
    except Refused as no:
        return [_error(e, acting) for e in no.errors]
    except BusinessError as no:
        return [_error(no, acting)]
    return []


def _field(f: par.Param, declared: Import, acting: Acting) -> dict[str, Any]:
    return {"name": f.name, "label": said(declared.titles.get(f.name) or spelt(f.name), acting.language), "required": f.required}


def _error(error: BusinessError, acting: Acting) -> dict[str, Any]:
    """An error with its row of the file (from 1), by the index in its field (from 0) or its line (from 1)."""
    parts = str(error.field or "").split(".")
    row = int(parts[1]) + 1 if len(parts) > 1 and parts[1].isdigit() else int(str(error.line)) if str(error.line).isdigit() else 0
    return {"row": row, "words": told(error, acting.language), "field": parts[-1] if len(parts) > 2 else ""}


def read_rows(fields: Sequence[par.Param], rows: Sequence[Sequence[str]], mapping: Mapping[str, str], acting: Acting) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Typed rows and errors by row. References are found by their words: one suggest call for each different word."""
    known: dict[tuple[str, str], str | None] = {}
    data, errors = [], []
    for number, row in enumerate(rows, 1):
        texts = {f.name: row[int(mapping[f.name])].strip() for f in fields if mapping.get(f.name, "").isdigit() and int(mapping[f.name]) < len(row)}
        for f in fields:
            if f.kind == "ref" and texts.get(f.name):
                texts[f"{f.name}-text"] = texts[f.name]
                texts[f.name] = _resolved(f.name, texts[f.name], known, acting) or ""
        values, wrong = par.parse_row(par.Param("", "lines", required=False, inner=fields), texts, acting.today, whole=True)
        data.append(values)
        errors += [{"row": number, "words": said(words, acting.language), "field": said(spelt(name), acting.language)} for name, words in wrong.items()]
    return data, errors


def _resolved(name: str, text: str, known: dict[tuple[str, str], str | None], acting: Acting) -> str | None:
    if (name, text) not in known:
        reference = registry.reference(name)
        found = kernel_door.query(reference.suggest)(text, acting=acting) if reference else []
        exact = [s for s in found if text.casefold() in (s.value.casefold(), s.label.casefold())]
        known[name, text] = str(exact[0].id) if len(exact) == 1 else None
    return known[name, text]


def table_of(request: HttpRequest) -> tuple[list[str], list[list[str]]]:
    """The head and rows of what was pasted or dropped: CSV (UTF-8 or Windows-1250), or a spreadsheet. ValueError in words."""
    upload = request.FILES.get("file")
    if upload is not None:
        if (upload.size or 0) > MOST_BYTES:
            raise ValueError(_("The file is over 5 MB. Split it."))
        octets = upload.read()
        rows = _sheet(octets) if octets[:2] == b"PK" or octets[:4] == b"\xd0\xcf\x11\xe0" else _csv(_decoded(octets))
    else:
        rows = _csv(request.POST.get("text", ""))
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise ValueError(_("There must be a row of headings and at least one row under it."))
    if len(rows) > MOST_ROWS + 1:
        raise ValueError(_("At most 5,000 rows at a time. Split the file."))
    return rows[0], rows[1:]


def _decoded(octets: bytes) -> str:
    with suppress(UnicodeDecodeError):
        return octets.decode("utf-8-sig")
    try:
        return octets.decode("cp1250")
    except UnicodeDecodeError:
        raise ValueError(_("The file is neither a text nor a spreadsheet.")) from None


def _csv(text: str) -> list[list[str]]:
    if "\0" in text:
        raise ValueError(_("The file is neither a text nor a spreadsheet."))
    first = text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}").split("\n", 1)[0]
    mark = max("\t;,", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")), delimiter=mark))
    except csv.Error as wrong:
        raise ValueError(_("The file is cut off or damaged.")) from wrong


def _sheet(octets: bytes) -> list[list[str]]:
    try:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(octets)).get_sheet_by_index(0).to_python()
    except (CalamineError, IndexError, ValueError) as wrong:
        raise ValueError(_("The file is cut off or damaged.")) from wrong
    return [[_text(cell) for cell in row] for row in rows[: MOST_ROWS + 2]]


def _text(cell: Any) -> str:
    """A spreadsheet's cell as text: its binary number by its shortest decimal form."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return str(cell)
    return f"{Decimal(repr(cell)):f}".removesuffix(".0")


def as_text(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The table as it travels to the next step."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerows([head, *rows])
    return out.getvalue()


def guess(name: str, label: str, head: Sequence[str]) -> str:
    """The column of the file that most likely holds a field: its heading is the field's name or words."""
    for at, title in enumerate(head):
        if title.strip().casefold() in (name.casefold(), label.casefold(), name.replace("_", " ").casefold()):
            return str(at)
    return ""
