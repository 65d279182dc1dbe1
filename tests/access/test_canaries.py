"""Nothing of a foreign company is seen by anyone of ours: not in a list, search, sort, filter, total, export, print, timeline, file or error.

The second company stands in another directory; each of its records says "Kanarek" and its prices are 31337.91 and 27182.83.
Searches ask for parts of these, so that an echo of the question is not taken for an answer.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest

from tests.access.canaries import found_in, text_of
from tests.access.conftest import SEED, chosen
from tests.access.matrix import ROLES, current

NOW = current()
WORDS = ("kanarek", "31337.91", "31337,91", "27182.83", "27182,83", "27999.41", "27999,41", "62675", "111997", "2718283", "7740001454")
INSTALLATION = {"access_user", "django_session", "access_signin", "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog", "django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="module")
def foreign_ids(two: Any) -> set[str]:
    found = two.foreign.everything()
    assert len(found) > 30
    return found


def leaks(two: Any, ids: set[str], answer: Any, said: str) -> list[str]:
    return [f"{SEED} {said}: {answer.status_code} shows {what}" for what in found_in(text_of(answer), WORDS, ids, said=said)]


def list_addresses() -> Iterator[str]:
    """Every list, board and report, plain and asked in every way it can be asked."""
    from ogniwo.workbench import registry

    for name in NOW["screens"]:
        screen = registry.screen(name)
        yield f"/s/{name}/"
        if screen.kind not in ("list", "report", "board"):
            continue
        yield from (f"/s/{name}/?q=anare", f"/s/{name}/?export=csv", f"/s/{name}/?export=xlsx")
        for one in getattr(screen, "filters", ()):
            asked = {"between": "31000..32000", "period": "this-year", "flag": "1"}.get(one.kind, "anare")
            yield f"/s/{name}/?{one.name}={asked}"
        for column in getattr(screen, "columns", ()):
            yield f"/s/{name}/?order={column.name}"
            yield f"/s/{name}/?order=-{column.name}&export=csv"
        for view in getattr(screen, "views", ()):
            yield f"/s/{name}/?view={view.name}"


def record_addresses(two: Any) -> Iterator[str]:
    """Every record screen, print, flow, file, form and suggestion, asked for what belongs to the foreign company."""
    from ogniwo.workbench import registry

    foreign = [str(v) for value in two.foreign.ids.values() for v in (value if isinstance(value, list) else [value])]
    numbers = [value for value in foreign if value.isdigit()]
    uuids = [value for value in foreign if not value.isdigit()]
    for name in NOW["screens"]:
        if registry.screen(name).kind == "record":
            yield from (f"/s/{name}/{key}/" for key in foreign)
        elif registry.screen(name).kind == "report":
            yield from (f"/s/{name}/?{p}={key}" for key in uuids[:6] for p in ("party", "product", "document", "as_of"))
    for pk in uuids:
        yield from (f"/print/{pk}", f"/flow/{pk}", f"/print/{pk}?language=en")
    files = [str(n) for (n,) in two.foreign.firm.rows("SELECT id FROM files_file")]
    yield from (f"/file/{n}" for n in [*files, *numbers])
    yield from (f"/suggest/{name}?q=anare" for name in NOW["queries"])
    yield from ("/palette?q=anare", "/palette?q=31337", "/palette?q=7740", "/", "/s/nothing/", "/s/sales.order/not-an-id/")
    for name in NOW["commands"]:
        yield from (f"/do/{name}?id={pk}" for pk in uuids[::7])


def visited(two: Any, foreign_ids: set[str], rows: Sequence[str], roles: Sequence[str]) -> None:
    before = two.fingerprint(two.foreign.firm.company)
    wrong: list[str] = []
    for role in roles:
        client = two.session(role)
        for address in rows:
            answer = client.get(address)
            if answer.status_code >= 500:
                wrong.append(f"{SEED} {role} {address}: {answer.status_code}")
            else:
                wrong += [f"{role} {leak}" for leak in leaks(two, foreign_ids, answer, address)]
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:60])
    assert two.fingerprint(two.foreign.firm.company) == before


def test_no_canary_in_lists(two: Any, foreign_ids: set[str]) -> None:
    visited(two, foreign_ids, chosen(list(list_addresses()), 0.12, prove=False), ("owner", "seller"))


def test_no_canary_by_its_own_id(two: Any, foreign_ids: set[str]) -> None:
    visited(two, foreign_ids, chosen(list(record_addresses(two)), 0.05, prove=False), ("owner", "seller"))


@pytest.mark.prove
@pytest.mark.parametrize("role", ROLES)
def test_no_canary_anywhere(two: Any, foreign_ids: set[str], role: str) -> None:
    visited(two, foreign_ids, [*list_addresses(), *record_addresses(two)], (role,))


def test_the_canary_is_seen_at_home(two: Any, foreign_ids: set[str]) -> None:
    """The same questions asked by the canary's own owner do show it: the test can see."""
    from django.test import Client

    from ogniwo.kernel.access.models import User

    client = Client()
    client.force_login(User.objects.get(pk=two.foreign.firm.acting.user_id), backend="django.contrib.auth.backends.ModelBackend")
    for address in ("/s/sales.orders/", "/s/sales.orders/?export=csv", "/s/sales.orders/?export=xlsx", "/s/parties.customers/?q=anare", "/palette?q=anare",
                    f"/s/sales.order/{two.foreign.ids['order']}/", f"/print/{two.foreign.ids['invoice']}"):  # fmt: skip
        assert "kanarek" in found_in(text_of(client.get(address)), WORDS, foreign_ids), address


