"""Forms. A form is the parameters of one COMMAND; without a declaration it is drawn from the command's signature.

Parameter type -> editor: UUID a combo-box (by `Reference`), date an own text field ("7.12", "today", "+14"), Decimal and
int a right-aligned field, Enum or Literal a select, bool a switch, str a line, a frozen dataclass its own group of fields, a
sequence of dataclasses a line grid, a sequence of UUID the set chosen in the list.
"""
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Suggestion:
    """One answer of a suggest query: what is put in the field, a longer label, a note on the right, other cells to fill.

    A suggest query is `f(text: str, *, ids: Sequence[UUID] = (), acting) -> list[Suggestion]`: at most 12 rows for `text`,
    or exactly the rows of `ids` (to name values already chosen).
    """

    id: UUID | str | int
    value: str
    label: str = ""
    note: str = ""
    fill: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reference:
    """How parameters and fields called `names` choose a record: a suggest query, the form that adds one, the record.

    `by_words`: the fields are texts and take the suggestion's `value` itself (codes of units, accounts, tax classes).
    """

    names: Sequence[str]
    suggest: Any
    create: str = ""
    opens: str = ""
    by_words: bool = False


@dataclass(frozen=True)
class Field:
    """One field of a form or of a record's section.

    `own(acting=...)` gives the company's own fields that stand in place of a parameter of data (or of one called `custom` in a group).
    `width` 1 to 3 columns; `rows` over 1 makes a text area; `options` overrides the choices of a select:
    a mapping or `options(acting=...)`. `help` defaults to the parameter's words in the command's docstring.
    """

    name: str
    _: KW_ONLY
    title: str = ""
    help: str = ""
    width: int = 1
    rows: int = 1
    suggest: Any = None
    create: str = ""
    options: Mapping[str, str] | Callable[..., Mapping[str, str]] | None = None
    sensitive: str = ""
    hidden: bool = False
    own: Callable[..., Sequence["Own"]] | None = None


@dataclass(frozen=True)
class Own:
    """A field of the company's own, drawn in the place of a parameter of data: `kind` is text, decimal, day, bool or choice."""

    key: str
    title: str
    kind: str = "text"
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """A card of fields; of a form by parameter name (`Field` or its name), of a record by columns."""

    title: str = ""
    fields: Sequence[Any] = ()
    name: str = ""
    closed: bool = False


@dataclass(frozen=True)
class Cell:
    """One column of a line grid: a field of the line's dataclass, or (`output=True`) what the calculation answers or prefill says.

    `values(rows: Sequence[GridRow], *, acting) -> {row key: figure}` answers an output that another module adds.
    `hidden`: carried by the row and never shown (the id of the line the row is about).
    """

    name: str
    _: KW_ONLY
    title: str = ""
    width: int = 100
    suggest: Any = None
    output: bool = False
    right: bool | None = None
    options: Mapping[str, str] | Callable[..., Mapping[str, str]] | None = None
    sensitive: str = ""
    phone: bool = True
    hidden: bool = False
    values: Callable[..., Mapping[str, Any]] | None = None


@dataclass(frozen=True)
class GridRow:
    """A row as typed, parsed as far as it goes: `values` holds only what could be read; `wrong` says which could not."""

    key: str
    values: Mapping[str, Any]
    wrong: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Total:
    """A line of the totals: words, amount; `strong` is the sum, `quiet` a part of it (tax by rate)."""

    title: str
    amount: Decimal
    strong: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class RowAnswer:
    """What a calculation says of one row: `outputs` by cell, `fill` for cells still empty, `errors` in words by cell."""

    key: str
    outputs: Mapping[str, Any] = field(default_factory=dict)
    fill: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class GridAnswer:
    """The answer of `LineGrid.calculate`."""

    rows: Sequence[RowAnswer] = ()
    totals: Sequence[Total] = ()


@dataclass(frozen=True)
class LineGrid:
    """The grid of the parameter `name` (a sequence of dataclasses).

    `calculate(rows: list[GridRow], header: dict, *, acting) -> GridAnswer` is the server's own rule, asked while typing.
    Without it the grid has no totals. `fixed`: the rows are those of `prefill`, none is added or taken away.
    """

    name: str = "lines"
    _: KW_ONLY
    cells: Sequence[Cell | str] = ()
    calculate: Callable[..., GridAnswer] | None = None
    title: str = ""
    blank: int = 3
    fixed: bool = False


@dataclass(frozen=True)
class Form:
    """The form of one command. `prefill(record_id, *, acting) -> dict` gives values (lines as list of dicts).

    `done` is the record screen opened after it ran (by the first id in the command's answer). `submit` are the words on its button (default: the command's title).
    `key` names the parameter that takes the id of the record being changed (default: the set, or the one named as the record).
    """

    command: Any
    _: KW_ONLY
    title: str = ""
    sections: Sequence[Section] = ()
    lines: LineGrid | None = None
    prefill: Callable[..., Mapping[str, Any]] | None = None
    key: str = ""
    done: str = ""
    submit: str = ""
    preview: bool = True


@dataclass(frozen=True)
class Import:
    """An import screen of one command run row by row: columns of the file are mapped to its parameters.

    `rows` names the parameter that takes the sequence of dataclasses; each row of the file is one element. `titles`: the
    columns' words where they are not the field's own.
    """

    command: Any
    name: str
    title: str
    _: KW_ONLY
    rows: str
    back: str = ""
    menu: Any = None
    titles: Mapping[str, str] = field(default_factory=dict)
