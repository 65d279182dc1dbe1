"""The parts of a party: checked as typed, turned into drafts, and into words it is found by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.search.commands import Findable, index
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.ids import uuid7
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.parties.errors import IdentifierWrong, NotAnEmail
from ogniwo.masterdata.parties.hooks import SCHEMES
from ogniwo.masterdata.parties.models import Contact, ContactPoint, PartyAddress, PartyBankAccount, PartyIdentifier
from ogniwo.masterdata.parties.rules import account_key, plain_account, plain_email, plain_identifier
from ogniwo.masterdata.parties.rules.inputs import Account, Address, Identifier, NewContact, NewParty, Point
from ogniwo.masterdata.parties.rules.points import plain_point


def identifier_rows(new: NewParty) -> list[tuple[str, str]]:
    """The (scheme, plain value) pairs of a party."""
    return [(each.scheme, each.value) for each in new.identifiers]


def checked(parties: Sequence[NewParty], language: str) -> list[NewParty]:
    """The parties with plain identifiers. Raises Refused with every wrong identifier and address of mail."""
    wrong: list[BusinessError] = []
    ready = []
    for n, new in enumerate(parties, 1):
        plain = []
        for each in new.identifiers:
            try:
                plain.append(checked_identifier(each, language))
            except IdentifierWrong as no:
                no.line = n
                wrong.append(no)
        points = [*new.points, *(point for contact in new.contacts for point in contact.points)]
        wrong += [NotAnEmail(line=n, value=p.value) for p in points if p.kind == "email" and not plain_email(p.value)]
        ready.append(replace(new, identifiers=tuple(plain)))
    if wrong:
        raise Refused(wrong)
    return ready


def checked_identifier(typed: Identifier, language: str) -> Identifier:
    """The identifier as its scheme writes it; without a scheme of that name only separators go. Raises IdentifierWrong."""
    scheme = SCHEMES.get(typed.scheme)
    if scheme is None:
        return Identifier(typed.scheme, plain_identifier(typed.value))
    try:
        return Identifier(typed.scheme, scheme.check(typed.value))
    except ValueError as wrong:
        say = getattr(wrong, "say", None)
        raise IdentifierWrong(reason=say(language) if say else str(wrong)) from None


def parts_of(pk: UUID, new: NewParty) -> Iterator[Any]:
    """Drafts of everything a new party has."""
    yield from identifier_drafts(pk, new.identifiers)
    yield from address_drafts(pk, new.addresses)
    yield from point_drafts(pk, new.points)
    yield from account_drafts(pk, new.accounts)
    for contact in new.contacts:
        yield from contact_drafts(pk, contact)


def identifier_drafts(pk: UUID, identifiers: Sequence[Identifier]) -> Iterator[Any]:
    for each in identifiers:
        yield draft(PartyIdentifier)(party_id=pk, scheme=each.scheme, value=each.value)


def address_drafts(pk: UUID, addresses: Sequence[Address]) -> Iterator[Any]:
    for a in addresses:
        yield draft(PartyAddress)(party_id=pk, kind=a.kind, name=a.name, street=a.street, postal_code=a.postal_code, city=a.city, country=a.country)


def point_drafts(pk: UUID, points: Sequence[Point], contact_id: UUID | None = None) -> Iterator[Any]:
    for n, p in enumerate(points):
        yield draft(ContactPoint)(party_id=pk, contact_id=contact_id, kind=p.kind, value=p.value.strip(), plain=plain_point(p.kind, p.value), position=n)


def contact_drafts(pk: UUID, contact: NewContact) -> Iterator[Any]:
    made = draft(Contact)(id=uuid7(), party_id=pk, name=contact.name, position=contact.position)
    yield made
    yield from point_drafts(pk, contact.points, made.id)


def account_drafts(pk: UUID, accounts: Sequence[Account]) -> Iterator[Any]:
    for a in accounts:
        number = plain_account(a.number)
        yield draft(PartyBankAccount)(party_id=pk, number=number, key=account_key(number), bic=a.bic, bank=a.bank, currency=a.currency)


def find_again(unit: Unit, parties: Mapping[UUID, NewParty]) -> None:
    """Have new parties found by their names, identifiers, towns, mail and people."""
    index(unit, [
        findable(
            pk, (new.name, new.short_name), [i.value for i in new.identifiers], new.addresses[0].city if new.addresses else "",
            [p.value for p in new.points] + [c.name for c in new.contacts],
        ) for pk, new in parties.items()
    ])  # fmt: skip


def findable(pk: UUID, names: tuple[str, str], identifiers: Sequence[str], city: str, more: Sequence[str] = ()) -> Findable:
    """How a party stands in the search door."""
    name, short_name = names
    note = " · ".join(part for part in ((identifiers[0] if identifiers else ""), city) if part)
    return Findable(kind="party", record=pk, label=short_name or name, words=[name, short_name, *identifiers, city, *more], note=note, shared=True)


REINDEX = """SELECT p.subject_id, p.name, p.short_name,
  coalesce((SELECT array_agg(i.value ORDER BY i.id) FROM parties_partyidentifier i WHERE i.party_id = p.subject_id), '{}'),
  coalesce((SELECT a.city FROM parties_partyaddress a WHERE a.party_id = p.subject_id ORDER BY a.id LIMIT 1), ''),
  coalesce((SELECT array_agg(c.value ORDER BY c.id) FROM parties_contactpoint c WHERE c.party_id = p.subject_id), '{}')
    || coalesce((SELECT array_agg(c.name::text ORDER BY c.id) FROM parties_contact c WHERE c.party_id = p.subject_id), '{}')
  FROM parties_party p WHERE p.subject_id = ANY(%s)"""


def reindex(unit: Unit, parties: Sequence[UUID]) -> None:
    """Have changed parties found by their new words; flushes what is gathered, since it reads it."""
    unit.flush()
    index(unit, [findable(pk, (name, short), ids, city, more) for pk, name, short, ids, city, more in unit.rows(REINDEX, [list(parties)])])
