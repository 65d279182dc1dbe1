"""The demo company's door: is it here, build it, who may sign in."""

from __future__ import annotations

from django.conf import settings

from ogniwo.demo.people import PASSWORD, PEOPLE, sign_in
from ogniwo.kernel.access.queries import demo_people


def exists() -> bool:
    """Whether the demo was built: its people are there."""
    return bool(demo_people())


def users() -> list[tuple[str, str, str]]:
    """(sign-in name, role, password) of each demo user."""
    return [(sign_in(name), role, PASSWORD) for role, name, _full in PEOPLE]


def build() -> None:
    """Build both companies with three months of history, by the product's commands; in the CRM edition its own demo."""
    if settings.EDITION == "crm":
        return build_crm()
    from ogniwo.demo.story import tell  # noqa: PLC0415 - needs the whole edition

    tell()
    return None


def build_crm() -> None:
    """Build the demo of the CRM edition: parties, products with prices, campaigns to offers, tickets."""
    from ogniwo.demo.story_of_crm import tell  # noqa: PLC0415 - needs the CRM edition only

    tell()
