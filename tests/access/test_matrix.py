"""Every command, query, screen, import and address, asked by each of the six roles and by nobody, answers as it was reviewed.

OGNIWO_ACCESS_SEED repeats the choice of screens that `make test` tries; `make prove` tries all.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.access.conftest import SEED, chosen
from tests.access.matrix import ROLES, current, differences

NOW = current()


def test_every_door_has_a_reviewed_row() -> None:
    found = differences()
    assert not found, "\n".join([*found, "Is each of these right? Then `python -m tests.access.matrix` and commit tests/access/matrix.json."])


def test_the_api_has_a_door_for_each_operation_and_no_other() -> None:
    from django.urls import get_resolver

    from ogniwo.kernel.access.routes import routes
    from ogniwo.kernel.commands import COMMANDS, QUERIES

    addresses = {where for where, _view in routes(get_resolver().url_patterns) if where.startswith("api/v1/")}
    assert addresses == {f"api/v1/do/{name}" for name in COMMANDS} | {f"api/v1/{name}" for name in QUERIES}


def judged(answer: Any, allowed: bool, what: object) -> list[str]:
    if allowed:
        return [f"{what}: {answer.status_code}, and the role has it"] if answer.status_code in (401, 403) or answer.status_code >= 500 else []
    return [] if answer.status_code == 403 else [f"{what}: {answer.status_code}, and the role does not have it"]


def test_the_api_obeys_the_matrix(two: Any) -> None:
    """Allowed commands are only previewed; what is denied is really asked for, and leaves everything as it was."""
    wrong = []
    before = two.fingerprint()
    for role in ROLES:
        for name, roles in NOW["commands"].items():
            preview = "?preview=1" if role in roles else ""
            answer = two.api(role, "POST", f"/api/v1/do/{name}{preview}")
            wrong += judged(answer, role in roles, (role, name))
            if role not in roles and answer.json().get("code") != "access.denied":
                wrong.append(f"{role}, {name}: {answer.content[:200]!r}")
        for name, roles in NOW["queries"].items():
            wrong += judged(two.api(role, "GET", f"/api/v1/{name}"), role in roles, (role, name))
    assert not wrong, "\n".join(wrong)
    assert two.fingerprint() == before


def test_the_fingerprint_sees_a_single_changed_row(two: Any) -> None:
    """What denials are judged by can tell: one value changed anywhere, one row more or one row less."""
    before, owner = two.fingerprint(), two.as_role("superuser")
    for change in ("UPDATE comments_comment SET text = text || '!' WHERE id = (SELECT min(id) FROM comments_comment)", "DELETE FROM search_entry WHERE record = (SELECT record FROM search_entry LIMIT 1)",
                   "INSERT INTO outbox_message (company_id, id, topic, body, user_id, at, next_at, state, attempts, problem) VALUES (1, 1, 'x', '{}', 1, now(), now(), 'done', 0, '')",
                   "UPDATE access_rolegrant SET permission = '*' WHERE id = (SELECT max(id) FROM access_rolegrant)"):  # fmt: skip
        two.superuser.execute("BEGIN")
        try:
            two.superuser.execute("SET LOCAL session_replication_role = replica")
            assert two.superuser.execute(change).rowcount == 1, change
            assert two.fingerprint() != before, change
        finally:
            two.superuser.execute("ROLLBACK")
    owner.close()
    assert two.fingerprint() == before


def test_an_act_that_writes_before_it_asks_is_caught(two: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a door that lets everybody in; the matrix calls it by name, and the fingerprint differs."""
    from ogniwo.kernel.commands import acts
    from ogniwo.workbench.api import doors

    before = two.fingerprint()
    for module in (doors, acts):
        monkeypatch.setattr(module, "require", lambda _acting, _name: None)
    given = json.dumps({"document": str(two.own.ids["delivery"]), "text": "nie wolno"})
    answer = two.api("auditor", "POST", "/api/v1/do/comments.add_comment", given)
    assert judged(answer, False, "x") and answer.status_code == 200
    assert two.fingerprint() != before


def test_nobody_enters_the_api(two: Any) -> None:
    before = two.fingerprint()
    for name in NOW["commands"]:
        assert Client().post(f"/api/v1/do/{name}", "{}", content_type="application/json").status_code == 401, name
    for name in NOW["queries"]:
        assert Client().get(f"/api/v1/{name}").status_code == 401, name
    assert two.fingerprint() == before


