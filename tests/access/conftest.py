"""Two companies of two directories, each with a record of every kind; six people of each role in Alfa, with sessions and keys."""

from __future__ import annotations

import hashlib
import os
import random
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from django.test import Client

from tests.access.furnished import Furnished
from tests.access.matrix import ROLES

T = TypeVar("T")
SEED = os.environ.get("OGNIWO_ACCESS_SEED") or secrets.token_hex(3)


@dataclass
class Two:
    """``own``: Alfa; ``foreign``: Kanarek. ``keys``: of each role in Alfa, for everything the role may."""

    own: Furnished
    foreign: Furnished
    as_role: Any
    keys: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, Client] = field(default_factory=dict)
    superuser: Any = None

    def api(self, role: str, method: str, address: str, body: str = "{}") -> Any:
        from ogniwo.workbench.api import doors

        doors.PACE = 10_000_000
        headers = {"Authorization": f"Bearer {self.key(role)}", "Accept-Language": "en"}
        client = Client(raise_request_exception=False)
        return client.get(address, headers=headers) if method == "GET" else client.post(address, body, content_type="application/json", headers=headers)

    def key(self, role: str) -> str:
        from ogniwo.kernel.commands import run

        if role not in self.keys:
            acting = self.own.firm.acting_as(role)
            maker = replace(acting, permissions=acting.permissions | {"people.issue_key"})
            self.keys[role] = run("people.issue_key", maker, {"name": role, "scopes": ["*"]}).result.text
        return self.keys[role]

    def session(self, role: str) -> Client:
        """A signed-in browser of a person in Alfa."""
        from ogniwo.kernel.access.models import User

        if role not in self.sessions:
            self.sessions[role] = Client(raise_request_exception=False)
            self.sessions[role].force_login(User.objects.get(pk=self.own.firm.acting_as(role).user_id), backend="django.contrib.auth.backends.ModelBackend")
        return self.sessions[role]

    def fingerprint(self, company: int | None = None) -> str:
        """Of all rows of a company (or of all), by table: changes whenever a row does. Sessions and the notes of use are not business."""
        if self.superuser is None:
            self.superuser = self.as_role("superuser")
        rows = self.superuser.execute("SELECT table_name, max(column_name) FILTER (WHERE column_name = 'company_id') FROM information_schema.columns WHERE table_schema = 'public' GROUP BY 1 ORDER BY 1").fetchall()
        skipped = {"django_session", "access_apikey", "axes_accessattempt", "axes_accesslog", "access_signin", "access_user"}
        out = hashlib.sha256()
        for table, owned in rows:
            if table in skipped or (company is not None and not owned):
                continue
            where = f" WHERE company_id = {company}" if company is not None else ""
            out.update(repr((table, self.superuser.execute(f"SELECT count(*), md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) FROM {table} t{where}").fetchone())).encode())
        return out.hexdigest()


@pytest.fixture(scope="module")
def two(db_module: Any) -> Iterator[Two]:
    from ogniwo.site.testing import found

    opened = []

    def as_role(role: str) -> Any:
        opened.append(db_module.as_role(role))
        return opened[-1]

    own = Furnished(found("Alfa"), "Alfa", Decimal("333.00"), Decimal("271.83")).build()
    foreign = Furnished(found("Kanarek", identifiers={"NIP": "7740001454"}), "Kanarek", Decimal("31337.91"), Decimal("27182.83"), Decimal("27999.41")).build()
    both = Two(own, foreign, as_role)
    for role in ROLES:
        both.key(role)
    yield both
    for connection in opened:
        connection.close()


def chosen(rows: Sequence[T], share: float, prove: bool) -> list[T]:
    """All of them, or a seeded part."""
    rng = random.Random(SEED)
    return list(rows) if prove else [row for row in rows if rng.random() < share]
