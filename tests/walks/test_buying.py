"""From a product below its minimum to the transfer settled: the buyer and the storekeeper in Polish, the accountant in English, the owner on a phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal as D
from typing import Any

import pytest

from ogniwo.site.testing import NUMBER, TODAY, found

pytestmark = pytest.mark.browser
OURS, THEIRS, SELLER = "PL61109010140000071219812874", "PL27114020040000300201355387", "5260250274"
BALANCES = "SELECT a.code, sum(l.debit - l.credit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id GROUP BY 1 HAVING sum(l.debit - l.credit) <> 0 ORDER BY 1"


@pytest.fixture(scope="module")
def firm(db_module: Any) -> Any:
    """A company that keeps at least ten desks, and has none."""
    from ogniwo.kernel.commands import run

    firm = found("Alfa", address={"street": "ul. Lipowa 1", "postal_code": "61-001", "city": "Poznań", "country": "PL"})

    def do(name: str, **data: Any) -> Any:
        return run(name, firm.acting, data).result

    do("catalog.add_units", units=[{"code": "szt", "name": {"pl": "sztuka", "en": "piece"}}])
    (maker,) = do("parties.add_parties", parties=[{"name": "Meble Dębowe sp. z o.o.", "identifiers": [{"scheme": "NIP", "value": SELLER}], "accounts": [{"number": THEIRS}],
                                                  "terms": {"supplier": True, "payment_days": 14}}])  # fmt: skip
    terms = {"tax_class": "23", "minimum": "10", "lot_multiple": "10", "default_supplier": str(maker)}
    (desk,) = do("catalog.add_products", products=[{"code": "BIURKO", "name": {"pl": "Biurko dębowe", "en": "Oak desk"}, "unit": "szt", "terms": terms}])
    do("catalog.set_supplier_items", items=[{"party": str(maker), "product": str(desk), "code": "B-160", "price": "1250", "lead_time_days": 3}])
    do("inventory.add_warehouses", warehouses=[{"code": "M1", "name": "Główny"}])
    do("treasury.add_bank_accounts", accounts=[{"number": OURS}])
    return firm


def their_file() -> bytes:
    """The supplier's FA(3) file: six desks, each 10 zł dearer than ordered."""
    from ogniwo.poland.einvoice.compose import RateAmount, buyer_identity, invoice_of, transfer
    from ogniwo.poland.einvoice.content.parties import Buyer
    from ogniwo.poland.einvoice.tests.samples import a_sale
    from ogniwo.poland.einvoice.writer import write_invoice

    sale = a_sale()
    desks = replace(sale.lines[0], quantity=D(6), net_price=D("1260.00"), net=D("7560.00"))
    sale = replace(sale, number="FV/77/2026", issue_day=TODAY, supply_day=TODAY, lines=(desks,), rates=(RateAmount(code="23", net=D("7560.00"), tax=D("1738.80")),), exempt_basis=None,
                   buyer=Buyer(identity=buyer_identity("Alfa", f"PL {NUMBER}"), address=sale.buyer.address), payment=transfer(TODAY + timedelta(days=14), THEIRS[2:], bank="Bank"))  # fmt: skip
    return write_invoice(invoice_of(sale))


def statement() -> bytes:
    """The bank carried the transfer out."""
    from ogniwo.finance.treasury.formats.camt053_writer import write_camt053
    from ogniwo.finance.treasury.formats.statement import Balance, Detail, Entry, Statement

    paid = D("-9298.80")
    entry = Entry(position=1, amount=paid, booking_day=TODAY, value_day=TODAY, reference="R1", details=(Detail(amount=paid, name="Meble Dębowe", account=THEIRS, title="FV/77/2026"),))
    ends = [Balance(code=code, amount=amount, day=TODAY) for code, amount in (("OPBD", D("10000.00")), ("CLBD", D("701.20")))]
    one = Statement(statement_id="WB1", number="1", account=OURS, currency="PLN", opening=ends[0], closing=ends[1], entries=(entry,))
    return write_camt053([one], message_id="M1", made_at=datetime(2026, 3, 2, 12, tzinfo=UTC))


