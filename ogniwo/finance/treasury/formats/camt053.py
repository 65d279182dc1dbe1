"""Reading camt.053 (ISO 20022 BankToCustomerStatement), versions 001.02 and 001.08, made by a stranger.

``read_statements`` reads; whether a statement adds up is asked with ``refuse_if_it_does_not_add_up``,
so that a held one can still be shown. Source: ISO 20022 Message Definition Report, Bank-to-Customer Cash Management.
"""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TypeAlias

from lxml import etree

from ogniwo.finance.treasury.formats.refusals import StatementRefused
from ogniwo.finance.treasury.formats.statement import BOOKED, Balance, Detail, Entry, Statement
from ogniwo.kernel.xml import MEGABYTE, local, parse

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001."
VERSIONS = ("02", "08")
LIMIT = 10 * MEGABYTE
OPENING, CLOSING = ("OPBD", "PRCD"), ("CLBD",)
Node: TypeAlias = etree._Element


def read_statements(content: bytes) -> tuple[Statement, ...]:
    """Every statement in the file; raises ``FileRefused`` with the line."""
    root = parse(content, limit=LIMIT)
    namespace = etree.QName(root).namespace or ""
    if namespace not in {NAMESPACE + version for version in VERSIONS} or local(root) != "Document":
        raise StatementRefused("statement.other_form", line=root.sourceline or 1, element=local(root), found=str(root.tag)[:200])
    found = [_statement(node) for node in root.findall("{*}BkToCstmrStmt/{*}Stmt")]
    if not found:
        raise StatementRefused("statement.empty", line=root.sourceline or 1, element="Document")
    return tuple(found)


def _statement(node: Node) -> Statement:
    account = _text(node, "Acct/Id/IBAN") or _need(node, "Acct/Id/Othr/Id")
    balances = [_balance(one) for one in _all(node, "Bal")]
    opening = next((one for code in OPENING for one in balances if one.code == code), None)
    closing = next((one for code in CLOSING for one in reversed(balances) if one.code == code), None)
    if opening is None or closing is None:
        wanted = "Bal/OPBD" if opening is None else "Bal/CLBD"
        raise StatementRefused("statement.missing", line=node.sourceline or 0, element="Stmt", wanted=wanted)
    currency = _text(node, "Acct/Ccy") or _currency_of(node)
    for amount in (*_all(node, "Bal/Amt"), *_all(node, "Ntry/Amt")):
        if amount.get("Ccy") != currency:
            value = amount.get("Ccy") or "–"
            raise StatementRefused("statement.currency", line=amount.sourceline or 0, element="Amt", value=value, wanted=currency)
    return Statement(
        statement_id=_need(node, "Id"),
        number=_text(node, "LglSeqNb") or _text(node, "ElctrncSeqNb"),
        account=account.replace(" ", ""),
        currency=currency,
        owner=_text(node, "Acct/Ownr/Nm"),
        made_at=_moment(node, "CreDtTm"),
        opening=opening,
        closing=closing,
        other_balances=tuple(one for one in balances if one is not opening and one is not closing),
        entries=tuple(_entry(one, place) for place, one in enumerate(_all(node, "Ntry"), start=1)),
        line=node.sourceline or 0,
    )


def _balance(node: Node) -> Balance:
    day = _day(node, "Dt")
    if day is None:
        raise StatementRefused("statement.missing", line=node.sourceline or 0, element="Bal", wanted="Dt")
    code = _text(node, "Tp/CdOrPrtry/Cd") or _text(node, "Tp/CdOrPrtry/Prtry") or ""
    return Balance(code=code, amount=_signed(node), day=day, line=node.sourceline or 0)


def _entry(node: Node, position: int) -> Entry:
    amount = _signed(node)
    value_day = _day(node, "ValDt")
    day = _day(node, "BookgDt") or value_day
    if day is None:
        raise StatementRefused("statement.missing", line=node.sourceline or 0, element="Ntry", wanted="BookgDt")
    transactions = _all(node, "NtryDtls/TxDtls")
    return Entry(
        position=position,
        amount=amount,
        booking_day=day,
        value_day=value_day,
        status=_text(node, "Sts/Cd") or _text(node, "Sts") or BOOKED,
        reversal=_text(node, "RvslInd") in ("true", "1"),
        reference=_text(node, "NtryRef"),
        bank_reference=_text(node, "AcctSvcrRef"),
        operation=_operation(node),
        text=_text(node, "AddtlNtryInf"),
        details=tuple(_detail(one, amount, alone=len(transactions) == 1) for one in transactions),
        line=node.sourceline or 0,
    )


def _operation(node: Node) -> str | None:
    domain = [_text(node, f"BkTxCd/Domn/{part}") for part in ("Cd", "Fmly/Cd", "Fmly/SubFmlyCd")]
    return "/".join(filter(None, domain)) or _text(node, "BkTxCd/Prtry/Cd")


