"""Lines: of the invoice (FaWiersz) and of the order behind an advance (Zamowienie)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ogniwo.poland.einvoice.content.declare import many, mark, may, need


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line; with ``before`` it tells the state before a correction. Amounts in the invoice's currency."""

    number: int = need("NrWierszaFa", "No.", "Lp.")
    line_id: str | None = may("UU_ID", "Line id", "Identyfikator wiersza")
    supply_day: date | None = may("P_6A", "Day of supply", "Data dostawy lub usługi")
    name: str | None = may("P_7", "Name", "Nazwa")
    item_code: str | None = may("Indeks", "Seller's item code", "Indeks")
    gtin: str | None = may("GTIN", "GTIN", "GTIN")
    pkwiu: str | None = may("PKWiU", "PKWiU", "PKWiU")
    cn: str | None = may("CN", "CN", "CN")
    pkob: str | None = may("PKOB", "PKOB", "PKOB")
    unit: str | None = may("P_8A", "Unit", "J.m.")
    quantity: Decimal | None = may("P_8B", "Quantity", "Ilość")
    net_price: Decimal | None = may("P_9A", "Net price", "Cena netto")
    gross_price: Decimal | None = may("P_9B", "Gross price", "Cena brutto")
    discount: Decimal | None = may("P_10", "Discount", "Opust")
    net: Decimal | None = may("P_11", "Net value", "Wartość netto")
    gross: Decimal | None = may("P_11A", "Gross value", "Wartość brutto")
    tax: Decimal | None = may("P_11Vat", "Tax", "Kwota podatku")
    rate: str | None = may("P_12", "Rate", "Stawka")
    rate_oss: Decimal | None = may("P_12_XII", "Rate abroad (OSS)", "Stawka podatku od wartości dodanej (OSS)")
    annex_15: bool = mark("P_12_Zal_15", "Goods of annex 15", "Towar lub usługa z załącznika 15")
    excise: Decimal | None = may("KwotaAkcyzy", "Excise in the price", "Kwota akcyzy")
    gtu: str | None = may("GTU", "GTU", "GTU")
    procedure: str | None = may("Procedura", "Procedure", "Procedura")
    exchange_rate: Decimal | None = may("KursWaluty", "Exchange rate", "Kurs waluty")
    before: bool = mark("StanPrzed", "Before the correction", "Stan przed korektą")


@dataclass(frozen=True, kw_only=True)
class OrderLine:
    number: int = need("NrWierszaZam", "No.", "Lp.")
    line_id: str | None = may("UU_IDZ", "Line id", "Identyfikator wiersza")
    name: str | None = may("P_7Z", "Name", "Nazwa")
    item_code: str | None = may("IndeksZ", "Seller's item code", "Indeks")
    gtin: str | None = may("GTINZ", "GTIN", "GTIN")
    pkwiu: str | None = may("PKWiUZ", "PKWiU", "PKWiU")
    cn: str | None = may("CNZ", "CN", "CN")
    pkob: str | None = may("PKOBZ", "PKOB", "PKOB")
    unit: str | None = may("P_8AZ", "Unit", "J.m.")
    quantity: Decimal | None = may("P_8BZ", "Quantity", "Ilość")
    net_price: Decimal | None = may("P_9AZ", "Net price", "Cena netto")
    net: Decimal | None = may("P_11NettoZ", "Net value", "Wartość netto")
    tax: Decimal | None = may("P_11VatZ", "Tax", "Kwota podatku")
    rate: str | None = may("P_12Z", "Rate", "Stawka")
    rate_oss: Decimal | None = may("P_12Z_XII", "Rate abroad (OSS)", "Stawka podatku od wartości dodanej (OSS)")
    annex_15: bool = mark("P_12Z_Zal_15", "Goods of annex 15", "Towar lub usługa z załącznika 15")
    gtu: str | None = may("GTUZ", "GTU", "GTU")
    procedure: str | None = may("ProceduraZ", "Procedure", "Procedura")
    excise: Decimal | None = may("KwotaAkcyzyZ", "Excise in the price", "Kwota akcyzy")
    before: bool = mark("StanPrzedZ", "Before the correction", "Stan przed korektą")


@dataclass(frozen=True, kw_only=True)
class Order:
    """The order or contract an advance was paid for (Zamowienie)."""

    value: Decimal = need("WartoscZamowienia", "Value with tax", "Wartość z podatkiem")
    lines: tuple[OrderLine, ...] = many("ZamowienieWiersz", "Order line", "Wiersz zamówienia")
