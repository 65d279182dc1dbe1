"""Gives transfers of split payments their titles, and keeps others from being sent."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from ogniwo.finance.treasury.hooks import Titled, ToPay, ToSend, titles, transfers_to_send
from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.money.rules import rounded
from ogniwo.poland.identifiers.rules import IdentifierRefused
from ogniwo.poland.payments.errors import NotSplit
from ogniwo.poland.payments.rules import SplitPayment, SplitPaymentRefused, read_split_payment, split_payment_title

SPLIT = """SELECT i.document_id, h.tax, abs(i.payable_total), p.value, h.their_reference FROM invoicing_invoice i JOIN trade_tradedocument h ON h.document_id = i.document_id
  LEFT JOIN LATERAL (SELECT value FROM parties_partyidentifier x WHERE x.party_id = h.party_id AND x.scheme = 'NIP' ORDER BY x.id LIMIT 1) p ON true
  WHERE i.payment_method = 'split' AND i.register = 'purchase' AND i.document_id = ANY(%s)"""


@titles
def split_payments(items: Sequence[ToPay], *, unit: Any) -> dict[int, Titled]:
    """The split payment's message for items whose invoices are to be paid so; those it cannot be written for are left as they are."""
    found = _split(unit, [item.document_id for item in items])
    said = {item.item_id: _said(item.amount, item.currency, found[item.document_id]) for item in items if item.document_id in found}
    return {key: Titled(title) for key, (title, _why) in said.items() if title}  # why not is said when the run is sent: then a person can take it out


@transfers_to_send.listen
def refuse_unsplit(asked: ToSend, *, unit: Any) -> Iterable[BusinessError]:
    """Transfers of split payments whose title is not the message of one, for their invoice."""
    found = _split(unit, [t.document_id for t in asked.transfers])
    language = "pl" if unit.acting.language == "pl" else "en"
    for t in asked.transfers:
        if t.document_id not in found or not t.amount:
            continue
        said = read_split_payment(t.title)
        if said is None or said.tax > t.amount:
            _title, why = _said(t.amount, t.currency, found[t.document_id])
            yield NotSplit(record=t.run_id, line=t.line_id, payee=t.payee, number=found[t.document_id][3], reason=why.say(language) if why else "")


def _split(unit: Any, documents: Sequence[Any]) -> dict[Any, tuple[Decimal, Decimal, str, str]]:
    return {document: (tax, whole, nip or "", number) for document, tax, whole, nip, number in unit.rows(SPLIT, [list(documents)]) if tax > 0}


def _said(amount: Decimal, currency: str, of: tuple[Decimal, Decimal, str, str]) -> tuple[str, SplitPaymentRefused | IdentifierRefused | None]:
    """The message of a transfer of ``amount`` for an invoice (its tax, its whole, the issuer's NIP, its number), or why there can be none."""
    tax, whole, nip, number = of
    part = tax if amount >= whole else rounded(tax * amount / whole)
    try:
        return split_payment_title(SplitPayment(part, nip, number), gross=amount, currency=currency), None
    except (SplitPaymentRefused, IdentifierRefused) as no:
        return "", no
