"""A list's page: what the address asks (filters, search, order, after), the query, totals, the rows as drawn.

Statements whatever the size: the count (bounded at 10,001 rows), totals where the count stays within it, the keys of the page
in order (`ordering`), the rows of these keys. A list over the bound is sorted only as an index can.
"""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, Min, Q, QuerySet, Sum

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import reading
from ogniwo.kernel.search.queries import records
from ogniwo.workbench import cells, kernel_door, ordering
from ogniwo.workbench import format as fmt
from ogniwo.workbench.declare import Amount, Badge, Between, Choice, Column, Filter, Flag, List, Number, Period, Ref, View
from ogniwo.workbench.words import said

PAGE = 100
BOUND = 10_000
HITS = 1000
"""At most so many rows are found where only the first rows are searched."""


@dataclass(slots=True)
class Asked:
    """What the address asks of a list, already cut to what the person may ask; ``partly``: only the first rows were searched."""

    view: View | None = None
    filters: dict[str, str] = field(default_factory=dict)
    search: str = ""
    order: str = ""
    after: str = ""
    partly: bool = False


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
    if spot := ordering.placed(asked.after):
        asked.order = spot.order
    if asked.order.removeprefix("-") not in sortable(screen, acting):
        asked.order = default_order(screen, asked)
    return asked


def default_order(screen: List, asked: Asked) -> str:
    """The order of the chosen view, else the list's own."""
    return (asked.view.order if asked.view else "") or screen.order


def settle(screen: List, asked: Asked, acting: Acting, *, many: bool) -> None:
    """Give up an order that no index serves where rows are over the bound; a page that goes on keeps the order it began with."""
    if many and not asked.after and asked.order.removeprefix("-") not in sortable(screen, acting, many=True):
        asked.order = default_order(screen, asked)


def is_many(screen: List, asked: Asked, found: QuerySet[Any], acting: Acting) -> bool:
    """Whether rows are over the bound; not asked where the order is one that an index serves."""
    quick = asked.order == default_order(screen, asked) or asked.order.removeprefix("-") in sortable(screen, acting, many=True)
    return not quick and counted(found) is None


def filters_of(screen: List, acting: Acting) -> list[Filter]:
    """The filters this person may use."""
    hidden = {c.name for c in screen.columns} - {c.name for c in cells.visible(screen.columns, acting)}
    return [f for f in screen.filters if (not f.sensitive or acting.sees(f.sensitive)) and (f.path or f.name) not in hidden]


def sortable(screen: List, acting: Acting, *, many: bool = False) -> dict[str, str]:
    """Column name to the path it sorts by. With ``many`` rows (over the bound) only what an index serves."""
    found = {}
    quick = {name.removeprefix("-") for name in (screen.order, *(v.order for v in screen.views), *screen.quick)}
    for c in cells.visible(screen.columns, acting):
        if c.sort and not c.values and c.kind != "tags":
            path = c.sort if isinstance(c.sort, str) else (cells.label_of(c) if isinstance(c, Ref) else c.name)
            if not many or {c.name, path} & quick:
                found[c.name] = path
    return found


def narrowed(screen: List, asked: Asked, acting: Acting) -> QuerySet[Any]:
    """The list's query with filters and search."""
    found = kernel_door.rows(screen.source, acting, paths_asked(screen, asked, acting))
    for one in filters_of(screen, acting):
        if value := asked.filters.get(one.name):
            found = _filtered(found, one, value, acting)
    if asked.search and screen.search:
        found = _sought(screen, found, asked, acting)
    return found


