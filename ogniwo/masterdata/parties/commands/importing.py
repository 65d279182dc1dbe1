"""Parties from a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.reasons import Reason
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.parties.commands.adding import write_parties, write_terms
from ogniwo.masterdata.parties.commands.parts import checked, identifier_rows
from ogniwo.masterdata.parties.errors import NoName
from ogniwo.masterdata.parties.queries import likenesses
from ogniwo.masterdata.parties.rules import plain_words
from ogniwo.masterdata.parties.rules.inputs import Account, Address, Identifier, NewParty, PartyRow, Point, Terms

ADDED, TAKEN_OVER, HAD = "added", "taken over", "had"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a row: the party, whether it was added, taken over from the directory or had already, and doubts."""

    party: UUID
    outcome: str
    doubts: list[Reason]


@command("parties.import_parties", _("Import parties"), roles=("seller", "buyer", "accountant"))
def import_parties(rows: Sequence[PartyRow], *, unit: Unit, acting: Acting) -> list[Imported]:
    """Import parties: a row whose identifier or external id is known gives that party terms; others are added.

    Where only the name, the mail or the phone is like one we have, the row is added and a doubt says which party it may be.
    Raises Refused with IdentifierWrong, NotAnEmail, NoName for all bad rows; nothing is written then.
    """
    news = checked([_party(row) for row in rows], acting.language)
    if wrong := [NoName(line=n) for n, new in enumerate(news, 1) if not new.name.strip()]:
        raise Refused(wrong)
    like = likenesses(unit, news)
    fresh: list[NewParty] = []
    first: dict[object, int] = {}
    places: list[int | UUID] = []
    for new, (known, _doubts) in zip(news, like, strict=True):
        keys = [*identifier_rows(new), *new.external]
        again = next((first[key] for key in keys if key in first), None)
        if known is None and again is None:
            places.append(len(fresh))
            first |= dict.fromkeys(keys, len(fresh))
            fresh.append(new)
        else:
            places.append(known or again or 0)
    made = write_parties(unit, fresh)
    ids = [made[place] if isinstance(place, int) else place for place in places]
    had = _take_over(unit, {pk: new for pk, new, place in zip(ids, news, places, strict=True) if not isinstance(place, int)})
    return [
        Imported(pk, ADDED if isinstance(place, int) else (HAD if pk in had else TAKEN_OVER), [*doubts, *_twice(new, news[:n])])
        for n, (pk, place, new, (_known, doubts)) in enumerate(zip(ids, places, news, like, strict=True))
    ]


def _party(row: PartyRow) -> NewParty:
    return NewParty(
        name=row.name, country=row.country,
        identifiers=(Identifier(row.scheme, row.identifier),) if row.identifier else (),
        addresses=(Address(street=row.street, postal_code=row.postal_code, city=row.city, country=row.country),) if row.street or row.city else (),
        points=tuple(Point(kind, value) for kind, value in (("email", row.email), ("phone", row.phone)) if value),
        accounts=(Account(row.bank_account),) if row.bank_account else (),
        external=((row.source, row.external),) if row.external else (),
        terms=Terms(customer=row.customer, supplier=row.supplier, payment_days=row.payment_days, credit_limit=row.credit_limit),
    )  # fmt: skip


def _take_over(unit: Unit, known: dict[UUID, NewParty]) -> set[UUID]:
    """Terms for known parties that have none here; returns those that had them."""
    had = {pk for (pk,) in unit.rows("SELECT party_id FROM parties_partyterms WHERE party_id = ANY(%s)", [list(known)])}
    write_terms(unit, [(pk, new.terms) for pk, new in known.items() if pk not in had and new.terms])
    unit.touch(pk for pk in known if pk not in had)
    return had


def _twice(new: NewParty, before: Sequence[NewParty]) -> list[Reason]:
    words = plain_words(new.name)
    return [Reason(_("Row {row} of the file has the same name."), {"row": n}) for n, other in enumerate(before, 1) if plain_words(other.name) == words][:1]
