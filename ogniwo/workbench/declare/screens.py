"""Screens: lists, records, boards, reports, dashboards and what hangs on them."""
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from ogniwo.workbench.declare.columns import Column
from ogniwo.workbench.declare.filters import Filter, View
from ogniwo.workbench.declare.forms import Form, Section

Source = Any   # a query's function or its name


@dataclass(frozen=True)
class Menu:
    """A place in the side menu: the section's words, the order within it, an icon of the sprite."""

    section: str
    order: int = 50
    icon: str = "file"


@dataclass(frozen=True)
class Action:
    """A command offered on a screen. Strings and command functions in `actions` mean `Action(that)`.

    `states`: offered only in them. `primary`: the one main button. `new=True`: makes a new record (no id is passed).
    `bulk`: may be run on chosen rows. `sets` overrides the parameter that takes the id(s). `at_once`: runs with one click,
    when all other parameters have defaults; otherwise its form opens in a drawer (`drawer=False`: as a page). `quiet`: in the menu of
    a record, never beside its main button.
    """

    command: Any
    _: KW_ONLY
    title: str = ""
    icon: str = ""
    primary: bool = False
    new: bool = False
    bulk: bool = True
    states: Sequence[str] = ()
    sets: str = ""
    at_once: bool = False
    drawer: bool = True
    url: str = ""
    quiet: bool = False
    prefill: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Screen:
    """What all screens share. `name` is `module.thing` and its address `/s/<name>/`."""

    name: str
    title: str
    _: KW_ONLY
    menu: Menu | None = None
    actions: Sequence[Any] = ()
    help: str = ""
    kind: ClassVar[str] = ""


@dataclass(frozen=True)
class List(Screen):
    """A list over a query that gives a queryset. Its permission is the query's.

    `record` names the record screen a row opens (by `record_id`, default the row's key). `search` are the paths the `/`
    field looks in. `own(acting=...)` gives columns and filters of the company's own fields. `order` is a path, with `-` for descending; the key is added. `empty` says what belongs there.
    A list of over 10,000 rows is sorted only by `order`, its views' orders and the columns named in `quick`: an index must serve each
    (`tests/architecture/test_lists.py` asks the planner). A narrower list sorts by any column. `few`: rows are some hundreds by nature, no index is asked.
    `find` maps a path to the kinds of the search door whose records it holds (empty: all kinds); without it, search looks through the first 10,000 rows.
    `each`: a path and all its values, where rows stand in an index apart by them (documents of several types): the page is merged from a page of each.
    """

    _: KW_ONLY
    source: Source
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    views: Sequence[View] = ()
    record: str = ""
    record_id: str = "pk"
    search: Sequence[str] = ()
    order: str = "-pk"
    empty: str = ""
    state: str = "state"
    own: Callable[..., tuple[Sequence[Column], Sequence[Filter]]] | None = None
    quick: Sequence[str] = ()
    few: bool = False
    find: Mapping[str, Sequence[str]] = field(default_factory=dict)
    each: tuple[str, Sequence[str] | Callable[[], Sequence[str]]] = ("", ())
    kind: ClassVar[str] = "list"


@dataclass(frozen=True)
class Lines:
    """A table under a record: `source(record_id, *, acting)` gives a queryset or dataclasses. `name` lets others add columns."""

    name: str
    _: KW_ONLY
    title: str = ""
    source: Source
    columns: Sequence[Column]
    totals: Sequence[Column] = ()
    opens: str = ""
    empty: str = ""


@dataclass(frozen=True)
class TimelineItem:
    """One thing that happened: when, who, what; `note` longer words; `opens` an address."""

    at: datetime
    who: str
    text: str
    icon: str = ""
    note: str = ""
    opens: str = ""


@dataclass(frozen=True)
class FlowStep:
    """One link of the chain: kind in words, number, state, icon, address; `current` is the record itself."""

    title: str
    number: str
    icon: str = "file"
    opens: str = ""
    note: str = ""
    current: bool = False
    key: str = ""
    after: Sequence[str] = ()
    tone: str = "neutral"


@dataclass(frozen=True)
class Sentence:
    """What comes next, in words, with the command or screen that does it."""

    text: str
    icon: str = "arrow-right"
    opens: str = ""
    command: str = ""
    tone: str = "info"


@dataclass(frozen=True)
class FileLink:
    """A file in the rail."""

    name: str
    opens: str
    size: int = 0


@dataclass(frozen=True)
class Panel:
    """A part of a record contributed by its module or a higher one. `source(record_id, *, acting)` answers by `kind`:

    `rows` (with `columns`): a queryset or dataclasses; `timeline`: TimelineItem; `next`: Sentence; `files`: FileLink;
    `facts`: pairs (words, value); `figures`: triples (words, Figure, address), for `place="figures"` under the head. `place`:
    rail, tab or body. `permission`: a query's name; without it, the source's own. `quiet`: left out where there is nothing to show.
    `limit`: rows shown; `more` is where all of them stand, `{title}` in it is the record's own name.
    """

    name: str
    title: str
    source: Source
    _: KW_ONLY
    kind: str = "rows"
    place: str = "rail"
    columns: Sequence[Column] = ()
    record: str = ""
    permission: str = ""
    sensitive: str = ""
    order: int = 50
    empty: str = ""
    more: str = ""
    quiet: bool = False
    limit: int = 0


