"""Every declared screen opens, for the owner and for people of limited roles, in both languages, empty and with data."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ogniwo.kernel.commands import COMMANDS, reading
from ogniwo.workbench import kernel_door, registry
from ogniwo.workbench.declare import Import, Record

ROLES = ("owner", "seller", "storekeeper", "auditor")
registry.load()
SCREENS = sorted(name for name, screen in registry.SCREENS.items() if not isinstance(screen, Record))
RECORDS = sorted(name for name, screen in registry.SCREENS.items() if isinstance(screen, Record))


def permission(name: str) -> str:
    """What one needs to open a screen; empty when anyone of the company may."""
    screen = registry.screen(name)
    source = getattr(screen, "source", None) or getattr(screen, "query", None)
    return (kernel_door.name_or_none(source) or "") if source is not None else getattr(screen, "permission", "")


def opens(house: Any, role: str, language: str, url: str, needed: str) -> str:
    """The page of a url, whole; 403 for who has no right to it."""
    answer = house.client(role, language).get(url)
    may = not needed or house.firm.acting_as(role).may(needed)
    assert answer.status_code == (200 if may else 403), (url, answer.status_code)
    assert "unsafe" not in answer["Content-Security-Policy"]
    html = answer.content.decode()
    if may:
        assert f'<html lang="{language}"' in html
        assert not re.search(r' (style|on[a-z]+)="', html), url
        assert html.count("<h1") == 1
    return html


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_opens_empty(house, name):
    for role in ROLES:
        opens(house, role, "pl", f"/s/{name}/", permission(name))
    opens(house, "owner", "en", f"/s/{name}/", permission(name))


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_opens_with_data(furnished, name):
    for role, language in (("owner", "pl"), ("seller", "en")):
        html = opens(furnished, role, language, f"/s/{name}/", permission(name))
    screen = registry.screen(name)
    if screen.kind == "list":
        for column in re.findall(r'href="(\?[^"]*order=[^"]*)"', html):
            assert furnished.client("seller").get(f"/s/{name}/{column.replace('&amp;', '&')}").status_code == 200
        client = furnished.client("owner", "en")
        assert client.get(f"/s/{name}/?q=zzzz").status_code == 200
        for one in screen.filters:
            assert client.get(f"/s/{name}/", {one.name: "2026-01-01"}).status_code == 200, one.name
        for view in screen.views:
            assert client.get(f"/s/{name}/", {"view": view.name}).status_code == 200
        assert b"".join(client.get(f"/s/{name}/?export=csv").streaming_content).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_opens(furnished, name):
    screen = registry.screen(name)
    with reading(furnished.firm.acting):
        key = kernel_door.query(screen.source)(acting=furnished.firm.acting).values_list("pk", flat=True).first()
    if key is None:
        pytest.skip("the furnished company has none; the module's own tests make one")
    for role, language in (("owner", "pl"), ("owner", "en"), ("seller", "pl"), ("storekeeper", "en")):
        answer = furnished.client(role, language).get(f"/s/{name}/{key}/")
        assert answer.status_code in ((200, 404) if furnished.firm.acting_as(role).may(permission(name)) else (403,)), (role, answer.status_code)
    opens(furnished, "owner", "en", f"/s/{name}/{key}/", "")
    assert furnished.client("owner").get(f"/s/{name}/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert furnished.client("owner").get(f"/s/{name}/nothing/").status_code == 404


@pytest.mark.parametrize("name", sorted(n for n, c in COMMANDS.items() if c.function.__module__.startswith("ogniwo.")))
def test_the_form_of_a_command_opens_and_refuses_nothing_typed(furnished, name):
    assert furnished.client("owner", "en").get(f"/do/{name}").status_code in (200, 404), "404: a change needs its record"
    may = furnished.firm.acting_as("storekeeper").may(name)
    assert furnished.client("storekeeper", "pl").get(f"/do/{name}").status_code in ((200, 404) if may else (403,))


@pytest.mark.parametrize("name", sorted(registry.IMPORTS))
def test_an_import_opens(furnished, name):
    declared: Import = registry.IMPORTS[name]
    opens(furnished, "owner", "en", f"/import/{name}/", "")
    opens(furnished, "storekeeper", "pl", f"/import/{name}/", kernel_door.name_of(declared.command))
