"""A command's form as drawn: its fields with words, texts, errors; its grid with rows, totals."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from secrets import token_hex
from typing import Any

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.text import LANGUAGES, say
from ogniwo.workbench import format as fmt
from ogniwo.workbench import kernel_door, listing, registry
from ogniwo.workbench import params as par
from ogniwo.workbench.declare import Cell, Field, Form, LineGrid, Own, Reference
from ogniwo.workbench.words import label as spelt
from ogniwo.workbench.words import said, told


@dataclass(slots=True)
class FieldView:
    """One field as drawn. `text` is what stands in it, `value` the id behind a reference."""

    name: str
    kind: str
    label: str
    text: str = ""
    value: str = ""
    error: str = ""
    help: str = ""
    required: bool = False
    width: int = 1
    rows: int = 1
    options: Mapping[str, str] = field(default_factory=dict)
    suggest: str = ""
    create: str = ""
    hidden: bool = False
    right: bool = False
    values: Sequence[str] = ()


@dataclass(slots=True)
class SectionView:
    title: str
    fields: list[FieldView]


@dataclass(slots=True)
class CellView:
    """A cell of the grid's row; as a head it carries no text."""

    name: str
    label: str
    kind: str
    width: int
    right: bool
    output: bool
    phone: bool
    suggest: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    value: str = ""
    error: str = ""


@dataclass(slots=True)
class RowView:
    key: str
    cells: list[CellView]
    carried: list[CellView] = field(default_factory=list)


@dataclass(slots=True)
class GridView:
    """A line grid as drawn; `blank` is the row of the template."""

    name: str
    title: str
    calc: str
    heads: list[CellView]
    rows: list[RowView]
    blank: RowView
    totals: list[Any]
    error: str = ""
    fixed: bool = False
    carried: list[str] = field(default_factory=list)


@dataclass(slots=True)
class FormView:
    """A form as drawn. `key` makes a double click one act."""

    command: str
    title: str
    help: str
    submit: str
    sections: list[SectionView]
    grids: list[GridView]
    hidden: list[FieldView]
    key: str
    preview: bool
    has_files: bool


class Texts:
    """Where texts come from: a posted form, or values as they stand."""

    def __init__(self, acting: Acting, values: Mapping[str, Any], post: Any = None) -> None:
        self.acting, self.values, self.post = acting, values, post

    def of(self, name: str, p: par.Param) -> tuple[str, str]:
        """(text, id) of a field."""
        if self.post is not None and (name in self.post or f"{name}-text" in self.post):
            typed = self.post.get(name, "")
            return (self.post.get(f"{name}-text", ""), typed) if p.kind == "ref" else (typed, typed)
        value = self.values.get(name)
        if value is None and "." in name:
            value = p.default if self.values.get(name.partition(".")[0]) is None else self._within(name)
        text = to_text(value, p.kind, self.acting.language)
        return ("" if p.kind == "ref" else text), text

    def _within(self, name: str) -> Any:
        """A value by its path through groups, the company's own fields, languages."""
        value: Any = self.values
        for part in name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else value if isinstance(value, str) else getattr(value, part, None)
        return value

    def many(self, name: str) -> list[str]:
        """The values of a field that holds several."""
        found = self.post.getlist(name) if self.post is not None and name in self.post else self.values.get(name) or ()
        return [str(v) for v in found] if isinstance(found, (list, tuple)) else [str(found)]


