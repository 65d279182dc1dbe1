"""From a sale or its correction to the content of an FA(3) invoice.

The caller brings amounts as the books have them; nothing is computed here but differences of a correction and
the total. Sums of a correction are differences, its lines show the state before and after (FA(3) brochure).
Sources: art. 106e, 106j ustawy o VAT; art. 106e ust. 11 (tax in zloty).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from ogniwo.poland.einvoice.content.annotations import Annotations, Exemption
from ogniwo.poland.einvoice.content.attachment import Footer, Note
from ogniwo.poland.einvoice.content.invoice import Body, Corrected, Header, Invoice, Period
from ogniwo.poland.einvoice.content.lines import Line
from ogniwo.poland.einvoice.content.parties import (
    Address,
    Buyer,
    BuyerIdentity,
    Seller,
    SellerIdentity,
    ThirdParty,
)
from ogniwo.poland.einvoice.content.payment import Account, Payment, Term
from ogniwo.poland.einvoice.content.terms import Conditions
from ogniwo.poland.einvoice.sums import BY_CODE
from ogniwo.poland.identifiers.rules import is_valid

TRANSFER = "6"


@dataclass(frozen=True, kw_only=True)
class RateAmount:
    """Net and tax of one rate code (P_12), in the invoice's currency; ``tax_pln`` for a foreign currency."""

    code: str
    net: Decimal
    tax: Decimal = Decimal("0.00")
    tax_pln: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Sale:
    """What is invoiced. ``exempt_basis``: the legal text, needed when a line is exempt."""

    made_at: datetime
    seller: Seller
    buyer: Buyer
    number: str
    issue_day: date
    lines: Sequence[Line]
    rates: Sequence[RateAmount]
    currency: str = "PLN"
    issue_place: str | None = None
    supply_day: date | None = None
    period: Period | None = None
    third_parties: Sequence[ThirdParty] = ()
    split_payment: bool = False
    cash_method: bool = False
    exempt_basis: str | None = None
    delivery_notes: Sequence[str] = ()
    payment: Payment | None = None
    conditions: Conditions | None = None
    footer: str | None = None
    system: str = "Ogniwo"


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a correction corrects. ``effect``: 1 original day, 2 day of the correction, 3 other."""

    corrected: Sequence[Corrected]
    reason: str
    effect: str
    lines_before: Sequence[Line]
    rates_before: Sequence[RateAmount]


def invoice_of(sale: Sale) -> Invoice:
    """A plain sales invoice (kind VAT)."""
    return _invoice(sale, kind="VAT", lines=tuple(sale.lines), rates=sale.rates)


def correction_of(sale: Sale, change: Change) -> Invoice:
    """A correction (kind KOR): ``sale`` is the state after, ``change`` the state before."""
    before = [replace(line, before=True) for line in change.lines_before]
    after = [replace(line, before=False) for line in sale.lines]
    # a pair keeps one number, the state before stands first
    lines = tuple(sorted(chain(before, after), key=lambda line: (line.number, not line.before)))
    made = _invoice(sale, kind="KOR", lines=lines, rates=differences(change.rates_before, sale.rates))
    body = replace(
        made.body,
        correction_reason=change.reason,
        correction_effect=change.effect,
        corrected=tuple(change.corrected),
    )
    return replace(made, body=body)


def differences(before: Sequence[RateAmount], after: Sequence[RateAmount]) -> list[RateAmount]:
    """After minus before, code by code; a code whose difference is nothing stays, as zero."""
    codes = list(dict.fromkeys(amount.code for amount in chain(before, after)))
    return [_difference(code, _of(code, before), _of(code, after)) for code in codes]


def corrected_invoice(number: str, day: date, clearance_number: str | None) -> Corrected:
    """The reference to a corrected invoice: with its KSeF number, or issued outside the system."""
    if clearance_number:
        return Corrected(day=day, number=number, in_clearance=True, clearance_number=clearance_number)
    return Corrected(day=day, number=number, outside_clearance=True)


def seller_of(nip: str, name: str, address: Address) -> Seller:
    """The seller."""
    return Seller(identity=SellerIdentity(nip=nip, name=name), address=address)


def buyer_identity(name: str, number: str | None, country: str = "PL") -> BuyerIdentity:
    """Where the buyer's number belongs: a Polish one only in NIP, an EU one with its prefix, another with its country.

    ``number`` of an EU buyer carries its prefix (``DE123456789``); Greece is ``EL`` there.
    """
    if not number:
        return BuyerIdentity(no_number=True, name=name)
    bare = number.replace(" ", "").replace("-", "").upper()
    if country == "PL" or (bare.startswith("PL") and is_valid("NIP", bare)):
        return BuyerIdentity(nip=bare.removeprefix("PL"), name=name)
    prefix = "EL" if country == "GR" else country
    if prefix in EU_PREFIXES:
        return BuyerIdentity(eu_prefix=prefix, eu_number=bare.removeprefix(prefix), name=name)
    return BuyerIdentity(other_country=country, other_number=bare, name=name)


def transfer(due_day: date, account: str, *, bank: str | None = None) -> Payment:
    """Payment by transfer to ``account`` until ``due_day``."""
    return Payment(terms=(Term(due_day=due_day),), form=TRANSFER, accounts=(Account(number=account, bank=bank),))


def _invoice(sale: Sale, *, kind: str, lines: tuple[Line, ...], rates: Sequence[RateAmount]) -> Invoice:
    body = Body(
        currency=sale.currency,
        issue_day=sale.issue_day,
        issue_place=sale.issue_place,
        number=sale.number,
        delivery_notes=tuple(sale.delivery_notes),
        supply_day=sale.supply_day,
        period=sale.period,
        total=sum((amount.net + amount.tax for amount in rates), Decimal("0.00")),
        annotations=_annotations(sale, rates),
        kind=kind,
        lines=lines,
        payment=sale.payment,
        conditions=sale.conditions,
        **_sums(rates),
    )
    return Invoice(
        header=Header(made_at=sale.made_at, system=sale.system),
        seller=sale.seller,
        buyer=sale.buyer,
        third_parties=tuple(sale.third_parties),
        body=body,
        footer=Footer(notes=(Note(text=sale.footer),)) if sale.footer else None,
    )


def _annotations(sale: Sale, rates: Sequence[RateAmount]) -> Annotations:
    codes = {amount.code for amount in rates} | {line.rate for line in sale.lines}
    if "zw" in codes and not sale.exempt_basis:
        raise ValueError("an exempt line needs the legal basis of the exemption (P_19A)")
    exempt = Exemption(exempt=True, basis_act=sale.exempt_basis) if "zw" in codes else Exemption(none=True)
    return Annotations(
        cash_method=sale.cash_method,
        reverse_charge="oo" in codes,
        split_payment=sale.split_payment,
        exemption=exempt,
    )


def _sums(rates: Sequence[RateAmount]) -> dict[str, Any]:
    sums: dict[str, Decimal] = {}
    for amount in rates:
        fields = BY_CODE[amount.code]
        values = {fields.net: amount.net, fields.tax: amount.tax, fields.tax_pln: amount.tax_pln}
        for name, value in values.items():
            if name is not None and value is not None:
                sums[name] = sums.get(name, Decimal(0)) + value
    return sums


def _of(code: str, amounts: Sequence[RateAmount]) -> RateAmount:
    return next((amount for amount in amounts if amount.code == code), RateAmount(code=code, net=Decimal("0.00")))


def _difference(code: str, before: RateAmount, after: RateAmount) -> RateAmount:
    in_zloty = before.tax_pln is not None or after.tax_pln is not None
    tax_pln = (after.tax_pln or Decimal("0.00")) - (before.tax_pln or Decimal("0.00"))
    return RateAmount(
        code=code, net=after.net - before.net, tax=after.tax - before.tax, tax_pln=tax_pln if in_zloty else None,
    )


EU_PREFIXES = frozenset(
    ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PT", "RO", "SE", "SI", "SK", "XI"],
)
