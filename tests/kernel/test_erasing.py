"""Erasing what the audit holds: who may, what goes, what stays; and that the chain of acts goes on being valid."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.audit.models import Act, Erasure, Payload
from ogniwo.kernel.commands import COMMANDS, QUERIES, reading, run
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.privacy.jobs import seal_acts
from ogniwo.site.doctor import examine
from ogniwo.site.testing import Firm

CANARY = "wrobel.janina@example.com"


def red() -> list[str]:
    return [f.name for f in examine(("audit", "acts_chain", "acts_sealed", "acts_in_time")) if not f.well]


@pytest.fixture
def janina(firm: Firm) -> list[int]:
    """Two acts that mention a person, sealed; their ids."""
    for n in range(2):
        run("parties.add_parties", firm.acting, {"parties": [{"name": f"Janina {n}", "points": [{"kind": "email", "value": CANARY}], "terms": {"customer": True}}]})
    seal_acts(firm.company)
    with reading(firm.acting):
        return list(Act.objects.filter(command="parties.add_parties").order_by("id").values_list("id", flat=True))


def held(firm: Firm, act: int) -> str:
    with reading(firm.acting):
        return repr(QUERIES["privacy.held"].function(act=act, acting=firm.acting))


def test_a_person_is_erased_and_the_chain_stays_valid(firm: Firm, janina: list[int], as_role: Any) -> None:
    assert red() == [] and CANARY in held(firm, janina[0])
    shown = run("privacy.erase_person", firm.acting, {"words": CANARY.upper(), "reason": "wniosek z 1.03.2026"}, preview=True)
    assert [d.act_id for d in shown.effects["audit_erasure"]] == janina and CANARY in held(firm, janina[0])
    assert run("privacy.erase_person", firm.acting, {"words": CANARY.upper(), "reason": "wniosek z 1.03.2026"}, key="once").result == 2
    everything = as_role("superuser").execute("SELECT string_agg(t::text, '') FROM audit_payload t").fetchone()[0] + as_role("superuser").execute("SELECT string_agg(t::text, '') FROM audit_act t").fetchone()[0]
    assert CANARY not in everything.lower() and "wniosek z 1.03.2026" in everything
    assert held(firm, janina[0]) == "[]"
    with reading(firm.acting):
        assert set(Payload.objects.filter(act__in=janina).values_list("body", flat=True)) == {None}
        assert {bytes(salt) for salt in Payload.objects.filter(act__in=janina).values_list("salt", flat=True)} == {b""}
        rows = QUERIES["privacy.acts"].function(acting=firm.acting).filter(pk__in=janina)
        assert {(row.state, row.reason, row.who) for row in rows} == {("erased", "wniosek z 1.03.2026", "Alfa Owner")}
        assert Act.objects.filter(command="privacy.erase_person").count() == 1, "the erasure itself is an act"
    seal_acts(firm.company)
    assert red() == []


def test_who_may_and_what_is_refused(firm: Firm, janina: list[int]) -> None:
    for role in ("accountant", "seller", "buyer", "storekeeper", "auditor"):
        for name, given in (("privacy.erase_payloads", {"acts": janina, "reason": "x"}), ("privacy.erase_person", {"words": CANARY, "reason": "x"})):
            with pytest.raises(NoRight):
                run(name, firm.acting_as(role), given)
    refused = {"privacy.no_reason": {"acts": janina, "reason": " "}, "kernel.not_found": {"acts": [*janina, 1], "reason": "x"}}
    for code, given in refused.items():
        with pytest.raises(Refused) as no:
            run("privacy.erase_payloads", firm.acting, given)
        assert [e.code for e in no.value.errors] == [code]
    run("privacy.erase_payloads", firm.acting, {"acts": janina[:1], "reason": "x"})
    with pytest.raises(Refused) as no:
        run("privacy.erase_payloads", firm.acting, {"acts": janina, "reason": "x"})
    assert [(e.code, e.record) for e in no.value.errors] == [("privacy.erased_already", janina[0])]
    for words, code in (("wro", "privacy.words_too_short"), ("100%_\\", "privacy.nothing_found")):
        with pytest.raises(Refused) as no:
            run("privacy.erase_person", firm.acting, {"words": words, "reason": "x"})
        assert no.value.errors[0].code == code
    assert CANARY in held(firm, janina[1])


def test_another_companys_audit_is_out_of_reach(firm: Firm, other_firm: Firm, janina: list[int]) -> None:
    with pytest.raises(Refused, match="not here"):
        run("privacy.erase_payloads", other_firm.acting, {"acts": janina, "reason": "x"})
    with pytest.raises(Refused) as no:
        run("privacy.erase_person", other_firm.acting, {"words": CANARY, "reason": "x"})
    assert no.value.errors[0].code == "privacy.nothing_found" and CANARY in held(firm, janina[0])


def test_flat(firm: Firm, janina: list[int]) -> None:
    from ogniwo.kernel.writing.unit import Counter

    with reading(firm.acting):
        rest = list(Act.objects.exclude(pk__in=janina).order_by("id").values_list("id", flat=True))[:1]
    costs = []
    for acts in (rest, janina):
        before = Counter.sent
        run("privacy.erase_payloads", firm.acting, {"acts": acts, "reason": "x"})
        costs.append(Counter.sent - before)
    assert costs[0] == costs[1]
    assert COMMANDS["privacy.erase_payloads"].sets == "acts"


ATTACKS = {
    "UPDATE audit_payload SET body = '{}', erased_at = now() WHERE act_id = {act}": "audit_payload_only_erased",
    "UPDATE audit_payload SET body = 'null', erased_at = now() WHERE act_id = {act}": "audit_payload_only_erased",
    "UPDATE audit_payload SET body = 'null', salt = '' WHERE act_id = {act}": "audit_payload_only_erased",
    "UPDATE audit_payload SET salt = 'x' WHERE act_id = {act}": "audit_payload_only_erased",
    "UPDATE audit_payload SET act_id = {act} + 1": "42501",
    "DELETE FROM audit_payload": "42501",
    "UPDATE audit_act SET user_id = 1": "42501",
    "DELETE FROM audit_act": "42501",
    "UPDATE audit_place SET seal = 1": "42501",
    "INSERT INTO audit_place (company_id, act_id) VALUES ({company}, 1)": "42501",
    "DELETE FROM audit_place": "42501",
    "UPDATE audit_seal SET count = 0": "42501",
    "INSERT INTO audit_seal SELECT * FROM audit_seal": "42501",
    "TRUNCATE audit_seal": "42501",
    "DELETE FROM audit_erasure": "42501",
}


@pytest.mark.parametrize(("sql", "name"), ATTACKS.items(), ids=range(len(ATTACKS)))
def test_attacked_as_the_apps_role(firm: Firm, janina: list[int], as_role: Any, sql: str, name: str) -> None:
    app = as_role("app")
    with pytest.raises(psycopg.Error) as no, app.transaction():
        app.execute("SELECT set_config('ogniwo.company', %s, true)", [str(firm.company)])
        app.execute(sql.replace("{act}", str(janina[0])).replace("{company}", str(firm.company)))
    assert name in (no.value.diag.constraint_name, no.value.sqlstate)


def test_an_erased_payload_is_never_filled_again(firm: Firm, janina: list[int], as_role: Any) -> None:
    run("privacy.erase_payloads", firm.acting, {"acts": janina, "reason": "x"})
    with pytest.raises(psycopg.Error, match="only erased"):
        as_role("superuser").execute("UPDATE audit_payload SET erased_at = now() WHERE act_id = %s", janina[:1])


FAULTS = {
    "UPDATE audit_act SET user_id = user_id + 1 WHERE id = {act}": {"acts_sealed"},
    "UPDATE audit_act SET command = 'x' WHERE id = {act}": {"acts_sealed"},
    "UPDATE audit_act SET at = at + interval '1 second' WHERE id = {act}": {"acts_sealed"},
    "UPDATE audit_target SET target = gen_random_uuid() WHERE act_id = {act}": {"acts_sealed"},
    "DELETE FROM audit_act WHERE id = {act}": {"acts_sealed"},
    "DELETE FROM audit_place WHERE act_id = {act}": {"acts_sealed"},
    "DELETE FROM audit_seal WHERE position = 1": {"acts_chain", "acts_sealed"},
    "UPDATE audit_seal SET count = count + 1": {"acts_chain", "acts_sealed"},
    "UPDATE audit_seal SET hash = sha256(hash) WHERE position = 1": {"acts_chain"},
    "UPDATE audit_place SET seal = 1": {"acts_sealed"},
    "UPDATE audit_payload SET body = '{}' WHERE act_id = {act}": {"audit"},
    "UPDATE audit_payload SET body = 'null', salt = '', erased_at = now() WHERE act_id = {act}": {"audit"},
    "DELETE FROM audit_payload WHERE act_id = {act}": {"audit"},
    "INSERT INTO audit_act (company_id, id, at, user_id, command, source, digest) VALUES ({company}, 1, now() - interval '2 hours', 1, 'x', 'x', '')": {"audit", "acts_in_time"},
}


@pytest.mark.parametrize(("sql", "names"), FAULTS.items(), ids=range(len(FAULTS)))
def test_a_planted_fault_is_seen(firm: Firm, janina: list[int], as_role: Any, sql: str, names: set[str]) -> None:
    """As the superuser, with the triggers off: a second seal stands after the first, so that both ends of the chain are tried."""
    run("parties.add_parties", firm.acting, {"parties": [{"name": "Później", "terms": {"customer": True}}]})
    seal_acts(firm.company)
    assert red() == []
    owner = as_role("superuser")
    owner.execute("SET session_replication_role = replica")
    if sql.startswith("INSERT"):
        owner.execute("SET session_replication_role = DEFAULT")
        owner.execute("ALTER TABLE audit_payload DISABLE TRIGGER USER")
    owner.execute(sql.replace("{act}", str(janina[0])).replace("{company}", str(firm.company)))
    assert set(red()) == names


def test_the_worker_seals_whose_acts_wait(firm: Firm, other_firm: Firm, as_role: Any) -> None:
    """What the worker's role sees and may: acts of every company wait, and each company is sealed in its own context."""
    worker = as_role("worker")
    with worker.transaction():
        assert sorted(c for (c,) in worker.execute("SELECT DISTINCT company_id FROM audit_place WHERE seal IS NULL").fetchall()) == sorted([firm.company, other_firm.company])
    for company in (firm.company, other_firm.company):
        with worker.transaction():
            worker.execute("SELECT set_config('ogniwo.company', %s, true)", [str(company)])
            assert worker.execute("SELECT audit_seal_acts(5000)").fetchone()[0] > 0
            assert worker.execute("SELECT audit_seal_acts(5000)").fetchone()[0] == 0
    with reading(firm.acting):
        assert Erasure.objects.count() == 0
    assert red() == []