def test_a_figure_is_told_from_chance() -> None:
    """However it is written it is found; its digits inside a key, a token, a moment or a longer figure are not it."""
    for text in ("62675,82", "62 675,82 zł", "62\u00a0675,82", "-62675.82", '"total": "62675.82"', "<td>62\u202f675</td>", "suma:62675;"):
        assert found_in(text, ["62675"]) == ["62675"], text
    for text in ("01a209d1-ce32-768e-8fc8-d8626751b6a5", "_key=93d490595335a97262675f9f53386f2e", "2026-11-23T19:55:12.626751+00:00", "19:55:12.162675", "162675.82", "fe62675"):
        assert found_in(text, ["62675"]) == [], text
    assert found_in("31 337,91", ["31337,91"]) and found_in("1 31337.91", ["31337.91"])


class Filler:
    """Arguments of a declared act or query in which every id is foreign."""

    def __init__(self, pk: str, number: int) -> None:
        self.pk, self.number = pk, number

    def value(self, kind: Any) -> Any:
        origin, args = get_origin(kind), get_args(kind)
        if origin in (Union, UnionType):
            return self.value(next((a for a in args if a is UUID or a is int), next(a for a in args if a is not type(None))))
        if origin is not None and isinstance(origin, type) and issubclass(origin, dict):
            return {}
        if origin is not None and args:  # a sequence, or Annotated
            if hasattr(kind, "__metadata__"):
                return "YQ=="
            return [self.value(args[0])]
        if dataclasses.is_dataclass(kind):
            hints = get_type_hints(kind, include_extras=True)
            wanted = {f.name for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING}
            return {name: self.value(hint) for name, hint in hints.items() if name in wanted or UUID in (hint, *get_args(hint))}
        if isinstance(kind, type) and issubclass(kind, Enum):
            return next(iter(kind)).value
        return {UUID: self.pk, int: self.number, date: "2026-03-02", datetime: "2026-03-02T10:00:00Z", Decimal: "1", bool: True, bytes: "YQ=="}.get(kind, "anare")

    def arguments(self, spec: Any) -> dict[str, Any]:
        """The required parameters, and the optional ones that take an id."""
        out = {}
        for name, p in spec.parameters.items():
            needs_id = any(kind in (p.annotation, *get_args(p.annotation)) for kind in (UUID, int))
            if p.default is p.empty or (needs_id and name not in ("days", "limit", "year")):
                out[name] = self.value(p.annotation)
        return out


