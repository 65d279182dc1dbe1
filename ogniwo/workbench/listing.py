"""A list's page: what the address asks (filters, search, order, after), the query, totals, the rows as drawn.

Three statements whatever the size: the page (keyset, 100 rows), the count and totals (both bounded at 10,001 rows).
"""
import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldError, ValidationError
from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import reading
from ogniwo.workbench import cells, kernel_door
from ogniwo.workbench import format as fmt
from ogniwo.workbench.declare import Amount, Badge, Between, Choice, Column, Filter, Flag, List, Number, Period, Ref, View
from ogniwo.workbench.words import said

PAGE = 100
BOUND = 10_000


@dataclass(slots=True)
class Asked:
    """What the address asks of a list, already cut to what the person may ask."""

    view: View | None = None
    filters: dict[str, str] = field(default_factory=dict)
    search: str = ""
    order: str = ""
    after: str = ""


@dataclass(slots=True)
class Drawn:
    """A row as drawn: its key, address, state and cells."""

    key: Any
    href: str
    state: str
    cells: list[cells.Cell]


@dataclass(slots=True)
class Listing:
    """A page of a list. `count` is None when over the bound; then there are no totals."""

    columns: list[Column]
    rows: list[Drawn]
    count: int | None
    totals: dict[str, Decimal]
    next: str
    asked: Asked


def whole(screen: List, acting: Acting) -> List:
    """The list with the columns and filters of the company's own fields, if it has such."""
    if screen.own is None:
        return screen
    with reading(acting):
        columns, filters = screen.own(acting=acting)
    return replace(screen, columns=[*screen.columns, *columns], filters=[*screen.filters, *filters])


def ask(screen: List, get: Any, acting: Acting) -> Asked:
    """Read the address. Unknown or forbidden filters and orders are left out, as if they did not exist."""
    view = next((v for v in screen.views if v.name == get.get("view")), None)
    asked = Asked(view, dict(view.filters) if view else {}, get.get("q", "").replace("\0", "").strip()[:100], get.get("order", ""), get.get("after", ""))
    for one in filters_of(screen, acting):
        if one.name in get:
            asked.filters[one.name] = get.get(one.name, "").replace("\0", "").strip()[:200]
    asked.filters = {name: value for name, value in asked.filters.items() if value and name in {f.name for f in filters_of(screen, acting)}}
    default = (view.order if view else "") or screen.order
    if asked.order.removeprefix("-") not in sortable(screen, acting):
        asked.order = default
    return asked


def filters_of(screen: List, acting: Acting) -> list[Filter]:
    """The filters this person may use."""
    hidden = {c.name for c in screen.columns} - {c.name for c in cells.visible(screen.columns, acting)}
    return [f for f in screen.filters if (not f.sensitive or acting.sees(f.sensitive)) and (f.path or f.name) not in hidden]


def sortable(screen: List, acting: Acting) -> dict[str, str]:
    """Column name to the path it sorts by."""
    found = {}
    for c in cells.visible(screen.columns, acting):
        if c.sort and not c.values and c.kind != "tags":
            found[c.name] = c.sort if isinstance(c.sort, str) else (cells.label_of(c) if isinstance(c, Ref) else c.name)
    return found


def narrowed(screen: List, asked: Asked, acting: Acting) -> QuerySet[Any]:
    """The list's query with filters and search."""
    found = kernel_door.rows(screen.source, acting, paths_asked(screen, asked, acting))
    for one in filters_of(screen, acting):
        if value := asked.filters.get(one.name):
            found = _filtered(found, one, value, acting)
    if asked.search and screen.search:
        for word in asked.search.split()[:6]:
            hit = Q()
            for path in screen.search:
                hit |= Q(**{f"{path}__icontains": word})
            found = found.filter(hit)
    return found


