"""An invoice marked for split payment is paid with the split payment's message, from the payment run to the bank's file."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from ogniwo.finance.invoicing.commands import PurchaseInput, StatedLine, post_invoices, receive_invoices
from ogniwo.finance.treasury.commands import (
    NewBankAccount,
    TransferInput,
    add_bank_accounts,
    change_transfers,
    export_payments,
    propose_payments,
    send_for_approval,
)
from ogniwo.kernel.access.models import User
from ogniwo.kernel.approvals.commands import approve
from ogniwo.kernel.errors import Refused
from ogniwo.masterdata.parties.commands import add_parties
from ogniwo.masterdata.parties.rules.inputs import Account, Identifier, NewParty, Terms

DAY, UNTIL = date(2026, 3, 2), date(2026, 4, 30)
OURS, THEIRS = "PL61109010140000071219812874", "PL10105000997603123456789123"


@pytest.fixture
def payer(firm: Any) -> Any:
    add_bank_accounts([NewBankAccount(OURS)], acting=firm.acting)
    firm.parties["Stal"] = add_parties([NewParty(
        "Stal Sp. z o.o.", identifiers=(Identifier("NIP", "7740001454"),), accounts=(Account(THEIRS),), terms=Terms(supplier=True, payment_days=14))], acting=firm.acting)[0]  # fmt: skip
    return firm


def invoice(firm: Any, number: str, net: str, method: str = "split") -> Any:
    tax = D(net) * D("0.23")
    made = receive_invoices([PurchaseInput(
        firm.parties["Stal"], number, DAY, (StatedLine("Pręty stalowe", D(1), D(net), "23"),), payable_total=D(net) + tax, received_on=DAY, taxes={"23": tax},
        payment_method=method)], acting=firm.acting)  # fmt: skip
    post_invoices(made, acting=firm.acting)
    return made[0]


def titles(firm: Any) -> list[str]:
    return [title for (title,) in firm.rows("SELECT title FROM treasury_runline ORDER BY line_id")]


def test_a_run_pays_it_with_its_message_shown_and_in_the_file(payer: Any) -> None:
    invoice(payer, "FS/7/2026", "20000.00")
    invoice(payer, "FS/8/2026", "100.00", "transfer")
    run = propose_payments(UNTIL, acting=payer.acting)
    assert titles(payer) == ["/VAT/4600,00/IDC/7740001454/INV/FS/7/2026", "FS/8/2026"]
    client = Client()
    client.force_login(User.objects.get(pk=payer.acting.user_id), backend="django.contrib.auth.backends.ModelBackend")
    assert "/VAT/4600,00/IDC/7740001454/INV/FS/7/2026" in client.get(f"/s/treasury.payment_run/{run}", follow=True).content.decode()
    send_for_approval([run], acting=payer.acting)
    second = replace(payer.acting, user_id=User.objects.create(email="second@example.com", name="Second").pk)
    approve([row[0] for row in payer.rows("SELECT id FROM approvals_request WHERE state = 'waiting'")], acting=second)
    (file,) = export_payments([run], acting=payer.acting)
    ((body,),) = payer.rows("SELECT c.body FROM files_file f JOIN files_content c ON c.digest = f.content_id WHERE f.id = %s", [file])
    root = etree.fromstring(bytes(body))
    assert [(e.findtext(".//{*}InstdAmt"), e.findtext(".//{*}Ustrd")) for e in root.findall(".//{*}CdtTrfTxInf")] == [
        ("24600.00", "/VAT/4600,00/IDC/7740001454/INV/FS/7/2026"), ("123.00", "FS/8/2026")]  # fmt: skip


def test_a_lowered_transfer_carries_its_share_of_the_tax(payer: Any) -> None:
    invoice(payer, "FS/7/2026", "20000.00")
    invoice(payer, "FK/1/2026", "-5000.00", "transfer")
    propose_payments(UNTIL, acting=payer.acting)
    assert titles(payer) == ["/VAT/3450,00/IDC/7740001454/INV/FS/7/2026"]


def test_what_has_no_message_is_not_sent_until_a_person_decides(payer: Any) -> None:
    number = "FAKTURA/SPRZEDAZY/ODDZIAL/KRAKOW/2026/03/00007"
    invoice(payer, number, "20000.00")
    invoice(payer, "FS/8/2026", "100.00", "transfer")
    run = propose_payments(UNTIL, acting=payer.acting)
    with pytest.raises(Refused) as refused:
        send_for_approval([run], acting=payer.acting)
    (error,) = refused.value.errors
    assert error.code == "payments.not_split" and "35" in error.sentence()
    (first, other) = [line for (line,) in payer.rows("SELECT line_id FROM treasury_runline ORDER BY line_id")]
    change_transfers(run, [TransferInput(first, THEIRS, kept=False), TransferInput(other, THEIRS)], acting=payer.acting)
    assert send_for_approval([run], acting=payer.acting) == 1


def test_a_title_changed_by_hand_still_has_to_be_a_message(payer: Any) -> None:
    invoice(payer, "FS/7/2026", "20000.00")
    run = propose_payments(UNTIL, acting=payer.acting)
    ((line,),) = payer.rows("SELECT line_id FROM treasury_runline")
    change_transfers(run, [TransferInput(line, THEIRS, "FS/7/2026")], acting=payer.acting)
    with pytest.raises(Refused) as refused:
        send_for_approval([run], acting=payer.acting)
    assert [e.code for e in refused.value.errors] == ["payments.not_split"]
