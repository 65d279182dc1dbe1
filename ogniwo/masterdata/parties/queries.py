"""Reading parties: lists, the card, suggestions, who may be the same."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, QuerySet, Subquery

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.reasons import Reason
from ogniwo.kernel.search.queries import find
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Rows
from ogniwo.kernel.writing.unit import spread
from ogniwo.masterdata.parties.hooks import OWN, SCHEMES
from ogniwo.masterdata.parties.models import Consent, Contact, ContactPoint, Party, PartyAddress, PartyBankAccount, PartyIdentifier, PartyTerms
from ogniwo.masterdata.parties.rules import plain_words
from ogniwo.masterdata.parties.rules.inputs import Card, NewParty
from ogniwo.masterdata.parties.rules.points import plain_point
from ogniwo.workbench.declare import Suggestion

EVERYONE = ("accountant", "seller", "buyer", "storekeeper")
BY_IDENTIFIER = """SELECT i.scheme, i.value, p.subject_id, p.name FROM unnest(%s::text[], %s::text[]) u(s, v)
  JOIN parties_partyidentifier i ON i.scheme = u.s AND i.value = u.v JOIN parties_party p ON p.subject_id = i.party_id"""
LIKE = """SELECT 'external', x.source || chr(9) || x.value, x.party_id, p.name FROM unnest(%s::text[], %s::text[]) u(s, v)
    JOIN parties_externalid x ON x.source = u.s AND x.value = u.v JOIN parties_party p ON p.subject_id = x.party_id
  UNION ALL SELECT 'name', p.sought, p.subject_id, p.name FROM parties_party p WHERE p.sought <> '' AND p.sought = ANY(%s)
  UNION ALL SELECT 'point', c.plain, c.party_id, p.name FROM parties_contactpoint c JOIN parties_party p ON p.subject_id = c.party_id
    WHERE c.plain <> '' AND c.kind = ANY('{email,phone}') AND c.plain = ANY(%s)"""


def by_identifier(rows: Rows, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[UUID, str]]:
    """Who has these (scheme, plain value): (party, name). One statement."""
    return {(s, v): (pk, name) for s, v, pk, name in rows.rows(BY_IDENTIFIER, spread(sorted(set(pairs)), 2))}


def likenesses(rows: Rows, parties: Sequence[NewParty]) -> list[tuple[UUID | None, list[Reason]]]:
    """For each party to be: the one it surely is (same identifier or external id), and doubts about others. Two statements."""
    known = by_identifier(rows, [(i.scheme, i.value) for new in parties for i in new.identifiers])
    external = spread(sorted({pair for new in parties for pair in new.external}), 2)
    names = {" ".join(plain_words(new.name)) for new in parties}
    plains = [[plain for p in new.points if (plain := plain_point(p.kind, p.value))] for new in parties]
    found: dict[tuple[str, str], dict[UUID, str]] = defaultdict(dict)
    for kind, value, pk, name in rows.rows(LIKE, [*external, sorted(names), sorted({p for points in plains for p in points})]):
        found[kind, value][pk] = name
    out: list[tuple[UUID | None, list[Reason]]] = []
    for new, points in zip(parties, plains, strict=True):
        sure = next((known[i.scheme, i.value][0] for i in new.identifiers if (i.scheme, i.value) in known), None)
        sure = sure or next((pk for s, v in new.external for pk in found["external", f"{s}\t{v}"]), None)
        doubts = {} if sure else {pk: Reason(_("{name} has the same name."), {"name": name}) for pk, name in found["name", " ".join(plain_words(new.name))].items()}
        for point in [] if sure else points:
            doubts |= {pk: Reason(_("{name} has the same mail or phone."), {"name": name}) for pk, name in found["point", point].items() if pk not in doubts}
        out.append((sure, list(doubts.values())))
    return out


def _terms() -> QuerySet[PartyTerms]:
    identifier = PartyIdentifier.objects.filter(party=OuterRef("pk")).order_by("pk").values("value")[:1]
    city = PartyAddress.objects.filter(party=OuterRef("pk")).order_by("pk").values("city")[:1]
    rows = PartyTerms.objects.select_related("party").annotate(identifier=Subquery(identifier), city=Subquery(city))
    for own in OWN:
        rows = own.annotated(rows)
    return rows


def own_drawn(*, acting: Acting) -> list[Any]:
    """The company's own fields of parties, for forms."""
    return [field for own in OWN for field in own.drawn(acting=acting)]


def own_columns(*, acting: Acting) -> tuple[list[Any], list[Any]]:
    """The company's own fields of parties as columns and filters of their lists."""
    found = [own.columns(acting=acting) for own in OWN]
    return [column for columns, _filters in found for column in columns], [one for _columns, filters in found for one in filters]