def fillers(two: Any) -> list[Filler]:
    """Every foreign id that is a UUID, with numbers of foreign lines, items, requests, files, keys and accounts beside it."""
    uuids = [str(v) for value in two.foreign.ids.values() for v in (value if isinstance(value, list) else [value]) if isinstance(v, UUID)]
    tables = ("documents_line", "ledger_openitem", "approvals_request", "files_file", "ledger_account", "treasury_bankaccount", "purchasing_proposal", "ledger_entry", "inventory_move")
    numbers = [n for table in tables for (n,) in two.foreign.firm.rows(f"SELECT id FROM {table} ORDER BY id LIMIT 4")]
    return [Filler(pk, numbers[k % len(numbers)]) for k, pk in enumerate(uuids)] + [Filler(uuids[0], n) for n in numbers]


def asked_by_api(two: Any, foreign_ids: set[str], rows: Sequence[tuple[str, Filler, str]]) -> None:
    from urllib.parse import urlencode

    from ogniwo.kernel.commands import COMMANDS, QUERIES

    before = two.fingerprint(two.foreign.firm.company)
    wrong: list[str] = []
    for name, filler, role in rows:
        if name in COMMANDS:
            given = json.dumps(filler.arguments(COMMANDS[name]))
            answer = two.api(role, "POST", f"/api/v1/do/{name}", given)
        else:
            arguments = filler.arguments(QUERIES[name])
            given = urlencode({k: v if not isinstance(v, (dict, list)) else json.dumps(v) for k, v in arguments.items()})
            answer = two.api(role, "GET", f"/api/v1/{name}?{given}")
        if answer.status_code >= 500:
            wrong.append(f"{SEED} {role} {name} {given}: {answer.status_code}")
        wrong += [f"{role} {leak}" for leak in leaks(two, foreign_ids, answer, f"{name} {given}")]
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:60])
    assert two.fingerprint(two.foreign.firm.company) == before, f"{SEED}: something foreign was changed"


def asked(two: Any, roles: Sequence[str]) -> list[tuple[str, Filler, str]]:
    from ogniwo.kernel.commands import COMMANDS, QUERIES

    kinds = fillers(two)
    out = []
    for what, specs in (("commands", COMMANDS), ("queries", QUERIES)):
        for name, may in NOW[what].items():
            each = {json.dumps(filler.arguments(specs[name]), sort_keys=True): filler for filler in kinds}  # what takes no id is asked once, not sixty times
            out += [(name, filler, role) for role in roles if role in may for filler in each.values()]
    return out


def test_acts_and_queries_find_nothing_foreign(two: Any, foreign_ids: set[str]) -> None:
    asked_by_api(two, foreign_ids, chosen(asked(two, ("owner", "seller")), 0.06, prove=False))


@pytest.mark.prove
@pytest.mark.parametrize("role", ROLES)
def test_no_act_or_query_finds_anything_foreign(two: Any, foreign_ids: set[str], role: str) -> None:
    asked_by_api(two, foreign_ids, asked(two, (role,)))


def unguarded(two: Any) -> tuple[int, list[str]]:
    """Every table read whole as the app's role in Alfa's context, without any filter of ours: how many rows, and what of them is Kanarek's."""
    from ogniwo.kernel.tenancy.context import SET, values

    app, everything = two.as_role("app"), two.as_role("superuser")
    tables = everything.execute("SELECT table_name, array_agg(column_name::text) FROM information_schema.columns WHERE table_schema = 'public' GROUP BY 1").fetchall()
    seen, wrong = 0, []
    with app.transaction():
        app.execute(SET, values(two.own.firm.acting))
        for table, columns in tables:
            if table in INSTALLATION or not app.execute("SELECT has_table_privilege(%s, 'SELECT')", [table]).fetchone()[0]:
                continue
            rows = app.execute(f"SELECT t::text FROM {table} t").fetchall()
            seen += len(rows)
            wrong += [f"{table}: {row[:200]}" for (row,) in rows if found_in(row, ("kanarek", "31337.91", "27999.41"))]
            for column, mine in (("company_id", two.own.firm.acting.company_id), ("directory_id", two.own.firm.acting.directory_id)):
                if column in columns:
                    ((count,),) = app.execute(f"SELECT count(*) FROM {table} WHERE {column} <> %s", [mine]).fetchall()
                    wrong += [f"{table}: {count} rows of another {column}"] if count else []
    return seen, wrong


