"""Composing the FA(3) content."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ogniwo.poland.clearance.rules.facts import IssuedInvoice, IssuedLine, IssuedParty, IssuedRate
from ogniwo.poland.einvoice.compose import Change, RateAmount, Sale, buyer_identity, corrected_invoice, correction_of, invoice_of, seller_of, transfer
from ogniwo.poland.einvoice.content.invoice import Invoice
from ogniwo.poland.einvoice.content.lines import Line
from ogniwo.poland.einvoice.content.parties import Address, Buyer

EXEMPT_BASIS = "art. 43 ust. 1 ustawy z dnia 11 marca 2004 r. o podatku od towarów i usług"


def content_of(issued: IssuedInvoice) -> Invoice:
    """The FA(3) content of a posted invoice (kind VAT) or correction (kind KOR, lines before and after, sums as differences).

    Raises ValueError where the law's fields can't be filled, e.g. no tax number of the seller.
    """
    if not issued.seller.number:
        raise ValueError("the seller has no NIP")
    if issued.corrects is None:
        return invoice_of(_sale(issued, [_line(n, line, issued) for n, line in enumerate(issued.lines, 1)], issued.rates))
    number, day, reference = issued.corrects
    after = [_line(n, line, issued) for n, line in enumerate(issued.lines, 1)]
    before = [_line(n, line.before, issued) for n, line in enumerate(issued.lines, 1) if line.before]
    change = Change(corrected=[corrected_invoice(number, day, reference or None)], reason=issued.reason, effect=issued.effect, lines_before=before, rates_before=[])
    return correction_of(_sale(issued, after, issued.rates), change)


def _sale(issued: IssuedInvoice, lines: Sequence[Line], rates: Sequence[IssuedRate]) -> Sale:
    foreign = issued.currency != "PLN"
    return Sale(
        made_at=issued.made_at, seller=seller_of(issued.seller.number or "", issued.seller.name, _address(issued.seller)), buyer=_buyer(issued.buyer),
        number=issued.number, issue_day=issued.issued_on, supply_day=issued.supplied_on if issued.supplied_on != issued.issued_on else None,
        lines=lines, currency=issued.currency, delivery_notes=issued.delivery_notes,
        rates=[RateAmount(code=issued.codes[r.tax_class], net=r.net, tax=r.tax, tax_pln=r.tax_base if foreign and r.tax else None) for r in rates],
        exempt_basis=EXEMPT_BASIS if any(issued.codes[r.tax_class] == "zw" for r in rates) else None,
        payment=transfer(issued.due_on, issued.account) if issued.account else None,
    )  # fmt: skip


def _line(number: int, line: IssuedLine, issued: IssuedInvoice) -> Line:
    priced: dict[str, Any] = {"gross_price": line.price, "gross": line.gross} if issued.gross_prices else {"net_price": line.price, "net": line.net}
    made = Line(number=number, name=line.name or None, item_code=line.code or None, unit=line.unit or None, quantity=line.quantity, rate=issued.codes[line.tax_class])
    return replace(made, **priced)


def _address(party: IssuedParty) -> Address:
    return Address(country=party.country, line_1=party.line_1 or "-", line_2=party.line_2 or None)


def _buyer(party: IssuedParty) -> Buyer:
    return Buyer(identity=buyer_identity(party.name, party.number, party.country), address=_address(party) if party.line_1 else None, local_government_unit=False, vat_group_member=False)
