"""What is unsafe in this installation, each as a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, connections

Ask = Callable[..., Any]
SHORTEST_SECRET = 40
OLDEST_SERVER = 150000
RIGHTS_ABOVE_WORK = """
    SELECT string_agg(flag, ', ') FROM pg_roles,
    LATERAL (VALUES (rolsuper, 'SUPERUSER'), (rolbypassrls, 'BYPASSRLS'), (rolcreaterole, 'CREATEROLE')) AS f(has, flag)
    WHERE has AND rolname = %s
"""


def faults() -> list[str]:
    """Empty where nothing unsafe was found."""
    return [*of_settings(), *of_database()]


def of_settings() -> Iterator[str]:
    if settings.DEBUG:
        yield "OGNIWO_DEBUG is on: errors would show the inside of the program. Unset it."
    if settings.SECRET_KEY == settings.UNSAFE_SECRET_KEY:
        yield "The secret key is the default one: anybody could forge a session. Set OGNIWO_SECRET_KEY."
    elif len(settings.SECRET_KEY) < SHORTEST_SECRET:
        yield f"OGNIWO_SECRET_KEY is shorter than {SHORTEST_SECRET} characters: set a longer random one."
    if "*" in settings.ALLOWED_HOSTS:
        yield "OGNIWO_HOSTS allows any name: list the names people use."
    beyond = {host for host in settings.ALLOWED_HOSTS if host not in {"localhost", "127.0.0.1", "[::1]"}}
    if beyond and not settings.HTTPS:
        yield f"{', '.join(sorted(beyond))} is served without https: set OGNIWO_HTTPS=yes behind a proxy that speaks it."
    if len(set(settings.OGNIWO_ROLES.values())) < len(settings.OGNIWO_ROLES):
        yield "Two of the four database URLs use the same role: give the app, migrator, worker and auditor one each."


def of_database() -> Iterator[str]:
    try:
        with connection.cursor() as cursor:

            def ask(query: str, values: list[str] | None = None) -> Any:
                cursor.execute(query, values)
                row = cursor.fetchone()
                return row[0] if row else None

            yield from of_server(ask)
            yield from of_roles(ask)
    except DatabaseError as unreachable:
        yield f"The database does not answer ({str(unreachable).splitlines()[0]}): start it, or correct DATABASE_URL."
    finally:
        connections.close_all()


def of_server(ask: Ask) -> Iterator[str]:
    if int(ask("SHOW server_version_num")) < OLDEST_SERVER:
        yield "The PostgreSQL server is older than 15: use a newer one."
    for setting in ("fsync", "full_page_writes"):
        if ask(f"SHOW {setting}") == "off":
            yield f"{setting} is off on the database server: a power cut would destroy the books. Turn it on."
    if ask("SHOW synchronous_commit") == "off":
        yield "synchronous_commit is off: acts that were confirmed could be lost. Turn it on."
    if ask("SHOW data_checksums") == "off":
        yield "Data checksums are off: a failing disk would go unseen. Enable them with pg_checksums."


def of_roles(ask: Ask) -> Iterator[str]:
    if ask("SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"):
        yield "The app's role owns tables: row security does not bind an owner. Let the migrator's role own them."
    for name, role in settings.OGNIWO_ROLES.items():
        if rights := ask(RIGHTS_ABOVE_WORK, [role]):
            yield f"The {name} role {role} has {rights}: take it away."
    if ask("SELECT has_schema_privilege(current_user, 'public', 'CREATE')"):
        yield "The app's role may create tables in the schema public: revoke CREATE from it."