def test_row_security_alone_leaks_nothing(two: Any) -> None:
    """No row of Kanarek, not by company, directory or word."""
    seen, wrong = unguarded(two)
    assert seen > 500 and not wrong, "\n".join(wrong)


def test_a_table_without_its_policy_is_seen_at_once(two: Any) -> None:
    """The planted fault: row security taken from one table after another, each is named."""
    everything = two.as_role("superuser")
    for table in ("documents_document", "comments_comment", "parties_party", "tenancy_company", "ledger_line"):
        everything.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        try:
            assert {line.split(":")[0] for line in unguarded(two)[1]} == {table}
        finally:
            everything.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    assert unguarded(two)[1] == []


def test_row_security_alone_changes_nothing(two: Any) -> None:
    """Nor does the app's role change or delete a foreign row, or put one into the foreign company."""
    import psycopg

    from ogniwo.kernel.tenancy.context import SET, values

    app, everything = two.as_role("app"), two.as_role("superuser")
    before = two.fingerprint(two.foreign.firm.company)
    own, foreign = two.own.firm.company, two.foreign.firm.company
    tables = [t for (t,) in everything.execute("SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'company_id'").fetchall()]
    tried = 0
    for table in tables:
        for statement in (f"UPDATE {table} SET company_id = {own} WHERE company_id = {foreign}", f"DELETE FROM {table} WHERE company_id = {foreign}",
                          f"UPDATE {table} SET company_id = {foreign}"):  # fmt: skip
            try:
                with app.transaction():
                    app.execute(SET, values(two.own.firm.acting))
                    changed = app.execute(statement).rowcount
                    assert changed == 0, statement
            except psycopg.Error as refused:
                assert refused.sqlstate in ("42501", "23514", "23503", "23505", "P0001", "55000"), (statement, refused)
            tried += 1
    assert tried > 150
    assert two.fingerprint(foreign) == before


def test_queries_with_our_filters_off(two: Any, foreign_ids: set[str]) -> None:
    """Every query is handed the foreign owner and foreign ids while the transaction stands in Alfa: only row security is left, and it is enough."""
    from django.db.models import QuerySet

    from ogniwo.kernel.commands import QUERIES, reading
    from ogniwo.kernel.errors import BusinessError, Refused

    stranger = replace(two.foreign.firm.acting, permissions=frozenset({"*"}))
    wrong, answered = [], 0
    for name in NOW["queries"]:
        for filler in fillers(two)[::3]:
            spec = QUERIES[name]
            given = filler.arguments(spec)
            try:
                with reading(two.own.firm.acting):
                    found = spec.function(**spec.read(given), acting=stranger)
                    rows = list(found.values()[:500]) if isinstance(found, QuerySet) else found
                    answered += 1
                    wrong += [f"{name} {given}: {leak}" for leak in found_in(repr(rows), WORDS[:7], foreign_ids, said=json.dumps(given))]
            except (BusinessError, Refused):
                continue
            except Exception as broken:  # noqa: BLE001 - a raw call with foreign ids may find nothing to stand on; it must not show anything
                wrong += [f"{name}: {leak} in {broken!r}" for leak in found_in(repr(broken), WORDS, foreign_ids, said=json.dumps(given))]
    assert answered > 200
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:40])
