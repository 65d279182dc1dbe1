"""Adding parties to the directory and to a company."""

from collections.abc import Sequence
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.models import Subject
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.ids import uuid7
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.parties.commands.parts import checked, find_again, identifier_rows, parts_of
from ogniwo.masterdata.parties.errors import NoName, PartyKnown
from ogniwo.masterdata.parties.hooks import PartiesSaved, parties_saved
from ogniwo.masterdata.parties.models import ExternalId, Party, PartyTerms
from ogniwo.masterdata.parties.queries import by_identifier
from ogniwo.masterdata.parties.rules import plain_words
from ogniwo.masterdata.parties.rules.inputs import Address, Identifier, NewCard, NewParty, Point, Terms

SELLS_BUYS = ("seller", "buyer", "accountant")


@command("parties.add_parties", _("Add parties"), roles=SELLS_BUYS)
def add_parties(parties: Sequence[NewParty], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Add parties to the directory, and this company's terms with them.

    Raises Refused with PartyKnown (its record is the party that has the identifier), IdentifierWrong, NotAnEmail, NoName.
    """
    ready = checked(parties, acting.language)
    known = by_identifier(unit, [pair for new in ready for pair in identifier_rows(new)])
    wrong: list[BusinessError] = [NoName(line=n) for n, new in enumerate(ready, 1) if not new.name.strip()]
    seen: dict[tuple[str, str], str] = {}
    for n, new in enumerate(ready, 1):
        for pair in identifier_rows(new):
            if pair in known:
                wrong.append(PartyKnown(record=known[pair][0], line=n, name=known[pair][1], value=pair[1]))
            elif pair in seen:
                wrong.append(PartyKnown(line=n, name=seen[pair], value=pair[1]))
            seen[pair] = new.name
    if wrong:
        raise Refused(wrong)
    return write_parties(unit, ready)


@command("parties.add_party", _("Add a party"), roles=SELLS_BUYS)
def add_party(card: NewCard, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Add one party with what is known at first; the rest is added on its card."""
    c = card
    return add_parties([NewParty(
        name=c.name, country=c.country,
        identifiers=(Identifier(c.scheme, c.identifier),) if c.identifier else (),
        addresses=(Address(street=c.street, postal_code=c.postal_code, city=c.city, country=c.country),) if c.street or c.city else (),
        points=tuple(Point(kind, value) for kind, value in (("email", c.email), ("phone", c.phone)) if value),
        terms=Terms(customer=c.customer, supplier=c.supplier, payment_days=c.payment_days, credit_limit=c.credit_limit, owner_id=acting.user_id),
    )], unit=unit)  # fmt: skip


@command("parties.adopt", _("Take over from the directory"), roles=SELLS_BUYS, sets="parties")
def adopt(parties: Sequence[UUID], *, customer: bool = True, supplier: bool = False, payment_days: int | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Make this company's terms with parties of the directory; who has terms already keeps them, and gains the role.

    Raises Refused with NotFound.
    """
    wanted = list(dict.fromkeys(parties))
    found = dict(unit.rows(
        "SELECT p.subject_id, t.party_id IS NOT NULL FROM parties_party p LEFT JOIN parties_partyterms t ON t.party_id = p.subject_id"
        " WHERE p.subject_id = ANY(%s) ORDER BY 1 FOR UPDATE OF p", [wanted]))  # fmt: skip
    if missing := [pk for pk in wanted if pk not in found]:
        raise Refused(NotFound(record=pk, field="parties") for pk in missing)
    terms = Terms(customer=customer, supplier=supplier, payment_days=payment_days, owner_id=acting.user_id)
    write_terms(unit, [(pk, terms) for pk in wanted if not found[pk]])
    unit.do(
        "UPDATE parties_partyterms SET customer = customer OR %s, supplier = supplier OR %s, active = true, version = version + 1 WHERE party_id = ANY(%s)",
        [customer, supplier, [pk for pk in wanted if found[pk]]],
    )
    unit.touch(wanted)
    parties_saved.tell(PartiesSaved(wanted), unit=unit)
    return wanted


def write_parties(unit: Unit, parties: Sequence[NewParty]) -> list[UUID]:
    """Write checked parties with all their parts; for commands that have judged them."""
    ids = [uuid7() for _new in parties]
    for pk, new in zip(ids, parties, strict=True):
        unit.add(draft(Subject)(id=pk, name=new.name[:200]))
        unit.add(draft(Party)(
            subject_id=pk, kind=new.kind, name=new.name.strip(), short_name=new.short_name, country=new.country, language=new.language, note=new.note,
            sought=" ".join(plain_words(new.name)), created_at=unit.now,
        ))  # fmt: skip
        unit.add(parts_of(pk, new))
        unit.add(draft(ExternalId)(party_id=pk, source=source, value=value) for source, value in new.external)
    write_terms(unit, [(pk, new.terms) for pk, new in zip(ids, parties, strict=True) if new.terms is not None])
    find_again(unit, dict(zip(ids, parties, strict=True)))
    unit.touch(ids)
    parties_saved.tell(PartiesSaved(ids), unit=unit)
    return ids


def write_terms(unit: Unit, terms: Sequence[tuple[UUID, Terms]]) -> None:
    """Write new terms rows; an empty currency is the company's."""
    ((own,),) = unit.rows("SELECT currency FROM tenancy_company WHERE id = %s", [unit.company_id])
    unit.add(
        draft(PartyTerms)(
            party_id=pk, customer=t.customer, supplier=t.supplier, party_class=t.party_class,
            payment_days=t.payment_days, credit_limit=t.credit_limit, currency=t.currency or own, tax_class_id=t.tax_class or None,
            owner_id=t.owner_id, branch_id=t.branch_id,
        ) for pk, t in terms
    )  # fmt: skip
