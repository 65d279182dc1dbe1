"""Tax classes, their rates, exchange rates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.errors import NotFound, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import Words, worded
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit, spread
from ogniwo.masterdata.taxation.errors import NotARate
from ogniwo.masterdata.taxation.models import Kind, TaxClass, TaxRate

EXCHANGE = """INSERT INTO taxation_exchangerate (company_id, source, currency, day, rate, per, number)
  SELECT current_setting('ogniwo.company')::int, * FROM unnest(%s::text[], %s::text[], %s::date[], %s::numeric[], %s::int[], %s::text[])
  ON CONFLICT (company_id, source, currency, day) DO UPDATE SET rate = excluded.rate, per = excluded.per, number = excluded.number"""


@dataclass(frozen=True, slots=True)
class NewTaxRate:
    """``percent`` of a class from a day on; None where no tax is charged."""

    valid_from: date
    percent: Decimal | None = None
    kind: Kind = Kind.STANDARD
    tax_class: str = ""


@dataclass(frozen=True, slots=True)
class NewTaxClass:
    """A tax class to be: ``name`` by language, its dated rates."""

    code: str
    name: dict[str, str]
    rates: tuple[NewTaxRate, ...]
    position: int = 0


@dataclass(frozen=True, slots=True)
class NewExchangeRate:
    """``rate`` units of the company's currency for ``per`` units of ``currency``, as table ``source`` says for ``day``."""

    currency: str
    day: date
    rate: Decimal
    per: int = 1
    source: str = "manual"
    number: str = ""


@command("taxation.add_tax_classes", _("Add tax classes"), roles=("accountant",))
def add_tax_classes(classes: Sequence[NewTaxClass], *, unit: Unit, acting: Acting) -> list[str]:
    """Add tax classes with their dated rates.

    Raises Refused with NotARate. A country pack adds its classes by this when a company is founded.
    """
    unit.add(draft(TaxClass)(code=new.code, name=new.name, position=new.position or n) for n, new in enumerate(classes, 1))
    _add_rates(unit, [(new.code, rate) for new in classes for rate in new.rates])
    return [new.code for new in classes]


@command("taxation.add_tax_class", _("Add a tax class"), roles=("accountant",))
def add_tax_class(code: str, name: Words, valid_from: date, percent: Decimal | None = None, kind: Kind = Kind.STANDARD, *, unit: Unit, acting: Acting) -> list[str]:
    """Add one tax class with its rate from a day on; an empty percent means that no tax is charged."""
    rate = NewTaxRate(valid_from=valid_from, percent=percent, kind=kind)
    return add_tax_classes([NewTaxClass(code=code, name=worded(name, acting.language), rates=(rate,))], unit=unit)


@command("taxation.change_tax_class", _("Change a tax class"), roles=("accountant",))
def change_tax_class(code: str, name: Words, position: int = 0, *, active: bool = True, unit: Unit, acting: Acting) -> str:
    """Change a tax class's words, its place in lists, whether new documents may use it. Raises Refused: NotFound."""
    if not unit.rows("SELECT 1 FROM taxation_taxclass WHERE code = %s FOR UPDATE", [code]):
        raise Refused([NotFound(field="code")])
    change(unit, TaxClass, {code: {"name": worded(name, acting.language), "position": position, "active": active}})
    return code


@command("taxation.add_tax_rates", _("Add tax rates"), roles=("accountant",))
def add_tax_rates(rates: Sequence[NewTaxRate], *, unit: Unit, acting: Acting) -> None:
    """Give tax classes new rates from a day on; earlier days keep theirs."""
    _add_rates(unit, [(rate.tax_class, rate) for rate in rates])


@command("taxation.set_exchange_rates", _("Enter exchange rates"), roles=("accountant",))
def set_exchange_rates(rates: Sequence[NewExchangeRate], *, unit: Unit, acting: Acting) -> None:
    """Enter exchange rates; a rate of the same table, currency and day is replaced. Raises Refused with NotARate."""
    if wrong := [NotARate(percent=r.rate, line=n, field="rate") for n, r in enumerate(rates, 1) if not r.rate.is_finite() or r.rate <= 0 or r.per <= 0]:
        raise Refused(wrong)
    last = {(r.source, r.currency, r.day): r for r in rates}
    if last:
        unit.do(EXCHANGE, spread(([r.source, r.currency, r.day, r.rate, r.per, r.number] for _key, r in sorted(last.items())), 6))


def _add_rates(unit: Unit, rates: Sequence[tuple[str, NewTaxRate]]) -> None:
    if wrong := [NotARate(percent=r.percent, line=n) for n, (_code, r) in enumerate(rates, 1) if r.percent is not None and not 0 <= r.percent <= 1000]:
        raise Refused(wrong)
    unit.add(draft(TaxRate)(tax_class_id=code, valid_from=r.valid_from, percent=r.percent, kind=str(r.kind.value)) for code, r in rates)