def _sought(screen: List, found: QuerySet[Any], asked: Asked, acting: Acting) -> QuerySet[Any]:
    """Rows with these words. Over the bound the search door knows them, if the list has one and they are not too common; else the first rows are looked through."""
    words = [reduce(or_, (Q(**{f"{path}__icontains": word}) for path in screen.search)) for word in asked.search.split()[:6]]
    if counted(found) is not None:
        return found.filter(*words)
    hits = {path: records(asked.search, kinds, BOUND + 1) for path, kinds in screen.find.items()}
    if hits and all(len(ids) <= BOUND for ids in hits.values()):
        return found.filter(reduce(or_, (Q(**{f"{path}__in": ids}) for path, ids in hits.items())))
    asked.partly = True
    first = ordering.first(found, order_of(screen, default_order(screen, asked), acting), BOUND)
    return found.filter(pk__in=list(found.filter(*words, pk__in=first).order_by().values_list("pk", flat=True)[:HITS]))


def paths_asked(screen: List, asked: Asked, acting: Acting) -> list[str]:
    """Every path the page reads, filters, searches or sorts by."""
    columns = cells.visible(screen.columns, acting)
    filtered = [one.path or one.name for one in filters_of(screen, acting) if asked.filters.get(one.name)]
    sought = list(screen.search) if asked.search else []
    return [*cells.paths_of(columns), *_extra_paths(screen, columns), *filtered, *sought, *(order_of(screen, order, acting).path for order in (asked.order, default_order(screen, asked)))]


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
    count = counted(found)
    settle(screen, asked, acting, many=count is None)
    rows, following = page(screen, found, asked, columns, acting, limit)
    return Listing(columns, rows, count, totals(found, columns) if count is not None else {}, following, asked)


def counted(found: QuerySet[Any]) -> int | None:
    """How many rows, None when over the bound."""
    count = found.order_by().values("pk")[: BOUND + 1].count()
    return count if count <= BOUND else None


def totals(found: QuerySet[Any], columns: Sequence[Column]) -> dict[str, Decimal]:
    """Totals of a list within the bound; no statement where nothing is totalled. Amounts of several currencies have no total."""
    summed = [c for c in columns if c.total and not c.values]
    if not summed:
        return {}
    paths = {c.name: c.currency for c in summed if isinstance(c, Amount) and c.currency}
    inner = found.order_by().values("pk", *dict.fromkeys([*(c.name for c in summed), *paths.values()]))[:BOUND]
    asked: dict[str, Any] = {f"t{i}_": Sum(c.name) for i, c in enumerate(summed)}
    for i, path in enumerate(dict.fromkeys(paths.values())):
        asked |= {f"a{i}_": Min(path), f"z{i}_": Max(path)}
    answer = inner.aggregate(**asked)
    mixed = {path for i, path in enumerate(dict.fromkeys(paths.values())) if answer[f"a{i}_"] != answer[f"z{i}_"]}
    return {c.name: answer[f"t{i}_"] or Decimal(0) for i, c in enumerate(summed) if paths.get(c.name) not in mixed}


def page(screen: List, found: QuerySet[Any], asked: Asked, columns: Sequence[Column], acting: Acting, limit: int,
         ) -> tuple[list[Drawn], str]:
    """The rows after the given place, and the place the next page starts after (empty at the end)."""
    keys = ordering.keys(found, order_of(screen, asked.order, acting), ordering.placed(asked.after), limit + 1)
    more = len(keys) > limit
    following = ordering.place(*keys[limit - 1], asked.order) if more else ""
    wanted = dict.fromkeys(["pk", screen.record_id, *cells.paths_of(columns), *_extra_paths(screen, columns)])
    ids = [key for key, _value in keys[:limit]]
    known = {row["pk"]: cells.Row(row) for row in found.filter(pk__in=ids).order_by().values(*wanted)} if ids else {}
    ids = [key for key in ids if key in known]
    extra = cells.computed(columns, ids, acting)
    return [_drawn(screen, known[key], columns, extra, acting) for key in ids], following


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


def order_of(screen: List, order: str, acting: Acting) -> ordering.Order:
    """What an order's name sorts by."""
    name = order.removeprefix("-")
    return ordering.Order(sortable(screen, acting).get(name, name) or "pk", order.startswith("-"), screen.each)


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
