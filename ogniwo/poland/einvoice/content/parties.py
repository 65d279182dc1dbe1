"""Who takes part: seller, buyer, third parties, the authorised one (Podmiot1, 2, 3, PodmiotUpowazniony)."""

from dataclasses import dataclass
from decimal import Decimal

from ogniwo.poland.einvoice.content.codes import AUTHORISED_ROLES, SELLER_STATES, THIRD_PARTY_ROLES
from ogniwo.poland.einvoice.content.declare import many, mark, may, need, yes_no


@dataclass(frozen=True, kw_only=True)
class Address:
    country: str = need("KodKraju", "Country", "Kraj")
    line_1: str = need("AdresL1", "Address", "Adres")
    line_2: str | None = may("AdresL2", "Address, second line", "Adres, druga linia")
    gln: str | None = may("GLN", "Location number (GLN)", "Numer lokalizacji (GLN)")


@dataclass(frozen=True, kw_only=True)
class Contact:
    email: str | None = may("Email", "E-mail", "E-mail")
    phone: str | None = may("Telefon", "Phone", "Telefon")


@dataclass(frozen=True, kw_only=True)
class AuthorisedContact:
    email: str | None = may("EmailPU", "E-mail", "E-mail")
    phone: str | None = may("TelefonPU", "Phone", "Telefon")


@dataclass(frozen=True, kw_only=True)
class SellerIdentity:
    nip: str = need("NIP", "Tax number (NIP)", "NIP")
    name: str = need("Nazwa", "Name", "Nazwa")


@dataclass(frozen=True, kw_only=True)
class BuyerIdentity:
    """One of: ``nip``; ``eu_prefix`` with ``eu_number``; ``other_number`` with its country; ``no_number``."""

    nip: str | None = may("NIP", "Tax number (NIP)", "NIP")
    eu_prefix: str | None = may("KodUE", "EU prefix", "Prefiks UE")
    eu_number: str | None = may("NrVatUE", "EU VAT number", "Numer VAT UE")
    other_country: str | None = may("KodKraju", "Country of the number", "Kraj nadania numeru")
    other_number: str | None = may("NrID", "Other tax number", "Inny identyfikator podatkowy")
    no_number: bool = mark("BrakID", "No tax number", "Brak identyfikatora podatkowego")
    name: str | None = may("Nazwa", "Name", "Nazwa")


@dataclass(frozen=True, kw_only=True)
class ThirdPartyIdentity:
    nip: str | None = may("NIP", "Tax number (NIP)", "NIP")
    internal_number: str | None = may("IDWew", "Internal number with NIP", "Identyfikator wewnętrzny z NIP")
    eu_prefix: str | None = may("KodUE", "EU prefix", "Prefiks UE")
    eu_number: str | None = may("NrVatUE", "EU VAT number", "Numer VAT UE")
    other_country: str | None = may("KodKraju", "Country of the number", "Kraj nadania numeru")
    other_number: str | None = may("NrID", "Other tax number", "Inny identyfikator podatkowy")
    no_number: bool = mark("BrakID", "No tax number", "Brak identyfikatora podatkowego")
    name: str | None = may("Nazwa", "Name", "Nazwa")


@dataclass(frozen=True, kw_only=True)
class Seller:
    eu_prefix: str | None = may("PrefiksPodatnika", "EU prefix", "Prefiks podatnika VAT UE")
    eori: str | None = may("NrEORI", "EORI number", "Numer EORI")
    identity: SellerIdentity = need("DaneIdentyfikacyjne", "Identity", "Dane identyfikacyjne")
    address: Address = need("Adres", "Address", "Adres")
    postal_address: Address | None = may("AdresKoresp", "Postal address", "Adres korespondencyjny")
    contacts: tuple[Contact, ...] = many("DaneKontaktowe", "Contact", "Dane kontaktowe")
    state: str | None = may("StatusInfoPodatnika", "State of the firm", "Status podatnika", codes=SELLER_STATES)


@dataclass(frozen=True, kw_only=True)
class Buyer:
    eori: str | None = may("NrEORI", "EORI number", "Numer EORI")
    identity: BuyerIdentity = need("DaneIdentyfikacyjne", "Identity", "Dane identyfikacyjne")
    address: Address | None = may("Adres", "Address", "Adres")
    postal_address: Address | None = may("AdresKoresp", "Postal address", "Adres korespondencyjny")
    contacts: tuple[Contact, ...] = many("DaneKontaktowe", "Contact", "Dane kontaktowe")
    customer_number: str | None = may("NrKlienta", "Customer number", "Numer klienta")
    link_key: str | None = may("IDNabywcy", "Key of the buyer's data", "Klucz powiązania danych nabywcy")
    local_government_unit: bool = yes_no(
        "JST", "For a unit of local government", "Dotyczy jednostki podrzędnej JST",
    )
    vat_group_member: bool = yes_no("GV", "For a member of a VAT group", "Dotyczy członka grupy VAT")


@dataclass(frozen=True, kw_only=True)
class ThirdParty:
    link_key: str | None = may("IDNabywcy", "Key of the buyer's data", "Klucz powiązania danych nabywcy")
    eori: str | None = may("NrEORI", "EORI number", "Numer EORI")
    identity: ThirdPartyIdentity = need("DaneIdentyfikacyjne", "Identity", "Dane identyfikacyjne")
    address: Address | None = may("Adres", "Address", "Adres")
    postal_address: Address | None = may("AdresKoresp", "Postal address", "Adres korespondencyjny")
    contacts: tuple[Contact, ...] = many("DaneKontaktowe", "Contact", "Dane kontaktowe")
    role: str | None = may("Rola", "Role", "Rola", codes=THIRD_PARTY_ROLES)
    other_role: bool = mark("RolaInna", "Another role", "Inna rola")
    role_text: str | None = may("OpisRoli", "Description of the role", "Opis roli")
    share_percent: Decimal | None = may("Udzial", "Share, %", "Udział, %")
    customer_number: str | None = may("NrKlienta", "Customer number", "Numer klienta")


@dataclass(frozen=True, kw_only=True)
class Authorised:
    eori: str | None = may("NrEORI", "EORI number", "Numer EORI")
    identity: SellerIdentity = need("DaneIdentyfikacyjne", "Identity", "Dane identyfikacyjne")
    address: Address = need("Adres", "Address", "Adres")
    postal_address: Address | None = may("AdresKoresp", "Postal address", "Adres korespondencyjny")
    contacts: tuple[AuthorisedContact, ...] = many("DaneKontaktowe", "Contact", "Dane kontaktowe")
    role: str = need("RolaPU", "Role", "Rola", codes=AUTHORISED_ROLES)


@dataclass(frozen=True, kw_only=True)
class SellerBefore:
    """The seller as the corrected invoice had it (Podmiot1K)."""

    eu_prefix: str | None = may("PrefiksPodatnika", "EU prefix", "Prefiks podatnika VAT UE")
    identity: SellerIdentity = need("DaneIdentyfikacyjne", "Identity", "Dane identyfikacyjne")
    address: Address = need("Adres", "Address", "Adres")


@dataclass(frozen=True, kw_only=True)
class BuyerBefore:
    """A buyer as the corrected invoice had it (Podmiot2K)."""

    identity: BuyerIdentity = need("DaneIdentyfikacyjne", "Identity", "Dane identyfikacyjne")
    address: Address | None = may("Adres", "Address", "Adres")
    link_key: str | None = may("IDNabywcy", "Key of the buyer's data", "Klucz powiązania danych nabywcy")