def paths_asked(screen: List, asked: Asked, acting: Acting) -> list[str]:
    """Every path the page reads, filters, searches or sorts by."""
    columns = cells.visible(screen.columns, acting)
    filtered = [one.path or one.name for one in filters_of(screen, acting) if asked.filters.get(one.name)]
    sought = list(screen.search) if asked.search else []
    return [*cells.paths_of(columns), *_extra_paths(screen, columns), *filtered, *sought, order_path(screen, asked, acting)[0]]


def _filtered(found: QuerySet[Any], one: Filter, value: str, acting: Acting) -> QuerySet[Any]:
    path = one.path or one.name
    try:
        if isinstance(one, Flag):
            if value in ("0", ""):
                return found
            return one.when(found, acting=acting) if one.when else found.filter(**{path: True})
        if isinstance(one, Period):
            first, last = fmt.read_period(value, acting.today)
            last = last + timedelta(days=1) if last else None
            return found.filter(**({f"{path}__gte": first} if first else {}), **({f"{path}__lt": last} if last else {}))
        if isinstance(one, Between):
            low, _dots, high = value.partition("..")
            found = found.filter(**{f"{path}__gte": fmt.read_decimal(low)}) if low else found
            return found.filter(**{f"{path}__lte": fmt.read_decimal(high)}) if high else found
        if isinstance(one, Choice):
            return found.filter(**{f"{path}__in": value.split(",")})
        if one.kind == "ref":
            return found.filter(**{path: value})
        return found.filter(**{f"{path}__icontains": value})
    except (ValueError, ValidationError):
        return found.none()


def build(screen: List, asked: Asked, acting: Acting, *, limit: int = PAGE) -> Listing:
    """The page that the address asks."""
    columns = cells.visible(screen.columns, acting)
    found = narrowed(screen, asked, acting)
    count, totals = tally(found, columns)
    rows, following = page(screen, found, asked, columns, acting, limit)
    return Listing(columns, rows, count, totals, following, asked)


def tally(found: QuerySet[Any], columns: Sequence[Column]) -> tuple[int | None, dict[str, Decimal]]:
    """Count and totals, one statement over at most 10,001 rows. Amounts of several currencies have no total."""
    summed = [c for c in columns if c.total and not c.values]
    paths = {c.name: c.currency for c in summed if isinstance(c, Amount) and c.currency}
    inner = found.order_by().values("pk", *dict.fromkeys([*(c.name for c in summed), *paths.values()]))[: BOUND + 1]
    asked: dict[str, Any] = {f"t{i}_": Sum(c.name) for i, c in enumerate(summed)}
    for i, path in enumerate(dict.fromkeys(paths.values())):
        asked |= {f"a{i}_": Min(path), f"z{i}_": Max(path)}
    answer = inner.aggregate(n_=Count("pk"), **asked)
    if answer["n_"] > BOUND:
        return None, {}
    mixed = {path for i, path in enumerate(dict.fromkeys(paths.values())) if answer[f"a{i}_"] != answer[f"z{i}_"]}
    return answer["n_"], {c.name: answer[f"t{i}_"] or Decimal(0) for i, c in enumerate(summed) if paths.get(c.name) not in mixed}


def page(screen: List, found: QuerySet[Any], asked: Asked, columns: Sequence[Column], acting: Acting, limit: int,
         ) -> tuple[list[Drawn], str]:
    """The rows after the given place, and the place the next page starts after (empty at the end)."""
    path, down = order_path(screen, asked, acting)
    ordered = _after(found, path, asked.after, down=down)
    nullable = kernel_door.nullable(found, path)
    first = F(path).desc(nulls_last=True) if down and nullable else F(path).asc(nulls_last=True) if nullable else F(path).desc() if down else F(path).asc()
    ordered = ordered.order_by(*([first] if path != "pk" else []), "-pk" if down else "pk")
    wanted = dict.fromkeys(["pk", path, screen.record_id, *cells.paths_of(columns), *_extra_paths(screen, columns)])
    rows = [cells.Row(r) for r in ordered.values(*wanted)[: limit + 1]]
    more = len(rows) > limit
    rows = rows[:limit]
    following = place(rows[-1][path], rows[-1]["pk"]) if more else ""
    ids = [row["pk"] for row in rows]
    extra = cells.computed(columns, ids, acting)
    drawn = [_drawn(screen, row, columns, extra, acting) for row in rows]
    return drawn, following


