"""What a company's catalogue allows: its units, tax classes, usual terms and own fields, read once an act."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.writing.reader import Rows, data
from ogniwo.masterdata.catalog.errors import NoOwnField, NoTaxClass, NoUnit, OwnFieldWrong, WrongChoice
from ogniwo.masterdata.catalog.models import PriceDifference, ProductKind, Tracking, Valuation
from ogniwo.masterdata.catalog.rules.custom import NoSuchField, Own, WrongValue, values

KNOWN = """SELECT c.policies, (SELECT coalesce(array_agg(code), '{}') FROM catalog_unit), (SELECT coalesce(array_agg(code ORDER BY position), '{}') FROM taxation_taxclass),
  (SELECT coalesce(json_agg(json_build_array(kind, key, type, choices)), '[]') FROM catalog_customfield WHERE active)
  FROM tenancy_company c WHERE c.id = %s"""
CHOICES = {"kind": ProductKind, "tracking": Tracking, "valuation": Valuation, "price_difference": PriceDifference}


@dataclass(frozen=True, slots=True)
class Known:
    """The company's policies (usual tax class, valuation, price difference), units, tax classes and own fields by kind."""

    policies: Mapping[str, Any]
    units: frozenset[str]
    tax_classes: tuple[str, ...]
    own: Mapping[str, Mapping[str, Own]]

    def policy(self, name: str, otherwise: str) -> str:
        """A policy of the company, as text."""
        return str(self.policies.get(name) or otherwise)

    @property
    def tax_class(self) -> str:
        """The usual tax class: the policy's, else the first."""
        return self.policy("tax_class", self.tax_classes[0] if self.tax_classes else "")

    def wrong(self, given: Any, **where: Any) -> Iterator[BusinessError]:
        """Every reason why fields of a product or of its terms can't stand; empty ones are passed over."""
        get: Callable[[str], Any] = given.get if isinstance(given, Mapping) else partial(_attribute, given)
        if (unit := get("unit")) and unit not in self.units:
            yield NoUnit(unit=unit, **where)
        if (code := get("tax_class")) and code not in self.tax_classes:
            yield NoTaxClass(tax_class=code, **where)
        for name, options in CHOICES.items():
            if (value := get(name)) and value not in options.values:
                yield WrongChoice(field=name, value=value, choices=", ".join(options.values), **where)

    def custom(self, kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """Values of own fields to keep. Raises NoOwnField, OwnFieldWrong."""
        try:
            return values(self.own.get(kind, {}), given)
        except NoSuchField as no:
            raise NoOwnField(key=str(no)) from None
        except WrongValue as no:
            raise OwnFieldWrong(key=no.key, value=no.value) from None


def _attribute(given: Any, name: str) -> Any:
    return getattr(given, name, None)


def known(rows: Rows, company_id: int) -> Known:
    """Read it; one statement."""
    ((policies, units, classes, fields),) = rows.rows(KNOWN, [company_id])
    own: dict[str, dict[str, Own]] = {}
    for kind, key, type_, choices in data(fields):
        own.setdefault(kind, {})[key] = Own(key, type_, tuple(choices))
    return Known(data(policies), frozenset(units), tuple(classes), own)
