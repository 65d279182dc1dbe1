"""Every declared screen opens, for the owner and for people of limited roles, in both languages, empty and with data."""

from __future__ import annotations

import pytest

from ogniwo.workbench import kernel_door, registry
from ogniwo.workbench.declare import Record

ROLES = ("owner", "seller", "storekeeper")


def screens() -> list[str]:
    registry.load()
    return sorted(name for name, screen in registry.SCREENS.items() if not isinstance(screen, Record))


def permission(name: str) -> str:
    screen = registry.screen(name)
    source = getattr(screen, "source", None) or getattr(screen, "query", None)
    return (kernel_door.name_or_none(source) or "") if source is not None else getattr(screen, "permission", "")


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", screens())
def test_a_screen_opens_for_who_may(house, name, role, language):
    client = house.client(role, language)
    answer = client.get(f"/s/{name}/")
    needed = permission(name)
    may = not needed or house.firm.acting_as(role).may(needed)
    assert answer.status_code == (200 if may else 403), answer.content[:800]
    assert answer["Content-Security-Policy"].count("unsafe") == 0
    if may:
        assert f'<html lang="{language}"' in answer.content.decode()