@query("parties.schemes", _("Schemes of identifiers"), roles=("accountant", "auditor", "seller", "buyer"))
def schemes(*, acting: Acting) -> dict[str, str]:
    """Schemes of identifiers with their titles."""
    return {one.name: one.title for one in SCHEMES.values()}


@query("parties.parties", _("Parties"), roles=EVERYONE)
def parties(*, acting: Acting) -> QuerySet[PartyTerms]:
    """All parties this company has terms with."""
    return _terms()


@query("parties.customers", _("Customers"), roles=("accountant", "seller"))
def customers(*, acting: Acting) -> QuerySet[PartyTerms]:
    """Customers of this company."""
    return _terms().filter(customer=True)


@query("parties.suppliers", _("Suppliers"), roles=("accountant", "buyer"))
def suppliers(*, acting: Acting) -> QuerySet[PartyTerms]:
    """Suppliers of this company."""
    return _terms().filter(supplier=True)


@query("parties.directory", _("Directory of parties"), roles=("accountant", "seller", "buyer"))
def directory(*, acting: Acting) -> QuerySet[Party]:
    """All parties of the directory, those this company has no terms with too."""
    terms = PartyTerms.objects.filter(party=OuterRef("pk"))
    identifier = PartyIdentifier.objects.filter(party=OuterRef("pk")).order_by("pk").values("value")[:1]
    return Party.objects.annotate(identifier=Subquery(identifier), ours=Subquery(terms.values("active")[:1]))


@query("parties.suggest", _("Choose a party"), roles=EVERYONE)
def suggest(text: str = "", ids: Sequence[UUID] = (), *, acting: Acting) -> list[Suggestion]:
    """Parties of this company by words of their names, identifiers, towns, mail or people."""
    if ids:
        rows = PartyTerms.objects.filter(pk__in=list(ids)).values_list("pk", "party__name", "party__short_name", "payment_days", "currency")
        return [Suggestion(pk, short or name, label=name, fill={"payment_days": days, "currency": currency}) for pk, name, short, days, currency in rows]
    found = find(text, ["party"], 60, acting=acting)
    terms = {t.pk: t for t in PartyTerms.objects.filter(pk__in=[f.record for f in found], active=True)}
    ours = [f for f in found if f.record in terms][:12]
    return [Suggestion(f.record, f.label, note=f.note, fill={"payment_days": terms[f.record].payment_days, "currency": terms[f.record].currency}) for f in ours]


@query("parties.contacts", _("People"), roles=EVERYONE)
def contacts(party: UUID, *, acting: Acting) -> QuerySet[Contact]:
    """People to speak with at a party, with their mail and phone."""
    points = ContactPoint.objects.filter(contact=OuterRef("pk")).order_by().values("contact")
    reached = points.annotate(all=StringAgg("value", ", ", order_by="position")).values("all")
    return Contact.objects.filter(party=party, active=True).annotate(reached=Subquery(reached)).order_by("name")


@query("parties.card_facts", _("A party's particulars"), roles=EVERYONE)
def card_facts(party: UUID, *, acting: Acting) -> list[tuple[str, str]]:
    """Identifiers, addresses, ways to reach it, bank accounts and consents of a party, as pairs (words, value)."""
    facts = [(i.scheme, i.value) for i in PartyIdentifier.objects.filter(party=party).order_by("pk")]
    for a in PartyAddress.objects.filter(party=party).order_by("pk"):
        facts.append((a.get_kind_display(), ", ".join(part for part in (a.name, a.street, f"{a.postal_code} {a.city}".strip(), a.country) if part)))
    facts += [(p.get_kind_display(), p.value) for p in ContactPoint.objects.filter(party=party, contact=None).order_by("position")]
    facts += [(_("Bank account"), f"{b.number} {b.currency}") for b in PartyBankAccount.objects.filter(party=party, active=True).order_by("pk")]
    facts += [(_("Consent"), f"{c.kind} {c.given_on}") for c in Consent.objects.filter(party=party, withdrawn_on=None).order_by("pk")]
    return facts


@query("parties.card_form", _("A party's card to change"), roles=("accountant", "seller", "buyer"))
def card_form(party: UUID, *, acting: Acting) -> dict[str, object]:
    """What the form of a card begins with."""
    t = PartyTerms.objects.select_related("party").get(pk=party)
    return {
        "party": t.pk,
        "card": Card(
            name=t.party.name, short_name=t.party.short_name, note=t.party.note, customer=t.customer, supplier=t.supplier, party_class=t.party_class,
            payment_days=t.payment_days, credit_limit=t.credit_limit, currency=t.currency, active=t.active,
            custom={key: value for own in OWN for key, value in own.typed(t.custom).items()},
        ),
    }  # fmt: skip