def to_text(value: Any, kind: str, language: str) -> str:
    """A value as it stands in a field."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal) or kind == "decimal" and isinstance(value, int):
        return fmt.typed(value, language)
    if isinstance(value, datetime):
        return fmt.moment(value, language)
    if isinstance(value, date):
        return fmt.day(value, language)
    if isinstance(value, Mapping):
        return say(value, language)
    if isinstance(value, (list, tuple)):
        return "\n".join(str(v) for v in value)
    return str(value)


@dataclass(frozen=True, slots=True)
class Given:
    """What a form is filled with: values as they stand, what was posted (wins), errors by field."""

    values: Mapping[str, Any]
    post: Any = None
    errors: Mapping[str, str] = field(default_factory=dict)


def build(spec: Any, form: Form, acting: Acting, given: Given, *, key_param: str = "") -> FormView:
    """The form of a command with values (or what was posted) and errors by field."""
    values, post, errors = given.values, given.post, given.errors
    declared = {p.name: p for p in par.params(spec.parameters)}
    texts = Texts(acting, values, post)
    grids = [_grid(p, form, spec, acting, given) for p in par.grids(list(declared.values()))]
    plain = [p for p in declared.values() if p.kind not in ("lines", "data", "map")]
    hidden_names = {spec.sets, key_param} - {None, ""}
    sections, used = [], set(hidden_names)
    for section in form.sections:
        views = [view for f in section.fields for view in fields_of(field_of(f), declared, texts, errors, acting)]
        used |= {field_of(f).name.split(".")[0] for f in section.fields}
        sections.append(SectionView(said(section.title, acting.language), views))
    rest = [view for p in plain if p.name not in used for view in fields_of(Field(p.name, width=3 if p.kind == "group" else 1), declared, texts, errors, acting)]
    if rest:
        sections.append(SectionView("", rest))
    hidden = [_hidden(declared[name], values, post) for name in hidden_names if name in declared and declared[name].kind in ("ref", "refs", "int", "text")]
    name_refs([f for s in sections for f in s.fields], grids, acting)
    title = said(form.title or spec.title, acting.language)
    submit = said(form.submit or spec.title, acting.language)
    return FormView(spec.name, title, "", submit, sections, grids, hidden, fresh_key(), form.preview,
                    any(p.kind == "file" for p in declared.values()))


def field_of(declared: Any) -> Field:
    """A `Field` from whatever a section holds."""
    return declared if isinstance(declared, Field) else Field(str(declared))


def _hidden(p: par.Param, values: Mapping[str, Any], post: Any) -> FieldView:
    found = post.getlist(p.name) if post is not None and p.name in post else values.get(p.name)
    many = [str(v) for v in found] if isinstance(found, (list, tuple)) else [] if found is None else [str(found)]
    return FieldView(p.name, p.kind, "", hidden=True, values=many)


def fields_of(f: Field, declared: Mapping[str, par.Param], texts: Texts, errors: Mapping[str, str], acting: Acting) -> list[FieldView]:
    """The field of a parameter as drawn; several for a group; none for one the person may not see."""
    group, _dot, inner = f.name.partition(".")
    p = declared.get(group)
    if p is None or f.sensitive and not acting.sees(f.sensitive):
        return []
    if p.kind == "group":
        wanted = [q for q in p.inner if (not inner or q.name == inner) and q.kind not in ("lines", "map")]
        return [view for q in wanted for view in _views(f if inner else Field(f"{group}.{q.name}", own=f.own), q, texts, errors, acting)]
    return _views(f, p, texts, errors, acting)


def _views(f: Field, p: par.Param, texts: Texts, errors: Mapping[str, str], acting: Acting) -> list[FieldView]:
    """A parameter's fields: one for each language of words, the company's own in the place of data, else one."""
    if p.kind == "words":
        title = said(f.title or spelt(p.name), acting.language)
        each = [(code, par.Param(p.name, "text", p.required and code == acting.language)) for code in LANGUAGES]
        return [_one(replace(f, name=f"{f.name}.{code}", title=f"{title} ({code.upper()})", width=max(f.width, 2)), q, texts, errors, acting) for code, q in each]
    if p.kind == "data" and f.own is not None:
        return [view for own in f.own(acting=acting) for view in _own(f, own, texts, errors, acting)]
    return [_one(f, p, texts, errors, acting)]


def _own(f: Field, own: Own, texts: Texts, errors: Mapping[str, str], acting: Acting) -> list[FieldView]:
    """A field of the company's own, and its kind beside it, by which it is read."""
    name, options = f"{f.name}.{own.key}", own.options if own.kind == "choice" else None
    drawn = _one(Field(name, title=own.title, options=options), par.Param(own.key, "text" if own.kind == "choice" else own.kind, required=False), texts, errors, acting)
    return [drawn, FieldView(f"{name}-kind", "text", "", text=own.kind, hidden=True)]