def _detail(node: Node, entry: Decimal, *, alone: bool) -> Detail:
    into = entry >= 0 if _text(node, "CdtDbtInd") is None else _text(node, "CdtDbtInd") == "CRDT"
    side = "Dbtr" if into else "Cdtr"
    own = _amount(node, "Amt") or _amount(node, "AmtDtls/TxAmt/Amt")
    signed = entry if own is None and alone else (own or Decimal(0)).copy_abs() * (1 if into else -1)
    lines = [" ".join((one.text or "").split()) for one in _all(node, "RmtInf/Ustrd")]
    return Detail(
        amount=signed,
        name=_text(node, f"RltdPties/{side}/Nm") or _text(node, f"RltdPties/{side}/Pty/Nm"),
        account=_account(node, f"RltdPties/{side}Acct/Id"),
        bank=_text(node, f"RltdAgts/{side}Agt/FinInstnId/BICFI") or _text(node, f"RltdAgts/{side}Agt/FinInstnId/BIC"),
        address=_address(node, side),
        title=" ".join(filter(None, lines)) or None,
        structured_reference=_text(node, "RmtInf/Strd/CdtrRefInf/Ref"),
        end_to_end=_text(node, "Refs/EndToEndId"),
        transaction=_text(node, "Refs/TxId") or _text(node, "Refs/AcctSvcrRef"),
        instruction=_text(node, "Refs/InstrId"),
        mandate=_text(node, "Refs/MndtId"),
        return_reason=_text(node, "RtrInf/Rsn/Cd") or _text(node, "RtrInf/Rsn/Prtry"),
        instructed=_amount(node, "AmtDtls/InstdAmt/Amt"),
        instructed_currency=_attribute(node, "AmtDtls/InstdAmt/Amt", "Ccy"),
        exchange_rate=_amount(node, "AmtDtls/CntrValAmt/CcyXchg/XchgRate") or _amount(node, "AmtDtls/InstdAmt/CcyXchg/XchgRate"),
        charges=_amount(node, "Chrgs/TtlChrgsAndTaxAmt") or _amount(node, "Chrgs/Rcrd/Amt") or _amount(node, "Chrgs/Amt"),
    )


def _account(node: Node, path: str) -> str | None:
    found = _text(node, f"{path}/IBAN") or _text(node, f"{path}/Othr/Id")
    return found.replace(" ", "") if found else None


def _address(node: Node, side: str) -> tuple[str, ...]:
    lines = _all(node, f"RltdPties/{side}/PstlAdr/AdrLine") or _all(node, f"RltdPties/{side}/Pty/PstlAdr/AdrLine")
    return tuple(filter(None, (" ".join((line.text or "").split()) for line in lines)))


def _signed(node: Node) -> Decimal:
    amount = _amount(node, "Amt")
    if amount is None:
        raise StatementRefused("statement.missing", line=node.sourceline or 0, element=local(node), wanted="Amt")
    side = _need(node, "CdtDbtInd")
    if side not in ("CRDT", "DBIT"):
        raise StatementRefused("statement.value", line=node.sourceline or 0, element="CdtDbtInd", value=side[:50])
    return amount if side == "CRDT" else -amount


def _amount(node: Node, path: str) -> Decimal | None:
    found = _one(node, path)
    if found is None:
        return None
    text = (found.text or "").strip()
    # ISO 20022 amounts: no sign, no exponent; Decimal would also take NaN, 1e3 and other scripts' digits
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{0,10})?", text):
        raise StatementRefused("statement.value", line=found.sourceline or 0, element=local(found), value=text[:50])
    try:
        return Decimal(text)
    except InvalidOperation:
        raise StatementRefused("statement.value", line=found.sourceline or 0, element=local(found), value=text[:50]) from None


def _day(node: Node, path: str) -> date | None:
    for end in ("Dt", "DtTm"):
        found = _one(node, f"{path}/{end}")
        if found is not None:
            text = (found.text or "").strip()
            try:
                return date.fromisoformat(text[:10])
            except ValueError:
                line = found.sourceline or 0
                raise StatementRefused("statement.value", line=line, element=local(found), value=text[:50]) from None
    return None


def _moment(node: Node, path: str) -> datetime | None:
    text = _text(node, path)
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        line = node.sourceline or 0
        raise StatementRefused("statement.value", line=line, element=path, value=str(text)[:50]) from None


def _currency_of(node: Node) -> str:
    return _attribute(node, "Bal/Amt", "Ccy") or ""


@cache
def _path(namespace: str, path: str) -> str:
    return "/".join(namespace + step for step in path.split("/"))


def _one(node: Node, path: str) -> Node | None:
    return node.find(_path(node.tag[: node.tag.index("}") + 1], path))


def _all(node: Node, path: str) -> list[Node]:
    return list(node.findall(_path(node.tag[: node.tag.index("}") + 1], path)))


def _text(node: Node, path: str) -> str | None:
    found = _one(node, path)
    text = " ".join((found.text or "").split()) if found is not None else ""
    return text or None


def _need(node: Node, path: str) -> str:
    text = _text(node, path)
    if text is None:
        raise StatementRefused("statement.missing", line=node.sourceline or 0, element=local(node), wanted=path)
    return text


def _attribute(node: Node, path: str, name: str) -> str | None:
    found = _one(node, path)
    return found.get(name) if found is not None else None
