"""Invoices on a real database: books, register, open items, numbers, corrections, voids, received ones."""

from datetime import date
from decimal import Decimal as D

import pytest

from ogniwo.finance.invoicing.commands import (
    CorrectionInput,
    InvoiceInput,
    LineAfter,
    PurchaseInput,
    StatedLine,
    correct_invoices,
    post_invoices,
    receive_invoices,
    take_number,
    void_invoices,
    write_invoices,
)
from ogniwo.finance.invoicing.models import Invoice
from ogniwo.kernel.books.commands import lock_month
from ogniwo.kernel.commands.acts import reading, run
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.writing.unit import Counter
from ogniwo.masterdata.parties.commands import add_parties
from ogniwo.masterdata.parties.rules.inputs import NewParty, Terms
from ogniwo.masterdata.trade.models import TradeLine
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput

MARCH, DECEMBER, JANUARY = date(2026, 3, 2), date(2025, 12, 30), date(2026, 1, 5)


@pytest.fixture
def buyer(firm):
    firm.parties["Odbiorca"] = add_parties([NewParty(name="Odbiorca", terms=Terms(customer=True, supplier=True, payment_days=14))], acting=firm.acting)[0]
    return firm.parties["Odbiorca"]


def draft(firm, buyer, *lines, on=MARCH, supplied=None, n=1, **header):
    lines = lines or (LineInput(description="Montaż", quantity=D(3), price=D("33.33"), tax_class="23"),)
    return write_invoices([InvoiceInput(HeaderInput(party=buyer, day=on, **header), lines, supplied)] * n, acting=firm.acting)


def test_posting_books_everything_at_once(firm, buyer, doctor):
    ids = draft(firm, buyer)
    post_invoices(ids, acting=firm.acting)
    assert firm.balances() == {"201": D("122.99"), "221": D("-23.00"), "700": D("-99.99")}
    rows = firm.rows("SELECT tax_class, net, tax, tax_period FROM tax_taxregisterline")
    assert rows == [("23", D("99.99"), D("23.00"), date(2026, 3, 1))]
    assert firm.rows("SELECT text FROM numbering_number WHERE document_id = %s", [ids[0]]) == [("FV/2026/00001",)]
    assert firm.rows("SELECT amount, due FROM ledger_openitem") == [(D("122.99"), date(2026, 3, 16))]
    doctor()


def test_december_delivery_invoiced_in_january_stands_in_december(firm, buyer, doctor):
    ids = draft(firm, buyer, on=JANUARY, supplied=DECEMBER)
    post_invoices(ids, acting=firm.acting)
    assert firm.rows("SELECT DISTINCT day FROM ledger_line") == [(DECEMBER,)]
    with reading(firm.acting):
        assert Invoice.objects.get().tax_period == date(2025, 12, 1)
    doctor()


def test_locked_december_books_on_first_open_day_with_december_tax(firm, buyer, doctor):
    ids = draft(firm, buyer, on=JANUARY, supplied=DECEMBER)
    with pytest.raises(Refused) as no:
        lock_month(DECEMBER, acting=firm.acting)
    assert [e.code for e in no.value.errors] == ["books.drafts_left"]
    run("books.lock_month", firm.acting, {"month": "2025-12-31", "area": "stock"})
    firm.rows("UPDATE books_period SET locked = true WHERE month = '2025-12-01' AND area = 'books' RETURNING id")
    post_invoices(ids, acting=firm.acting)
    assert firm.rows("SELECT DISTINCT l.day FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id WHERE e.document_id = %s", ids) == [(JANUARY,)]
    assert firm.rows("SELECT tax_period FROM tax_taxregisterline WHERE document_id = %s", ids) == [(date(2025, 12, 1),)]
    doctor()