def _one(f: Field, p: par.Param, texts: Texts, errors: Mapping[str, str], acting: Acting) -> FieldView:
    text, value = texts.of(f.name, p)
    known = _reference(p.name, p.kind)
    suggest = f.suggest or (known.suggest if known else None)
    create = f.create or (known.create if known else "")
    options = listing.words_of(f.options, acting) if f.options is not None else {k: said(v, acting.language) for k, v in p.options.items()}
    kind = ("choices" if p.kind in ("texts", "refs") else "choice") if f.options is not None else p.kind
    spec = kernel_door.command(create) if create else None
    return FieldView(
        f.name, kind, said(f.title or spelt(p.name), acting.language), text, value, said(errors.get(f.name, ""), acting.language),
        said(f.help, acting.language), p.required, f.width, f.rows, options, f"/suggest/{kernel_door.name_of(suggest)}" if suggest else "",
        f"/do/{create}" if spec and acting.may(spec.name) else "", f.hidden, p.right,
        texts.many(f.name) if p.kind in ("texts", "refs") else ())


def _reference(name: str, kind: str) -> Reference | None:
    """How a field chooses a record, or the code of one."""
    known = registry.reference(name) if kind in ("ref", "text") else None
    return known if known and known.by_words == (kind == "text") else None


def name_refs(fields: Sequence[FieldView], grids: Sequence[GridView], acting: Acting) -> None:
    """Name chosen records by their suggest queries: one call for each query, however many fields and rows."""
    wanted: dict[str, list[Any]] = {}
    for one in [*fields, *(c for g in grids for r in g.rows for c in r.cells)]:
        if one.kind == "ref" and one.value and not one.text and one.suggest:
            wanted.setdefault(one.suggest, []).append(one)
    for address, holders in wanted.items():
        name = address.removeprefix("/suggest/")
        found = {str(s.id): s.value for s in kernel_door.query(name)("", ids=sorted({h.value for h in holders}), acting=acting)}
        for holder in holders:
            holder.text = found.get(holder.value, "")


def grid_of(form: Form, name: str) -> LineGrid:
    """The declared grid of a parameter, or a plain one, with the cells that other modules add."""
    declared = form.lines if form.lines and form.lines.name == name else LineGrid(name)
    added = registry.cells(kernel_door.name_of(form.command), name)
    return replace(declared, cells=[*declared.cells, *added]) if added else declared


def heads(p: par.Param, grid: LineGrid, acting: Acting) -> list[CellView]:
    """The grid's columns this person may see."""
    inner = {q.name: q for q in p.inner}
    declared = [c if isinstance(c, Cell) else Cell(str(c)) for c in grid.cells] or [Cell(q.name) for q in p.inner]
    out = []
    for c in declared:
        if c.hidden or c.sensitive and not acting.sees(c.sensitive):
            continue
        group, _dot, key = c.name.partition(".")
        q = inner.get(group)
        mapped = bool(key and q and q.kind == "map")
        kind = "output" if c.output or q is None else "ref" if mapped else "choice" if c.options is not None else q.kind
        known = _reference(key if mapped else c.name, kind)
        if mapped and not (c.suggest or known):
            continue
        suggest = c.suggest or (known.suggest if known else None)
        options = listing.words_of(c.options, acting) if c.options is not None else {k: said(v, acting.language) for k, v in (q.options if q else {}).items()}
        right = c.right if c.right is not None else kind == "output" or bool(q and q.right)
        out.append(CellView(c.name, said(c.title or spelt(c.name), acting.language), kind, c.width, right, kind == "output", c.phone,
                            f"/suggest/{kernel_door.name_of(suggest)}" if suggest else "", options))
    return out


def _grid(p: par.Param, form: Form, spec: Any, acting: Acting, given: Given) -> GridView:
    grid = grid_of(form, p.name)
    columns = heads(p, grid, acting)
    carried = [c.name for c in grid.cells if isinstance(c, Cell) and c.hidden]
    rows = _posted_rows(p, columns, carried, acting, given) if given.post is not None else _given_rows(p, columns, carried, acting, given.values)
    blanks = 0 if grid.fixed else 1 if rows else grid.blank
    rows += [RowView(f"b{token_hex(4)}", [_cell(h, "", "", "") for h in columns]) for _n in range(blanks)]
    return GridView(p.name, said(grid.title, acting.language), f"/calc/{spec.name}/{p.name}" if grid.calculate else "", columns, rows,
                    RowView("", [_cell(h, "", "", "") for h in columns]), [], said(given.errors.get(p.name, ""), acting.language), grid.fixed, carried)


