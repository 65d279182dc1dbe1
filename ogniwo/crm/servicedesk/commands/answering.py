"""Answering, solving and closing tickets."""

from collections.abc import Sequence
from uuid import UUID

from ogniwo.crm.interactions.commands import lock_mine
from ogniwo.crm.servicedesk.errors import HowSolved, NoAddress, NothingWritten
from ogniwo.crm.servicedesk.models import Ticket
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.comments.commands import write
from ogniwo.kernel.documents.commands import move
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.mail.commands import queue
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.unit import Unit

TYPE = "servicedesk.ticket"
ROLES = ("seller", "storekeeper")
ADDRESSES = """SELECT t.document_id, n.text, coalesce(
    (SELECT p.value FROM parties_contactpoint p WHERE p.contact_id = t.contact_id AND p.kind = 'email' ORDER BY p.position, p.id LIMIT 1),
    (SELECT p.value FROM parties_contactpoint p WHERE p.party_id = d.subject_id AND p.kind = 'email' ORDER BY p.contact_id IS NOT NULL, p.position, p.id LIMIT 1))
  FROM servicedesk_ticket t JOIN documents_document d ON d.id = t.document_id LEFT JOIN numbering_number n ON n.document_id = t.document_id WHERE t.document_id = ANY(%s)"""


@command("servicedesk.answer_tickets", _("Answer"), roles=ROLES, sets="tickets")
def answer_tickets(tickets: Sequence[UUID], text: str, *, letter: bool = True, unit: Unit, acting: Acting) -> list[UUID]:
    """Answer tickets: a comment on each and, with ``letter``, a letter to its person or else to the customer. They wait for the customer then.

    Raises NothingWritten, NoAddress, WrongState.
    """
    if not text.strip():
        raise Refused([NothingWritten()])
    found = lock_mine(unit, tickets, type=TYPE)
    reached = {pk: (named, address) for pk, named, address in unit.rows(ADDRESSES, [[d.id for d in found]])}
    if letter and (mute := [d for d in found if not reached[d.id][1]]):
        raise Refused(NoAddress(record=d.id, title=d.title) for d in mute)
    move(unit, found, "answer")
    write(unit, [(d.id, text.strip()) for d in found])
    if letter:
        for d in found:
            named, address = reached[d.id]
            queue(unit, [address], f"[{named}] {d.title}", text.strip(), document=d.id)
    return [d.id for d in found]


@command("servicedesk.solve_tickets", _("Solved"), roles=ROLES, sets="tickets")
def solve_tickets(tickets: Sequence[UUID], solution: str, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Tickets are solved, and how. Raises HowSolved, WrongState."""
    if not solution.strip():
        raise Refused([HowSolved()])
    found = lock_mine(unit, tickets, type=TYPE)
    move(unit, found, "solve")
    change(unit, Ticket, {d.id: {"solution": solution.strip(), "solved_on": acting.today} for d in found})
    return [d.id for d in found]


@command("servicedesk.close_tickets", _("Close"), roles=ROLES, sets="tickets")
def close_tickets(tickets: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Solved tickets are closed for good."""
    found = lock_mine(unit, tickets, type=TYPE)
    move(unit, found, "close")
    return [d.id for d in found]


@command("servicedesk.reopen_tickets", _("The customer wrote again"), roles=ROLES, sets="tickets")
def reopen_tickets(tickets: Sequence[UUID], text: str = "", *, unit: Unit, acting: Acting) -> list[UUID]:
    """Answered or solved tickets are open again; what the customer wrote is kept as a comment."""
    found = lock_mine(unit, tickets, type=TYPE)
    move(unit, found, "reopen")
    if text.strip():
        write(unit, [(d.id, text.strip()) for d in found])
    return [d.id for d in found]
