"""Record rules: whose documents a person sees. Nothing of a document beyond one's rule is read or written by any door.

Alfa's documents are the owner's. Kos is a seller (then a buyer, a storekeeper) whose rule for every kind of document is
``own``: no list, search, total, export, record, story, file, flow or print shows one of them, and no act changes one.
With ``team`` the same person sees those of the people they share a team with, and of nobody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.access.canaries import found_in, text_of
from tests.access.conftest import SEED, chosen
from tests.access.furnished import Furnished
from tests.access.matrix import current
from tests.access.test_canaries import fillers, list_addresses, record_addresses

NOW = current()
NARROW = ("seller", "buyer", "storekeeper")
# The books are whole for whoever may read them: a record rule narrows documents, not ledgers, registers and stock.
BOOKS = ("ledger.", "tax.", "inventory.", "margins.")


@dataclass
class House:
    """``firm`` furnished by its owner; ``secret``: ids of its documents, ``words`` only they say."""

    own: Furnished
    secret: set[str]
    words: list[str]
    people: dict[str, Any] = field(default_factory=dict)
    superuser: Any = None

    def person(self, name: str, role: str) -> Any:
        """A new person of a shipped role."""
        from ogniwo.kernel.access.commands import create_user, join
        from ogniwo.kernel.access.queries import context

        if name not in self.people:
            user = self.people[name] = create_user(email=f"{name}@example.com", name=name.title(), password=None, language="en")
            with context({"ogniwo.company": self.own.firm.company, "ogniwo.user": user.pk}):
                join(user, self.own.firm.company, role)
        return self.people[name]

    def rule(self, role: str, reach: str) -> None:
        """One reach for every kind of document."""
        from ogniwo.kernel.documents.hooks import TYPES

        ((number,),) = self.own.firm.rows("SELECT id FROM access_role WHERE code = %s", [role])
        self.own.do("people.set_rules", role=number, rules=[{"type": name, "reach": reach} for name in TYPES])

    def acting(self, name: str) -> Any:
        from ogniwo.kernel.access.queries import load_acting

        return load_acting(self.people[name], self.own.firm.company, "test")

    def client(self, name: str) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(self.people[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    def fingerprint(self) -> list[Any]:
        """Of the secret documents, their lines, comments, files and letters."""
        return [self.superuser.execute(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t WHERE {key} = ANY(%s::uuid[])", [sorted(self.secret)]).fetchone()
                for table, key in (("documents_document", "id"), ("documents_line", "document_id"), ("comments_comment", "document_id"), ("files_file", "document_id"),
                                   ("mail_letter", "document_id"), ("approvals_request", "document_id"))]  # fmt: skip


@pytest.fixture(scope="module")
def house(db_module: Any) -> Iterator[House]:
    from ogniwo.site.testing import found

    own = Furnished(found("Alfa"), "Alfa", Decimal("333.00"), Decimal("271.83")).build()
    rows = own.firm.rows("SELECT d.id, n.text FROM documents_document d LEFT JOIN numbering_number n ON n.document_id = d.id WHERE d.owner_id = %s", [own.firm.acting.user_id])
    said = ["uwaga", "rozmowa", "treść", "plan", "potrzeba", "kampania", "lead", "reklamacja", "pękło", "rabat", "zwrot", "list", "temat", "plik", "zapis", "otwarcie"]
    words = [f"Alfa {word}" for word in said] + ["Alfa/ref", "Alfa.txt"] + [text for _pk, text in rows if text]
    made = House(own, {str(pk) for pk, _text in rows}, words, superuser=db_module.as_role("superuser"))
    for role in NARROW:
        made.person(f"kos-{role}", role)
        made.rule(role, "own")
    yield made
    made.superuser.close()


def shown(house: House, answer: Any, asked: str) -> list[str]:
    return found_in(text_of(answer), house.words, house.secret, said=asked)


def books(address: str) -> bool:
    name = address.split("/")[2].split("?")[0] if address.count("/") > 1 else ""
    return name.startswith(BOOKS)


def visited(house: House, role: str, rows: Sequence[str]) -> None:
    client, wrong, seen = house.client(f"kos-{role}"), [], 0
    for address in rows:
        if books(address):
            continue
        answer = client.get(address)
        seen += answer.status_code == 200
        wrong += [f"{SEED} {role} {address}: {answer.status_code} shows {what}" for what in shown(house, answer, address)]
        wrong += [f"{SEED} {role} {address}: {answer.status_code}"] if answer.status_code >= 500 else []
    assert seen > 20
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:60])


def everything(house: House) -> list[str]:
    return [*list_addresses(), *record_addresses(SimpleNamespace(foreign=house.own))]


@pytest.mark.parametrize("prove", [False, pytest.param(True, marks=pytest.mark.prove)])
@pytest.mark.parametrize("role", NARROW)
def test_no_page_shows_anothers_document(house: House, role: str, prove: bool) -> None:
    visited(house, role, chosen(everything(house), 0.1, prove=prove))


@pytest.mark.parametrize("prove", [False, pytest.param(True, marks=pytest.mark.prove)])
@pytest.mark.parametrize("role", NARROW)
def test_no_act_or_query_reaches_it(house: House, role: str, prove: bool) -> None:
    """By the API: every query the role has, and every act, with the ids of documents that are not theirs; nothing is told and nothing changes."""
    import json
    from dataclasses import replace
    from urllib.parse import urlencode

    from ogniwo.kernel.commands import COMMANDS, QUERIES, run
    from ogniwo.workbench.api import doors

    doors.PACE = 10_000_000
    acting = house.acting(f"kos-{role}")
    key = run("people.issue_key", replace(acting, permissions=acting.permissions | {"people.issue_key"}), {"name": "x", "scopes": ["*"]}).result.text
    client, headers = Client(raise_request_exception=False), {"Authorization": f"Bearer {key}", "Accept-Language": "en"}
    kinds = fillers(SimpleNamespace(foreign=house.own))
    asked = {(name, json.dumps(kind.arguments(spec))) for what in (COMMANDS, QUERIES) for name, spec in what.items() if acting.may(name) and not name.startswith(BOOKS) for kind in kinds}
    before, wrong, done = house.fingerprint(), [], 0
    for name, given in chosen(sorted(asked), 0.1, prove=prove):
        if name in COMMANDS:
            answer = client.post(f"/api/v1/do/{name}", given, content_type="application/json", headers=headers)
        else:
            answer = client.get(f"/api/v1/{name}?" + urlencode({k: v if not isinstance(v, (dict, list)) else json.dumps(v) for k, v in json.loads(given).items()}), headers=headers)
        done += answer.status_code == 200
        wrong += [f"{SEED} {role} {name} {given}: {answer.status_code} shows {what}" for what in shown(house, answer, given)]
        wrong += [f"{SEED} {role} {name} {given}: {answer.status_code}"] if answer.status_code >= 500 else []
        if name in COMMANDS and answer.status_code == 200 and house.fingerprint() != before:
            wrong.append(f"{SEED} {role} {name} {given}: changed what is another's")
            before = house.fingerprint()
    assert done > 5
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:60])
    assert house.fingerprint() == before


def test_the_person_sees_their_own_and_with_team_their_mates(house: House) -> None:
    """The test can see: what Kos writes is Kos's to read; a team's documents are read by the team and by nobody else; out of the team they are gone."""
    customer, product = str(house.own.ids["customers"][0]), str(house.own.ids["products"][0])
    kos, mate = house.acting("kos-seller"), house.person("sroka", "seller")
    from ogniwo.kernel.commands import QUERIES, reading, run

    def orders(name: str) -> set[str]:
        acting = house.acting(name)
        with reading(acting):
            return {str(row.pk) for row in QUERIES["sales.orders"].function(acting=acting)}

    def found(name: str) -> set[str]:
        acting = house.acting(name)
        with reading(acting):
            return {str(hit.record) for hit in QUERIES["search.find"].function(text="Alfa", most=200, acting=acting)}

    def write(acting: Any) -> str:
        return str(run("sales.write_order", acting, {"head": {"party": customer, "day": "2026-03-02"}, "lines": [{"product": product, "quantity": "1", "price": "5"}]}).result[0])

    mine, theirs = write(kos), write(house.acting("sroka"))
    assert orders("kos-seller") == {mine} and orders("sroka") == {theirs}
    team = house.own.do("people.add_team", name="Północ", people=[house.people["kos-seller"].pk, house.own.firm.acting.user_id])
    assert orders("kos-seller") == {mine}, "a team is nothing to a rule that says own"
    house.rule("seller", "team")
    try:
        assert mine in orders("kos-seller") and str(house.own.ids["order"]) in orders("kos-seller") and theirs not in orders("kos-seller")
        assert orders("sroka") == {theirs}, "who is in no team sees their own"
        assert str(house.own.ids["offer"]) in found("kos-seller") and str(house.own.ids["offer"]) not in found("sroka")
        client = house.client("kos-seller")
        assert "Alfa uwaga do WZ" in text_of(client.get(f"/s/sales.delivery/{house.own.ids['delivery']}/"))
        assert house.own.ids["order"] and client.get("/s/sales.orders/?export=csv").status_code == 200
        run("comments.add_comment", house.acting("kos-seller"), {"document": house.own.ids["delivery"], "text": "od zespołu"})
        with pytest.raises(Exception, match="not yours to see"):
            run("comments.add_comment", house.acting("sroka"), {"document": house.own.ids["delivery"], "text": "z boku"})
        house.own.do("people.change_team", team=team, name="Północ", people=[mate.pk])
        assert orders("kos-seller") == {mine}
        house.own.do("people.lock", people=[mate.pk])
        assert house.own.firm.rows("SELECT count(*) FROM access_teammember") == [(0,)], "who loses access leaves the teams"
        house.own.do("people.remove_teams", teams=[team])
    finally:
        house.rule("seller", "own")


def test_parts_beside_a_document_are_refused_by_screen_and_api(house: House) -> None:
    """Story, files, flow, approvals, prints, comments, attachments and letters of another's delivery."""
    from ogniwo.kernel.commands import QUERIES, run
    from ogniwo.kernel.errors import BusinessError, Refused

    acting, delivery, invoice = house.acting("kos-seller"), house.own.ids["delivery"], house.own.ids["invoice"]
    files = [n for (n,) in house.own.firm.rows("SELECT id FROM files_file")]
    client, before = house.client("kos-seller"), house.fingerprint()
    assert len(files) > 1
    for name, given in (("comments.story", {"document": delivery}), ("documents.flow_graph", {"document": delivery}), ("approvals.of_document", {"document": invoice}),
                        ("interactions.document_timeline", {"document": delivery}), ("files.content", {"file": files[0]})):  # fmt: skip
        from ogniwo.kernel.commands import reading

        with reading(acting), pytest.raises((BusinessError, Refused), match="not yours to see"):
            QUERIES[name].function(**given, acting=acting)
    for name, given in (("comments.add_comment", {"document": delivery, "text": "x"}), ("files.attach_files", {"document": delivery, "files": [{"name": "x", "content": "YQ=="}]}),
                        ("mail.send_letter", {"to": ["a@example.com"], "topic": "x", "text": "x", "document": invoice}), ("printing.keep_print", {"document": invoice, "language": "pl"}),
                        ("mail.send_letter", {"to": ["a@example.com"], "topic": "x", "text": "x", "files": files[:1]})):  # fmt: skip
        with pytest.raises((BusinessError, Refused), match="not yours to see"):
            run(name, acting, given)
    assert client.get(f"/file/{files[0]}").status_code == client.get(f"/flow/{delivery}").status_code == client.get(f"/print/{invoice}").status_code == 404
    client.post(f"/attach/{delivery}", {"files": []})
    assert house.fingerprint() == before


def test_totals_count_only_what_is_seen(house: House) -> None:
    """The sum under a list is of the person's own rows, whatever the whole is."""
    client, owner = house.client("kos-seller"), Client()
    from ogniwo.kernel.access.models import User

    owner.force_login(User.objects.get(pk=house.own.firm.acting.user_id), backend="django.contrib.auth.backends.ModelBackend")
    whole, mine = (text_of(one.get("/s/sales.orders/")) for one in (owner, client))
    for (total,) in house.own.firm.rows("SELECT total::text FROM documents_document WHERE type = 'sales.order' AND owner_id = %s", [house.own.firm.acting.user_id]):
        assert found_in(whole, [total, total.replace(".", ",")]) and not found_in(mine, [total, total.replace(".", ",")]), total
