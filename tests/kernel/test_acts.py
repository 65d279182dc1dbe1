"""Acts of the kernel on a real database: numbers, seals, keys, previews, context; and attacks on them in SQL as the app's role."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import psycopg
import pytest

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.models import User
from ogniwo.kernel.books.models import Area, Period
from ogniwo.kernel.commands.acts import reading, run, run_each
from ogniwo.kernel.commands.registry import COMMANDS, command
from ogniwo.kernel.documents.commands import NewLine, lock, move, new
from ogniwo.kernel.documents.errors import WrongState
from ogniwo.kernel.documents.hooks import TYPES, DocumentType, document_type
from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.errors import InFlight, KeyReused, Refused, Stale
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.numbering.models import Number
from ogniwo.kernel.setup.commands import NewCompany, found_company
from ogniwo.kernel.writing.unit import Counter, Unit

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module", autouse=True)
def toy():
    """A toy document: made, then posted with a number."""
    document_type(DocumentType("toy.note", "Note", "file", {"draft": ("Draft", "neutral"), "posted": ("Posted", "good"), "void": ("Void", "bad")},
                               {"draft": {"post": "posted"}, "posted": {"void": "void"}}, series="N/{year}/{n:04}", chronological=True, fixed=frozenset({"posted", "void"})))

    @command("toy.make_notes", "Make notes")
    def make_notes(count: int, *, unit: Unit, acting: Acting) -> list[UUID]:
        return [new(unit, "toy.note", state="draft", day=DAY, currency="PLN", lines=[NewLine("x", quantity=None)] * 5)[0].id for _ in range(count)]

    @command("toy.post_notes", "Post notes", sets="notes")
    def post_notes(notes: Sequence[UUID], *, on: date, unit: Unit, acting: Acting) -> list[UUID]:
        found = lock(unit, notes, type="toy.note", states=["draft"])
        move(unit, found, "post")
        number(unit, [ToNumber(n.id, n.type, n.branch_id, on) for n in found])
        return [n.id for n in found]

    yield
    for name in ("toy.make_notes", "toy.post_notes"):
        COMMANDS.pop(name)
    TYPES.pop("toy.note")


@pytest.fixture
def acting(db_clone):
    user = User.objects.create(email="a@b.pl", name="Anna")
    return found_company(NewCompany(name="Alfa", code="A"), user_id=user.pk, years=(2026,), on=DAY)


def make(acting, count):
    return run("toy.make_notes", acting, {"count": count}).result


def post(acting, notes, on=DAY, **more):
    return run("toy.post_notes", acting, {"notes": notes, "on": str(on)}, **more)


def test_numbers_are_gapless_and_statements_flat(acting):
    notes = make(acting, 101)
    post(acting, notes[:1])
    before = Counter.sent
    made = make(acting, 1)
    one = Counter.sent - before
    before = Counter.sent
    more = make(acting, 50)
    fifty = Counter.sent - before
    assert fifty - one <= 1, "only a block of ids may cost a statement more"
    before = Counter.sent
    post(acting, made)
    one = Counter.sent - before
    before = Counter.sent
    post(acting, notes[1:] + more)
    assert Counter.sent - before == one
    with reading(acting):
        assert sorted(Number.objects.values_list("n", flat=True)) == list(range(1, 153))
        assert Number.objects.get(n=7).text == "N/2026/0007"


def test_same_key_same_answer(acting):
    notes = make(acting, 2)
    first = post(acting, notes[:1], key="k1")
    again = post(acting, notes[:1], key="k1")
    assert again.replayed and again.result == [str(n) for n in first.result]
    with pytest.raises(KeyReused):
        post(acting, notes[1:], key="k1")


def test_in_flight_is_told(acting, as_role):
    notes = make(acting, 1)
    other = as_role("app")
    with other.transaction():
        other.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [acting.company_id, f"{acting.user_id}:k2"])
        with pytest.raises(InFlight):
            post(acting, notes, key="k2")


def test_preview_leaves_nothing(acting, as_role):
    notes = make(acting, 3)
    shown = post(acting, notes, preview=True)
    assert [n.n for n in shown.effects["numbering_number"]] == [1, 2, 3]
    assert as_role("superuser").execute("SELECT count(*) FROM numbering_number").fetchone() == (0,)
    done = post(acting, notes)
    assert [(n.n, n.text) for n in done.effects["numbering_number"]] == [(n.n, n.text) for n in shown.effects["numbering_number"]]


def test_stale_and_wrong_state(acting):
    notes = make(acting, 2)
    with pytest.raises(Refused) as no:
        post(acting, notes, versions={notes[0]: 7})
    assert [type(e) for e in no.value.errors] == [Stale]
    post(acting, notes[:1])
    with pytest.raises(Refused) as no:
        post(acting, notes)
    assert [(type(e), e.record) for e in no.value.errors] == [(WrongState, notes[0])]
    report = run_each("toy.post_notes", acting, {"notes": notes, "on": "2026-03-02"})
    assert [bool(errors) for _note, errors in report] == [True, False]


def test_day_before_last_number(acting):
    notes = make(acting, 2)
    post(acting, notes[:1], on=date(2026, 5, 1))
    with pytest.raises(Refused) as no:
        post(acting, notes[1:], on=date(2026, 4, 30))
    assert no.value.errors[0].code == "numbering.day_before_last"


def attack(connection, acting, sql, params=()):
    with pytest.raises(psycopg.Error) as no, connection.transaction():
        connection.execute("SELECT set_config('ogniwo.company', %s, true), set_config('ogniwo.directory', %s, true)", [str(acting.company_id), str(acting.directory_id)])
        connection.execute(sql, params)
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return no.value.diag.constraint_name or no.value.sqlstate


def test_attacks_on_numbers_and_documents(acting, as_role):
    notes = make(acting, 3)
    post(acting, notes[:1])
    app = as_role("app")
    with reading(acting):
        series = Number.objects.get().series_id
    insert = "INSERT INTO numbering_number (company_id, document_id, series_id, period, n, take, text, day) VALUES (%s, %s, %s, '2026', %s, %s, 'x', '2026-03-03')"
    c = acting.company_id
    assert attack(app, acting, insert, [c, notes[1], series, 3, 0]) == "numbering_number_gapless"
    assert attack(app, acting, insert, [c, notes[1], series, 1, 0]) in ("numbering_number_once", "numbering_number_gapless")
    assert attack(app, acting, insert, [c, notes[1], series, 1, 1]) == "numbering_number_taken"
    assert attack(app, acting, "UPDATE numbering_seriescounter SET last = 0") == "42501"
    assert attack(app, acting, "DELETE FROM numbering_number") == "42501"
    assert attack(app, acting, "TRUNCATE numbering_number CASCADE") == "42501"
    assert attack(app, acting, "UPDATE documents_document SET day = '2026-01-01' WHERE id = %s", [notes[0]]) == "documents_document_fixed"
    assert attack(app, acting, "UPDATE documents_document SET fixed = false WHERE id = %s", [notes[0]]) == "documents_document_fixed"
    assert attack(app, acting, "UPDATE documents_line SET text = 'y' WHERE document_id = %s", [notes[0]]) == "documents_line_fixed"
    assert attack(app, acting, "DELETE FROM documents_line WHERE document_id = %s", [notes[0]]) == "documents_line_fixed"
    line = "INSERT INTO documents_line (company_id, id, document_id, position, text, unit) VALUES (%s, 1, %s, 9, '', '')"
    assert attack(app, acting, line, [c, notes[0]]) == "documents_line_fixed"
    assert attack(app, acting, line, [c + 1, notes[0]]) == "42501"
    owner = as_role("migrator")
    assert attack(owner, acting, "UPDATE numbering_number SET n = 9") == "tenancy_unalterable"


def test_no_context_no_rows(acting, as_role):
    make(acting, 1)
    app = as_role("app")
    assert app.execute("SELECT count(*) FROM documents_document").fetchone() == (0,)
    with reading(acting):
        assert Document.objects.count() == 1
    assert Document.objects.count() == 0


def test_rows_of_another_company_stay_hidden(acting, as_role):
    make(acting, 1)
    other = found_company(NewCompany(name="Beta", code="B", directory_id=acting.directory_id), user_id=acting.user_id, years=(2026,), on=DAY)
    with reading(other):
        assert Document.objects.count() == 0
        assert Period.objects.filter(area=Area.VAT).count() == 12
    app = as_role("app")
    with reading(acting):
        foreign = Document.objects.get().id
    assert attack(app, other, "INSERT INTO documents_line (company_id, id, document_id, position, text, unit) VALUES (%s, 1, %s, 1, '', '')", [other.company_id, foreign]) == "documents_line_document_id_own"


def test_doctor_is_green_and_sees_a_planted_gap(acting, as_role):
    from ogniwo.site.doctor import examine

    post(acting, make(acting, 3))
    assert [f for f in examine() if not f.well] == []
    owner = as_role("superuser")
    owner.execute("ALTER TABLE numbering_number DISABLE TRIGGER USER")
    owner.execute("UPDATE numbering_number SET n = 9 WHERE n = 2")
    assert [f.name for f in examine(("numbers_gapless", "numbers_last"))if not f.well] == ["numbers_gapless", "numbers_last"]
