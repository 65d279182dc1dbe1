"""Why an e-invoice file is refused: stable codes, the line, the element, sentences in two languages."""

from ogniwo.kernel.xml import FileRefused

SENTENCES: dict[str, dict[str, str]] = {
    "einvoice.other_form": {
        "en": "Line {line}: this is not an FA(3) invoice but {found}. Ask the seller for the file from KSeF.",
        "pl": "Wiersz {line}: to nie jest faktura FA(3), lecz {found}. Poproś sprzedawcę o plik z KSeF.",
    },
    "einvoice.encoding": {
        "en": "Line 1: an e-invoice must be UTF-8, this file declares {encoding}. Ask the seller for the original file.",
        "pl": "Wiersz 1: e-faktura musi być w UTF-8, a plik deklaruje {encoding}. Poproś sprzedawcę o oryginalny plik.",
    },
    "einvoice.too_large": {
        "en": "The file has {size} bytes; an e-invoice has at most {limit}. Ask the seller for the original file.",
        "pl": "Plik ma {size} bajtów, a e-faktura najwyżej {limit}. Poproś sprzedawcę o oryginalny plik.",
    },
    "einvoice.unexpected": {
        "en": "Line {line}: element {element} does not belong here; expected {wanted}. The seller must correct the invoice.",
        "pl": "Wiersz {line}: element {element} nie może tu wystąpić; oczekiwano {wanted}. Sprzedawca musi poprawić fakturę.",
    },
    "einvoice.missing": {
        "en": "Line {line}: in element {element} something is missing: {wanted}. The seller must correct the invoice.",
        "pl": "Wiersz {line}: w elemencie {element} brakuje: {wanted}. Sprzedawca musi poprawić fakturę.",
    },
    "einvoice.empty": {
        "en": "Line {line}: element {element} is empty. The seller must correct the invoice.",
        "pl": "Wiersz {line}: element {element} jest pusty. Sprzedawca musi poprawić fakturę.",
    },
    "einvoice.decimals": {
        "en": "Line {line}: {element} is {value}, at most {allowed} decimal places are allowed. "
        "The seller must correct the invoice.",
        "pl": "Wiersz {line}: {element} wynosi {value}, dozwolonych miejsc po przecinku jest najwyżej {allowed}. "
        "Sprzedawca musi poprawić fakturę.",
    },
    "einvoice.value": {
        "en": "Line {line}: the value “{value}” of element {element} is not allowed. The seller must correct the invoice.",
        "pl": "Wiersz {line}: wartość „{value}” elementu {element} jest niedozwolona. Sprzedawca musi poprawić fakturę.",
    },
    "einvoice.stray_text": {
        "en": "Line {line}: element {element} has text where only elements may stand. The seller must correct the invoice.",
        "pl": "Wiersz {line}: element {element} zawiera tekst, a mogą w nim być tylko elementy. "
        "Sprzedawca musi poprawić fakturę.",
    },
    "einvoice.schema": {
        "en": "Line {line}: element {element} does not fit the schema ({detail}). The seller must correct the invoice.",
        "pl": "Wiersz {line}: element {element} jest niezgodny ze schematem ({detail}). Sprzedawca musi poprawić fakturę.",
    },
    "einvoice.not_our_company": {
        "en": "Line {line}: the buyer on this invoice is {buyer}, not this company ({ours}). "
        "Load it in the company it was issued to, or ask the seller for a correction.",
        "pl": "Wiersz {line}: nabywcą na fakturze jest {buyer}, a nie ta firma ({ours}). "
        "Wczytaj ją w firmie, na którą ją wystawiono, albo poproś sprzedawcę o korektę.",
    },
}


class InvoiceRefused(FileRefused):
    """An e-invoice that will not be read. ``others`` holds further faults of the same file, in line order."""

    sentences = SENTENCES

    def __init__(self, code: str, *, line: int = 0, element: str = "", **words: str) -> None:
        super().__init__(code, line=line, element=element, **words)
        self.others: list[InvoiceRefused] = []
