"""What we write stands in the structure of ISO 20022: pain.001 by its schema, camt.053 element by element in the message's order."""

from datetime import UTC, date, datetime
from decimal import Decimal as D
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from ogniwo.finance.treasury.formats.camt053_writer import write_camt053
from ogniwo.finance.treasury.formats.pain001 import Batch, PaymentOrder, Transfer, write_pain001
from ogniwo.finance.treasury.formats.statement import Balance, Detail, Entry, Statement

DAY = date(2026, 3, 2)
OURS, THEIRS = "PL61109010140000071219812874", "PL10105000997603123456789123"
WRITTEN = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The schema of pain.001.001.09, as a package of the tests brings it; the package itself is never imported."""
    spec = find_spec("sepaxml")
    assert spec and spec.origin, "the tests' requirements are not installed: make .venv/dev.done"
    return etree.XMLSchema(etree.parse(str(Path(spec.origin).with_name("schemas") / "pain.001.001.09.xsd")))


def order(*transfers: Transfer, **more: object) -> bytes:
    batch = Batch(batch_id="PP-1", payer="Alfa Sp. z o.o.", account=OURS, currency="PLN", on=DAY, transfers=transfers, **more)  # type: ignore[arg-type]
    return write_pain001(PaymentOrder(message_id="PP1", made_at=WRITTEN, initiator="Alfa Sp. z o.o.", batches=[batch]))


def transfer(**more: object) -> Transfer:
    return Transfer(**{"reference": "PP1-1", "amount": D("24600.00"), "currency": "PLN", "payee": "Żółta Łódź S.A.", "account": THEIRS, "title": "FS/7/2026", **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("made", [
    order(transfer()),
    order(transfer(title="/VAT/4600,00/IDC/7740001454/INV/FS/7/2026"), transfer(reference="PP1-2")),
    order(transfer(bank="BREXPLPWXXX", country="PL", address=("ul. Długa 1", "00-001 Warszawa"), purpose="SUPP"), bank="BREXPLPWXXX", booked_together=False),
    order(transfer(currency="EUR"), local_instrument="SPLIT"),
])  # fmt: skip
def test_payments_are_valid(schema: etree.XMLSchema, made: bytes) -> None:
    root = etree.fromstring(made)
    assert schema.validate(root), schema.error_log.filter_from_errors()


def test_the_schema_sees_a_fault(schema: etree.XMLSchema) -> None:
    root = etree.fromstring(order(transfer()))
    (amount,) = root.findall(".//{*}InstdAmt")
    amount.attrib.pop("Ccy")
    assert not schema.validate(root)


# Children in the order of camt.053.001.08, those that must be there marked with "!"; written from the message definition report of ISO 20022.
ORDER = {
    "Document": "BkToCstmrStmt!", "BkToCstmrStmt": "GrpHdr! Stmt!", "GrpHdr": "MsgId! CreDtTm! MsgRcpt MsgPgntn OrgnlBizQry AddtlInf",
    "Stmt": "Id! StmtPgntn ElctrncSeqNb RptgSeq LglSeqNb CreDtTm FrToDt CpyDplctInd RptgSrc Acct! RltdAcct Intrst Bal! TxsSummry Ntry AddtlStmtInf",
    "Acct": "Id! Tp Ccy Nm Prxy Ownr Svcr", "Ownr": "Nm PstlAdr Id CtryOfRes CtctDtls", "Bal": "Tp! CdtLine Amt! CdtDbtInd! Dt! Avlbty",
    "Ntry": "NtryRef Amt! CdtDbtInd! RvslInd Sts! BookgDt ValDt AcctSvcrRef Avlbty BkTxCd! ComssnWvrInd AddtlInfInd AmtDtls Chrgs TechInptChanl Intrst CardTx NtryDtls AddtlNtryInf",
    "NtryDtls": "Btch TxDtls",
    "TxDtls": "Refs Amt CdtDbtInd AmtDtls Avlbty BkTxCd Chrgs Intrst RltdPties RltdAgts LclInstrm Purp RltdRmtInf RmtInf RltdDts RltdPric RltdQties FinInstrmId Tax RtrInf CorpActn "
    "SfkpgAcct CshDpst CardTx AddtlTxInf SplmtryData",
    "Refs": "MsgId AcctSvcrRef PmtInfId InstrId EndToEndId UETR TxId MndtId ChqNb ClrSysRef AcctOwnrTxId AcctSvcrTxId MktInfrstrctrTxId PrcgId Prtry",
    "RltdPties": "InitgPty Dbtr DbtrAcct UltmtDbtr Cdtr CdtrAcct UltmtCdtr TradgPty Prtry", "RmtInf": "Ustrd Strd", "RtrInf": "OrgnlBkTxCd Orgtr Rsn AddtlInf",
    "AmtDtls": "InstdAmt TxAmt CntrValAmt AnncdPstngAmt PrtryAmt", "BkTxCd": "Domn Prtry", "Domn": "Cd! Fmly!", "Fmly": "Cd! SubFmlyCd!",
}  # fmt: skip
PARENTS = {"Bal": {"Stmt"}, "Acct": {"Stmt"}, "Domn": {"BkTxCd"}}


def faults(root: etree._Element) -> list[str]:
    """Children out of the message's order, unknown or missing."""
    found = []
    for node in root.iter():
        name = etree.QName(node).localname
        parent = node.getparent()
        if name not in ORDER or parent is not None and etree.QName(parent).localname not in PARENTS.get(name, {etree.QName(parent).localname}):
            continue
        allowed = [child.rstrip("!") for child in ORDER[name].split()]
        children = [etree.QName(child).localname for child in node]
        found += [f"{name}: {child} is not of the message" for child in children if child not in allowed]
        found += [f"{name}: {child[:-1]} is missing" for child in ORDER[name].split() if child.endswith("!") and child[:-1] not in children]
        places = [allowed.index(child) for child in children if child in allowed]
        found += [f"{name}: children out of order"] if places != sorted(places) else []
        found += [f"{name}: empty"] if not children and not (node.text or "").strip() else []
    return found


