"""The demo as a template of tests: built once for each state of the program, cloned for who asks (fixture ``demo``)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ogniwo.site.environment import ROOT

if TYPE_CHECKING:
    from ogniwo.kernel.access.acting import Acting
    from ogniwo.site.testdatabase import Clone, TestServer

WINGS = ("kernel", "masterdata", "crm", "finance", "supply", "controlling", "poland", "demo")
UNTOLD = ("/tests/", "/screens", "/queries/", "/locale/", "/jobs")


def key() -> str:
    """A hash of all that decides what the demo's rows look like."""
    from ogniwo.site.testdatabase import shape  # noqa: PLC0415 - imports Django's settings

    found = hashlib.sha256(shape().encode())
    for path in sorted(path for wing in WINGS for pattern in ("**/*.py", "**/*.toml") for path in (ROOT / "ogniwo" / wing).glob(pattern)):
        name = f"/{path.relative_to(ROOT)}"
        if not any(part in name for part in UNTOLD):
            found.update(name.encode() + path.read_bytes())
    return found.hexdigest()[:12]


def template(server: TestServer) -> str:
    """The built demo's database, to clone."""
    from ogniwo.demo.company import build  # noqa: PLC0415 - needs Django's apps

    return server.built("demo", key(), build, source=server.template())


@dataclass(frozen=True)
class DemoClone:
    """A clone of the demo; Django points at it."""

    clone: Clone

    def acting_as(self, role: str, *, company: str = "DEBOWE", on: date | None = None) -> Acting:
        """The demo's person of a shipped role in a company (by its code), on the business date or ``on``."""
        from ogniwo.demo.people import PEOPLE, sign_in  # noqa: PLC0415 - needs Django's apps
        from ogniwo.kernel.access.queries import companies_of, demo_people, load_acting  # noqa: PLC0415

        wanted = next(sign_in(name) for code, name, _full in PEOPLE if code == role)
        user = next(person for person in demo_people() if person.email == wanted)
        found = load_acting(user, next(c.id for c in companies_of(user) if c.code == company), "test")
        return replace(found, today=on) if on else found

    def as_role(self, role: str = "auditor") -> Any:
        """A connection to the clone as a database role."""
        return self.clone.as_role(role)
