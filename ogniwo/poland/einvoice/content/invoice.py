"""The invoice: header, parties, body (Fa) with its sums, and what the reader did not understand.

Source: FA(3), schema of 2025-06-25, namespace of the wzór 13775, in force from 2026-02-01.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ogniwo.poland.einvoice.content.annotations import Annotations
from ogniwo.poland.einvoice.content.attachment import Attachment, Footer
from ogniwo.poland.einvoice.content.codes import CORRECTION_EFFECTS, KINDS
from ogniwo.poland.einvoice.content.declare import attribute, many, mark, may, need, own_text
from ogniwo.poland.einvoice.content.lines import Line, Order
from ogniwo.poland.einvoice.content.parties import (
    Authorised,
    Buyer,
    BuyerBefore,
    Seller,
    SellerBefore,
    ThirdParty,
)
from ogniwo.poland.einvoice.content.payment import Clearing, Payment
from ogniwo.poland.einvoice.content.terms import Conditions

NAMESPACE = "http://crd.gov.pl/wzor/2025/06/25/13775/"


@dataclass(frozen=True, kw_only=True)
class FormCode:
    system: str = attribute("kodSystemowy", "Form", "Kod systemowy", default="FA (3)")
    version: str = attribute("wersjaSchemy", "Schema", "Wersja schemy", default="1-0E")
    code: str = own_text("Code", "Kod formularza", default="FA")


@dataclass(frozen=True, kw_only=True)
class Header:
    form: FormCode = need("KodFormularza", "Form", "Formularz", default=FormCode())
    variant: int = need("WariantFormularza", "Variant", "Wariant formularza", default=3)
    made_at: datetime = need("DataWytworzeniaFa", "File made at", "Data wytworzenia")
    system: str | None = may("SystemInfo", "Made by", "System")


@dataclass(frozen=True, kw_only=True)
class Period:
    first: date = need("P_6_Od", "From", "Od")
    last: date = need("P_6_Do", "To", "Do")


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """One corrected invoice; ``in_clearance`` with its KSeF number, or ``outside_clearance``."""

    day: date = need("DataWystFaKorygowanej", "Issued on", "Data wystawienia faktury korygowanej")
    number: str = need("NrFaKorygowanej", "Number", "Numer faktury korygowanej")
    in_clearance: bool = mark("NrKSeF", "Has a KSeF number", "Faktura ma numer KSeF")
    clearance_number: str | None = may("NrKSeFFaKorygowanej", "KSeF number", "Numer KSeF")
    outside_clearance: bool = mark("NrKSeFN", "Issued outside KSeF", "Wystawiona poza KSeF")


@dataclass(frozen=True, kw_only=True)
class AdvancePart:
    day: date = need("P_6Z", "Received on", "Data otrzymania płatności")
    amount: Decimal = need("P_15Z", "Amount", "Kwota płatności")
    exchange_rate: Decimal | None = may("KursWalutyZW", "Exchange rate", "Kurs waluty")


@dataclass(frozen=True, kw_only=True)
class AdvanceInvoice:
    outside_clearance: bool = mark("NrKSeFZN", "Issued outside KSeF", "Wystawiona poza KSeF")
    number: str | None = may("NrFaZaliczkowej", "Number", "Numer faktury zaliczkowej")
    clearance_number: str | None = may("NrKSeFFaZaliczkowej", "KSeF number", "Numer KSeF")


@dataclass(frozen=True, kw_only=True)
class ExtraText:
    line: int | None = may("NrWiersza", "Line", "Numer wiersza")
    key: str = need("Klucz", "Key", "Klucz")
    value: str = need("Wartosc", "Value", "Wartość")


@dataclass(frozen=True, kw_only=True)
class Body:
    """The Fa element. Sums and ``total`` in ``currency``; ``*_pln`` are the tax in zloty (art. 106e ust. 11 uVAT).

    On a correction every sum is a difference (after minus before).
    """

    currency: str = need("KodWaluty", "Currency", "Waluta")
    issue_day: date = need("P_1", "Issued on", "Data wystawienia")
    issue_place: str | None = may("P_1M", "Issued in", "Miejsce wystawienia")
    number: str = need("P_2", "Number", "Numer faktury")
    delivery_notes: tuple[str, ...] = many("WZ", "Delivery note", "Dokument WZ")
    supply_day: date | None = may("P_6", "Day of supply", "Data dostawy lub usługi")
    period: Period | None = may("OkresFa", "Period", "Okres faktury")
    net_standard: Decimal | None = may("P_13_1", "Net, standard rate", "Netto, stawka podstawowa")
    tax_standard: Decimal | None = may("P_14_1", "Tax, standard rate", "Podatek, stawka podstawowa")
    tax_standard_pln: Decimal | None = may("P_14_1W", "Tax in PLN, standard rate", "Podatek w zł, stawka podstawowa")
    net_reduced_1: Decimal | None = may("P_13_2", "Net, first reduced rate", "Netto, stawka obniżona 8%")
    tax_reduced_1: Decimal | None = may("P_14_2", "Tax, first reduced rate", "Podatek, stawka obniżona 8%")
    tax_reduced_1_pln: Decimal | None = may("P_14_2W", "Tax in PLN, first reduced", "Podatek w zł, stawka 8%")
    net_reduced_2: Decimal | None = may("P_13_3", "Net, second reduced rate", "Netto, stawka obniżona 5%")
    tax_reduced_2: Decimal | None = may("P_14_3", "Tax, second reduced rate", "Podatek, stawka obniżona 5%")
    tax_reduced_2_pln: Decimal | None = may("P_14_3W", "Tax in PLN, second reduced", "Podatek w zł, stawka 5%")
    net_taxi: Decimal | None = may("P_13_4", "Net, taxi lump sum", "Netto, ryczałt taksówkowy")
    tax_taxi: Decimal | None = may("P_14_4", "Tax, taxi lump sum", "Podatek, ryczałt taksówkowy")
    tax_taxi_pln: Decimal | None = may("P_14_4W", "Tax in PLN, taxi lump sum", "Podatek w zł, ryczałt taksówkowy")
    net_oss: Decimal | None = may("P_13_5", "Net, OSS", "Netto, procedura OSS")
    tax_oss: Decimal | None = may("P_14_5", "Tax, OSS", "Podatek, procedura OSS")
    net_zero: Decimal | None = may("P_13_6_1", "Net, 0 % domestic", "Netto, 0% krajowa")
    net_zero_eu: Decimal | None = may("P_13_6_2", "Net, 0 % intra-EU", "Netto, 0% WDT")
    net_zero_export: Decimal | None = may("P_13_6_3", "Net, 0 % export", "Netto, 0% eksport")
    net_exempt: Decimal | None = may("P_13_7", "Exempt", "Sprzedaż zwolniona")
    net_outside: Decimal | None = may("P_13_8", "Outside the country", "Poza terytorium kraju (np)")
    net_art_100: Decimal | None = may("P_13_9", "EU services, art. 100", "Usługi z art. 100 ust. 1 pkt 4")
    net_reverse: Decimal | None = may("P_13_10", "Reverse charge", "Odwrotne obciążenie")
    net_margin: Decimal | None = may("P_13_11", "Margin scheme", "Procedura marży")
    total: Decimal = need("P_15", "Total", "Należność ogółem")
    exchange_rate: Decimal | None = may("KursWalutyZ", "Exchange rate of the advance", "Kurs waluty (zaliczka)")
    annotations: Annotations = need("Adnotacje", "Annotations", "Adnotacje", default=Annotations())
    kind: str = need("RodzajFaktury", "Kind", "Rodzaj faktury", codes=KINDS)
    correction_reason: str | None = may("PrzyczynaKorekty", "Reason of the correction", "Przyczyna korekty")
    correction_effect: str | None = may(
        "TypKorekty", "Effect of the correction", "Typ skutku korekty", codes=CORRECTION_EFFECTS,
    )
    corrected: tuple[Corrected, ...] = many("DaneFaKorygowanej", "Corrected invoice", "Faktura korygowana")
    corrected_period: str | None = may("OkresFaKorygowanej", "Corrected period", "Okres korekty")
    corrected_number: str | None = may("NrFaKorygowany", "Right number", "Poprawny numer faktury korygowanej")
    seller_before: SellerBefore | None = may("Podmiot1K", "Seller before", "Sprzedawca przed korektą")
    buyers_before: tuple[BuyerBefore, ...] = many("Podmiot2K", "Buyer before", "Nabywca przed korektą")
    total_before: Decimal | None = may("P_15ZK", "Payment before the correction", "Kwota zapłaty przed korektą")
    exchange_rate_before: Decimal | None = may("KursWalutyZK", "Exchange rate before", "Kurs waluty przed korektą")
    advance_parts: tuple[AdvancePart, ...] = many("ZaliczkaCzesciowa", "Payment of the advance", "Zaliczka częściowa")
    to_receipt: bool = mark("FP", "Invoice to a receipt", "Faktura do paragonu (FP)")
    related_parties: bool = mark("TP", "Related parties", "Powiązania między stronami (TP)")
    extra_texts: tuple[ExtraText, ...] = many("DodatkowyOpis", "Additional text", "Dodatkowy opis")
    advance_invoices: tuple[AdvanceInvoice, ...] = many("FakturaZaliczkowa", "Advance invoice", "Faktura zaliczkowa")
    excise_refund: bool = mark("ZwrotAkcyzy", "Excise refund to farmers", "Zwrot akcyzy")
    lines: tuple[Line, ...] = many("FaWiersz", "Line", "Wiersz faktury")
    clearing: Clearing | None = may("Rozliczenie", "Charges and deductions", "Rozliczenie")
    payment: Payment | None = may("Platnosc", "Payment", "Płatność")
    conditions: Conditions | None = may("WarunkiTransakcji", "Conditions", "Warunki transakcji")
    order: Order | None = may("Zamowienie", "Order", "Zamówienie")


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """Something in the file that the form does not know: its path, its text, its line."""

    path: str
    value: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Invoice:
    """All that one FA(3) file says."""

    header: Header = need("Naglowek", "Header", "Nagłówek")
    seller: Seller = need("Podmiot1", "Seller", "Sprzedawca")
    buyer: Buyer = need("Podmiot2", "Buyer", "Nabywca")
    third_parties: tuple[ThirdParty, ...] = many("Podmiot3", "Third party", "Podmiot trzeci")
    authorised: Authorised | None = may("PodmiotUpowazniony", "Authorised party", "Podmiot upoważniony")
    body: Body = need("Fa", "Invoice", "Faktura")
    footer: Footer | None = may("Stopka", "Footer", "Stopka")
    attachment: Attachment | None = may("Zalacznik", "Attachment", "Załącznik")
    unknown: tuple[Unknown, ...] = ()
