"""Conditions of the transaction (WarunkiTransakcji): contracts, orders, batches, transport."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ogniwo.poland.einvoice.content.codes import LOADS, TRANSPORTS
from ogniwo.poland.einvoice.content.declare import many, mark, may, need
from ogniwo.poland.einvoice.content.parties import Address, BuyerIdentity


@dataclass(frozen=True, kw_only=True)
class Contract:
    day: date | None = may("DataUmowy", "Day", "Data umowy")
    number: str | None = may("NrUmowy", "Number", "Numer umowy")


@dataclass(frozen=True, kw_only=True)
class OrderRef:
    day: date | None = may("DataZamowienia", "Day", "Data zamówienia")
    number: str | None = may("NrZamowienia", "Number", "Numer zamówienia")


@dataclass(frozen=True, kw_only=True)
class Carrier:
    identity: BuyerIdentity = need("DaneIdentyfikacyjne", "Identity", "Dane identyfikacyjne")
    address: Address = need("AdresPrzewoznika", "Address", "Adres przewoźnika")


@dataclass(frozen=True, kw_only=True)
class Transport:
    means: str | None = may("RodzajTransportu", "Transport", "Rodzaj transportu", codes=TRANSPORTS)
    other_means: bool = mark("TransportInny", "Another transport", "Inny rodzaj transportu")
    other_means_text: str | None = may("OpisInnegoTransportu", "Transport, description", "Opis innego transportu")
    carrier: Carrier | None = may("Przewoznik", "Carrier", "Przewoźnik")
    order_number: str | None = may("NrZleceniaTransportu", "Transport order", "Numer zlecenia transportu")
    load: str | None = may("OpisLadunku", "Load", "Rodzaj ładunku", codes=LOADS)
    other_load: bool = mark("LadunekInny", "Another load", "Inny ładunek")
    other_load_text: str | None = may("OpisInnegoLadunku", "Load, description", "Opis innego ładunku")
    packing_unit: str | None = may("JednostkaOpakowania", "Packing unit", "Jednostka opakowania")
    starts_at: datetime | None = may("DataGodzRozpTransportu", "Starts at", "Rozpoczęcie transportu")
    ends_at: datetime | None = may("DataGodzZakTransportu", "Ends at", "Zakończenie transportu")
    sent_from: Address | None = may("WysylkaZ", "Sent from", "Miejsce wysyłki")
    sent_through: tuple[Address, ...] = many("WysylkaPrzez", "Sent through", "Adres pośredni")
    sent_to: Address | None = may("WysylkaDo", "Sent to", "Miejsce docelowe")


@dataclass(frozen=True, kw_only=True)
class Conditions:
    contracts: tuple[Contract, ...] = many("Umowy", "Contract", "Umowa")
    orders: tuple[OrderRef, ...] = many("Zamowienia", "Order", "Zamówienie")
    batches: tuple[str, ...] = many("NrPartiiTowaru", "Batch", "Numer partii towaru")
    delivery: str | None = may("WarunkiDostawy", "Delivery terms", "Warunki dostawy")
    agreed_rate: Decimal | None = may("KursUmowny", "Agreed exchange rate", "Kurs umowny")
    agreed_currency: str | None = may("WalutaUmowna", "Agreed currency", "Waluta umowna")
    transports: tuple[Transport, ...] = many("Transport", "Transport", "Transport")
    intermediary: bool = mark("PodmiotPosredniczacy", "Intermediary of art. 22(2d)", "Podmiot pośredniczący")