def _given_rows(p: par.Param, columns: Sequence[CellView], carried: Sequence[str], acting: Acting, values: Mapping[str, Any]) -> list[RowView]:
    """Rows from values as they stand: mappings or the command's own dataclasses."""
    rows = []
    for line in values.get(p.name) or ():
        found = line if isinstance(line, Mapping) else {q.name: getattr(line, q.name) for q in p.inner} if is_dataclass(line) else {}
        texts = {h.name: to_text(_held(found, h.name), h.kind, acting.language) for h in columns}
        cells = [_cell(h, str(found.get(f"{h.name}_text", "")) if h.kind == "ref" else texts[h.name], texts[h.name], "") for h in columns]
        rows.append(RowView(f"r{token_hex(4)}", cells, [_carried(name, found.get(name)) for name in carried]))
    return rows


def _posted_rows(p: par.Param, columns: Sequence[CellView], carried: Sequence[str], acting: Acting, given: Given) -> list[RowView]:
    """Rows as typed; what stood beside them unasked comes from the values, found by what the row carries."""
    known = {tuple(c.value for c in row.carried): row for row in _given_rows(p, columns, carried, acting, given.values)} if carried else {}
    rows = []
    for key, texts in par.grid_rows(p, given.post, carried=()):
        same = known.get(tuple(texts.get(name, "") for name in carried))
        said_beside = {c.name: c.text for c in same.cells if c.output} if same else {}
        cells = [_cell(h, texts.get(f"{h.name}-text", "") if h.kind == "ref" else texts.get(h.name, said_beside.get(h.name, "")), texts.get(h.name, ""),
                       said(given.errors.get(f"{key}-{h.name}", ""), acting.language)) for h in columns]
        rows.append(RowView(key, cells, [_carried(name, texts.get(name)) for name in carried]))
    return rows


def _held(line: Mapping[str, Any], name: str) -> Any:
    group, _dot, key = name.partition(".")
    return (line.get(group) or {}).get(key) if key else line.get(name)


def _carried(name: str, value: Any) -> CellView:
    return CellView(name, "", "text", 0, right=False, output=False, phone=False, value="" if value is None else str(value))


def _cell(head: CellView, text: str, value: str, error: str) -> CellView:
    return CellView(head.name, head.label, head.kind, head.width, head.right, head.output, head.phone, head.suggest, head.options, text, value, error)


Rows = Sequence[tuple[str, Mapping[str, str]]]


def errors_by_field(errors: Sequence[Any], language: str, grids: Mapping[str, Rows]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Business errors as (words by field, all sentences); `grids` holds the typed rows.

    An error's field `lines.2.price` counts rows from 0; its `line` is the number of the row, from 1, or the id of the line it carries.
    """
    by_field: dict[str, str] = {}
    all_words: list[tuple[str, str]] = []
    for error in errors:
        words = told(error, language)
        name = _place(error, grids)
        if name:
            by_field.setdefault(name, words)
        all_words.append((name, words))
    return by_field, all_words


def _place(error: Any, grids: Mapping[str, Rows]) -> str:
    name, line = str(error.field or ""), str(error.line if error.line is not None else "")
    parts = name.split(".")
    for grid, rows in grids.items():
        if parts[0] == grid and len(parts) == 3 and parts[1].isdigit() and int(parts[1]) < len(rows):
            return f"{rows[int(parts[1])][0]}-{parts[2]}"
        if name and len(parts) == 1 and name != grid and (key := _row_of(line, rows)):
            return f"{key}-{name}"
    return name


def _row_of(line: str, rows: Rows) -> str:
    """The key of the row that carries this line's id, else of the row of this number."""
    carrying = [key for key, texts in rows if line and texts.get("line") == line]
    if carrying:
        return carrying[0]
    return rows[int(line) - 1][0] if line.isdigit() and 0 < int(line) <= len(rows) else ""


def fresh_key() -> str:
    """A new idempotency key for a form: a double click has one effect."""
    return token_hex(16)