def addresses() -> list[tuple[str, str, list[str], str]]:
    """(method, address, roles, what) of everything a browser may ask for, by name."""
    out = [("GET", f"/s/{name}/", roles, "screens") for name, roles in NOW["screens"].items()]
    out += [("GET", f"/do/{name}", roles, "commands") for name, roles in NOW["commands"].items()]
    out += [("POST", f"/do/{name}", roles, "commands") for name, roles in NOW["commands"].items()]
    out += [("GET", f"/suggest/{name}?q=a", roles, "queries") for name, roles in NOW["queries"].items()]
    return out + [("GET", f"/import/{name}/", roles, "imports") for name, roles in NOW["imports"].items()]


def browsed(two: Any, rows: list[tuple[str, str, list[str], str]]) -> None:
    from ogniwo.kernel.commands import QUERIES
    from ogniwo.workbench.kernel_door import suggests

    wrong: list[str] = []
    before = two.fingerprint()
    for role in ROLES:
        for method, address, roles, what in rows:
            if method == "POST" and role in roles:
                continue  # what is allowed is tried by the tests of its module
            client = two.session(role)
            answer = client.get(address) if method == "GET" else client.post(address, {"id": str(two.own.ids["order"])})
            if what == "queries" and not suggests(QUERIES[address.split("/")[2].split("?")[0]]):
                wrong += [] if answer.status_code == 404 else [f"{address}: {answer.status_code} for {role}, and it suggests nothing"]
                continue
            wrong += judged(answer, role in roles, (SEED, role, method, address))
    assert not wrong, "\n".join(wrong)
    assert two.fingerprint() == before


def test_browsers_obey_the_matrix(two: Any) -> None:
    browsed(two, chosen(addresses(), 0.2, prove=False))


@pytest.mark.prove
def test_browsers_obey_the_whole_matrix(two: Any) -> None:
    browsed(two, addresses())


def test_nobody_enters_by_browser(two: Any) -> None:
    before = two.fingerprint()
    fixed = {"<str:name>": "home", "<path:rest>": "x", "<str:command>": "sales.write_order", "<str:query>": "parties.suggest", "<str:grid>": "lines", "<int:number>": "1",
             "<uuid:document>": str(two.own.ids["order"])}  # fmt: skip
    for where, (kind, *_detail) in NOW["addresses"].items():
        if kind in ("public", "own door"):
            continue
        address = "/" + where
        for mark, value in fixed.items():
            address = address.replace(mark, value)
        for answer in (Client().get(address), Client().post(address)):
            assert answer.status_code == 302 and answer["Location"].startswith("/sign-in"), (address, answer.status_code)
    assert two.fingerprint() == before


def test_who_has_no_role_is_in_no_company(two: Any) -> None:
    """A person of the installation whose roles were taken: signed in, and nowhere; their key is dead."""
    from ogniwo.kernel.access.commands import create_user

    client = Client()
    client.force_login(create_user(email="nobody@example.com", name="Nobody", password=None), backend="django.contrib.auth.backends.ModelBackend")
    for address in ("/", "/palette?q=al", "/s/sales.orders/", "/do/sales.write_order", f"/flow/{two.own.ids['order']}"):
        answer = client.get(address)
        assert answer.status_code == 403, (address, answer.status_code)
        assert "Alfa" not in answer.content.decode()


def test_nobody_changes_into_a_foreign_company(two: Any) -> None:
    for role in ROLES:
        client = two.session(role)
        client.post("/me/company", {"company": two.foreign.firm.company})
        page = client.get("/s/home/").content.decode()
        assert "Kanarek" not in page, role
        session = client.session
        session["company"] = two.foreign.firm.company
        session.save()
        page = client.get("/s/sales.orders/").content.decode()
        assert "Kanarek" not in page, f"{role}: a session that names a foreign company"


def test_a_key_is_no_wider_than_its_person(two: Any) -> None:
    """Scopes of everything on a storekeeper's key give what a storekeeper has."""
    answer = two.api("storekeeper", "POST", "/api/v1/do/people.add_person", json.dumps({"email": "x@example.com", "name": "X", "role": "owner"}))
    assert answer.status_code == 403
