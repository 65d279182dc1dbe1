"""Changing parties, and adding to them."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.models import Subject
from ogniwo.kernel.errors import BusinessError, NotFound, Refused, Stale
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.parties.commands.parts import account_drafts, address_drafts, checked_identifier, contact_drafts, identifier_drafts, reindex
from ogniwo.masterdata.parties.errors import NoTerms, NotYourField
from ogniwo.masterdata.parties.hooks import OWN, PartiesSaved, parties_saved
from ogniwo.masterdata.parties.models import Consent, Party, PartyTerms, Relation
from ogniwo.masterdata.parties.rules import plain_words
from ogniwo.masterdata.parties.rules.inputs import Account, Address, Card, Identifier, NewConsent, NewContact, PartyChange

SELLS_BUYS = ("seller", "buyer", "accountant")
OF_PARTY = ("name", "short_name", "note")
OF_TERMS = ("customer", "supplier", "party_class", "payment_days", "credit_limit", "currency", "tax_class", "owner_id", "active", "custom")
EMPTY = {"payment_days": None, "credit_limit": None, "tax_class": None, "owner_id": None, "short_name": "", "note": "", "party_class": ""}
LOCK = """SELECT p.subject_id, p.name, p.short_name, p.note, t.party_id IS NOT NULL, coalesce(t.version, p.version), t.customer, t.supplier, t.party_class,
  t.payment_days, t.credit_limit, t.currency, t.tax_class_id, t.owner_id, t.active, t.custom
  FROM parties_party p LEFT JOIN parties_partyterms t ON t.party_id = p.subject_id WHERE p.subject_id = ANY(%s) ORDER BY 1 FOR UPDATE OF p"""


@command("parties.change_parties", _("Change parties"), roles=SELLS_BUYS)
def change_parties(changes: Sequence[PartyChange], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Change parties and this company's terms with them; the audit says what from what to what.

    Raises Refused with NotFound, Stale, NoTerms (terms of a party this company has none with).
    """
    found = {row[0]: row for row in unit.rows(LOCK, [[c.party for c in changes]])}
    wrong: list[BusinessError] = []
    parties: dict[UUID, dict[str, Any]] = {}
    terms: dict[UUID, dict[str, Any]] = {}
    for c in changes:
        row = found.get(c.party)
        if row is None:
            wrong.append(NotFound(record=c.party))
            continue
        if unit.versions.get(c.party, row[5]) != row[5]:
            wrong.append(Stale(record=c.party))
        wrong += [NotYourField(record=c.party, name=name) for name in c.clear if name not in EMPTY]
        new = {name: getattr(c, name) for name in (*OF_PARTY, *OF_TERMS) if getattr(c, name) is not None}
        new |= {name: EMPTY[name] for name in c.clear if name in EMPTY}
        old = dict(zip((*OF_PARTY, "has", "version", *OF_TERMS), row[1:], strict=True)) | {"custom": data(row[-1])}
        if c.custom is not None:
            new["custom"] = _own(unit, c, old["custom"], wrong)
        new = {name: value for name, value in new.items() if value != old[name]}
        if not row[4] and any(name in OF_TERMS for name in new):
            wrong.append(NoTerms(record=c.party))
        for name, value in new.items():
            unit.changed(c.party, name, old[name], value)
        parties[c.party] = {name: value for name, value in new.items() if name in OF_PARTY}
        terms[c.party] = {"tax_class_id" if name == "tax_class" else name: value for name, value in new.items() if name in OF_TERMS}
    if wrong:
        raise Refused(wrong)
    _write(unit, parties, terms)
    return [c.party for c in changes]


def _own(unit: Unit, c: PartyChange, old: dict[str, Any], wrong: list[BusinessError]) -> dict[str, Any]:
    """The values of own fields to keep: those given, judged by who keeps the definitions, and those not given as they were."""
    given = dict(c.custom or {})
    try:
        kept = [each.judged(unit, given) for each in OWN]
    except BusinessError as no:
        no.record = c.party
        wrong.append(no)
        return old
    return {key: value for key, value in old.items() if key not in given} | (kept[0] if kept else {})


