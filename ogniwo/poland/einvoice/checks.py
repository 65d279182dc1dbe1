"""Sense of a valid e-invoice: warnings, never repairs; and whose invoice it is.

The Ministry's own example differs from its sums by 0.01, so a difference is said and the invoice is
booked as it stands by a person's act. Sources: art. 106e, 108a uVAT; FA(3) brochure for JST and GV.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ogniwo.poland.einvoice.concerns import Concern
from ogniwo.poland.einvoice.content.invoice import Body, Invoice
from ogniwo.poland.einvoice.content.lines import Line
from ogniwo.poland.einvoice.refusals import InvoiceRefused
from ogniwo.poland.einvoice.sums import BY_CODE, TABLE, all_sums, net_of, tax_of
from ogniwo.poland.identifiers.rules import IdentifierRefused, is_valid, validate

CENT = Decimal("0.01")
FIELDS = {part.net: f"P_13_{name}" for part, name in zip(
    TABLE, ("1", "2", "3", "4", "5", "6_1", "6_2", "6_3", "7", "8", "9", "10", "11"), strict=True)}
SPLIT_PAYMENT_LIMIT = Decimal("15000")  # art. 108a ust. 1a uVAT


def concerns(invoice: Invoice, *, on: date | None = None) -> list[Concern]:
    """Everything to look at before booking, in the order of the form; ``on`` is the business day."""
    return [
        *_parties(invoice),
        *_days(invoice, on),
        *_sums(invoice.body),
        *_rates(invoice.body),
        *_lines(invoice.body),
        *_currency(invoice.body),
        *_marks(invoice.body),
        *_payment(invoice.body),
        *(Concern("unknown_content", words={"path": item.path, "value": item.value}) for item in invoice.unknown),
    ]


def refuse_if_not_ours(invoice: Invoice, tax_numbers: Collection[str], *, line: int = 0) -> None:
    """Raise ``InvoiceRefused`` unless the buyer carries one of the company's tax numbers (NIP, no prefix)."""
    identity = invoice.buyer.identity
    number = identity.nip or identity.eu_number or identity.other_number or ""
    prefixed = (identity.eu_prefix or "") not in ("", "PL")
    if number.removeprefix("PL") in tax_numbers and not prefixed:
        return
    shown = " ".join(filter(None, (identity.eu_prefix, number, identity.name))) or "–"
    raise InvoiceRefused(
        "einvoice.not_our_company", line=line, element="Podmiot2", buyer=shown, ours=", ".join(sorted(tax_numbers)),
    )


def _parties(invoice: Invoice) -> Iterator[Concern]:
    roles = {party.role for party in invoice.third_parties}
    buyer = invoice.buyer.identity
    yield from _number("NIP", invoice.seller.identity.nip, {"who_en": "seller", "who_pl": "sprzedawca"})
    if buyer.nip:
        yield from _number("NIP", buyer.nip, {"who_en": "buyer", "who_pl": "nabywca"})
    if invoice.buyer.local_government_unit and "8" not in roles:
        yield Concern("unit_without_party", "JST")
    if invoice.buyer.vat_group_member and "10" not in roles:
        yield Concern("member_without_party", "GV")
    if buyer.nip == invoice.seller.identity.nip:
        yield Concern("same_party", "NIP", words={"value": buyer.nip})
    if invoice.body.net_zero_eu and not buyer.eu_number:
        yield Concern("union_supply_without_number", "NrVatUE")
    misplaced = {"NrVatUE": buyer.eu_number or "", "NrID": buyer.other_number or ""}
    domestic = {"NrVatUE": buyer.eu_prefix in (None, "PL"), "NrID": buyer.other_country in (None, "PL")}
    for element, value in misplaced.items():
        if value and domestic[element] and is_valid("NIP", value):
            yield Concern("domestic_number_misplaced", element, words={"value": value})


def _number(scheme: str, value: str, who: dict[str, str]) -> Iterator[Concern]:
    try:
        validate(scheme, value)
    except IdentifierRefused as refused:
        words = {"reason": "", "who": "", **who, "reason_en": refused.say("en"), "reason_pl": refused.say("pl")}
        yield Concern("number_wrong", scheme, words=words)


def _days(invoice: Invoice, on: date | None) -> Iterator[Concern]:
    body = invoice.body
    issued = body.issue_day.isoformat()
    if on is not None and body.issue_day > on:
        yield Concern("issued_in_future", "P_1", words={"issued": issued})
    if body.period and body.period.last < body.period.first:
        words = {"first": body.period.first.isoformat(), "last": body.period.last.isoformat()}
        yield Concern("period_backwards", "OkresFa", words=words)
    payment = body.payment
    if payment is None:
        return
    for term in payment.terms:
        if term.due_day and term.due_day < body.issue_day:
            yield Concern("due_before_issue", "Termin", words={"due": term.due_day.isoformat(), "issued": issued})
    # paying before the invoice is usual (art. 106i uVAT); before the supply as well, it was an advance
    supplied = body.supply_day or (body.period.first if body.period else body.issue_day)
    if payment.paid_day and payment.paid_day < min(supplied, body.issue_day) and not body.to_receipt:
        yield Concern("paid_before_issue", "DataZaplaty", words={"paid": payment.paid_day.isoformat(), "issued": issued})


def _sums(body: Body) -> Iterator[Concern]:
    computed = all_sums(body)
    if computed is None:
        if body.total:
            yield Concern("no_sums", "P_13_1")
        return
    if computed != body.total:
        words = {"computed": str(computed), "stated": str(body.total), "difference": str(body.total - computed)}
        yield Concern("total_differs", "P_15", words=words)