def test_from_a_minimum_to_the_money(firm, people, walker, rows):
    names = people(firm, buyer="pl", storekeeper="pl", accountant="en", owner="pl")
    w = walker().sign_in(names["buyer"])
    order(w, rows)
    receipt(w, rows)
    invoice(w, rows)
    run(w, rows)
    phone = walker(width=390).sign_in(names["owner"])
    phone.go("/s/approvals.inbox/")
    phone.look("inbox on a phone")
    phone.mark()
    phone.page.locator("#main button", has_text="Zatwierdź").first.click()
    phone.done("Zatwierdź")
    settled(w, rows)


def order(w: Any, rows: Any) -> None:
    """The proposal says why; the order is made of it and confirmed."""
    w.menu("Propozycje zakupu")
    w.page.keyboard.press("n")
    w.page.locator("tbody input[name=id]").first.wait_for()
    w.look("proposals")
    w.page.locator("tbody input[name=id]").first.check()
    w.mark()
    w.page.locator(".bulk button", has_text="Zamów").click()
    w.done("Zamów")
    w.look("ordered")
    w.menu("Zamówienia do dostawców")
    w.page.locator("table[data-list] a.row").first.click()
    w.page.wait_for_url("**/s/purchasing.order/**")
    w.look("purchase order")
    w.press("Control+Enter")
    w.state("Zamówione")
    assert rows("SELECT quantity, price FROM trade_tradeline") == [(10, 1250)]


def receipt(w: Any, rows: Any) -> None:
    """Six of ten came."""
    w.become("Storekeeper")
    w.menu("Zamówienia do dostawców")
    w.page.locator("table[data-list] a.row").first.click()
    w.page.wait_for_url("**/s/purchasing.order/**")
    w.press("Control+Enter")
    w.page.wait_for_url("**/do/purchasing.receive**")
    w.look("receipt being written")
    assert "Biurko" in w.text()
    w.cell(0, "quantity").fill("6")
    w.save(until="/s/purchasing.receipt/")
    w.look("receipt")
    assert dict(rows(BALANCES)) == {"303": D("-7500"), "330": D("7500")}


def invoice(w: Any, rows: Any) -> None:
    """Their file is read, matched, the dearer price shown, and posted: the difference goes to stock."""
    w.become("Accountant")
    w.menu("Received e-invoices")
    w.look("e-invoices empty")
    w.drawer("Read an e-invoice")
    w.upload("up-drawer input[type=file]", "faktura.xml", their_file())
    w.save()
    w.menu("Received e-invoices")
    w.page.locator("table[data-list] a.row").first.click()
    w.page.wait_for_url("**/s/invoicing.purchase_invoice/**")
    w.look("received invoice")
    said = w.text("main")
    assert "1,260.00" in said
    assert "ordered at 1250" in said
    w.drawer("Approve and post")
    w.save()
    w.state("Posted")
    w.look("received invoice posted")
    assert dict(rows(BALANCES)) == {"202": D("-9298.80"), "222": D("1738.80"), "330": D("7560")}


def run(w: Any, rows: Any) -> None:
    """What is due is proposed and put before another person."""
    w.menu("Payment runs")
    w.drawer("Propose payments")
    w.fill("until", "+30")
    w.save()
    w.menu("Payment runs")
    w.page.locator("table[data-list] a.row").first.click()
    w.page.wait_for_url("**/s/treasury.payment_run/**")
    w.look("payment run")
    w.drawer("Send for approval")
    w.save()
    w.state("Waits for approval")


def settled(w: Any, rows: Any) -> None:
    """The approved run becomes the bank's file; the statement settles the invoice."""
    w.page.reload()
    w.state("Approved")
    w.drawer("Make the bank's file")
    w.save()
    w.state("Sent to the bank")
    w.look("payment run sent")
    link = w.page.locator("a", has_text=".xml").first
    with w.page.expect_download() as download:
        link.click()
    content = download.value.path().read_bytes()
    assert b"pain.001" in content
    assert THEIRS.encode() in content
    w.menu("Reconciliation")
    w.page.locator("[popovertarget=desk-import]").click()
    w.upload("#desk-import input[type=file]", "wb.xml", statement())
    w.page.locator("#desk-import button").click()
    w.page.locator("table[data-list] tbody tr").first.wait_for()
    w.press("Control+Enter")
    w.mark()
    w.page.locator("#main .head button", has_text="Post 1 matched line").click()
    w.done("Posted")
    assert dict(rows(BALANCES)) == {"130": D("-9298.80"), "222": D("1738.80"), "330": D("7560")}
    assert rows("SELECT sum(abs(b.open)) FROM ledger_openitembalance b") == [(D("0.00"),)]
