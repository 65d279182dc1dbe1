"""A founded company with a person of each shipped role, each with a signed-in browser session: what screens are tried on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from ogniwo.site.testing import Firm, found

PASSWORD = "a Very-long passw0rd"


@dataclass
class House:
    """The company and its people's sessions."""

    firm: Firm
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, role: str, language: str = "pl") -> Client:
        """A signed-in session of a person of a role, in a language, through the real sign-in page."""
        from ogniwo.kernel.access.models import User

        if role not in self.clients:
            acting = self.firm.acting_as(role)
            user = User.objects.get(pk=acting.user_id)
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
            client = Client()
            answer = client.post("/sign-in", {"email": user.email, "password": PASSWORD})
            assert answer.status_code == 302, answer.content[:500]
            self.clients[role] = client
        User.objects.filter(pk=self.firm.people[role].user_id).update(language=language)
        return self.clients[role]


@pytest.fixture(scope="module")
def house(db_module: Any) -> Iterator[House]:
    """Alfa with its six people."""
    yield House(found())