def _write(unit: Unit, parties: dict[UUID, dict[str, Any]], terms: dict[UUID, dict[str, Any]]) -> None:
    for values in parties.values():
        if "name" in values:
            values["sought"] = " ".join(plain_words(values["name"]))
    change(unit, Party, parties)
    change(unit, Subject, {pk: {"name": values["name"][:200]} for pk, values in parties.items() if "name" in values})
    change(unit, PartyTerms, terms)
    if renamed := [pk for pk, values in parties.items() if values]:
        reindex(unit, renamed)
    parties_saved.tell(PartiesSaved(list(parties)), unit=unit)


@command("parties.change_party", _("Change"), roles=SELLS_BUYS)
def change_party(party: UUID, card: Card, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Change a party's card: all its fields as they shall be; an empty limit is no limit."""
    given = {"payment_days": card.payment_days, "credit_limit": card.credit_limit}
    empty = tuple(field for field, value in given.items() if value is None)
    return change_parties([PartyChange(party=party, **{f.name: getattr(card, f.name) for f in fields(card)}, clear=empty)], unit=unit)


@command("parties.add_identifiers", _("Add an identifier"), roles=SELLS_BUYS)
def add_identifiers(party: UUID, identifiers: Sequence[Identifier], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Add identifiers to a party. Raises IdentifierWrong, IdentifierTaken."""
    return _add(unit, party, identifier_drafts(party, [checked_identifier(each, acting.language) for each in identifiers]))


@command("parties.add_addresses", _("Add an address"), roles=SELLS_BUYS)
def add_addresses(party: UUID, addresses: Sequence[Address], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Add addresses to a party."""
    return _add(unit, party, address_drafts(party, addresses))


@command("parties.add_contacts", _("Add people"), roles=SELLS_BUYS)
def add_contacts(party: UUID, contacts: Sequence[NewContact], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Add people to speak with at a party; returns the party and then the people, in order."""
    drafts = [list(contact_drafts(party, contact)) for contact in contacts]
    return _add(unit, party, (row for rows in drafts for row in rows)) + [rows[0].id for rows in drafts]


@command("parties.add_accounts", _("Add a bank account"), roles=("buyer", "accountant"))
def add_accounts(party: UUID, accounts: Sequence[Account], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Add bank accounts to a party."""
    return _add(unit, party, account_drafts(party, accounts))


def _add(unit: Unit, party: UUID, rows: Iterator[Any]) -> list[UUID]:
    if not unit.rows("SELECT 1 FROM parties_party WHERE subject_id = %s FOR UPDATE", [party]):
        raise Refused([NotFound(record=party)])
    unit.add(rows)
    unit.touch([party])
    reindex(unit, [party])
    parties_saved.tell(PartiesSaved([party]), unit=unit)
    return [party]


@command("parties.give_consents", _("Record consents"), roles=("seller",))
def give_consents(consents: Sequence[NewConsent], *, unit: Unit, acting: Acting) -> None:
    """Record consents given, with the words agreed to. Source: GDPR art. 7 ust. 1."""
    unit.add(draft(Consent)(party_id=c.party, kind=c.kind, given_on=c.given_on, text=c.text, source=c.source) for c in consents)
    unit.touch(c.party for c in consents)


@command("parties.withdraw_consent", _("Withdraw a consent"), roles=("seller",))
def withdraw_consent(party: UUID, kind: str, on: date, *, unit: Unit, acting: Acting) -> None:
    """Record that a party withdrew its consents of a kind. Source: GDPR art. 7 ust. 3."""
    unit.do("UPDATE parties_consent SET withdrawn_on = %s WHERE party_id = %s AND kind = %s AND withdrawn_on IS NULL", [on, party, kind])
    unit.touch([party])


@command("parties.relate", _("Relate parties"), roles=SELLS_BUYS)
def relate(party: UUID, other: UUID, kind: str, *, unit: Unit, acting: Acting) -> None:
    """Say how one party stands to another: parent, payer, carrier, partner."""
    unit.add(draft(Relation)(party_id=party, other_id=other, kind=kind))
    unit.touch([party, other])


