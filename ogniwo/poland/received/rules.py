"""From what an FA(3) file says to the lines of a purchase invoice, without recomputing anything.

The register follows the sums of the invoice (P_13, P_14), which are what the seller declared; where lines do not sum to
them, a line of its own says by how much, so that the draft shows both. Source: art. 106e ust. 1 pkt 13-15 uVAT.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ogniwo.kernel.money.rules import rounded_to_sum
from ogniwo.poland.einvoice.content.invoice import Body, Invoice
from ogniwo.poland.einvoice.content.lines import Line
from ogniwo.poland.einvoice.sums import BY_CODE, TABLE, RateSums, all_sums, net_of, tax_of
from ogniwo.poland.law import facts

ZERO, ONE = Decimal(0), Decimal(1)
BOOKED = ("VAT", "KOR")
OUTSIDE = "NP"
Sentence = dict[str, str]

WAITS: dict[str, Sentence] = {
    "kind": {
        "en": "This is an {kind}: it is booked together with the advances it belongs to, which this version does not do yet.",
        "pl": "To {kind_pl}: księguje się ją łącznie z zaliczkami, których dotyczy, czego ta wersja jeszcze nie robi.",
    },
    "UPR": {
        "en": "A simplified invoice states no sums by rate: enter net and tax from it by hand.",
        "pl": "Faktura uproszczona nie podaje sum według stawek: wpisz z niej netto i podatek ręcznie.",
    },
    "buyer": {
        "en": "The buyer is named by a foreign number, so its tax is not settled as a domestic purchase. An accountant decides.",
        "pl": "Nabywcę wskazano numerem zagranicznym, więc podatku nie rozlicza się jak przy zakupie krajowym. Decyduje księgowy.",
    },
    "rate": {
        "en": "Rate {rate} is not among this company's tax classes. Add the class, then read the file again.",
        "pl": "Stawki {rate} nie ma w klasach podatkowych firmy. Dodaj klasę i wczytaj plik ponownie.",
    },
    "currency": {
        "en": "There is no rate of {currency} for {day}. Enter it, then discard this draft and read the file again.",
        "pl": "Brak kursu {currency} na {day}. Wprowadź kurs, a potem odrzuć ten szkic i wczytaj plik ponownie.",
    },
}
NOTES: dict[str, Sentence] = {
    "corrected_missing": {
        "en": "The corrected invoice {number} is not here: the correction is booked alone.",
        "pl": "Nie ma tu korygowanej faktury {number}: korekta zostanie zaksięgowana samodzielnie.",
    },
    "to_pay": {
        "en": "With charges and deductions the seller asks for {asked}; the invoice itself is for {total}, which is what is booked.",
        "pl": "Z obciążeniami i odliczeniami sprzedawca żąda {asked}; sama faktura opiewa na {total} i tyle się księguje.",
    },
    "lines": {
        "en": "Lines of {rate} differ from its sum by {difference}: a line of its own says it.",
        "pl": "Wiersze stawki {rate} różnią się od jej sumy o {difference}: mówi o tym osobny wiersz.",
    },
    "oss": {
        "en": "Tax {tax} is another country's (OSS): it is not deducted here and stands as a cost.",
        "pl": "Podatek {tax} należy do innego kraju (OSS): nie odlicza się go tutaj, staje się kosztem.",
    },
    "no_sums": {
        "en": "The invoice states no sums by rate, so it shows no tax to deduct (art. 86(2)(1) of the VAT act): its total is booked as a cost. Ask the seller for a correction.",
        "pl": "Faktura nie podaje sum według stawek, więc nie wykazuje podatku do odliczenia (art. 86 ust. 2 pkt 1 ustawy o VAT): całą kwotę księguje się jako koszt. "
        "Poproś sprzedawcę o korektę.",
    },
    "paid": {"en": "According to the invoice it is paid already.", "pl": "Według faktury została już zapłacona."},
    "tax_pln": {
        "en": "Tax in zloty is {stated} on the invoice, {computed} at its rate.",
        "pl": "Podatek w złotych wynosi na fakturze {stated}, a po jej kursie {computed}.",
    },
}


@dataclass(frozen=True, slots=True)
class Position:
    """A line to be: amounts as stated, before-lines of a correction below zero."""

    text: str
    quantity: Decimal
    unit: str
    price: Decimal
    net: Decimal
    tax_class: str
    code: str = ""
    gtin: str = ""


@dataclass(slots=True)
class Stated:
    """An invoice as it will stand: its lines, tax by class, why it waits (a key of WAITS with words), what to say (keys of NOTES)."""

    lines: list[Position]
    taxes: dict[str, Decimal]
    waits: Sentence = field(default_factory=dict)
    notes: list[Sentence] = field(default_factory=list)


def said(table: Mapping[str, Sentence], key: str, **words: object) -> Sentence:
    """A sentence in both languages."""
    return {language: text.format(**words) for language, text in table[key].items()}


def stated(invoice: Invoice, *, day: date) -> Stated:
    """What the file says, as lines and sums by tax class; ``day`` decides which classes there are."""
    body = invoice.body
    classes = class_of_sums(day)
    found = Stated([], {})
    for sums in TABLE:
        _rate(body, sums, classes, found)
    for line in body.lines:
        if (line.rate is None and body.net_margin is None or line.rate and line.rate not in BY_CODE) and body.lines and all_sums(body) is not None and line_net(line):
            found.waits = found.waits or said(WAITS, "rate", rate=line.rate or "-")
    found.waits = _waits(invoice) or found.waits
    if not found.waits and all_sums(body) is None:
        _unsummed(body, classes, found)
    if found.waits and not found.lines:
        found.lines = list(_as_they_are(body))
    if body.clearing and body.clearing.to_pay is not None and body.clearing.to_pay != body.total:
        found.notes.append(said(NOTES, "to_pay", asked=body.clearing.to_pay, total=body.total))
    if body.payment and body.payment.paid:
        found.notes.append(said(NOTES, "paid"))
    return found


def class_of_sums(day: date) -> dict[str, str]:
    """Field of the net sum -> tax class on a day."""
    by_element = {row["fa_net"]: row["code"] for row in facts("tax_classes", on=day)}
    return {sums.net: by_element[element] for sums in TABLE if (element := ELEMENTS[sums.net]) in by_element}


ELEMENTS = dict(zip(
    (sums.net for sums in TABLE),
    ("P_13_1", "P_13_2", "P_13_3", "P_13_4", "P_13_5", "P_13_6_1", "P_13_6_2", "P_13_6_3", "P_13_7", "P_13_8", "P_13_9", "P_13_10", "P_13_11"), strict=True))


def line_net(line: Line) -> Decimal | None:
    """The net a line states, signed; None where it states only gross."""
    if line.net is None:
        return None
    return -line.net if line.before else line.net


def tax_in_zloty(body: Body) -> Decimal | None:
    """The tax in zloty as stated, all rates together (art. 106e ust. 11); None when not stated."""
    found = [value for sums in TABLE if sums.tax_pln and (value := getattr(body, sums.tax_pln)) is not None]
    return sum(found, ZERO) if found else None


def exchange_rate(body: Body) -> Decimal | None:
    """The one rate a foreign invoice states, on its lines or for the whole; None when it states none or several."""
    stated_rates = {line.exchange_rate for line in body.lines if line.exchange_rate} or {r for r in (body.exchange_rate,) if r}
    return stated_rates.pop() if len(stated_rates) == 1 else None


def supply_day(body: Body) -> date | None:
    """The day of supply: the whole invoice's, its period's last, else the last of its lines."""
    if body.supply_day:
        return body.supply_day
    if body.period:
        return body.period.last
    days = [line.supply_day for line in body.lines if line.supply_day]
    return max(days) if days else None


def _waits(invoice: Invoice) -> Sentence:
    body, identity = invoice.body, invoice.buyer.identity
    if body.kind == "UPR":
        return said(WAITS, "UPR")
    if body.kind not in BOOKED:
        english, polish = KIND_WORDS[body.kind]
        return said(WAITS, "kind", kind=english, kind_pl=polish)
    if identity.nip is None:
        return said(WAITS, "buyer")
    return {}


KIND_WORDS = {
    "ZAL": ("advance invoice", "faktura zaliczkowa"), "ROZ": ("invoice settling advances", "faktura rozliczeniowa"),
    "KOR_ZAL": ("correction of an advance invoice", "korekta faktury zaliczkowej"), "KOR_ROZ": ("correction of a settling invoice", "korekta faktury rozliczeniowej"),
}


def _rate(body: Body, sums: RateSums, classes: Mapping[str, str], found: Stated) -> None:
    """Lines of one rate, and a line for what they differ from its sum."""
    whole, tax = net_of(body, sums), tax_of(body, sums)
    lines = [line for line in body.lines if line.rate in sums.codes or line.rate is None and sums.net == "net_margin" and whole is not None]
    if whole is None and tax is None and (all_sums(body) is None or not any(line_net(line) for line in lines)):
        return
    code = classes.get(sums.net)
    if code is None:
        found.waits = found.waits or said(WAITS, "rate", rate=sums.codes[0] if sums.codes else ELEMENTS[sums.net])
        return
    whole = whole or ZERO
    nets = _nets(lines, whole)
    found.lines += [_position(line, net, code) for line, net in zip(lines, nets, strict=True)]
    rest = whole - sum(nets, ZERO)
    if rest or not lines:
        label = "Według sum faktury" if not lines else "Różnica między wierszami a sumą"
        reason = body.correction_reason or body.corrected_period or ""
        found.lines.append(Position(f"{label} ({ELEMENTS[sums.net]}) {reason}".strip(), ONE, "", rest, rest, code))
        if lines:
            found.notes.append(said(NOTES, "lines", rate=code, difference=rest))
    if sums.net == "net_oss" and tax:
        found.lines.append(Position(f"Podatek innego kraju, bez odliczenia ({ELEMENTS[sums.net].replace('13', '14')})", ONE, "", tax, tax, code))
        found.notes.append(said(NOTES, "oss", tax=tax))
        tax = None
    found.taxes[code] = tax or ZERO


def _unsummed(body: Body, classes: Mapping[str, str], found: Stated) -> None:
    """Lines of an invoice without sums: at their rates, with no tax, for none is stated; what its total says besides is outside them."""
    for line in body.lines:
        net = line_net(line)
        net = (-ONE if line.before else ONE) * (line.gross or ZERO) if net is None else net
        sums = BY_CODE.get(line.rate or "")
        found.lines.append(_position(line, net, classes.get(sums.net, OUTSIDE) if sums else OUTSIDE))
    rest = body.total - sum((line.net for line in found.lines), ZERO)
    if rest or not found.lines:
        found.lines.append(Position("Według faktury (P_15)", ONE, "", rest, rest, OUTSIDE))
    found.taxes.update(dict.fromkeys((line.tax_class for line in found.lines), ZERO))
    found.notes.append(said(NOTES, "no_sums"))


def _nets(lines: Sequence[Line], whole: Decimal) -> list[Decimal]:
    """Net of each line: as stated; where only gross is, the rate's sum dealt by gross."""
    given = [line_net(line) for line in lines]
    if all(net is not None for net in given):
        return [net for net in given if net is not None]
    gross = [(-ONE if line.before else ONE) * (line.gross or line.net or ZERO) for line in lines]
    summed = sum(gross, ZERO)
    if not summed:
        return [net or ZERO for net in given]
    return rounded_to_sum([each * whole / summed for each in gross], whole)


def _position(line: Line, net: Decimal, code: str) -> Position:
    quantity = line.quantity if line.quantity else ONE
    signed = -quantity if line.before else quantity
    return Position(
        (line.name or line.item_code or "-")[:300], signed, (line.unit or "")[:12], line.net_price or line.gross_price or (net / signed).quantize(Decimal("0.000001")), net, code,
        line.item_code or "", line.gtin or "",
    )  # fmt: skip


def _as_they_are(body: Body) -> Iterator[Position]:
    """Lines of an invoice that waits, shown as they stand under the class that charges nothing; it can't be posted."""
    ordered = body.order.lines if body.order else ()
    for line in body.lines:
        yield _position(line, line_net(line) or line.gross or ZERO, OUTSIDE)
    for one in () if body.lines else ordered:
        yield Position((one.name or "-")[:300], one.quantity or ONE, (one.unit or "")[:12], one.net_price or ZERO, one.net or ZERO, "NP", one.item_code or "", one.gtin or "")
    if not body.lines and not ordered:
        yield Position("Według faktury", ONE, "", body.total, body.total, OUTSIDE)