def _rates(body: Body) -> Iterator[Concern]:
    """Tax of a rate against its net. Rounding line by line may move it by half a cent a line."""
    tolerance = CENT * max(1, len(body.lines)) / 2 + CENT / 2
    for sums in TABLE:
        net, tax = net_of(body, sums), tax_of(body, sums)
        if net is None or tax is None or not sums.codes:
            continue
        used = {line.rate for line in body.lines if line.rate} & set(sums.codes) or {sums.codes[0]}
        expected = {code: (net * Decimal(code) / 100).quantize(CENT, ROUND_HALF_UP) for code in sorted(used)}
        if len(used) == 1 and all(abs(tax - value) > tolerance for value in expected.values()):
            rate, value = next(iter(expected.items()))
            yield Concern("tax_differs", FIELDS[sums.net].replace("P_13", "P_14"), words={
                "rate": rate, "net": str(net), "computed": str(value), "stated": str(tax)})


def _lines(body: Body) -> Iterator[Concern]:
    nets: dict[str, Decimal] = defaultdict(Decimal)
    numbers = Counter((line.number, line.before) for line in body.lines)
    for (number, _), count in numbers.items():
        if count > 1:
            yield Concern("line_number_twice", "NrWierszaFa", number)
    all_net = bool(body.lines)
    for line in body.lines:
        yield from _line(body, line)
        if line.net is None or line.rate not in BY_CODE:
            all_net = False
            continue
        nets[BY_CODE[line.rate].net] += -line.net if line.before else line.net
    # advances are subtracted from the sums of a final invoice, not from its lines
    if not all_net or body.kind not in ("VAT", "KOR"):
        return
    for sums in TABLE:
        stated = net_of(body, sums)
        words = {"rate": "".join(sums.codes[:1]), "computed": str(nets.get(sums.net)), "stated": str(stated)}
        if stated is None and nets.get(sums.net) and all_sums(body) is not None:
            yield Concern("rate_without_sum", FIELDS[sums.net], words=words)
        elif sums.net in nets and stated is not None and stated != nets[sums.net]:
            yield Concern("lines_differ", FIELDS[sums.net], words=words)


def _line(body: Body, line: Line) -> Iterator[Concern]:
    correction = body.kind.startswith("KOR")
    if line.quantity is not None and line.quantity < 0 and not correction:
        yield Concern("negative_quantity", "P_8B", line.number, {"quantity": str(line.quantity)})
    price, stated = (line.net_price, line.net) if line.net_price is not None else (line.gross_price, line.gross)
    if line.quantity is None or price is None or stated is None:
        return
    # P_10 is the discount of the whole line or already inside the price: both are met, so both are accepted
    whole = (line.quantity * price).quantize(CENT, ROUND_HALF_UP)
    discount = line.discount or Decimal(0)
    per_unit = (line.quantity * (price - discount)).quantize(CENT, ROUND_HALF_UP)
    accepted = (whole, whole - discount, per_unit)
    if all(abs(stated - value) > CENT for value in accepted):
        words = {"computed": str(whole - discount), "stated": str(stated)}
        yield Concern("line_differs", "P_11" if line.net_price is not None else "P_11A", line.number, words)


def _currency(body: Body) -> Iterator[Concern]:
    conditions = body.conditions
    if conditions and conditions.agreed_currency == "PLN":
        yield Concern("agreed_currency", "WalutaUmowna", words={"value": "PLN", "currency": body.currency})
    if body.currency == "PLN":
        return
    for sums in TABLE:
        if sums.tax_pln and tax_of(body, sums) and getattr(body, sums.tax_pln) is None:
            element = FIELDS[sums.net].replace("P_13", "P_14")
            yield Concern("tax_in_zloty_missing", element, words={"currency": body.currency})


def _marks(body: Body) -> Iterator[Concern]:
    marks = body.annotations
    annexed = any(line.annex_15 for line in body.lines)
    if annexed and body.currency == "PLN" and body.total > SPLIT_PAYMENT_LIMIT and not marks.split_payment:
        yield Concern("split_payment_missing", "P_18A")
    rates = {line.rate for line in body.lines}
    if (body.net_exempt or "zw" in rates) and not marks.exemption.exempt:
        yield Concern("exempt_without_basis", "P_19")
    if (body.net_reverse or "oo" in rates) and not marks.reverse_charge:
        yield Concern("reverse_charge_unmarked", "P_18")
    if body.kind == "ROZ" and not body.advance_invoices:
        yield Concern("advances_missing", "FakturaZaliczkowa")
    if body.kind.startswith("KOR") and not body.corrected:
        yield Concern("corrected_missing", "DaneFaKorygowanej")
    if body.kind.startswith("KOR") and body.correction_effect is None:
        yield Concern("correction_without_effect", "TypKorekty")


def _payment(body: Body) -> Iterator[Concern]:
    payment = body.payment
    if payment is None:
        return
    accounts = payment.accounts + payment.factor_accounts
    if payment.form == "6" and not accounts and not payment.paid and body.total > 0:
        yield Concern("account_missing", "RachunekBankowy")
    for account in accounts:
        scheme = "IBAN" if account.number[:2].isalpha() else "NRB"
        # a bare foreign number has no check we know; only one with a foreign SWIFT may have another length
        foreign = scheme == "NRB" and account.swift and account.swift[4:6] != "PL"
        if foreign:
            continue
        try:
            validate(scheme, account.number)
        except IdentifierRefused as refused:
            words = {"value": account.number, "reason": "", "reason_en": refused.say("en"), "reason_pl": refused.say("pl")}
            yield Concern("account_wrong", "NrRB", words=words)
