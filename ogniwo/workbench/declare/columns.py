"""What a column of a list, of lines, of a panel or of a report shows, and how.

`name` is a path in the row: a field, an annotation, `party__name`, or the attribute of a report's dataclass.
A sensitive column is *absent* for those who may not see it: not sent, not sortable, not filterable, not exported.
"""
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, ClassVar

from ogniwo.kernel.text import N_

Values = Callable[..., Mapping[Any, Any]]
Opens = str | Callable[..., str]


@dataclass(frozen=True)
class State:
    """How one state is shown: its words, its tone (neutral, info, good, warn, bad), its icon."""

    title: str
    tone: str = "neutral"
    icon: str = ""


@dataclass(frozen=True)
class Column:
    """One column.

    `card` places it on a phone: title, side, sub, state, meta; empty means it is left out there.
    `sensitive` names the sensitivity one must hold, `permission` the permission.
    `values(ids, *, acting) -> {id: value}` computes it for the whole page at once (columns of higher modules).
    `opens` is a screen's name (the record of this row, or of `opens_by`), or a function from the row to an address.
    `sort` False forbids sorting; a string names another path to sort by.
    """

    name: str
    _: KW_ONLY
    title: str = ""
    card: str = ""
    sensitive: str = ""
    permission: str = ""
    total: bool = False
    values: Values | None = None
    opens: Opens = ""
    opens_by: str = ""
    sort: bool | str = True
    hidden: bool = False
    kind: ClassVar[str] = "text"
    right: ClassVar[bool] = False


@dataclass(frozen=True)
class Text(Column):
    """Words; translated data (`{"pl": ..}`) is said in the person's language. `words` say what stored codes mean; `said`: it is a phrase of ours."""

    _: KW_ONLY
    words: Mapping[str, str] = field(default_factory=dict)
    said: bool = False


@dataclass(frozen=True)
class Number(Column):
    """A document's number, the link to its record; drafts without a number show `draft`."""

    name: str = "number"
    _: KW_ONLY
    title: str = N_("Number")
    card: str = "title"
    draft: str = N_("Draft")
    kind: ClassVar[str] = "number"


@dataclass(frozen=True)
class Ref(Column):
    """Another record by its name: `Ref("product", label="product__name", opens="catalog.product")`."""

    _: KW_ONLY
    label: str = ""
    kind: ClassVar[str] = "ref"


@dataclass(frozen=True)
class PartyOf(Ref):
    """A party by its name; the label is `<name>__name` unless said."""

    name: str = "party"
    _: KW_ONLY
    title: str = N_("Party")
    card: str = "sub"
    opens: Opens = "parties.party"


@dataclass(frozen=True)
class Day(Column):
    """A plain date; `late` marks dates before the business day where `late(row)` holds."""

    _: KW_ONLY
    card: str = "meta"
    late: Callable[[Any], bool] | None = None
    kind: ClassVar[str] = "day"


@dataclass(frozen=True)
class Month(Column):
    """A whole month, by any of its days."""

    kind: ClassVar[str] = "month"


@dataclass(frozen=True)
class Moment(Column):
    """A moment (UTC in the database), shown in the company's time zone."""

    kind: ClassVar[str] = "moment"


@dataclass(frozen=True)
class Amount(Column):
    """Money: right-aligned, two places (`places`), minus not brackets; `currency` is the path of its currency."""

    _: KW_ONLY
    currency: str = ""
    places: int = 2
    kind: ClassVar[str] = "amount"
    right: ClassVar[bool] = True


@dataclass(frozen=True)
class Quantity(Column):
    """A quantity without needless zeros; `unit` is the path of its unit's name."""

    _: KW_ONLY
    unit: str = ""
    kind: ClassVar[str] = "quantity"
    right: ClassVar[bool] = True


@dataclass(frozen=True)
class Count(Column):
    """A whole number."""

    kind: ClassVar[str] = "count"
    right: ClassVar[bool] = True


@dataclass(frozen=True)
class Percent(Column):
    """A rate in percent (23 means 23 %)."""

    kind: ClassVar[str] = "percent"
    right: ClassVar[bool] = True


@dataclass(frozen=True)
class Badge(Column):
    """A state: tinted pill with icon and word. `states` maps the stored value to `State`."""

    name: str = "state"
    _: KW_ONLY
    title: str = N_("State")
    card: str = "state"
    states: Mapping[str, State] = field(default_factory=dict)
    kind: ClassVar[str] = "badge"


@dataclass(frozen=True)
class Bool(Column):
    """Yes or no, in a word and an icon."""

    kind: ClassVar[str] = "bool"


@dataclass(frozen=True)
class Tags(Column):
    """A list of short words."""

    sort: bool | str = False
    kind: ClassVar[str] = "tags"


Columns = Sequence[Column]
