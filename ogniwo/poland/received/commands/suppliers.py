"""Suppliers of received invoices: found by their number, or added with what the file says."""

from collections.abc import Sequence
from uuid import UUID

from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.parties.commands import add_parties, adopt
from ogniwo.masterdata.parties.queries import by_identifier
from ogniwo.masterdata.parties.rules.inputs import Account, Address, Identifier, NewParty, Point, Terms
from ogniwo.poland.einvoice.content.invoice import Invoice
from ogniwo.poland.identifiers.rules import is_valid
from ogniwo.poland.received.errors import UnknownSupplier

NIP, UNCHECKED = "NIP", "NIP?"
"""A number with a wrong check digit is kept under a scheme of its own: the seller can still be met again."""
TERMS = "SELECT party_id FROM parties_partyterms WHERE party_id = ANY(%s) AND supplier"


def key_of(invoice: Invoice) -> tuple[str, str]:
    """The seller's identifier: scheme and value."""
    number = invoice.seller.identity.nip
    return (NIP if is_valid(NIP, number) else UNCHECKED, number)


def suppliers(unit: Unit, invoices: Sequence[Invoice], *, add: bool) -> dict[tuple[str, str], UUID]:
    """The supplier of each invoice by its identifier. Raises Refused with UnknownSupplier when it may not be added."""
    sellers = {key_of(invoice): invoice for invoice in invoices}
    found = {key: party for key, (party, _name) in by_identifier(unit, list(sellers)).items()}
    fresh = {key: invoice for key, invoice in sellers.items() if key not in found}
    if fresh and not add:
        wrong: list[BusinessError] = [UnknownSupplier(name=i.seller.identity.name, number=key[1]) for key, i in fresh.items()]
        raise Refused(wrong)
    have = {row[0] for row in unit.rows(TERMS, [list(found.values())])}
    if missing := [party for party in dict.fromkeys(found.values()) if party not in have]:
        adopt(missing, customer=False, supplier=True, unit=unit)
    if fresh:
        found |= dict(zip(fresh, add_parties([_party(key, invoice) for key, invoice in fresh.items()], unit=unit), strict=True))
        unit.flush()
    return found


def _party(key: tuple[str, str], invoice: Invoice) -> NewParty:
    seller = invoice.seller
    address = Address(street=seller.address.line_1[:200], city=(seller.address.line_2 or "")[:120], country=seller.address.country)
    points = [Point("phone", c.phone) for c in seller.contacts if c.phone] + [Point("email", c.email) for c in seller.contacts if c.email and "@" in c.email]
    accounts = {a.number: Account(a.number, currency=invoice.body.currency, bank=(a.bank or "")[:120]) for a in (invoice.body.payment.accounts if invoice.body.payment else ())}
    return NewParty(
        seller.identity.name, country=seller.address.country, identifiers=(Identifier(*key),), addresses=(address,), points=tuple(points),
        accounts=tuple(a for a in accounts.values() if len(a.number) <= 34), terms=Terms(supplier=True),
    )  # fmt: skip
