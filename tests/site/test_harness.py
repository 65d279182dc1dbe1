"""The harness itself: clones are fresh, committed to, and seen by each role as that role."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection, connections

from ogniwo.site import environment


def current(connection_) -> tuple[str, str]:
    return connection_.execute("SELECT current_user::text, current_database()::text").fetchone()


def test_default_is_the_app_on_the_clone(db_clone) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user::text, current_database()::text")
        assert cursor.fetchone() == ("ogtest_app", db_clone.name)


@pytest.mark.parametrize("role", ["app", "worker", "auditor", "migrator"])
def test_each_role_connects_as_itself_without_superpowers(db_clone, as_role, role: str) -> None:
    attacker = as_role(role)
    assert current(attacker) == (f"ogtest_{role}", db_clone.name)
    flags = attacker.execute("SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user")
    assert flags.fetchone() == (False, False, False, False)


def test_only_the_migrator_may_make_tables(db_clone, as_role) -> None:
    with pytest.raises(Exception, match="permission denied for schema public"):
        as_role("app").execute("CREATE TABLE stolen (x int)")
    with pytest.raises(Exception, match="permission denied to create temporary tables"):
        as_role("app").execute("CREATE TEMP TABLE stolen (x int)")
    as_role("migrator").execute("CREATE TABLE made (x int)")


def test_what_one_test_commits_the_next_does_not_see(db_clone, as_role) -> None:
    assert as_role("superuser").execute("SELECT to_regclass('made')").fetchone() == (None,)


def test_aliases_are_their_roles(db_clone) -> None:
    for alias, role in {"migrator": "migrator", "auditor": "auditor"}.items():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_user::text")
            assert cursor.fetchone() == (f"ogtest_{role}",)


def test_without_a_clone_nothing_is_reached(django_db_blocker) -> None:
    with django_db_blocker.unblock(), pytest.raises(OperationalError):
        connection.ensure_connection()


def test_another_process_can_work_on_the_clone(db_clone) -> None:
    assert set(db_clone.environment()) >= set(environment.VARIABLES.values())
    assert db_clone.name in db_clone.environment()["DATABASE_URL"]


def test_sessions_can_be_kept_by_the_app_and_only_read_by_nobody_else(db_clone, as_role) -> None:
    as_role("app").execute("SELECT count(*) FROM django_session")
    with pytest.raises(Exception, match="permission denied for table django_session"):
        as_role("auditor").execute("SELECT count(*) FROM django_session")
