"""Writing camt.053.001.08: the statements of the demo's bank and of tests. The same input gives the same bytes."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from lxml import etree

from ogniwo.finance.treasury.formats.camt053 import NAMESPACE
from ogniwo.finance.treasury.formats.isoxml import add, document, moment, money, written
from ogniwo.finance.treasury.formats.statement import Balance, Detail, Entry, Statement

Node: TypeAlias = etree._Element


def write_camt053(statements: Sequence[Statement], *, message_id: str, made_at: datetime) -> bytes:
    """One file of ``statements``. Balances and amounts are written as given: a wrong one stays wrong."""
    root = document(NAMESPACE + "08")
    body = add(root, "BkToCstmrStmt")
    add(body, "GrpHdr/MsgId", message_id)
    add(body, "GrpHdr/CreDtTm", moment(made_at))
    for statement in statements:
        _statement(add(body, "Stmt"), statement)
    return written(root)


def _statement(node: Node, statement: Statement) -> None:
    add(node, "Id", statement.statement_id)
    add(node, "LglSeqNb", statement.number)
    add(node, "CreDtTm", moment(statement.made_at) if statement.made_at else None)
    add(node, "Acct/Id/IBAN" if statement.account[:2].isalpha() else "Acct/Id/Othr/Id", statement.account)
    add(node, "Acct/Ccy", statement.currency)
    add(node, "Acct/Ownr/Nm", statement.owner)
    for balance in (statement.opening, statement.closing, *statement.other_balances):
        _balance(add(node, "Bal"), balance, statement.currency)
    for entry in statement.entries:
        _entry(add(node, "Ntry"), entry, statement.currency)


def _balance(node: Node, balance: Balance, currency: str) -> None:
    add(node, "Tp/CdOrPrtry/Cd", balance.code)
    add(node, "Amt", money(balance.amount), Ccy=currency)
    add(node, "CdtDbtInd", _side(balance.amount))
    add(node, "Dt/Dt", balance.day.isoformat())


def _entry(node: Node, entry: Entry, currency: str) -> None:
    add(node, "NtryRef", entry.reference)
    add(node, "Amt", money(entry.amount), Ccy=currency)
    add(node, "CdtDbtInd", _side(entry.amount))
    add(node, "RvslInd", "true" if entry.reversal else None)
    add(node, "Sts/Cd", entry.status)
    add(node, "BookgDt/Dt", entry.booking_day.isoformat())
    add(node, "ValDt/Dt", entry.value_day.isoformat() if entry.value_day else None)
    add(node, "AcctSvcrRef", entry.bank_reference)
    _operation(add(node, "BkTxCd"), entry.operation)
    for detail in entry.details:
        _detail(add(node, "NtryDtls/TxDtls"), detail, currency)
    add(node, "AddtlNtryInf", entry.text)


def _detail(node: Node, detail: Detail, currency: str) -> None:
    side = "Dbtr" if detail.amount >= 0 else "Cdtr"
    add(node, "Refs/InstrId", detail.instruction)
    add(node, "Refs/EndToEndId", detail.end_to_end)
    add(node, "Refs/TxId", detail.transaction)
    add(node, "Refs/MndtId", detail.mandate)
    add(node, "Amt", money(detail.amount), Ccy=currency)
    add(node, "CdtDbtInd", _side(detail.amount))
    if detail.instructed is not None:
        source = detail.instructed_currency or currency
        add(node, "AmtDtls/InstdAmt/Amt", money(detail.instructed), Ccy=source)
        if detail.exchange_rate:
            add(node, "AmtDtls/InstdAmt/CcyXchg/SrcCcy", source)
            add(node, "AmtDtls/InstdAmt/CcyXchg/XchgRate", format(detail.exchange_rate, "f"))
    add(node, "Chrgs/TtlChrgsAndTaxAmt", money(detail.charges) if detail.charges is not None else None, Ccy=currency)
    add(node, f"RltdPties/{side}/Pty/Nm", detail.name)
    for line in detail.address:
        add(node, f"RltdPties/{side}/Pty/PstlAdr/AdrLine", line)
    if detail.account:
        add(node, f"RltdPties/{side}Acct/Id/{'IBAN' if detail.account[:2].isalpha() else 'Othr/Id'}", detail.account)
    add(node, f"RltdAgts/{side}Agt/FinInstnId/BICFI", detail.bank)
    add(node, "RmtInf/Ustrd", detail.title)
    add(node, "RmtInf/Strd/CdtrRefInf/Ref", detail.structured_reference)
    add(node, "RtrInf/Rsn/Cd", detail.return_reason)


def _operation(node: Node, operation: str | None) -> None:
    # the element is mandatory, its content is not
    codes = (operation or "").split("/")
    if len(codes) == 3 and all(codes):
        for path, code in zip(("Domn/Cd", "Domn/Fmly/Cd", "Domn/Fmly/SubFmlyCd"), codes, strict=True):
            add(node, path, code)
    else:
        add(node, "Prtry/Cd", operation)


def _side(amount: Decimal) -> str:
    return "CRDT" if amount >= 0 else "DBIT"