def statement() -> bytes:
    detail = Detail(
        amount=D("12.00"), title="FV/1", name="Żółw", account=THEIRS, bank="BREXPLPWXXX", end_to_end="PP1-1", instruction="I1", transaction="T1", address=("ul. Długa 1",),
        charges=D("1.00"), instructed=D("3.00"), instructed_currency="EUR", exchange_rate=D("4.0"), structured_reference="RF18", return_reason="AC04",
    )  # fmt: skip
    out = Detail(amount=D("-2.00"), title="opłata", name=None, account=None, end_to_end=None)
    entries = (
        Entry(position=1, amount=D("12.00"), booking_day=DAY, value_day=DAY, bank_reference="B1", reference="R1", operation="PMNT/RCDT/ESCT", text="wpływ", details=(detail,)),
        Entry(position=2, amount=D("-2.00"), booking_day=DAY, bank_reference="B2", operation="OPŁATA", reversal=True, details=(out,)),
    )  # fmt: skip
    made = Statement(
        statement_id="S1", account=OURS, currency="PLN", owner="Alfa", number="7", made_at=WRITTEN, opening=Balance(code="OPBD", amount=D("5.00"), day=DAY),
        closing=Balance(code="CLBD", amount=D("15.00"), day=DAY), entries=entries,
    )  # fmt: skip
    return write_camt053([made], message_id="M", made_at=WRITTEN)


def test_statements_are_in_the_messages_order() -> None:
    assert faults(etree.fromstring(statement())) == []


@pytest.mark.parametrize(("path", "said"), [
    (".//{*}BkTxCd", "Ntry: BkTxCd is missing"), (".//{*}GrpHdr/{*}MsgId", "GrpHdr: MsgId is missing"), (".//{*}Bal/{*}Dt", "Bal: Dt is missing"),
])  # fmt: skip
def test_what_is_missing_is_seen(path: str, said: str) -> None:
    root = etree.fromstring(statement())
    node = root.find(path)
    assert node is not None
    node.getparent().remove(node)  # type: ignore[union-attr]
    assert said in faults(root)


def test_what_is_out_of_order_is_seen() -> None:
    root = etree.fromstring(statement())
    entry = root.find(".//{*}Ntry")
    assert entry is not None
    entry.append(entry[0])
    assert faults(root) == ["Ntry: children out of order"]