def _extra_paths(screen: List, columns: Sequence[Column]) -> list[str]:
    return [screen.state] if any(isinstance(c, Badge) and c.name == screen.state for c in columns) else []


def _drawn(screen: List, row: cells.Row, columns: Sequence[Column], extra: Mapping[str, Any], acting: Acting) -> Drawn:
    key = cells.key_of(row, screen.record_id)
    href = cells.link(screen.record, key) if screen.record else ""
    line = [cells.draw(row, c, acting, extra, row["pk"]) for c in columns]
    main = next((c for c in line if isinstance(c.column, Number)), None) or next((c for c in line if c.card == "title"), line[0])
    if href and not main.href:
        main.href = href
    main.kind = "number" if main.href == href and href else main.kind
    return Drawn(row["pk"], href, str(row.get(screen.state) or ""), line)


def order_path(screen: List, asked: Asked, acting: Acting) -> tuple[str, bool]:
    """The path sorted by, and whether downwards."""
    down = asked.order.startswith("-")
    name = asked.order.removeprefix("-")
    return sortable(screen, acting).get(name, name) or "pk", down


def place(value: Any, key: Any) -> str:
    """A place in an ordered list as text for the address."""
    kind = "d" if isinstance(value, datetime) else "day" if isinstance(value, date) else "n" if isinstance(value, Decimal) else ""
    text = json.dumps([kind, value if value is None or isinstance(value, (int, str)) else str(value), str(key)])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def placed(text: str) -> tuple[Any, str] | None:
    """The place an address names, None for text that is none."""
    try:
        kind, value, key = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if value is not None and kind:
            value = {"d": datetime.fromisoformat, "day": date.fromisoformat, "n": Decimal}[kind](value)
    except (ValueError, KeyError, TypeError):
        return None
    return value, key


def _after(found: QuerySet[Any], path: str, text: str, *, down: bool) -> QuerySet[Any]:
    """Rows beyond a place. The redundant outer bound lets an index range serve it."""
    spot = placed(text) if text else None
    if spot is None:
        return found
    value, key = spot
    far, near = ("lt", "lte") if down else ("gt", "gte")
    try:
        if path == "pk":
            return found.filter(**{f"pk__{far}": key})
        beyond = Q(**{f"pk__{far}": key})
        if value is None:
            return found.filter(beyond, **{f"{path}__isnull": True})
        rest = Q(**{f"{path}__{far}": value}) | (Q(**{path: value}) & beyond)
        if kernel_door.nullable(found, path):
            return found.filter(rest | Q(**{f"{path}__isnull": True}))
        return found.filter(rest, **{f"{path}__{near}": value})
    except (ValueError, FieldError, ValidationError):
        return found.none()


def total_cells(listing: Listing, language: str) -> list[str]:
    """The pinned foot: a figure under each totalled column, empty elsewhere."""
    out = []
    for c in listing.columns:
        value = listing.totals.get(c.name)
        out.append("" if value is None else cells.text_of(value, replace(c, **_bare(c)), {}, language))
    return out


def _bare(column: Column) -> dict[str, str]:
    return {name: "" for name in ("currency", "unit") if hasattr(column, name)}


def words_of(options: Any, acting: Acting) -> dict[str, str]:
    """The choices of a filter or a select in words."""
    found = options(acting=acting) if callable(options) else options
    return {str(k): said(v if isinstance(v, str) else v.title, acting.language) for k, v in found.items()}
