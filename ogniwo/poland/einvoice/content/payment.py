"""Money: charges and deductions (Rozliczenie), payment terms and accounts (Platnosc)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ogniwo.poland.einvoice.content.codes import PART_PAID, PAYMENT_FORMS
from ogniwo.poland.einvoice.content.declare import many, mark, may, need


@dataclass(frozen=True, kw_only=True)
class Extra:
    amount: Decimal = need("Kwota", "Amount", "Kwota")
    reason: str = need("Powod", "Reason", "Powód")


@dataclass(frozen=True, kw_only=True)
class Clearing:
    charges: tuple[Extra, ...] = many("Obciazenia", "Charge", "Obciążenie")
    charges_total: Decimal | None = may("SumaObciazen", "Charges, total", "Suma obciążeń")
    deductions: tuple[Extra, ...] = many("Odliczenia", "Deduction", "Odliczenie")
    deductions_total: Decimal | None = may("SumaOdliczen", "Deductions, total", "Suma odliczeń")
    to_pay: Decimal | None = may("DoZaplaty", "To pay", "Do zapłaty")
    to_settle: Decimal | None = may("DoRozliczenia", "To settle or refund", "Do rozliczenia")


@dataclass(frozen=True, kw_only=True)
class PartPayment:
    amount: Decimal = need("KwotaZaplatyCzesciowej", "Amount", "Kwota zapłaty częściowej")
    day: date = need("DataZaplatyCzesciowej", "Day", "Data zapłaty częściowej")
    form: str | None = may("FormaPlatnosci", "Form", "Forma płatności", codes=PAYMENT_FORMS)
    other_form: bool = mark("PlatnoscInna", "Another form", "Inna forma płatności")
    other_form_text: str | None = may("OpisPlatnosci", "Form, description", "Opis formy płatności")


@dataclass(frozen=True, kw_only=True)
class TermText:
    count: int = need("Ilosc", "Count", "Ilość")
    unit: str = need("Jednostka", "Unit", "Jednostka")
    starting_event: str = need("ZdarzeniePoczatkowe", "Counted from", "Zdarzenie początkowe")


@dataclass(frozen=True, kw_only=True)
class Term:
    due_day: date | None = may("Termin", "Due on", "Termin płatności")
    text: TermText | None = may("TerminOpis", "Term", "Opis terminu")


@dataclass(frozen=True, kw_only=True)
class Account:
    number: str = need("NrRB", "Account", "Numer rachunku")
    swift: str | None = may("SWIFT", "SWIFT", "SWIFT")
    banks_own: str | None = may("RachunekWlasnyBanku", "The bank's own account", "Rachunek własny banku")
    bank: str | None = may("NazwaBanku", "Bank", "Nazwa banku")
    text: str | None = may("OpisRachunku", "Description", "Opis rachunku")


@dataclass(frozen=True, kw_only=True)
class CashDiscount:
    conditions: str = need("WarunkiSkonta", "Conditions", "Warunki skonta")
    size: str = need("WysokoscSkonta", "Size", "Wysokość skonta")


@dataclass(frozen=True, kw_only=True)
class Payment:
    paid: bool = mark("Zaplacono", "Paid", "Zapłacono")
    paid_day: date | None = may("DataZaplaty", "Paid on", "Data zapłaty")
    part_paid: str | None = may(
        "ZnacznikZaplatyCzesciowej", "Paid in parts", "Zapłata częściowa", codes=PART_PAID,
    )
    parts: tuple[PartPayment, ...] = many("ZaplataCzesciowa", "Part payment", "Zapłata częściowa")
    terms: tuple[Term, ...] = many("TerminPlatnosci", "Payment term", "Termin płatności")
    form: str | None = may("FormaPlatnosci", "Form of payment", "Forma płatności", codes=PAYMENT_FORMS)
    other_form: bool = mark("PlatnoscInna", "Another form", "Inna forma płatności")
    other_form_text: str | None = may("OpisPlatnosci", "Form, description", "Opis formy płatności")
    accounts: tuple[Account, ...] = many("RachunekBankowy", "Bank account", "Rachunek bankowy")
    factor_accounts: tuple[Account, ...] = many("RachunekBankowyFaktora", "Factor's account", "Rachunek faktora")
    cash_discount: CashDiscount | None = may("Skonto", "Cash discount", "Skonto")
    link: str | None = may("LinkDoPlatnosci", "Payment link", "Link do płatności")
    payment_id: str | None = may("IPKSeF", "KSeF payment id", "Identyfikator płatności KSeF")