def Timeline(source: Source, *, name: str = "timeline", title: str = "History", place: str = "rail") -> Panel:
    """The timeline of a record: `source(record_id, *, acting) -> [TimelineItem]`, newest first."""
    return Panel(name, title, source, kind="timeline", place=place, order=90)


def FlowStrip(source: Source) -> Panel:
    """The flow strip above a record: `source(record_id, *, acting) -> [FlowStep]`; the graph page uses `key` and `after`."""
    return Panel("flow", "Flow", source, kind="flow", place="strip", order=0)


@dataclass(frozen=True)
class Record(Screen):
    """One record. `source(acting=...)` gives the queryset it is taken from by key; `title` is its kind in words,
    `heading` the path of its own name or number.

    `edit` is the Form (or command) that changes it, drawn in place while the record is in `editable` states (empty: always)
    and the person may run it; otherwise `sections` are shown as facts. `states` is the status bar: (value, words) in order.
    `overview`: a card of somebody or something, its body's panels side by side, the history beside them.
    """

    _: KW_ONLY
    source: Source
    heading: str = "number"
    sections: Sequence[Section] = ()
    lines: Lines | None = None
    edit: Form | Any = None
    editable: Sequence[str] = ()
    state: str = "state"
    states: Mapping[str, Any] = field(default_factory=dict)
    path: Sequence[str] = ()
    version: str = "version"
    panels: Sequence[Panel] = ()
    parent: str = ""
    sensitive: Mapping[str, str] = field(default_factory=dict)
    overview: bool = False
    kind: ClassVar[str] = "record"


@dataclass(frozen=True)
class Stage:
    """A column of a board."""

    key: str
    title: str
    tone: str = "neutral"


@dataclass(frozen=True)
class Card:
    """What a board's card says: paths in the row."""

    title: str
    sub: str = ""
    amount: str = ""
    day: str = ""


@dataclass(frozen=True)
class Board(Screen):
    """A board over a query. `stages`: Stages or `stages(acting=...)`. `move` is the command run by a drag, with the row's id in
    its set parameter and the stage's key in `move_to`."""

    _: KW_ONLY
    source: Source
    stages: Sequence[Stage] | Callable[..., Sequence[Stage]]
    card: Card
    move: Any = None
    move_to: str = "stage"
    stage: str = "stage"
    record: str = ""
    order: str = "pk"
    limit: int = 200
    kind: ClassVar[str] = "board"


@dataclass(frozen=True)
class Report(Screen):
    """A report over a query that returns dataclasses. Its parameters are the query's typed arguments, in the address.

    `parameters` may give Fields (words, options, suggest) for some. A column's `opens` may be a function
    `opens(row, parameters) -> address`. `definition` says how it is counted. Totals stand under columns with `total=True`.
    """

    _: KW_ONLY
    query: Source
    columns: Sequence[Column]
    parameters: Sequence[Any] = ()
    defaults: Callable[..., Mapping[str, Any]] | None = None
    definition: str = ""
    group: str = ""
    kind: ClassVar[str] = "report"


@dataclass(frozen=True)
class Effect:
    """How a preview shows the rows an act would write into `table` (ledger lines, stock moves, tax lines, messages).

    `rows(drafts, *, acting)` turns the drafts into rows for `columns`; without it the drafts' own fields are shown.
    """

    table: str
    title: str
    columns: Sequence[Column]
    _: KW_ONLY
    rows: Callable[..., Sequence[Any]] | None = None
    order: int = 50


@dataclass(frozen=True)
class Figure:
    """What a tile shows: an amount or a count, a note under it, its tone."""

    amount: Decimal | int
    note: str = ""
    tone: str = "neutral"
    currency: str = ""


@dataclass(frozen=True)
class Tile:
    """A figure on a dashboard: `source(acting=...) -> Figure`; it opens `opens` (an address, e.g. a list with a view).

    Shown to those who may ask the source (a query), or who hold `permission` where the source is a plain function.
    """

    title: str
    source: Source
    opens: str = ""
    order: int = 50
    permission: str = ""


@dataclass(frozen=True)
class Dashboard(Screen):
    """A page of tiles and panels (panels' sources are called as `source(acting=...)`)."""

    _: KW_ONLY
    tiles: Sequence[Tile] = ()
    panels: Sequence[Panel] = ()
    kind: ClassVar[str] = "dashboard"


@dataclass(frozen=True)
class Page(Screen):
    """A hand-made screen in the shell: `view(request, acting, rest) -> (template, context) | HttpResponse`."""

    _: KW_ONLY
    view: Callable[..., Any]
    permission: str = ""
    kind: ClassVar[str] = "page"