def test_corrections_of_quantity_price_rate_and_of_a_correction(firm, buyer, doctor):
    (invoice,) = draft(firm, buyer, LineInput(description="Stół", quantity=D(10), price=D(100), tax_class="23"), LineInput(description="Kurs", price=D(50), tax_class="8"))
    post_invoices([invoice], acting=firm.acting)
    with reading(firm.acting):
        first, second = TradeLine.objects.filter(document_id=invoice).order_by("line_id").values_list("line_id", flat=True)

    def correct(*lines, reason="zwrot"):
        ids = correct_invoices([CorrectionInput(invoice, lines, reason, MARCH)], acting=firm.acting)
        post_invoices(ids, acting=firm.acting)
        return ids[0]

    correct(LineAfter(first, quantity=D(8)))
    assert firm.balances() == {"201": D("1038.00"), "221": D("-188.00"), "700": D("-850.00")}
    correct(LineAfter(first, price=D(90)))
    assert firm.balances() == {"201": D("939.60"), "221": D("-169.60"), "700": D("-770.00")}
    correct(LineAfter(second, tax_class="23"))
    assert firm.balances() == {"201": D("947.10"), "221": D("-177.10"), "700": D("-770.00")}
    correct(LineAfter(first, quantity=D(0)), LineAfter(second, quantity=D(0)))
    assert firm.balances() == {}
    with pytest.raises(Refused) as no:
        correct_invoices([CorrectionInput(invoice, (LineAfter(first, quantity=D(0)),), "x", MARCH)], acting=firm.acting)
    assert [e.code for e in no.value.errors] == ["invoicing.nothing_changes"]
    doctor()


def test_void_takes_everything_back_and_keeps_the_chain(firm, buyer, doctor):
    ids = draft(firm, buyer)
    post_invoices(ids, acting=firm.acting)
    void_invoices(ids, on=MARCH, reason="odrzucona", acting=firm.acting)
    assert firm.balances() == {}
    assert firm.rows("SELECT sum(tax) FROM tax_taxregisterline") == [(D(0),)]
    doctor()


def test_a_replacement_takes_the_number_of_the_void_one(firm, buyer, doctor):
    first, second, third = *draft(firm, buyer), *draft(firm, buyer), *draft(firm, buyer)
    post_invoices([first], acting=firm.acting)
    with pytest.raises(Refused) as no:
        take_number(second, first, acting=firm.acting)
    assert [e.code for e in no.value.errors] == ["invoicing.not_void"]
    void_invoices([first], on=MARCH, reason="odrzucona", acting=firm.acting)
    take_number(second, first, acting=firm.acting)
    post_invoices([second, third], acting=firm.acting)
    found = firm.rows("SELECT document_id, text, take FROM numbering_number ORDER BY n, take")
    assert found == [(first, "FV/2026/00001", 0), (second, "FV/2026/00001", 1), (third, "FV/2026/00002", 0)]
    doctor()


def test_foreign_currency_has_two_rates(firm, buyer, doctor):
    firm.rows("INSERT INTO taxation_exchangerate (company_id, source, currency, day, rate, per, number) VALUES"
              " (current_setting('ogniwo.company')::int, 'NBP', 'EUR', '2026-02-27', 4.3215, 1, 'x') RETURNING id")
    ids = draft(firm, buyer, LineInput(description="Service", quantity=D(1), price=D("100.10"), tax_class="23"), currency="EUR")
    post_invoices(ids, acting=firm.acting)
    assert firm.balances()["221"] == D("-99.48")
    assert firm.rows("SELECT amount_doc, currency FROM ledger_openitem") == [(D("123.12"), "EUR")]
    doctor()


def test_received_invoice_is_booked_as_it_stands(firm, buyer, doctor):
    given = PurchaseInput(
        party=buyer, number="F 1/26", issued_on=MARCH, received_on=MARCH, payable_total=D("2051.00"), taxes={"23": D("383.51")},
        lines=(StatedLine("Usługa A", D(1), D("1000.00"), "23"), StatedLine("Usługa B", D(1), D("667.48"), "23")),
    )  # fmt: skip
    ids = receive_invoices([given], acting=firm.acting)
    post_invoices(ids, acting=firm.acting)
    found = firm.balances()
    assert (found["202"], found["222"], found["402"], found["763"]) == (D("-2051.00"), D("383.51"), D("1667.48"), D("0.01"))
    with pytest.raises(Refused) as no:
        receive_invoices([given], acting=firm.acting)
    assert [e.code for e in no.value.errors] == ["invoicing.received_already"]
    doctor()


def test_statements_do_not_grow_with_the_set(firm, buyer, doctor):
    def counted(n):
        ids = draft(firm, buyer, *[LineInput(description=f"U{k}", price=D(k + 1), tax_class="23") for k in range(5)], n=n)
        before = Counter.sent
        post_invoices(ids, acting=firm.acting)
        return Counter.sent - before

    counted(2)
    one, many = counted(1), counted(60)
    assert many - one <= 6, "only blocks of ids may add statements"
    doctor()
