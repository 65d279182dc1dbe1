"""Activities and timelines on a real database."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from ogniwo.crm.interactions import queries
from ogniwo.crm.interactions.rules import moment_of, read_mail
from ogniwo.crm.tests.conftest import codes
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.access.models import User
from ogniwo.kernel.errors import BusinessError, NotFound, Refused

MAIL = "From: Jan Kowal <JAN@dab.pl>\nTo: Ewa <ewa@firma.pl>,\n Adam <adam@firma.pl>\nDate: Fri, 27 Feb 2026 09:30:00 +0100\nSubject: Zapytanie o krzesła\n\nDzień dobry,\nproszę o ofertę: 100 krzeseł.\n"


def test_a_pasted_mail_is_understood():
    mail = read_mail(MAIL)
    assert (mail.sender, mail.recipients, mail.topic) == ("jan@dab.pl", ("ewa@firma.pl", "adam@firma.pl"), "Zapytanie o krzesła")
    assert mail.at == datetime(2026, 2, 27, 8, 30, tzinfo=UTC) and mail.text.startswith("Dzień dobry") and mail.text.endswith("krzeseł.")
    assert read_mail("Od: A <a@b.pl>\r\nWysłano: 2026-02-03T10:00:00\r\nTemat: X\r\n\r\nY").at == datetime(2026, 2, 3, 10, tzinfo=UTC)
    assert read_mail("Zwykły tekst: bez nagłówków").text == "Zwykły tekst: bez nagłówków"


@given(st.text(max_size=300))
def test_no_pasted_text_breaks_it(text):
    read_mail(text)


def test_moments_follow_a_pinned_date():
    now = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    assert moment_of(now, date(2026, 11, 24)) == now
    assert moment_of(now, date(2026, 3, 2)) == datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


def test_call_mail_note_and_plan_make_a_timeline(firm):
    firm.do("interactions.log_mail", pasted=MAIL)
    firm.do("interactions.log_call", about=firm.party, topic="Ustalenia", text="Dąb, nie buk", outgoing=False)
    [plan] = firm.do("interactions.plan_activity", about=firm.party, topic="Wizyta w sklepie", due="2026-03-09", kind="meeting")
    assert [item.text for item in firm.read(queries.timeline, firm.party)] == ["Call", "Mail"]
    [mail] = [a for a in firm.read(queries.activities) if a.kind == "mail"]
    assert (mail.contact_id, mail.direction, mail.title, mail.day) == (firm.contact, "in", "Zapytanie o krzesła", date(2026, 2, 27))
    assert [a.pk for a in firm.read(queries.activities_due, firm.party)] == [plan]
    firm.do("interactions.postpone_activities", activities=[plan], due="2026-03-12")
    firm.do("interactions.do_activities", activities=[plan], outcome="Wybrali trzy wzory")
    newest = firm.read(queries.timeline, firm.party)[0]
    assert (newest.text, newest.note) == ("Meeting", "Wizyta w sklepie - Wybrali trzy wzory") and not firm.read(queries.activities_due, firm.party)


def test_a_document_has_its_own_timeline(firm):
    [one] = firm.do("marketing.add_lead", lead={"company": "Nowa", "email": "a@nowa.pl"})
    firm.do("interactions.log_note", about=one, topic="Uwaga")
    firm.do("comments.add_comment", document=one, text="Pilne")
    assert {item.text for item in firm.read(queries.document_timeline, one)} == {"Comment", "Note", "Add a lead", "Write a note"}
    stranger = firm.seller("*", rules={"marketing.lead": "own"}, user_id=User.objects.create(email="x@example.com", name="X").pk)
    with pytest.raises(NotFound):
        firm.read(queries.document_timeline, one, acting=stranger)


def test_refusals(firm):
    for name, more, code in (
        ("interactions.log_call", {"about": firm.party, "topic": " "}, "interactions.nothing_said"),
        ("interactions.log_call", {"about": firm.contact, "topic": "x"}, "kernel.not_found"),
        ("interactions.log_mail", {"pasted": "From: obcy@obcy.pl\n\nx"}, "interactions.about_whom"),
        ("interactions.add_activities", {"activities": [{"about": firm.party, "kind": "task", "topic": "x", "planned": True}]}, "interactions.no_day"),
        ("interactions.add_activities", {"activities": [{"about": firm.party, "kind": "call", "topic": "x", "contact": firm.party}]}, "interactions.other_contact"),
    ):
        with pytest.raises(Refused) as no:
            firm.do(name, **more)
        assert codes(no) == [code]
    with pytest.raises(NoRight):
        firm.do("interactions.log_call", about=firm.party, topic="x", acting=firm.seller())
    [done] = firm.do("interactions.log_note", about=firm.party, topic="x")
    with pytest.raises(Refused) as no:
        firm.do("interactions.do_activities", activities=[done])
    assert codes(no) == ["documents.wrong_state"]


def test_own_rule_and_foreign_company(firm):
    from ogniwo.crm.tests.conftest import found

    [mine] = firm.do("interactions.log_note", about=firm.party, topic="Moje")
    other = User.objects.create(email="x@example.com", name="X")
    narrow = firm.seller("*", rules={"interactions.activity": "own"}, user_id=other.pk)
    assert firm.read(queries.activities, acting=narrow) == [] and firm.read(queries.timeline, firm.party, acting=narrow) == []
    foreign = found("OMEGA")
    assert foreign.read(queries.activities) == [] and foreign.read(queries.timeline, firm.party) == []
    with pytest.raises(Refused) as no:
        foreign.do("interactions.log_note", about=mine, topic="x")
    assert codes(no) == ["kernel.not_found"]


def test_statements_are_flat_and_so_are_timelines(firm):
    def new(n, **more):
        return [{"about": firm.party, "kind": "task", "topic": f"Zadanie {i}", "contact": firm.contact, **more} for i in range(n)]

    def planned(n):
        return new(n, planned=True, due="2026-03-05")

    assert firm.statements(lambda: firm.do("interactions.add_activities", activities=planned(1))) == firm.statements(lambda: firm.do("interactions.add_activities", activities=planned(20)))
    made = [a.pk for a in firm.read(queries.activities)]
    for name, more in (("interactions.postpone_activities", {"due": "2026-04-01"}), ("interactions.do_activities", {"outcome": "ok"})):
        few = firm.statements(lambda: firm.do(name, activities=made[:1], **more))  # noqa: B023
        assert firm.statements(lambda: firm.do(name, activities=made[1:], **more)) == few  # noqa: B023

    def asked():
        with CaptureQueriesContext(connection) as queries_sent:
            firm.read(queries.timeline, firm.party)
        return len(queries_sent)

    few = asked()
    firm.do("interactions.add_activities", activities=new(30))
    assert asked() == few <= 10


def test_a_source_that_may_not_be_seen_is_left_out(firm):
    firm.do("interactions.log_call", about=firm.party, topic="Rozmowa")
    blind = replace(firm.acting, permissions=frozenset({"interactions.timeline"}))
    assert firm.read(queries.timeline, firm.party, acting=blind) == []
    with pytest.raises(BusinessError):
        firm.read(queries.timeline, firm.party, acting=firm.seller())
