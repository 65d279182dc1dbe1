"""The API from outside: keys and scopes, problem details, idempotency, versions, previews, pages, its own description."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from ogniwo.kernel.commands import run


@pytest.fixture(scope="module")
def key(house: Any) -> Any:
    """`key(*scopes)`: a new key of the owner."""

    def make(*scopes: str) -> str:
        return run("people.issue_key", house.firm.acting, {"name": "test", "scopes": list(scopes)}).result.text

    return make


class Program:
    """A client with a key."""

    def __init__(self, key: str, **headers: str) -> None:
        self.client, self.headers = Client(), {"Authorization": f"Bearer {key}", **headers}

    def post(self, name: str, body: Any, **headers: str) -> Any:
        preview = headers.pop("preview", "")
        return self.client.post(f"/api/v1/do/{name}{preview}", json.dumps(body), content_type="application/json", headers={**self.headers, **headers})

    def get(self, name: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1/{name}", query, headers=self.headers)


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == code
    return answer.json()


def person(email: str) -> dict[str, str]:
    return {"email": email, "name": "Ewa", "role": "seller"}


def test_without_a_key_or_with_a_wrong_one_nobody_enters(house):
    problem(Client().get("/api/v1/people.people"), 401, "access.bad_key")
    answer = Program("ogn_0000_wrong").get("people.people")
    problem(answer, 401, "access.bad_key")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_key_does_only_what_its_scopes_allow(house, key):
    narrow = Program(key("people.roles"))
    assert narrow.get("people.roles").status_code == 200
    problem(narrow.get("people.people"), 403, "access.denied")
    problem(narrow.post("people.add_person", person("x@example.com")), 403, "access.denied")


def test_an_act_by_the_same_key_and_body_has_one_effect(house, key):
    program = Program(key("*"))
    first = program.post("people.add_person", person("once@example.com"), **{"Idempotency-Key": "k-1"})
    again = program.post("people.add_person", person("once@example.com"), **{"Idempotency-Key": "k-1"})
    assert first.json()["replayed"] is False and again.json()["replayed"] is True, again.content
    problem(program.post("people.add_person", person("other@example.com"), **{"Idempotency-Key": "k-1"}), 422, "kernel.key_reused")
    rows = program.get("people.people", q="once@example").json()["rows"]
    assert [r["email"] for r in rows] == ["once@example.com"]
    assert first.json()["result"]["secret"] not in json.dumps(again.json())


def test_every_reason_is_told_in_the_callers_language(house, key):
    body = problem(Program(key("*"), **{"Accept-Language": "pl"}).post("people.add_person", {"emial": 1}), 422, "kernel.invalid")
    assert {e["field"] for e in body["errors"]} == {"email", "name", "role", "emial"}
    refused = problem(Program(key("*")).post("people.add_person", {**person("r@example.com"), "role": "king"}), 422, "access.unknown_role")
    assert "king" in refused["title"]


def test_what_is_no_json_or_no_operation_is_refused(house, key):
    program = Program(key("*"))
    answer = program.client.post("/api/v1/do/people.lock", b"{", content_type="application/json", headers=program.headers)
    problem(answer, 422, "api.not_json")
    problem(program.post("people.nothing", {}), 404, "kernel.not_found")
    problem(program.post("people.lock", {"people": []}, **{"If-Match": "3"}), 422, "api.bad_if_match")


def test_a_preview_writes_nothing(house, key):
    program = Program(key("*"))
    answer = program.post("people.add_person", person("preview@example.com"), preview="?preview=1")
    assert answer.status_code == 200 and "preview" in answer.json()
    assert program.get("people.people", q="preview@").json()["rows"] == []


def test_lists_come_in_pages(house, key):
    program = Program(key("*"))
    for n in range(5):
        program.post("people.add_person", person(f"page{n}@example.com"))
    seen, cursor = [], ""
    while cursor is not None:
        page = program.get("people.people", q="page", limit=2, **({"cursor": cursor} if cursor else {})).json()
        seen += [r["email"] for r in page["rows"]]
        cursor = page["next"]
    assert sorted(seen) == [f"page{n}@example.com" for n in range(5)]
    problem(program.get("people.people", cursor="??"), 422, "api.bad_cursor")
    problem(program.get("people.people", limit="0"), 422, "api.bad_cursor")


def test_a_record_that_is_not_there(house, key):
    problem(Program(key("*")).get("comments.story", document=str(uuid4())), 404, "kernel.not_found")


def test_the_description_names_every_operation(house):
    from ogniwo.kernel.commands import COMMANDS, QUERIES

    found = Client().get("/api/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    operations = {o["operationId"] for methods in found["paths"].values() for o in methods.values()}
    assert operations == {*COMMANDS, *QUERIES}
    one = found["paths"]["/api/v1/do/people.add_person"]["post"]["responses"]
    assert {"401", "403", "404", "409", "422", "429"} <= set(map(str, one))


def test_a_key_that_hurries_is_slowed(house, key, monkeypatch):
    from ogniwo.workbench.api import doors

    monkeypatch.setattr(doors, "PACE", 3)
    program = Program(key("people.roles"))
    answers = [program.get("people.roles") for _n in range(5)]
    assert [a.status_code for a in answers[:3]] == [200] * 3
    problem(answers[4], 429, "api.too_many_requests")
    assert int(answers[4]["Retry-After"]) >= 1
