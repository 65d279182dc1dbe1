"""Roles, memberships and keys in the database: what is granted, what is seen before a company is chosen."""

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ogniwo.kernel.access import commands
from ogniwo.kernel.access.acting import ALL, OWN
from ogniwo.kernel.access.errors import BadKey, EmailTaken, NoCompany, UnknownRole
from ogniwo.kernel.access.models import Membership, Role, RoleGrant, RoleRule
from ogniwo.kernel.access.queries import acting_by_key, companies_of, context, load_acting

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def grants(company: int, role: str) -> set[str]:
    with context({"ogniwo.company": company}):
        return set(RoleGrant.objects.filter(role__code=role).values_list("permission", flat=True))


def test_shipped_roles_hold_what_is_declared(companies: Any) -> None:
    assert grants(1, "owner") == {"*"}
    assert grants(1, "seller") == {"toy.confirm", "toy.list"}
    assert grants(1, "auditor") == {"toy.list"}
    assert grants(1, "buyer") == set()


def test_shipping_again_follows_the_declarations_and_leaves_own_roles(companies: Any) -> None:
    from ogniwo.kernel.access import hooks

    with context({"ogniwo.company": 1}):
        own = Role.objects.create(company_id=1, code="own", name={"en": "Own"})
        RoleGrant.objects.create(company_id=1, role=own, permission="toy.confirm")
    del hooks.PERMISSIONS["toy.confirm"]
    with context({"ogniwo.company": 1}), CaptureQueriesContext(connection) as sent:
        commands.ship_roles(1)
    assert grants(1, "seller") == {"toy.list"}
    assert grants(1, "own") == {"toy.confirm"}
    assert len([q for q in sent if "SAVEPOINT" not in q["sql"]]) == 3


def test_acting_holds_the_rights_of_that_company_only(person: Any) -> None:
    ewa = person("ewa", {1: "seller", 2: "auditor"})
    here, there = load_acting(ewa, 1, "screen", "pl", at=NOW), load_acting(ewa, 2, "screen", at=NOW)
    assert here.permissions == {"toy.confirm", "toy.list"} and there.permissions == {"toy.list"}
    assert (here.company_id, here.directory_id, here.language, there.language) == (1, 1, "pl", "en")
    assert not here.sees("margin") and not here.sees("cost") and there.sees("margin")
    assert here.rule("offer") == ALL and str(here.today) == "2026-03-02"
    with pytest.raises(NoCompany):
        load_acting(ewa, 3, "screen")


def test_acting_costs_two_statements_and_leaves_no_context(person: Any) -> None:
    ewa = person("ewa", {1: "seller"})
    with CaptureQueriesContext(connection) as sent:
        load_acting(ewa, 1, "screen")
    assert len([q for q in sent if "set_config" in q["sql"] or "WITH mine" in q["sql"]]) == len(sent) - 2  # begin, commit
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('ogniwo.company', true), '') || coalesce(current_setting('ogniwo.user', true), '')")
        assert cursor.fetchone() == ("",)
    with transaction.atomic(), context({"ogniwo.company": 2}):
        load_acting(ewa, 1, "screen")
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('ogniwo.company')")
            assert cursor.fetchone() == ("2",)


def test_before_a_company_is_chosen_only_own_memberships_are_seen(person: Any) -> None:
    ewa, jan = person("ewa", {1: "seller", 2: "auditor"}), person("jan", {1: "owner", 3: "owner"})
    assert [c.code for c in companies_of(ewa)] == ["ALFA", "BETA"]
    assert [c.code for c in companies_of(jan)] == ["ALFA", "GAMMA"]
    with context({"ogniwo.user": ewa.pk}):
        assert set(Membership.objects.values_list("user_id", flat=True)) == {ewa.pk}
        assert Role.objects.count() == 0
    assert Membership.objects.count() == 0


def test_nobody_joins_a_company_from_outside_its_context(person: Any) -> None:
    ewa = person("ewa", {1: "seller"})
    with context({"ogniwo.company": 3}):
        owner = Role.objects.get(code="owner").pk
    with pytest.raises(Exception, match="row-level security"), context({"ogniwo.user": ewa.pk, "ogniwo.company": 1}):
        Membership.objects.create(company_id=3, user=ewa, role_id=owner)
    with pytest.raises(Exception, match="access_membership_role_id_own"), context({"ogniwo.company": 1}):
        Membership.objects.create(company_id=1, user=ewa, role_id=owner)  # a role of another company


def test_a_record_rule_narrows_only_when_every_role_narrows(person: Any) -> None:
    ewa = person("ewa", {1: "seller"})
    with context({"ogniwo.company": 1}):
        RoleRule.objects.create(company_id=1, role=Role.objects.get(code="seller"), document_type="offer", reach="own")
    assert load_acting(ewa, 1, "screen").rule("offer") == OWN
    with context({"ogniwo.company": 1}):
        commands.join(ewa, 1, "auditor")
    assert load_acting(ewa, 1, "screen").rule("offer") == ALL


def test_who_leaves_or_is_switched_off_acts_no_more(person: Any) -> None:
    ewa, jan = person("ewa", {1: "seller"}), person("jan", {1: "seller"})
    with context({"ogniwo.company": 1}):
        commands.leave(ewa, 1)
    jan.is_active = False
    jan.save()
    for user in (ewa, jan):
        with pytest.raises(NoCompany):
            load_acting(user, 1, "screen")


def test_keys_act_within_their_scopes_until_they_end(person: Any) -> None:
    ewa = person("ewa", {1: "seller"})
    with context({"ogniwo.company": 1}):
        text = commands.issue_key(ewa, 1, commands.NewKey("shop", ("toy.list", "ledger.*"), NOW, NOW + timedelta(days=1)))
    acting = acting_by_key(text, at=NOW)
    assert (acting.permissions, acting.source, acting.company_id) == ({"toy.list"}, "api", 1)
    for wrong, at in ((text + "x", NOW), (text, NOW + timedelta(days=1)), ("", NOW)):
        with pytest.raises(BadKey):
            acting_by_key(wrong, at=at)
    with context({"ogniwo.company": 1}), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM access_apikey")
        commands.revoke_key(cursor.fetchone()[0], 1, at=NOW)
    with pytest.raises(BadKey):
        acting_by_key(text, at=NOW)


def test_emails_are_one_whatever_their_case_and_roles_must_exist(person: Any) -> None:
    ewa = person("ewa", {1: "seller"})
    with pytest.raises(EmailTaken):
        commands.create_user(email=" EWA@example.com ", name="X", password=None)
    with pytest.raises(UnknownRole) as refused, context({"ogniwo.company": 1}):
        commands.join(ewa, 1, "king")
    assert "king" in refused.value.sentence() and "storekeeper" in refused.value.advice()


def test_the_log_and_the_secrets_are_defended(person: Any, as_role: Any) -> None:
    ewa = person("ewa", {1: "seller"})
    commands.note_sign_in("in", commands.Visit("127.0.0.1", "x", NOW), email=ewa.email, user=ewa)
    app, auditor = as_role("app"), as_role("auditor")
    for attack in ("UPDATE access_signin SET email = 'x'", "DELETE FROM access_signin", "TRUNCATE access_signin", "DELETE FROM access_user"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(attack)
    with pytest.raises(psycopg.errors.RestrictViolation):
        as_role("migrator").execute("DELETE FROM access_signin")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        auditor.execute("SELECT password FROM access_user")
    assert auditor.execute("SELECT count(*) FROM access_user").fetchone() == (1,)
