"""What stands around every document: flow, files, comments, approvals, print; and the inbox, people, keys, the palette."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ogniwo.kernel.commands import QUERIES, reading


@pytest.fixture
def paper(furnished: Any) -> str:
    return f"/s/inventory.paper/{furnished.documents[0]}/"


def test_a_document_shows_its_story_files_and_requests(furnished, paper):
    html = furnished.client("owner", "pl").get(paper).content.decode()
    assert "Policzone dwa razy." in html and "protokół.pdf" in html and "Wartość ponad limit" in html
    assert 'form="approve-' in html and "7 407,00".replace(" ", "\N{NO-BREAK SPACE}") in html
    own = furnished.client("storekeeper", "pl").get(paper).content.decode()
    assert "Wartość ponad limit" in own and 'form="approve-' not in own


def test_a_comment_is_written_beside_the_document(furnished, paper):
    client = furnished.client("storekeeper", "en")
    answer = client.post("/do/comments.add_comment", {"document": furnished.documents[0], "text": "Checked <b>again</b>.", "next": paper, "_key": uuid4().hex})
    assert answer.status_code == 303 and answer["Location"] == paper
    assert "Checked &lt;b&gt;again&lt;/b&gt;." in client.get(paper).content.decode()


def test_a_file_is_attached_and_read_only_by_who_sees_the_document(furnished, paper):
    client = furnished.client("storekeeper", "en")
    given = SimpleUploadedFile("skrypt.html", b"<script>alert(1)</script>", content_type="text/html")
    assert client.post(f"/attach/{furnished.documents[0]}", {"files": given, "next": paper, "_key": uuid4().hex}).status_code == 303
    number = re.search(r'href="(/file/\d+)"[^>]*>skrypt.html', client.get(paper).content.decode())[1]
    got = client.get(number)
    assert got.content == b"<script>alert(1)</script>"
    assert got["Content-Type"] == "application/octet-stream" and got["Content-Disposition"].startswith("attachment")
    assert furnished.client("seller").get(number).status_code in (403, 404) or furnished.firm.acting_as("seller").may("inventory.papers")
    assert client.get("/file/1").status_code == 404


def test_the_flow_of_a_document_alone_is_the_document(furnished):
    page = furnished.client("owner", "en").get(f"/flow/{furnished.documents[0]}")
    assert page.status_code == 200 and "flow-graph" in page.content.decode()
    assert furnished.client("owner").get(f"/flow/{uuid4()}").status_code == 404


def test_the_flow_is_one_recursive_statement_up_and_down(furnished):
    from ogniwo.kernel.documents.commands import NewLine, cause, link, new

    with furnished.firm.act() as unit:
        chain = [new(unit, "inventory.opening", state="posted", day=furnished.firm.acting.today, currency="PLN", lines=[NewLine("x", quantity=5)]) for _n in range(4)]
        unit.flush()
        link(unit, [(a[1][0].id, b[1][0].id, "shipped", 5) for a, b in zip(chain, chain[1:3], strict=False)])
        cause(unit, [(chain[2][0].id, chain[3][0].id, "need")])
    ids = [document.id for document, _lines in chain]
    owner = furnished.firm.acting
    with reading(owner), CaptureQueriesContext(connection) as asked:
        found = {n.id: n.after for n in QUERIES["documents.flow_graph"].function(ids[1], acting=owner)}
    assert found == {ids[0]: (), ids[1]: (ids[0],), ids[2]: (ids[1],), ids[3]: (ids[2],)}
    assert len(asked) == 1
    page = furnished.client("owner", "en").get(f"/flow/{ids[1]}").content.decode()
    assert page.count("<li data-key=") == 4 and page.count('aria-current="step"') == 1 and str(ids[3]) in page


def test_what_has_no_printed_form_says_so(furnished):
    answer = furnished.client("owner", "en").post(f"/print/{furnished.documents[0]}")
    assert answer.status_code == 422 and "no printed form" in answer.content.decode()


def test_an_issued_document_is_printed_once_and_kept(furnished, monkeypatch):
    from pathlib import Path

    from ogniwo.kernel.printing import commands, hooks

    monkeypatch.setitem(hooks.PRINTERS, "inventory.opening", lambda _document, language, _acting: (Path("x.typ"), {"language": language}))
    monkeypatch.setattr(commands, "render", lambda _template, data, archive: f"%PDF {data['language']}".encode())
    client, url = furnished.client("owner", "en"), f"/print/{furnished.documents[0]}"
    first = client.post(url, {"language": "pl"})
    again = client.post(url, {"language": "pl"})
    other = client.post(url, {"language": "en"})
    assert first.status_code == 302 and first["Location"] == again["Location"] != other["Location"]
    shown = client.get(f"{url}?language=pl")
    assert shown.content == b"%PDF pl" and shown["Content-Type"] == "application/pdf"


def test_the_inbox_decides(furnished):
    number = furnished.ask() if not furnished.client("owner", "en").get("/s/approvals.inbox/").content.count(b"<h2>") else None
    client = furnished.client("owner", "en")
    page = client.get("/s/approvals.inbox/").content.decode()
    request = re.search(r'name="id" value="(\d+)"', page)[1]
    assert number is None or str(number) == request
    assert "7,407.00" in page and "PLN" in page
    assert client.post("/do/approvals.approve", {"id": request, "next": "/s/approvals.inbox/", "_key": uuid4().hex}).status_code == 303
    assert "Nothing waits" in client.get("/s/approvals.inbox/").content.decode()


def test_a_refusal_needs_a_reason(furnished):
    number = furnished.ask()
    client = furnished.client("owner", "en")
    assert client.post("/do/approvals.refuse", {"id": number, "answer": ""}).status_code == 422
    assert client.post("/do/approvals.refuse", {"id": number, "answer": "Too much"}).status_code == 303


def test_people_are_added_and_their_access_taken(house):
    client = house.client("owner", "en")
    page = client.post("/do/people.add_person", {"name": "Nowa", "email": "nowa@example.com", "role": "buyer", "_key": uuid4().hex})
    assert page.status_code == 200 and re.search(r'id="secret"[^>]* value="[\w-]{12,}"', page.content.decode())
    from ogniwo.kernel.access.models import User

    person = User.objects.get(email="nowa@example.com").pk
    assert client.post("/do/people.change_roles", {"id": person, "person": person, "roles": ["seller", "storekeeper"]}).status_code == 303
    assert "Handlowiec" in house.client("owner", "pl").get(f"/s/people.person/{person}/").content.decode()
    assert client.post("/do/people.lock", {"id": person}).status_code == 303
    assert house.client("owner").get(f"/s/people.person/{person}/").status_code == 404
    refused = client.post("/do/people.lock", {"id": house.firm.acting.user_id})
    assert refused.status_code == 409 and "last owner" in house.client("owner", "en").post("/do/people.lock", {"id": house.firm.acting.user_id}).content.decode()
    assert house.client("seller").get("/s/people.people/").status_code == 403


def test_the_doctor_is_the_owners(house):
    assert house.client("owner").get("/s/doctor/").status_code == 200
    assert house.client("accountant").get("/s/doctor/").status_code == 403


def test_the_palette_finds_screens_acts_and_records(furnished):
    html = furnished.client("owner", "en").get("/palette?q=Odbiorca 003").content.decode()
    assert "/s/parties." in html
    assert "/s/people.people/" in furnished.client("owner", "en").get("/palette?q=people").content.decode()
    assert "/s/people.people/" not in furnished.client("seller", "en").get("/palette?q=people").content.decode()


def test_a_preview_shows_ledger_stock_and_numbers_and_writes_nothing(furnished, paper):
    from ogniwo.supply.inventory.models import Move

    owner = furnished.firm.acting
    with reading(owner):
        before = Move.objects.count()
    answer = furnished.client("owner", "en").post("/do/inventory.reverse", {"id": furnished.documents[0], "papers": furnished.documents[0], "on": "2.03.2026", "preview": "1"})
    html = answer.content.decode()
    assert answer.status_code == 200, html[:2000]
    assert "<h2>Stock</h2>" in html and "<h2>Ledger</h2>" in html and "KR-000" in html
    with reading(owner):
        assert Move.objects.count() == before
