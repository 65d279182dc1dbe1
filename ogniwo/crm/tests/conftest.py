"""A company with a customer, for tests of the CRM."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

import pytest

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.models import User
from ogniwo.kernel.commands.acts import reading, run
from ogniwo.kernel.setup.commands import NewCompany, found_company
from ogniwo.kernel.writing import ids
from ogniwo.kernel.writing.unit import Counter

DAY = date(2026, 3, 2)


@dataclass
class Firm:
    """The company: who acts, its customer with a person."""

    acting: Acting
    party: UUID
    contact: UUID

    def seller(self, *permissions: str, rules: dict[str, str] | None = None, user_id: int | None = None) -> Acting:
        return replace(self.acting, permissions=frozenset(permissions), rules=rules or {}, user_id=user_id or self.acting.user_id, sensitivities=frozenset({"personal"}))

    def do(self, name: str, *, acting: Acting | None = None, versions: Any = None, preview: bool = False, **data: Any) -> Any:
        return run(name, acting or self.acting, data, versions=versions, preview=preview).result

    def read(self, query: Callable[..., Any], *args: Any, acting: Acting | None = None, **more: Any) -> Any:
        acting = acting or self.acting
        with reading(acting):
            found = query(*args, acting=acting, **more)
            return list(found) if hasattr(found, "_fetch_all") else found

    def statements(self, act: Callable[[], Any]) -> int:
        """Statements of an act with ids enough at hand."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('writing_row_id') FROM generate_series(1, 40)")
            blocks = cursor.fetchall()
        ids._block.free = chain.from_iterable(range(first, first + ids.BLOCK) for (first,) in blocks)
        before = Counter.sent
        act()
        return Counter.sent - before


def found(code: str = "ALFA") -> Firm:
    user, _made = User.objects.get_or_create(email=f"{code.lower()}@example.com", defaults={"name": "Ewa Sprzedaż"})
    acting = found_company(NewCompany(name=f"Firma {code}", code=code, business_date=DAY), user_id=user.pk, years=(2026,), on=DAY)
    [party] = run("parties.add_parties", acting, {"parties": [{"name": "Stolarnia Dąb sp. z o.o.", "points": [{"kind": "email", "value": "biuro@dab.pl"}], "terms": {"customer": True}}]}).result
    contact = run("parties.add_contacts", acting, {"party": party, "contacts": [{"name": "Jan Kowal", "points": [{"kind": "email", "value": "jan@dab.pl"}]}]}).result[1]
    return Firm(acting, party, contact)


@pytest.fixture
def firm(db_clone: object) -> Firm:
    return found()


@pytest.fixture(scope="module")
def firm_of_module(db_module: object) -> Firm:
    return found()


def codes(no: Any) -> list[str]:
    return [error.code for error in no.value.errors]
