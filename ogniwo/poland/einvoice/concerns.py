"""What an accountant should look at before booking a valid e-invoice: codes and sentences in two languages."""

from dataclasses import dataclass, field

SENTENCES: dict[str, dict[str, str]] = {
    "total_differs": {
        "en": "Sums of net and tax give {computed}, the invoice says {stated} (difference {difference}). "
        "It will be booked as it stands.",
        "pl": "Suma netto i podatku daje {computed}, a faktura podaje {stated} (różnica {difference}). "
        "Zostanie zaksięgowana tak, jak ją wystawiono.",
    },
    "no_sums": {
        "en": "The invoice carries no sums per rate, so no tax can be deducted from it. Ask the seller for a correction.",
        "pl": "Faktura nie zawiera sum według stawek, więc nie można z niej odliczyć podatku. Poproś sprzedawcę o korektę.",
    },
    "lines_differ": {
        "en": "Lines of rate {rate} give {computed}, field {element} says {stated}. Ask the seller which is right.",
        "pl": "Wiersze ze stawką {rate} dają {computed}, a pole {element} podaje {stated}. Zapytaj sprzedawcę, co jest poprawne.",
    },
    "tax_differs": {
        "en": "Tax at {rate} % of {net} is {computed}, field {element} says {stated}. Ask the seller for a correction.",
        "pl": "Podatek {rate}% od {net} to {computed}, a pole {element} podaje {stated}. Poproś sprzedawcę o korektę.",
    },
    "line_differs": {
        "en": "Line {number}: quantity times price gives {computed}, the line says {stated}.",
        "pl": "Wiersz {number}: ilość razy cena daje {computed}, a wiersz podaje {stated}.",
    },
    "negative_quantity": {
        "en": "Line {number}: the quantity {quantity} is negative on an invoice that is not a correction. Ask the seller.",
        "pl": "Wiersz {number}: ilość {quantity} jest ujemna, choć faktura nie jest korektą. Wyjaśnij ze sprzedawcą.",
    },
    "unit_without_party": {
        "en": "The invoice is marked for a unit of local government, but names no such recipient (role 8): "
        "the unit will not see it in KSeF.",
        "pl": "Faktura jest oznaczona dla jednostki podrzędnej JST, ale nie wskazuje takiego odbiorcy (rola 8): "
        "jednostka nie zobaczy jej w KSeF.",
    },
    "member_without_party": {
        "en": "The invoice is marked for a member of a VAT group, but names no such recipient (role 10): "
        "the member will not see it in KSeF.",
        "pl": "Faktura jest oznaczona dla członka grupy VAT, ale nie wskazuje takiego odbiorcy (rola 10): "
        "członek grupy nie zobaczy jej w KSeF.",
    },
    "domestic_number_misplaced": {
        "en": "The Polish tax number {value} stands in field {element}; the buyer will not see the invoice in KSeF. "
        "Ask for a correction to zero and a new invoice.",
        "pl": "Polski NIP {value} podano w polu {element}; nabywca nie zobaczy faktury w KSeF. "
        "Poproś o korektę do zera i nową fakturę.",
    },
    "number_wrong": {
        "en": "{element} of {who}: {reason}",
        "pl": "{element} ({who}): {reason}",
    },
    "account_wrong": {
        "en": "Bank account {value}: {reason} Do not pay before it is explained.",
        "pl": "Rachunek bankowy {value}: {reason} Nie płać, zanim to wyjaśnisz.",
    },
    "account_missing": {
        "en": "Payment by transfer, but the invoice names no bank account.",
        "pl": "Płatność przelewem, ale faktura nie podaje rachunku bankowego.",
    },
    "due_before_issue": {
        "en": "The payment is due on {due}, before the invoice was issued ({issued}).",
        "pl": "Termin płatności {due} jest wcześniejszy niż data wystawienia ({issued}).",
    },
    "paid_before_issue": {
        "en": "The invoice says it was paid on {paid}, before the supply and before it was issued ({issued}). "
        "Was it an advance?",
        "pl": "Faktura podaje datę zapłaty {paid}, sprzed dostawy i sprzed daty wystawienia ({issued}). Czy to była zaliczka?",
    },
    "issued_in_future": {
        "en": "The invoice is dated {issued}, later than today.",
        "pl": "Faktura ma datę {issued}, późniejszą niż dzisiejsza.",
    },
    "tax_in_zloty_missing": {
        "en": "The invoice is in {currency} and does not give the tax of {element} in zloty (art. 106e(11) of the VAT act).",
        "pl": "Faktura jest w walucie {currency} i nie podaje podatku z pola {element} w złotych (art. 106e ust. 11 ustawy o VAT).",
    },
    "agreed_currency": {
        "en": "The agreed currency is {value}; for an invoice in {currency} it may not be PLN.",
        "pl": "Waluta umowna to {value}; na fakturze w {currency} nie może nią być PLN.",
    },
    "split_payment_missing": {
        "en": "The invoice has goods of annex 15 and exceeds 15 000 zł, but is not marked for split payment. "
        "Pay it by split payment all the same.",
        "pl": "Faktura zawiera towary z załącznika 15 i przekracza 15 000 zł, ale nie ma oznaczenia MPP. "
        "Zapłać ją mimo to w mechanizmie podzielonej płatności.",
    },
    "exempt_without_basis": {
        "en": "The invoice has exempt sales without a legal basis (P_19).",
        "pl": "Faktura zawiera sprzedaż zwolnioną bez podstawy prawnej (P_19).",
    },
    "correction_without_effect": {
        "en": "The correction does not say in which period it takes effect (TypKorekty). Choose it before booking.",
        "pl": "Korekta nie podaje, w jakim okresie wywołuje skutek (TypKorekty). Wybierz go przed księgowaniem.",
    },
    "line_number_twice": {
        "en": "Line number {number} stands twice. Ask the seller whether a line was doubled.",
        "pl": "Numer wiersza {number} występuje dwa razy. Zapytaj sprzedawcę, czy wiersz się nie powtórzył.",
    },
    "rate_without_sum": {
        "en": "Lines of rate {rate} give {computed}, but field {element} is absent. Ask the seller for a correction.",
        "pl": "Wiersze ze stawką {rate} dają {computed}, a pola {element} brakuje. Poproś sprzedawcę o korektę.",
    },
    "period_backwards": {
        "en": "The period ends {last}, before it begins {first}.",
        "pl": "Okres faktury kończy się {last}, przed początkiem {first}.",
    },
    "same_party": {
        "en": "Seller and buyer have the same tax number {value}.",
        "pl": "Sprzedawca i nabywca mają ten sam NIP {value}.",
    },
    "reverse_charge_unmarked": {
        "en": "The invoice has reverse-charge lines, but is not marked so (P_18).",
        "pl": "Faktura zawiera wiersze z odwrotnym obciążeniem, ale nie ma tego oznaczenia (P_18).",
    },
    "union_supply_without_number": {
        "en": "0 % for a supply within the Union, but the buyer gives no EU VAT number.",
        "pl": "Stawka 0% WDT, ale nabywca nie podaje numeru VAT UE.",
    },
    "corrected_missing": {
        "en": "The correction does not name the invoice it corrects.",
        "pl": "Korekta nie wskazuje faktury korygowanej.",
    },
    "advances_missing": {
        "en": "The final invoice does not name the advance invoices it settles.",
        "pl": "Faktura rozliczeniowa nie wskazuje faktur zaliczkowych.",
    },
    "unknown_content": {
        "en": "The file says something the form does not know, at {path}: {value}",
        "pl": "Plik zawiera treść spoza wzoru, w {path}: {value}",
    },
}


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing to look at. ``element`` is the field of the form; ``line`` the invoice line's number, or 0."""

    reason: str
    element: str = ""
    line: int = 0
    words: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The stable code."""
        return f"einvoice.{self.reason}"

    def say(self, language: str) -> str:
        """The sentence in ``pl`` or ``en``."""
        words = {key: self.words.get(f"{key}_{language}", value) for key, value in self.words.items()}
        return SENTENCES[self.reason][language].format(**{"element": self.element, "number": str(self.line)} | words)
