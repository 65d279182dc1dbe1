"""Tickets on a real database."""

from decimal import Decimal
from uuid import UUID

import pytest

from ogniwo.crm.interactions.queries import document_timeline, timeline
from ogniwo.crm.servicedesk import queries
from ogniwo.crm.tests.conftest import codes
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.access.models import User
from ogniwo.kernel.commands import COMMANDS, command
from ogniwo.kernel.documents.commands import NewLine
from ogniwo.kernel.documents.commands import new as new_document
from ogniwo.kernel.documents.hooks import TYPES, DocumentType, document_type
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.mail.models import Letter


@pytest.fixture(autouse=True)
def deliveries():
    """A toy of what supply delivers, below which this wing stands."""
    document_type(DocumentType("toy.delivery", "Delivery", "truck", {"done": ("Done", "good")}, {}))

    @command("toy.deliver", "Deliver")
    def deliver(party: UUID, *, unit, acting) -> list:
        document, lines = new_document(unit, "toy.delivery", state="done", day=acting.today, currency="PLN", subject_id=party, title="WZ 1",
                                       lines=[NewLine("Krzesło dębowe", Decimal(10), "szt.")])  # fmt: skip
        return [document.id, lines[0].id]

    yield
    COMMANDS.pop("toy.deliver")
    TYPES.pop("toy.delivery")


def ticket(firm, **more):
    return {"topic": "Pęknięta noga", "text": "Dwa krzesła", "about": firm.party, **more}


def test_ticket_about_a_delivered_line(firm):
    delivery, line = firm.do("toy.deliver", party=firm.party)
    [one] = firm.do("servicedesk.open_tickets", tickets=[ticket(firm, about=None, line=line, quantity="2", contact=firm.contact, priority="high")])
    [t] = firm.read(queries.tickets)
    assert (t.number, t.subject_id, t.state) == ("ZG/2026/00001", firm.party, "open")
    assert [(s.text, s.quantity, s.delivered) for s in firm.read(queries.served_lines, one)] == [("Krzesło dębowe", 2, 10)]
    firm.do("servicedesk.answer_tickets", tickets=[one], text="Wyślemy nowe nogi.")
    assert firm.read(lambda acting: list(Letter.objects.values_list("recipients", "topic", "document_id"))) == [(["jan@dab.pl"], "[ZG/2026/00001] Pęknięta noga", one)]
    firm.do("servicedesk.reopen_tickets", tickets=[one], text="Nie doszły")
    firm.do("servicedesk.solve_tickets", tickets=[one], solution="Wymieniono nogi")
    firm.do("servicedesk.close_tickets", tickets=[one])
    assert [t.state for t in firm.read(queries.tickets_about, delivery)] == ["closed"]
    assert {"Ticket closed", "Letter waiting to be sent"} == {item.text for item in firm.read(timeline, firm.party)}
    assert {"Wyślemy nowe nogi.", "Nie doszły"} <= {item.note for item in firm.read(document_timeline, one)}


def test_ticket_about_a_document_or_a_party(firm):
    delivery, _line = firm.do("toy.deliver", party=firm.party)
    [one] = firm.do("servicedesk.open_ticket", about=delivery, topic="Brak faktury")
    [two] = firm.do("servicedesk.open_ticket", about=firm.party, topic="Pytanie")
    assert [t.pk for t in firm.read(queries.tickets_about, delivery)] == [one]
    assert {t.pk for t in firm.read(queries.tickets_of_party, firm.party)} == {one, two}
    firm.do("servicedesk.answer_tickets", tickets=[two], text="Odpowiedź", letter=True)
    assert firm.read(lambda acting: list(Letter.objects.values_list("recipients", flat=True))) == [["biuro@dab.pl"]]


def test_refusals(firm):
    delivery, line = firm.do("toy.deliver", party=firm.party)
    [mute] = firm.do("parties.add_parties", parties=[{"name": "Bez Adresu", "terms": {"customer": True}}])
    [silent] = firm.do("servicedesk.open_tickets", tickets=[ticket(firm, about=mute)])
    [nobody, _line] = firm.do("toy.deliver", party=mute)
    [lead] = firm.do("marketing.add_lead", lead={"company": "Nowa", "email": "a@nowa.pl"})
    for name, more, code in (
        ("open_tickets", {"tickets": [ticket(firm, topic=" ")]}, "servicedesk.no_topic"),
        ("open_tickets", {"tickets": [ticket(firm, about=None)]}, "servicedesk.about_nothing"),
        ("open_tickets", {"tickets": [ticket(firm, about=lead)]}, "servicedesk.no_party"),
        ("open_tickets", {"tickets": [ticket(firm, about=delivery, line=line, quantity="11")]}, "servicedesk.more_than_delivered"),
        ("open_tickets", {"tickets": [ticket(firm, about=nobody, line=line)]}, "kernel.not_found"),
        ("open_tickets", {"tickets": [ticket(firm, about=mute, contact=firm.contact)]}, "interactions.other_contact"),
        ("answer_tickets", {"tickets": [silent], "text": "x"}, "servicedesk.no_address"),
        ("answer_tickets", {"tickets": [silent], "text": " "}, "servicedesk.nothing_written"),
        ("solve_tickets", {"tickets": [silent], "solution": ""}, "servicedesk.how_solved"),
        ("close_tickets", {"tickets": [silent]}, "documents.wrong_state"),
    ):
        with pytest.raises(Refused) as no:
            firm.do(f"servicedesk.{name}", **more)
        assert codes(no) == [code], more
        with pytest.raises(NoRight):
            firm.do(f"servicedesk.{name}", acting=firm.seller("servicedesk.tickets"), **more)
    firm.do("servicedesk.answer_tickets", tickets=[silent], text="Zadzwonimy", letter=False)


def test_own_rule(firm):
    [one] = firm.do("servicedesk.open_tickets", tickets=[ticket(firm)])
    narrow = firm.seller("*", rules={"servicedesk.ticket": "own"}, user_id=User.objects.create(email="x@example.com", name="X").pk)
    assert firm.read(queries.tickets, acting=narrow) == []
    with pytest.raises(Refused) as no:
        firm.do("servicedesk.answer_tickets", tickets=[one], text="x", acting=narrow)
    assert codes(no) == ["kernel.not_found"]


def test_statements_are_flat(firm):
    _delivery, line = firm.do("toy.deliver", party=firm.party)
    few = firm.statements(lambda: firm.do("servicedesk.open_tickets", tickets=[ticket(firm, about=None, line=line, contact=firm.contact)]))
    assert firm.statements(lambda: firm.do("servicedesk.open_tickets", tickets=[ticket(firm, about=None, line=line, contact=firm.contact)] * 20)) == few
    made = [t.pk for t in firm.read(queries.tickets)]
    for name, more in (("answer", {"text": "Dzień dobry"}), ("reopen", {"text": "Nadal"}), ("solve", {"solution": "Wymiana"}), ("close", {})):
        few = firm.statements(lambda: firm.do(f"servicedesk.{name}_tickets", tickets=made[:1], **more))  # noqa: B023
        assert firm.statements(lambda: firm.do(f"servicedesk.{name}_tickets", tickets=made[1:], **more)) == few, name  # noqa: B023
