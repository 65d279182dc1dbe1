"""Sample master data."""

from datetime import date
from decimal import Decimal
from typing import Any

from ogniwo.masterdata.catalog.rules.inputs import NewProduct, NewUnit, OtherUnit
from ogniwo.masterdata.parties.rules.inputs import Account, Address, Identifier, NewContact, NewParty, Point, Terms


def classes() -> list[Any]:
    from ogniwo.masterdata.taxation.commands import NewTaxClass, NewTaxRate
    from ogniwo.masterdata.taxation.models import Kind

    old = date(2011, 1, 1)
    return [
        NewTaxClass("23", {"pl": "23 %"}, (NewTaxRate(old, Decimal(23)), NewTaxRate(date(2027, 1, 1), Decimal(22)))),
        NewTaxClass("8", {"pl": "8 %"}, (NewTaxRate(old, Decimal(8)),)),
        NewTaxClass("ZW", {"pl": "zw."}, (NewTaxRate(old, None, Kind.EXEMPT),)),
    ]


def party(n: int, **more: Any) -> NewParty:
    return NewParty(**{
        "name": f"Meble Dąb nr {n} sp. z o.o.", "identifiers": (Identifier("vat", f"PL {n:010}"),), "addresses": (Address(street="Leśna 1", postal_code="60-001", city="Poznań"),),
        "points": (Point("email", f"biuro{n}@example.com"), Point("phone", f"+48 61 {n:07}")), "contacts": (NewContact("Anna Nowak", "zakupy", (Point("email", "anna@example.com"),)),),
        "accounts": (Account(f"PL61109010140000071219{n:06}"),), "terms": Terms(customer=True, payment_days=14), **more,
    })


UNITS = [NewUnit("szt", {"pl": "sztuka", "en": "piece"}, standard="C62"), NewUnit("karton", {"pl": "karton", "en": "box"}), NewUnit("godz", {"pl": "godzina", "en": "hour"}, 2, "HUR")]


def product(n: int, **more: Any) -> NewProduct:
    return NewProduct(**{
        "code": f"KR-{n:04}", "name": {"pl": f"Krzesło dębowe {n}", "en": f"Oak chair {n}"}, "units": (OtherUnit("karton", 12),), "weight_kg": Decimal("7.5"), **more,
    })
