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


def test_a_request_still_under_way_is_told_so(house, key, as_role):
    """The same key while its first request has not committed: 409, and nothing is done twice; afterwards the key works."""
    program, other = Program(key("*")), as_role("app")
    with other.transaction():
        other.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [house.firm.company, f"{house.firm.acting.user_id}:k-way"])
        problem(program.post("people.add_person", person("way@example.com"), **{"Idempotency-Key": "k-way"}), 409, "kernel.in_flight")
    assert program.get("people.people", q="way@").json()["rows"] == []
    assert program.post("people.add_person", person("way@example.com"), **{"Idempotency-Key": "k-way"}).json()["replayed"] is False


def test_a_refused_request_keeps_no_key(house, key):
    """Key and effect are one transaction: what was refused may be sent again under its key, mended."""
    program = Program(key("*"))
    problem(program.post("people.add_person", {**person("mend@example.com"), "role": "king"}, **{"Idempotency-Key": "k-mend"}), 422, "access.unknown_role")
    assert program.post("people.add_person", person("mend@example.com"), **{"Idempotency-Key": "k-mend"}).json()["replayed"] is False


def test_a_key_is_of_its_person(house, key):
    """Two people may use the same key for different things."""
    from dataclasses import replace

    seller = house.firm.acting_as("seller")
    theirs = run("people.issue_key", replace(seller, permissions=seller.permissions | {"people.issue_key"}), {"name": "x", "scopes": ["*"]}).result.text
    assert Program(key("*")).post("people.add_person", person("mine@example.com"), **{"Idempotency-Key": "k-both"}).status_code == 200
    answer = Program(theirs).post("comments.add_comment", {"document": str(uuid4()), "text": "x"}, **{"Idempotency-Key": "k-both"})
    assert answer.json()["code"] != "kernel.key_reused"


def test_a_stale_version_is_refused_with_its_record(house, key):
    """If-Match names the version the program saw: an older one is 409, the present one passes and raises the version."""
    from ogniwo.kernel.commands import reading
    from ogniwo.kernel.documents.models import Document

    acting, program = house.firm.acting, Program(key("*"))
    ((one,), (two,)) = house.firm.rows("SELECT code FROM ledger_account WHERE control = 'none' AND active AND code ~ '^[47]..$' ORDER BY code LIMIT 2")

    def lines(amount: str) -> list[dict[str, str]]:
        return [{"account": one, "debit": amount}, {"account": two, "credit": amount}]

    note = run("ledger.write_entry", acting, {"journal": "PK", "day": "2026-03-02", "text": "x", "lines": lines("5")}).result
    note = note[0] if isinstance(note, list) else note

    def version() -> int:
        with reading(acting):
            return Document.objects.get(pk=note).version

    seen = version()
    run("ledger.write_entry", acting, {"entry": str(note), "journal": "PK", "day": "2026-03-02", "text": "y", "lines": lines("6")})
    assert version() > seen
    stale = problem(program.post("ledger.post_draft_entries", {"entries": [str(note)]}, **{"If-Match": f'"{note}:{seen}"'}), 409, "kernel.stale")
    assert [e["record"] for e in stale["errors"]] == [str(note)]
    assert program.post("ledger.post_draft_entries", {"entries": [str(note)]}, **{"If-Match": f'"{note}:{version()}"'}).status_code == 200


def test_keys_of_a_month_ago_are_forgotten(house, key, as_role):
    """Swept by the worker's own role, of all companies; a younger key stays, and is all the worker can't see without a company."""
    program, owner, worker = Program(key("*")), as_role("superuser"), as_role("worker")
    for n in range(3):
        program.post("people.add_person", person(f"old{n}@example.com"), **{"Idempotency-Key": f"k-old{n}"})
    owner.execute("UPDATE commands_key SET at = now() - interval '31 days' WHERE key IN ('k-old0', 'k-old1')")
    from ogniwo.kernel.commands import jobs
    from ogniwo.kernel.outbox.hooks import ROUTINES

    assert (jobs.HOUR, jobs.sweep_keys) in ROUTINES
    assert worker.execute("SELECT array_agg(key ORDER BY key) FROM commands_key").fetchone() == (["k-old0", "k-old1"],)
    assert worker.execute("DELETE FROM commands_key").rowcount == 2, "without a company the worker reaches only the old"
    owner.execute("UPDATE commands_key SET at = now() - interval '31 days' WHERE key = 'k-old2'")
    assert worker.execute(jobs.SWEEP, [10]).rowcount == 1
    again = program.post("people.add_person", person("old2b@example.com"), **{"Idempotency-Key": "k-old2"})
    assert again.status_code == 200 and again.json()["replayed"] is False
