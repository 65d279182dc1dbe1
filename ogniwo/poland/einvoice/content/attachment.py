"""Footer (Stopka) and attachment (Zalacznik): texts, registers, tables of data."""

from dataclasses import dataclass

from ogniwo.poland.einvoice.content.declare import attribute, many, may, need


@dataclass(frozen=True, kw_only=True)
class Note:
    text: str | None = may("StopkaFaktury", "Footer", "Stopka faktury")


@dataclass(frozen=True, kw_only=True)
class Register:
    full_name: str | None = may("PelnaNazwa", "Full name", "Pełna nazwa")
    krs: str | None = may("KRS", "KRS", "KRS")
    regon: str | None = may("REGON", "REGON", "REGON")
    bdo: str | None = may("BDO", "BDO", "BDO")


@dataclass(frozen=True, kw_only=True)
class Footer:
    notes: tuple[Note, ...] = many("Informacje", "Information", "Informacje")
    registers: tuple[Register, ...] = many("Rejestry", "Register", "Rejestry")


@dataclass(frozen=True, kw_only=True)
class BlockFact:
    key: str = need("ZKlucz", "Key", "Klucz")
    value: str = need("ZWartosc", "Value", "Wartość")


@dataclass(frozen=True, kw_only=True)
class TableFact:
    key: str = need("TKlucz", "Key", "Klucz")
    value: str = need("TWartosc", "Value", "Wartość")


@dataclass(frozen=True, kw_only=True)
class Paragraphs:
    paragraphs: tuple[str, ...] = many("Akapit", "Paragraph", "Akapit")


@dataclass(frozen=True, kw_only=True)
class Column:
    kind: str = attribute("Typ", "Type of data", "Typ danych")
    name: str = need("NKom", "Column", "Kolumna")


@dataclass(frozen=True, kw_only=True)
class TableHead:
    columns: tuple[Column, ...] = many("Kol", "Column", "Kolumna")


@dataclass(frozen=True, kw_only=True)
class TableRow:
    cells: tuple[str, ...] = many("WKom", "Cell", "Pole")


@dataclass(frozen=True, kw_only=True)
class TableSum:
    cells: tuple[str, ...] = many("SKom", "Sum", "Suma")


@dataclass(frozen=True, kw_only=True)
class Table:
    facts: tuple[TableFact, ...] = many("TMetaDane", "Fact", "Dane opisowe")
    text: str | None = may("Opis", "Description", "Opis")
    head: TableHead = need("TNaglowek", "Head", "Nagłówek tabeli")
    rows: tuple[TableRow, ...] = many("Wiersz", "Row", "Wiersz")
    sums: TableSum | None = may("Suma", "Sums", "Podsumowanie")


@dataclass(frozen=True, kw_only=True)
class Block:
    title: str | None = may("ZNaglowek", "Title", "Nagłówek")
    facts: tuple[BlockFact, ...] = many("MetaDane", "Fact", "Dane opisowe")
    text: Paragraphs | None = may("Tekst", "Text", "Tekst")
    tables: tuple[Table, ...] = many("Tabela", "Table", "Tabela")


@dataclass(frozen=True, kw_only=True)
class Attachment:
    blocks: tuple[Block, ...] = many("BlokDanych", "Block of data", "Blok danych")
