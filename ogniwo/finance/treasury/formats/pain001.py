"""Writing pain.001.001.09 (ISO 20022 CustomerCreditTransferInitiation): transfers a company orders from its bank.

No ISO schema can be shipped, so the rules a bank checks are checked here before a byte is written.
Source: ISO 20022 Message Definition Report, Payments Initiation (version 09), text lengths and order of elements.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from lxml import etree
from stdnum import iban

from ogniwo.finance.treasury.formats.isoxml import add, document, moment, money, written
from ogniwo.finance.treasury.formats.refusals import PaymentFileRefused

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
ID, NAME, REMITTANCE, ADDRESS = 35, 140, 140, 70
Node: TypeAlias = etree._Element


@dataclass(frozen=True, kw_only=True, slots=True)
class Transfer:
    """One transfer. ``reference`` comes back on the statement (end-to-end id), so it must be its own."""

    reference: str
    amount: Decimal
    currency: str
    payee: str
    account: str
    title: str
    address: tuple[str, ...] = ()
    country: str | None = None
    bank: str | None = None
    purpose: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """Transfers of one account on one day. ``service_level``: SEPA, URGP, or a national one in ``local_instrument``."""

    batch_id: str
    payer: str
    account: str
    currency: str
    on: date
    transfers: Sequence[Transfer]
    bank: str | None = None
    booked_together: bool = False
    service_level: str | None = None
    local_instrument: str | None = None
    charges: str = "SLEV"


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentOrder:
    """The file: ``message_id`` must never repeat at a bank."""

    message_id: str
    made_at: datetime
    initiator: str
    batches: Sequence[Batch]


def write_pain001(order: PaymentOrder) -> bytes:
    """The bytes of the order, the same each time; raises ``PaymentFileRefused`` with the transfer's position."""
    refuse_what_a_bank_would(order)
    root = document(NAMESPACE)
    body = add(root, "CstmrCdtTrfInitn")
    header = add(body, "GrpHdr")
    everything = [transfer for batch in order.batches for transfer in batch.transfers]
    add(header, "MsgId", order.message_id)
    add(header, "CreDtTm", moment(order.made_at))
    add(header, "NbOfTxs", str(len(everything)))
    add(header, "CtrlSum", _total(everything))
    add(header, "InitgPty/Nm", order.initiator)
    for batch in order.batches:
        _batch(add(body, "PmtInf"), batch)
    return written(root)


def refuse_what_a_bank_would(order: PaymentOrder) -> None:
    """Raise ``PaymentFileRefused`` for the first thing a bank would refuse; transfers are counted from 1."""
    if not any(batch.transfers for batch in order.batches) or not all(batch.transfers for batch in order.batches):
        raise PaymentFileRefused("payment.empty")
    _text(0, "MsgId", order.message_id, ID)
    _text(0, "InitgPty/Nm", order.initiator, NAME)
    seen: set[str] = set()
    position = 0
    for batch in order.batches:
        _text(position + 1, "PmtInfId", batch.batch_id, ID)
        _text(position + 1, "Dbtr/Nm", batch.payer, NAME)
        _account(position + 1, batch.account)
        _codes(position + 1, {"Ccy": batch.currency, "BICFI": batch.bank, "SvcLvl": batch.service_level, "ChrgBr": batch.charges})
        for transfer in batch.transfers:
            position += 1
            _transfer_rules(position, transfer)
            if transfer.reference in seen:
                raise PaymentFileRefused("payment.reference_twice", line=position, position=str(position), value=transfer.reference)
            seen.add(transfer.reference)


def _transfer_rules(position: int, transfer: Transfer) -> None:
    _text(position, "EndToEndId", transfer.reference, ID)
    _text(position, "Cdtr/Nm", transfer.payee, NAME)
    _text(position, "Ustrd", transfer.title, REMITTANCE)
    for line in transfer.address:
        _text(position, "AdrLine", line, ADDRESS)
    _account(position, transfer.account)
    _codes(position, {
        "Ccy": transfer.currency, "BICFI": transfer.bank, "Ctry": transfer.country, "Purp": transfer.purpose,
    })
    amount = transfer.amount
    if not amount.is_finite() or amount <= 0 or amount != round(amount, 2) or amount >= Decimal(10) ** 12:
        raise PaymentFileRefused("payment.amount", line=position, element="InstdAmt", position=str(position), value=str(amount))


PATTERNS = {
    "Ccy": r"[A-Z]{3}",
    "Ctry": r"[A-Z]{2}",
    "BICFI": r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?",
    "SvcLvl": r"[A-Z0-9]{1,4}",
    "Purp": r"[A-Z0-9]{1,4}",
    "ChrgBr": r"DEBT|CRED|SHAR|SLEV",
}


def _codes(position: int, codes: dict[str, str | None]) -> None:
    for element, value in codes.items():
        if value is not None and not re.fullmatch(PATTERNS[element], value):
            raise PaymentFileRefused("payment.code", line=position, element=element, position=str(position), value=value[:50])


def _text(position: int, element: str, value: str, limit: int) -> None:
    plain = not any(unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn") for letter in value)
    if not plain or not value.strip() or len(value) > limit:
        words = {"position": str(position), "value": value[:200], "limit": str(limit)}
        raise PaymentFileRefused("payment.text", line=position, element=element, **words)


def _account(position: int, account: str) -> None:
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}", account) or not iban.is_valid(account, check_country=False):
        raise PaymentFileRefused("payment.account", line=position, element="IBAN", position=str(position), value=account[:50])


def _total(transfers: Sequence[Transfer]) -> str:
    return money(sum((transfer.amount for transfer in transfers), Decimal("0.00")))


def _batch(node: Node, batch: Batch) -> None:
    add(node, "PmtInfId", batch.batch_id)
    add(node, "PmtMtd", "TRF")
    add(node, "BtchBookg", "true" if batch.booked_together else "false")
    add(node, "NbOfTxs", str(len(batch.transfers)))
    add(node, "CtrlSum", _total(batch.transfers))
    add(node, "PmtTpInf/SvcLvl/Cd", batch.service_level)
    add(node, "PmtTpInf/LclInstrm/Prtry", batch.local_instrument)
    add(node, "ReqdExctnDt/Dt", batch.on.isoformat())
    add(node, "Dbtr/Nm", batch.payer)
    add(node, "DbtrAcct/Id/IBAN", batch.account)
    add(node, "DbtrAcct/Ccy", batch.currency)
    if batch.bank:
        add(node, "DbtrAgt/FinInstnId/BICFI", batch.bank)
    else:
        # the debtor's bank is mandatory in the message and known to the bank that gets it
        add(node, "DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED")
    add(node, "ChrgBr", batch.charges)
    for transfer in batch.transfers:
        _transfer(add(node, "CdtTrfTxInf"), transfer)


def _transfer(node: Node, transfer: Transfer) -> None:
    add(node, "PmtId/EndToEndId", transfer.reference)
    add(node, "Amt/InstdAmt", money(transfer.amount), Ccy=transfer.currency)
    add(node, "CdtrAgt/FinInstnId/BICFI", transfer.bank)
    add(node, "Cdtr/Nm", transfer.payee)
    add(node, "Cdtr/PstlAdr/Ctry", transfer.country)
    for line in transfer.address:
        add(node, "Cdtr/PstlAdr/AdrLine", line)
    add(node, "CdtrAcct/Id/IBAN", transfer.account)
    add(node, "Purp/Cd", transfer.purpose)
    add(node, "RmtInf/Ustrd", transfer.title)
