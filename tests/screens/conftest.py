"""A founded company with a person of each shipped role, each with a signed-in browser session: what screens are tried on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from ogniwo.site.testing import TODAY, Firm, found

PASSWORD = "a Very-long passw0rd"


@dataclass
class House:
    """The company and its people's sessions; ``documents``: some documents of the warehouse, when furnished."""

    firm: Firm
    clients: dict[str, Client] = field(default_factory=dict)
    documents: list[UUID] = field(default_factory=list)

    def user(self, role: str) -> Any:
        """The user of a role, who can sign in by PASSWORD."""
        from ogniwo.kernel.access.models import User

        user = User.objects.get(pk=self.firm.acting_as(role).user_id)
        if not user.has_usable_password():
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
        return user

    def client(self, role: str, language: str = "pl") -> Client:
        """A signed-in session of a person of a role, in a language, through the real sign-in page."""
        from ogniwo.kernel.access.models import User

        if role not in self.clients:
            client = Client()
            answer = client.post("/sign-in", {"email": self.user(role).email, "password": PASSWORD})
            assert answer.status_code == 302, answer.content[:500]
            self.clients[role] = client
        User.objects.filter(pk=self.firm.people[role].user_id).update(language=language)
        return self.clients[role]

    def furnish(self, *, goods: int = 6) -> None:
        """Customers, products, a warehouse with goods, a comment, a file, a request for approval: by the product's own commands."""
        from ogniwo.kernel.commands import run

        def do(name: str, **data: Any) -> Any:
            return run(name, self.firm.acting, data).result

        do("parties.add_parties", parties=[{"name": f"Odbiorca {n:03d} sp. z o.o.", "terms": {"customer": True}} for n in range(goods)])
        do("catalog.add_units", units=[{"code": "szt", "name": {"pl": "szt.", "en": "pcs"}}])
        products = do("catalog.add_products", products=[{"code": f"KR-{n:03d}", "name": {"pl": f"Krzesło {n}", "en": f"Chair {n}"}, "unit": "szt"} for n in range(goods)])
        (warehouse,) = do("inventory.add_warehouses", warehouses=[{"code": "MAG", "name": "Magazyn"}])
        lines = [{"product": str(p), "quantity": "10", "value": "1234.50"} for p in products]
        self.documents = do("inventory.open_stock", warehouse=str(warehouse), lines=lines, on=str(TODAY))
        do("comments.add_comment", document=str(self.documents[0]), text="Policzone dwa razy.")
        do("files.attach_files", document=str(self.documents[0]), files=[{"name": "protokół.pdf", "content": b"%PDF-1.7 minimal", "media_type": "application/pdf"}])
        self.ask()

    def ask(self) -> int:
        """The seller asks for an approval about the first document."""
        from ogniwo.kernel.approvals.commands import Ask, ask

        with self.firm.act(self.firm.acting_as("storekeeper")) as unit:
            request = Ask(self.documents[0], f"test.{len(self.documents)}", "approvals.approve", "Wartość ponad limit", Decimal("7407.00"), "PLN", TODAY)
            return ask(unit, [request])[0]


@pytest.fixture(scope="module")
def house(db_module: Any) -> Iterator[House]:
    """Alfa with its six people."""
    yield House(found())


@pytest.fixture(scope="module")
def furnished(house: House) -> House:
    """Alfa with something in it."""
    house.furnish()
    return house
