"""Three rates on one foreign invoice: the books', the tax act's and income tax's, found or by hand, each with its table and day."""

from datetime import date

import pytest

from ogniwo.finance.invoicing.commands import CorrectionInput, LineAfter, PurchaseInput, StatedLine, correct_invoices, post_invoices, receive_invoices
from ogniwo.finance.invoicing.commands.rates import RateInput, set_rates
from ogniwo.finance.invoicing.exchange import income_rates, rates, rates_form
from ogniwo.finance.invoicing.tests.test_invoices import MARCH, D, buyer, draft  # noqa: F401 - a fixture
from ogniwo.kernel.errors import Refused
from ogniwo.masterdata.taxation.commands import NewExchangeRate, set_exchange_rates
from ogniwo.masterdata.trade.rules import LineInput

FEBRUARY = date(2026, 2, 26)


@pytest.fixture
def tables(firm):
    """Two tables: of the 25th and of the 27th of February."""
    set_exchange_rates([
        NewExchangeRate("EUR", date(2026, 2, 25), D("4.20"), source="NBP-A", number="038/A/NBP/2026"),
        NewExchangeRate("EUR", date(2026, 2, 27), D("4.30"), source="NBP-A", number="040/A/NBP/2026"),
    ], acting=firm.acting)  # fmt: skip


def stood(firm, invoice):
    return [(r.rate, r.table, r.day) for r in rates(invoice, acting=firm.acting_as("accountant"))]


def euros(firm, buyer, **more):  # noqa: F811
    return draft(firm, buyer, LineInput(description="Service", quantity=D(1), price=D("1000.00"), tax_class="23"), currency="EUR", **more)[0]


A25, A27 = (D("4.20"), "NBP-A 038/A/NBP/2026", date(2026, 2, 25)), (D("4.30"), "NBP-A 040/A/NBP/2026", date(2026, 2, 27))


def test_rates_are_found_each_before_its_own_day(firm, buyer, tables):  # noqa: F811
    invoice = euros(firm, buyer, supplied=FEBRUARY)
    assert stood(firm, invoice) == [A27, A25, A25]
    assert stood(firm, euros(firm, buyer)) == [A27, A27, A27]
    assert stood(firm, draft(firm, buyer)[0]) == []


def test_three_rates_by_hand_stand_on_one_invoice_and_book_apart(firm, buyer, tables, doctor):  # noqa: F811
    accountant = firm.acting_as("accountant")
    invoice = euros(firm, buyer, supplied=FEBRUARY)
    income = RateInput(D("425.00"), date(2026, 2, 20), per=100, source="NBP-C", number="35/C")
    set_rates(invoice, books=RateInput(D("4.40"), MARCH), income=income, acting=accountant)
    assert stood(firm, invoice) == [(D("4.40"), "manual", MARCH), A25, (D("425.00"), "NBP-C 35/C / 100", date(2026, 2, 20))]
    assert rates_form(invoice, acting=accountant)["income"]["number"] == "35/C"
    post_invoices([invoice], acting=firm.acting)
    found = firm.balances()
    assert (found["700"], found["221"], found["201"]) == (D("-4400.00"), D("-966.00"), D("5412.00"))
    (row,) = income_rates(as_of=MARCH, acting=accountant)
    assert (row.books, row.income, row.difference, row.table) == (D("4400.00"), D("4250.00"), D("-150.00"), "35/C")
    with pytest.raises(Refused) as no:
        set_rates(invoice, income=income, acting=accountant)
    assert [e.code for e in no.value.errors] == ["documents.wrong_state"]
    doctor()


def test_a_correction_keeps_the_rates_of_what_it_corrects(firm, buyer, tables):  # noqa: F811
    invoice = euros(firm, buyer, supplied=FEBRUARY)
    set_rates(invoice, income=RateInput(D("4.25"), date(2026, 2, 20)), acting=firm.acting)
    post_invoices([invoice], acting=firm.acting)
    ((line,),) = firm.rows("SELECT line_id FROM trade_tradeline WHERE document_id = %s", [invoice])
    (correction,) = correct_invoices([CorrectionInput(invoice, (LineAfter(line, price=D("900.00")),), "rabat", date(2026, 3, 20))], acting=firm.on(date(2026, 3, 20)))
    assert stood(firm, correction) == [A27, A25, (D("4.25"), "manual", date(2026, 2, 20))]


def received(firm, buyer, number, **more):  # noqa: F811
    line = StatedLine("Usługa", D(1), D("100.00"), "23")
    return receive_invoices([PurchaseInput(buyer, number, MARCH, (line,), payable_total=D("123.00"), received_on=MARCH, taxes={"23": D("23.00")}, currency="EUR", **more)],
                            acting=firm.acting)[0]  # fmt: skip


def test_a_purchase_has_three_rates_too(firm, buyer, tables, doctor):  # noqa: F811
    found, by_hand = received(firm, buyer, "F/1", supplied_on=FEBRUARY), received(firm, buyer, "F/2", rate=D("4.50"), rate_day=MARCH)
    assert stood(firm, found) == [A25, A25, A27]
    assert stood(firm, by_hand) == [(D("4.50"), "stated", MARCH), (D("4.50"), "stated", MARCH), A27]
    post_invoices([found, by_hand], acting=firm.acting)
    assert [(r.books, r.income, r.difference) for r in income_rates(as_of=MARCH, register="purchase", acting=firm.acting)] == [
        (D("420.00"), D("430.00"), D("10.00")), (D("450.00"), D("430.00"), D("-20.00"))]  # fmt: skip
    doctor()


def test_without_a_rate_nothing_is_booked_and_home_currency_has_none(firm, buyer):  # noqa: F811
    invoice = received(firm, buyer, "F/3")
    with pytest.raises(Refused) as no:
        post_invoices([invoice], acting=firm.acting)
    assert [e.code for e in no.value.errors] == ["taxation.no_exchange_rate"]
    for rate in (D(0), D(-4), D("NaN")):
        with pytest.raises(Refused) as no:
            set_rates(invoice, books=RateInput(rate, MARCH), acting=firm.acting)
        assert [(e.code, e.field) for e in no.value.errors] == [("taxation.not_a_rate", "books.rate")]
    set_rates(invoice, books=RateInput(D("4.40"), MARCH), acting=firm.acting)
    post_invoices([invoice], acting=firm.acting)
    with pytest.raises(Refused) as no:
        set_rates(draft(firm, buyer)[0], tax=RateInput(D("4.40"), MARCH), acting=firm.acting)
    assert [e.code for e in no.value.errors] == ["invoicing.home_currency"]
