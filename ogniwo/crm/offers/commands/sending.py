"""Offers sent: printed, kept, mailed; below the company's margin floor only after a second person."""

from collections.abc import Collection, Sequence
from uuid import UUID

from ogniwo.crm.interactions.rules import moment_of, within_reach
from ogniwo.crm.offers.commands.facts import addresses, margins, propose
from ogniwo.crm.offers.errors import NoRecipient, SeveralParties
from ogniwo.crm.offers.models import Offer
from ogniwo.crm.offers.queries.printing import TEMPLATE, own_parts, paper
from ogniwo.crm.offers.rules import below_floor
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.approvals.commands import Ask, ask
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import Locked, lock_anyones, move
from ogniwo.kernel.documents.errors import WrongState
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.files.commands import NewFile, keep
from ogniwo.kernel.files.models import Kind
from ogniwo.kernel.mail.commands import queue
from ogniwo.kernel.printing import render
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.queries.printouts import Printed, printed
from ogniwo.workbench.words import said

TYPE, NEEDS = "offers.offer", "offers.approve_offers"
BEFORE = "SELECT previous_id FROM offers_offer WHERE document_id = ANY(%s) AND previous_id IS NOT NULL"
LOW = _("The margin is below the company's floor.")
REPLACED = _("Replaced by a newer version")
TEXT = _("Good morning,\n\nplease find our offer {number} attached.\n\nWith kind regards\n{owner}\n{company}")


@command("offers.send_offers", _("Send"), roles=("seller",), sets="offers")
def send_offers(offers: Sequence[UUID], to: Sequence[str] = (), message: str = "", *, unit: Unit, acting: Acting) -> list[UUID]:
    """Send offers as PDF by mail, in each customer's language; an offer below the margin floor waits for approval instead.

    ``to`` empty: the address on the customer's card. ``message`` empty: a few usual words. A sent offer does not change any more, the version
    before it is declined as replaced, and its opportunity moves to the stage of proposals.
    Raises Refused: WrongState, Stale, NotFound, NoMarginRate, NoRecipient, SeveralParties.
    """
    found, older = _lock(unit, offers)
    known, floor = margins(unit, [d.id for d in found])
    low = [d for d in found if d.state == "draft" and below_floor(known[d.id], floor)]
    ready = [d for d in found if d not in low]
    if low:
        move(unit, low, "ask")
        ((language,),) = unit.rows("SELECT language FROM tenancy_company WHERE id = %s", [unit.company_id])
        ask(unit, [Ask(d.id, TYPE, NEEDS, said(LOW, language), d.total, d.currency) for d in low])
    if ready:
        _send(unit, ready, list(to), message)
        _replace(unit, ready, older)
    return [d.id for d in found]


def _lock(unit: Unit, offers: Sequence[UUID]) -> tuple[list[Locked], dict[UUID, Locked]]:
    """The offers and the versions before them, locked together in one order."""
    wanted = list(dict.fromkeys(offers))
    before = [pk for (pk,) in unit.rows(BEFORE, [wanted])]
    locked = {d.id: d for d in lock_anyones(unit, [*wanted, *before], type=TYPE)}
    wrong: list[BusinessError] = []
    for d in (locked[pk] for pk in wanted):
        if not within_reach(unit.acting, TYPE, d.owner_id):
            wrong.append(NotFound(record=d.id))
        elif d.state not in ("draft", "approved"):
            wrong.append(WrongState(record=d.id, title=d.title or TYPES[TYPE].title, state=TYPES[TYPE].states[d.state][0]))
    if wrong:
        raise Refused(wrong)
    return [locked[pk] for pk in wanted], {pk: locked[pk] for pk in before if pk not in wanted}


def _send(unit: Unit, ready: Sequence[Locked], to: list[str], message: str) -> None:
    unit.flush()
    found, parts = printed(unit, [d.id for d in ready]), own_parts(unit, [d.id for d in ready])
    papers = [found[d.id] for d in ready]
    where = _where(unit, papers, to)
    files = keep(unit, [
        (p.id, Kind.PRINT, p.language, NewFile(f"{p.number.replace('/', '-')}.pdf", render(TEMPLATE, paper(p, *parts[p.id], p.language)), "application/pdf")) for p in papers
    ])  # fmt: skip
    for p, file in zip(papers, files, strict=True):
        topic = said(_("Offer {number} of {company}"), p.language, number=p.number, company=p.company)
        text = message.strip() or said(TEXT, p.language, number=p.number, owner=p.owner or "", company=p.company)
        queue(unit, where[p.id], topic, text, document=p.id, files=[file])
    move(unit, ready, "send")
    change(unit, Offer, {d.id: {"sent_at": moment_of(unit.now, unit.acting.today)} for d in ready})
    propose(unit, [d.id for d in ready])


def _where(unit: Unit, papers: Collection[Printed], to: list[str]) -> dict[UUID, list[str]]:
    if to:
        if len({p.party for p in papers}) > 1:
            raise Refused([SeveralParties()])
        return {p.id: to for p in papers}
    known = addresses(unit, {p.party for p in papers})
    if missing := [p for p in papers if p.party not in known]:
        raise Refused(NoRecipient(record=p.id, party=p.party_name) for p in missing)
    return {p.id: [known[p.party]] for p in papers}


def _replace(unit: Unit, ready: Sequence[Locked], older: dict[UUID, Locked]) -> None:
    sent = {d.id for d in ready}
    over = [d for d in older.values() if d.state == "sent"]
    if sent and over:
        move(unit, over, "decline")
        reason, at = said(REPLACED, unit.acting.language), moment_of(unit.now, unit.acting.today)
        change(unit, Offer, {d.id: {"decline_reason": reason, "declined_at": at} for d in over})
