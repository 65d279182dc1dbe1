"""Payment orders: the structure a bank expects, control sums, refusals before a byte is written."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from lxml import etree

from ogniwo.finance.treasury.formats.pain001 import NAMESPACE, Batch, PaymentOrder, Transfer, write_pain001
from ogniwo.finance.treasury.formats.refusals import PaymentFileRefused

TRANSFER = Transfer(
    reference="PAY-2026-11-0001", amount=Decimal("1230.5"), currency="PLN", payee="Łoś & Syn S.A.",
    account="PL29114010810000267002001002", title="/VAT/230,00/IDC/7740001454/INV/FV 1/2026/TXT/biurka",
    address=("ul. Prosta 1", "00-001 Warszawa"), country="PL",
)
ORDER = PaymentOrder(
    message_id="OGNIWO-20261123-1", made_at=datetime(2026, 11, 23, 12, 0, tzinfo=UTC), initiator="Meble Dębowe sp. z o.o.",
    batches=(Batch(
        batch_id="P1", payer="Meble Dębowe sp. z o.o.", account="PL61109010140000071219812874", currency="PLN",
        on=date(2026, 11, 24), transfers=(TRANSFER, replace(TRANSFER, reference="PAY-2", amount=Decimal("0.01"), bank="BREXPLPW"))),),
)


def _texts(content: bytes, path: str) -> list[str]:
    steps = "/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/"))
    return [node.text or "" for node in etree.fromstring(content).findall(steps)]


def test_structure_and_control_sums() -> None:
    content = write_pain001(ORDER)
    assert content == write_pain001(ORDER)
    top, batch = "CstmrCdtTrfInitn/GrpHdr", "CstmrCdtTrfInitn/PmtInf"
    assert _texts(content, f"{top}/NbOfTxs") == _texts(content, f"{batch}/NbOfTxs") == ["2"]
    assert _texts(content, f"{top}/CtrlSum") == _texts(content, f"{batch}/CtrlSum") == ["1230.51"]
    assert _texts(content, f"{batch}/CdtTrfTxInf/Amt/InstdAmt") == ["1230.50", "0.01"]
    assert _texts(content, f"{batch}/CdtTrfTxInf/Cdtr/Nm")[0] == "Łoś & Syn S.A."
    assert _texts(content, f"{batch}/CdtTrfTxInf/RmtInf/Ustrd")[0] == TRANSFER.title
    assert _texts(content, f"{batch}/ReqdExctnDt/Dt") == ["2026-11-24"]
    assert _texts(content, f"{batch}/DbtrAgt/FinInstnId/Othr/Id") == ["NOTPROVIDED"]


def test_order_of_elements() -> None:
    """Version 09 fixes the sequence; a bank refuses another one."""
    root = etree.fromstring(write_pain001(ORDER))
    batch = root.find(f".//{{{NAMESPACE}}}PmtInf")
    transfer = root.findall(f".//{{{NAMESPACE}}}CdtTrfTxInf")[1]
    assert [etree.QName(node).localname for node in batch][:9] == [
        "PmtInfId", "PmtMtd", "BtchBookg", "NbOfTxs", "CtrlSum", "ReqdExctnDt", "Dbtr", "DbtrAcct", "DbtrAgt"]
    assert [etree.QName(node).localname for node in transfer] == [
        "PmtId", "Amt", "CdtrAgt", "Cdtr", "CdtrAcct", "RmtInf"]


@pytest.mark.parametrize(
    ("change", "code", "element"),
    [
        ({"amount": Decimal("0")}, "payment.amount", "InstdAmt"),
        ({"amount": Decimal("-1")}, "payment.amount", "InstdAmt"),
        ({"amount": Decimal("0.005")}, "payment.amount", "InstdAmt"),
        ({"amount": Decimal("NaN")}, "payment.amount", "InstdAmt"),
        ({"account": "PL61109010140000071219812875"}, "payment.account", "IBAN"),
        ({"account": "61109010140000071219812874"}, "payment.account", "IBAN"),
        ({"title": "x" * 141}, "payment.text", "Ustrd"),
        ({"title": "a\nb"}, "payment.text", "Ustrd"),
        ({"payee": " "}, "payment.text", "Cdtr/Nm"),
        ({"reference": "x" * 36}, "payment.text", "EndToEndId"),
        ({"currency": "zł"}, "payment.code", "Ccy"),
        ({"bank": "X"}, "payment.code", "BICFI"),
        ({"reference": "PAY-2026-11-0001"}, "payment.reference_twice", ""),
    ],
)
def test_refused_before_writing(change: dict[str, object], code: str, element: str) -> None:
    second = replace(TRANSFER, **({"reference": "PAY-2"} | change))  # type: ignore[arg-type]
    order = replace(ORDER, batches=(replace(ORDER.batches[0], transfers=(TRANSFER, second)),))
    with pytest.raises(PaymentFileRefused) as refused:
        write_pain001(order)
    assert (refused.value.code, refused.value.element, refused.value.line) == (code, element, 2)
    assert "2" in refused.value.say("pl") and refused.value.say("pl") != refused.value.say("en")


def test_empty_order() -> None:
    with pytest.raises(PaymentFileRefused) as refused:
        write_pain001(replace(ORDER, batches=(replace(ORDER.batches[0], transfers=()),)))
    assert refused.value.code == "payment.empty"
