"""Why a bank's file is refused or held: stable codes, the line, sentences in two languages."""

from ogniwo.kernel.xml import FileRefused

SENTENCES: dict[str, dict[str, str]] = {
    "statement.other_form": {
        "en": "Line {line}: this is not a camt.053 statement (001.02 or 001.08) but {found}. "
        "Choose that format in the bank's download.",
        "pl": "Wiersz {line}: to nie jest wyciąg camt.053 (001.02 lub 001.08), lecz {found}. "
        "Wybierz ten format przy pobieraniu z banku.",
    },
    "statement.missing": {
        "en": "Line {line}: element {element} lacks {wanted}. Fetch the statement again from the bank.",
        "pl": "Wiersz {line}: w elemencie {element} brakuje {wanted}. Pobierz wyciąg z banku jeszcze raz.",
    },
    "statement.value": {
        "en": "Line {line}: {element} is “{value}”, which cannot be read. Fetch the statement again from the bank.",
        "pl": "Wiersz {line}: {element} ma wartość „{value}”, której nie da się odczytać. Pobierz wyciąg z banku jeszcze raz.",
    },
    "statement.currency": {
        "en": "Line {line}: the amount is in {value}, the account in {wanted}. Ask the bank for the statement of the account.",
        "pl": "Wiersz {line}: kwota jest w walucie {value}, a rachunek w {wanted}. Poproś bank o wyciąg tego rachunku.",
    },
    "statement.empty": {
        "en": "The file has no statement. Fetch it again from the bank.",
        "pl": "Plik nie zawiera żadnego wyciągu. Pobierz go z banku jeszcze raz.",
    },
    "statement.does_not_add_up": {
        "en": "Line {line}: opening {opening} and movements {movement} give {computed}, the closing balance is {closing} "
        "(difference {difference}). Nothing was booked; fetch the statement again or ask the bank.",
        "pl": "Wiersz {line}: saldo początkowe {opening} i obroty {movement} dają {computed}, a saldo końcowe to {closing} "
        "(różnica {difference}). Niczego nie zaksięgowano; pobierz wyciąg jeszcze raz albo zapytaj bank.",
    },
    "payment.empty": {
        "en": "The payment file has no transfers. Choose payments first.",
        "pl": "Plik płatności nie zawiera przelewów. Najpierw wybierz płatności.",
    },
    "payment.text": {
        "en": "Transfer {position}: {element} “{value}” must have 1 to {limit} characters and no control characters. Shorten it.",
        "pl": "Przelew {position}: {element} „{value}” musi mieć od 1 do {limit} znaków i żadnych znaków sterujących. Skróć tekst.",
    },
    "payment.amount": {
        "en": "Transfer {position}: the amount {value} must be above zero, with at most two decimal places.",
        "pl": "Przelew {position}: kwota {value} musi być większa od zera i mieć najwyżej dwa miejsca po przecinku.",
    },
    "payment.account": {
        "en": "Transfer {position}: the account {value} is not a valid IBAN. Correct it on the party's card.",
        "pl": "Przelew {position}: rachunek {value} nie jest poprawnym numerem IBAN. Popraw go w kartotece kontrahenta.",
    },
    "payment.code": {
        "en": "Transfer {position}: {element} “{value}” is not a valid code.",
        "pl": "Przelew {position}: {element} „{value}” nie jest poprawnym kodem.",
    },
    "payment.reference_twice": {
        "en": "Transfer {position}: the reference {value} is used twice in the file. Each transfer needs its own.",
        "pl": "Przelew {position}: referencja {value} występuje w pliku dwa razy. Każdy przelew musi mieć własną.",
    },
}


class StatementRefused(FileRefused):
    """A statement file that cannot be read."""

    sentences = SENTENCES


class StatementDoesNotAddUp(StatementRefused):
    """Opening balance and entries do not give the closing balance: held, nothing booked."""


class PaymentFileRefused(FileRefused):
    """A payment order that a bank would refuse."""

    sentences = SENTENCES
