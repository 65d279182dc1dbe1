"""Judging leads before they are written: complete, and not here already."""

from collections.abc import Collection, Sequence

from ogniwo.crm.interactions.rules import within_reach
from ogniwo.crm.marketing.errors import ConsentUnworded, NobodyNamed, NoWayBack, PossibleDuplicate, WrongEmail
from ogniwo.crm.marketing.queries import known_cards
from ogniwo.crm.marketing.rules import Card, KnownCards, NewLead
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.parties.rules import plain_email

TYPE = "marketing.lead"


def check(leads: Sequence[NewLead]) -> None:
    """Refuse leads without a name or a way to answer, wrong mail, a consent without words."""
    wrong: list[BusinessError] = []
    for n, new in enumerate(leads, 1):
        if not new.called:
            wrong.append(NobodyNamed(line=n))
        if not (new.email.strip() or new.phone.strip() or new.party):
            wrong.append(NoWayBack(line=n, name=new.called))
        if new.email.strip() and not plain_email(new.email):
            wrong.append(WrongEmail(line=n, value=new.email))
        if new.consent and not new.consent_text.strip():
            wrong.append(ConsentUnworded(line=n))
    if wrong:
        raise Refused(wrong)


def duplicates(unit: Unit, leads: Sequence[NewLead], accepted: Collection[int]) -> list[BusinessError]:
    """The surest likeness of each lead to a party, a lead or an earlier one of the set; one statement."""
    known, whose = known_cards(unit, leads)
    wrong: list[BusinessError] = []
    for n, new in enumerate(leads):
        card = Card(n, new.called, (new.email,), (new.phone,))
        if n not in accepted:
            wrong += _suspected(unit, n, new, card, known, whose)
        known.add(card)
    return wrong


def _suspected(unit: Unit, n: int, new: NewLead, card: Card, known: KnownCards, whose: dict) -> list[BusinessError]:  # type: ignore[type-arg]
    found = []
    for suspect in known.suspects(card):
        one = whose.get(suspect.key)
        if new.party is None or one is None or new.party not in (one.id, one.party_id):
            found.append((suspect, one))
    if not found:
        return []
    suspect, one = min(found, key=lambda pair: (-pair[0].score, pair[1] is None or pair[1].kind != "party"))
    if one and one.kind == "lead" and not within_reach(unit.acting, TYPE, one.owner_id):
        return [PossibleDuplicate(line=n + 1, name=new.called, owner=one.owner)]
    other = known.cards[suspect.key].name
    return [PossibleDuplicate(record=one.id if one else None, line=n + 1, name=new.called, other=other, reasons=suspect.reasons)]
