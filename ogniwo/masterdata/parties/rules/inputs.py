"""What is said of a party when it is added, changed or imported."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number by its scheme; how it must look is known to the scheme (`parties.hooks`)."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address; ``kind``: registered, delivery or correspondence."""

    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = "PL"
    kind: str = "registered"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A way to reach somebody; ``kind``: email, phone or web."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class NewContact:
    """A person at an organisation, with ways to reach them."""

    name: str
    position: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """A bank account."""

    number: str
    currency: str = "PLN"
    bic: str = ""
    bank: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """A company's terms: what the party is to us. ``credit_limit`` in ``currency`` (empty: the company's); None is no limit."""

    customer: bool = False
    supplier: bool = False
    party_class: str = ""
    payment_days: int | None = None
    credit_limit: Decimal | None = None
    currency: str = ""
    tax_class: str | None = None
    owner_id: int | None = None
    branch_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewParty:
    """A party to be. ``terms`` None: into the directory only."""

    name: str
    kind: str = "organisation"
    short_name: str = ""
    country: str = "PL"
    language: str = "pl"
    note: str = ""
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()
    points: tuple[Point, ...] = ()
    contacts: tuple[NewContact, ...] = ()
    accounts: tuple[Account, ...] = ()
    external: tuple[tuple[str, str], ...] = ()
    terms: Terms | None = field(default_factory=Terms)


@dataclass(frozen=True, slots=True)
class PartyChange:
    """What to change of a party; None leaves a thing as it is, a name in ``clear`` empties it."""

    party: UUID
    name: str | None = None
    short_name: str | None = None
    note: str | None = None
    customer: bool | None = None
    supplier: bool | None = None
    party_class: str | None = None
    payment_days: int | None = None
    credit_limit: Decimal | None = None
    currency: str | None = None
    tax_class: str | None = None
    owner_id: int | None = None
    active: bool | None = None
    custom: dict[str, object] | None = None
    clear: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A row of an imported file. ``external``: what the other system calls it."""

    name: str
    scheme: str = ""
    identifier: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = "PL"
    email: str = ""
    phone: str = ""
    bank_account: str = ""
    customer: bool = True
    supplier: bool = False
    payment_days: int | None = None
    credit_limit: Decimal | None = None
    source: str = ""
    external: str = ""


@dataclass(frozen=True, slots=True)
class NewConsent:
    """A consent given by a party: to what, in which words, where."""

    party: UUID
    kind: str
    given_on: date
    text: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class NewCard:
    """A party as a person first writes it down. ``scheme`` names the kind of its identifier."""

    name: str
    scheme: str = ""
    identifier: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = "PL"
    email: str = ""
    phone: str = ""
    customer: bool = True
    supplier: bool = False
    payment_days: int | None = None
    credit_limit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A party's card as it shall be; an empty limit is no limit. ``custom``: values of own fields by key."""

    name: str
    short_name: str = ""
    customer: bool = False
    supplier: bool = False
    party_class: str = ""
    payment_days: int | None = None
    credit_limit: Decimal | None = None
    currency: str = "PLN"
    active: bool = True
    note: str = ""
    custom: dict[str, object] | None = None
