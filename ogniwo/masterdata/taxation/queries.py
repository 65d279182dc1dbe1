"""Tax classes and rates as they stand on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say
from ogniwo.kernel.writing.reader import Reader, Rows
from ogniwo.masterdata.taxation.models import ExchangeRate, TaxClass, TaxRate
from ogniwo.masterdata.taxation.rules import Rate
from ogniwo.workbench.declare import Suggestion

EVERYONE = ("accountant", "seller", "buyer", "storekeeper")
RATES = """SELECT DISTINCT ON (u.d, r.tax_class_id) u.d, r.tax_class_id, r.percent, r.kind FROM unnest(%s::date[]) u(d)
  JOIN taxation_taxrate r ON r.valid_from <= u.d ORDER BY u.d, r.tax_class_id, r.valid_from DESC"""
EXCHANGE = """SELECT u.c, u.d, x.rate, x.per, x.source, x.day, x.number FROM unnest(%s::text[], %s::date[]) u(c, d) CROSS JOIN LATERAL (
  SELECT * FROM taxation_exchangerate e WHERE e.currency = u.c AND e.day < u.d AND (%s::text IS NULL OR e.source = %s) ORDER BY e.day DESC, e.source LIMIT 1) x"""


@dataclass(frozen=True, slots=True)
class ClassRate:
    """A tax class on a day: its ``rate`` for the arithmetic, its ``kind`` in law."""

    rate: Rate
    kind: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A found exchange rate: ``rate`` company units for ``per`` of the currency, by table ``source`` of ``day``."""

    rate: Decimal
    per: int
    source: str
    day: date
    number: str = ""


def rates_on(rows: Rows, days: Iterable[date]) -> dict[tuple[str, date], ClassRate]:
    """The rates of all classes on each of ``days``, by (code, day); one statement. Classes without a rate then are absent."""
    return {
        (code, day): ClassRate(Rate(code, None if percent is None else plain(percent)), kind)
        for day, code, percent, kind in rows.rows(RATES, [sorted(set(days))])
    }


def exchange_before(rows: Rows, wanted: Iterable[tuple[str, date]], source: str | None = None) -> dict[tuple[str, date], Exchange]:
    """The last rate before each (currency, day), of one table or whichever is latest; one statement. Missing ones are absent.

    Source: Polish VAT act, art. 31a ust. 1 (the last working day before the tax point).
    """
    pairs = sorted(set(wanted))
    if not pairs:
        return {}
    found = rows.rows(EXCHANGE, [[c for c, _d in pairs], [d for _c, d in pairs], source, source])
    return {(currency, day): Exchange(rate, per, table, rate_day, number) for currency, day, rate, per, table, rate_day, number in found}


def plain(number: Decimal) -> Decimal:
    """A stored number without the zeros of its column: 23.000000 is 23."""
    short = number.normalize()
    return short if short.as_tuple().exponent <= 0 else short.quantize(Decimal(1))  # type: ignore[operator]


@query("taxation.rates", _("Tax rates on a day"), roles=EVERYONE)
def rates(on: date, *, acting: Acting) -> dict[str, ClassRate]:
    """Every tax class with its rate on a day."""
    return {code: found for (code, _day), found in rates_on(Reader(), [on]).items()}


@query("taxation.tax_classes", _("Tax classes"), roles=EVERYONE)
def tax_classes(*, acting: Acting) -> QuerySet[TaxClass]:
    """Tax classes with the rate that holds on the business day."""
    now = TaxRate.objects.filter(tax_class=OuterRef("pk"), valid_from__lte=acting.today).order_by("-valid_from")
    return TaxClass.objects.annotate(percent=Subquery(now.values("percent")[:1]), kind=Subquery(now.values("kind")[:1]), since=Subquery(now.values("valid_from")[:1]))


@query("taxation.tax_rates", _("Rates of a tax class"), roles=EVERYONE)
def tax_rates(tax_class: str, *, acting: Acting) -> QuerySet[TaxRate]:
    """All rates of a class, the newest first."""
    return TaxRate.objects.filter(tax_class=tax_class).order_by("-valid_from")


@query("taxation.exchange_rates", _("Exchange rates"), roles=EVERYONE)
def exchange_rates(*, acting: Acting) -> QuerySet[ExchangeRate]:
    """Exchange rates by table and day."""
    return ExchangeRate.objects.all()


@query("taxation.suggest_tax_classes", _("Choose a tax class"), roles=EVERYONE)
def suggest_tax_classes(text: str = "", ids: Sequence[str] = (), *, acting: Acting) -> list[Suggestion]:
    """Tax classes in use by their code or name."""
    pairs = [(c.code, say(c.name, acting.language)) for c in TaxClass.objects.filter(active=True).order_by("code")]
    looked = text.strip().casefold()
    return [Suggestion(code, code, label=f"{code} {name}") for code, name in pairs if code in ids or not ids and looked in f"{code} {name}".casefold()][:12]


def tax_class_form(code: str | None = None, *, acting: Acting) -> dict[str, Any]:
    """A tax class as it stands."""
    return dict(TaxClass.objects.filter(pk=code).values("code", "name", "position", "active").first() or {}) if code else {}
