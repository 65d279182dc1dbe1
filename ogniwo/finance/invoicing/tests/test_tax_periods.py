"""In which month the tax of an invoice is declared, and what becomes of a month that was declared already."""

from datetime import date

import pytest

from ogniwo.finance.invoicing.commands import PurchaseInput, StatedLine, post_invoices, receive_invoices, void_invoices
from ogniwo.finance.invoicing.commands.tax_periods import choose_tax_period
from ogniwo.finance.invoicing.tests.test_invoices import DECEMBER, JANUARY, D, buyer, draft  # noqa: F401 - a fixture
from ogniwo.finance.ledger.queries.reading import positions
from ogniwo.finance.tax.queries import corrected_months, register
from ogniwo.kernel.books.commands import lock_month, unlock_month
from ogniwo.kernel.books.models import Area
from ogniwo.kernel.commands import run
from ogniwo.kernel.errors import Refused


def codes(refused):
    return [(e.code, e.record) for e in refused.value.errors]


def lines(firm, side="sale", period=DECEMBER, **more):
    return [(r.tax, r.tax_period, r.corrected_on) for r in register(register=side, period=period, acting=firm.acting, **more)]


def test_a_december_delivery_invoiced_after_december_was_declared_corrects_it(firm, buyer, doctor):  # noqa: F811
    early, late = draft(firm, buyer, on=DECEMBER, supplied=DECEMBER)[0], draft(firm, buyer, on=JANUARY, supplied=DECEMBER)[0]
    post_invoices([early], acting=firm.acting)
    known = positions(acting=firm.acting)
    lock_month(DECEMBER, area=Area.VAT, acting=firm.acting)
    seller = firm.acting_as("seller", on=JANUARY)
    with pytest.raises(Refused) as no:
        post_invoices([late], acting=seller)
    assert codes(no) == [("invoicing.tax_period_locked", late)]
    shown = run("invoicing.post_invoices", firm.on(JANUARY), {"invoices": [late]}, preview=True).effects["tax_taxregisterline"]
    assert [(line.tax_period, line.corrected_on) for line in shown] == [(date(2025, 12, 1), JANUARY)]
    post_invoices([late], acting=firm.on(JANUARY))
    assert lines(firm) == [(D("23.00"), date(2025, 12, 1), None), (D("23.00"), date(2025, 12, 1), JANUARY)]
    assert lines(firm, known=known) == [(D("23.00"), date(2025, 12, 1), None)]
    assert lines(firm, period=JANUARY) == []
    (month,) = corrected_months(since=JANUARY, until=JANUARY, acting=firm.acting)
    assert (month.declared_tax, month.added_tax, month.tax) == (D("23.00"), D("23.00"), D("46.00"))
    assert corrected_months(since=date(2026, 2, 1), until=date(2026, 2, 28), acting=firm.acting) == []
    assert firm.rows("SELECT DISTINCT day FROM ledger_line") == [(DECEMBER,)]
    doctor()


def test_a_void_invoice_of_a_declared_month_corrects_it_too(firm, buyer, doctor):  # noqa: F811
    (invoice,) = draft(firm, buyer, on=DECEMBER, supplied=DECEMBER)
    post_invoices([invoice], acting=firm.acting)
    lock_month(DECEMBER, area=Area.VAT, acting=firm.acting)
    void_invoices([invoice], on=JANUARY, reason="odrzucona", acting=firm.on(JANUARY))
    assert lines(firm) == [(D("23.00"), date(2025, 12, 1), None), (D("-23.00"), date(2025, 12, 1), JANUARY)]
    doctor()


def test_a_month_opened_again_takes_lines_of_its_own(firm, buyer):  # noqa: F811
    (invoice,) = draft(firm, buyer, on=JANUARY, supplied=DECEMBER)
    lock_month(DECEMBER, area=Area.VAT, acting=firm.acting)
    unlock_month(DECEMBER, area=Area.VAT, reason="nie wysłano", acting=firm.acting)
    post_invoices([invoice], acting=firm.on(JANUARY))
    assert lines(firm) == [(D("23.00"), date(2025, 12, 1), None)]


def test_no_open_month_to_correct_in_is_refused(firm, buyer):  # noqa: F811
    (invoice,) = draft(firm, buyer, on=JANUARY, supplied=DECEMBER)
    lock_month(JANUARY, area=Area.VAT, acting=firm.acting)
    with pytest.raises(Refused) as no:
        post_invoices([invoice], acting=firm.on(JANUARY))
    assert codes(no) == [("invoicing.tax_period_locked", invoice)]


def received(firm, buyer, number="F/1", on=DECEMBER):  # noqa: F811
    line = StatedLine("Usługa", D(1), D("100.00"), "23")
    return receive_invoices([PurchaseInput(buyer, number, on, (line,), payable_total=D("123.00"), received_on=on, taxes={"23": D("23.00")})], acting=firm.acting)[0]


def test_input_tax_goes_to_the_first_open_of_four_months_then_corrects_its_own(firm, buyer, doctor):  # noqa: F811
    lock_month(DECEMBER, area=Area.VAT, acting=firm.acting)
    post_invoices([received(firm, buyer)], acting=firm.on(JANUARY))
    assert lines(firm, "purchase", JANUARY) == [(D("23.00"), date(2026, 1, 1), None)]
    lock_month(date(2026, 3, 1), area=Area.VAT, acting=firm.acting)
    post_invoices([received(firm, buyer, "F/2")], acting=firm.on(date(2026, 4, 8)))
    assert lines(firm, "purchase") == [(D("23.00"), date(2025, 12, 1), date(2026, 4, 8))]
    doctor()


def test_the_month_of_deduction_is_chosen_within_the_law(firm, buyer):  # noqa: F811
    invoice = received(firm, buyer)
    accountant = firm.acting_as("accountant")
    choose_tax_period([invoice], month=date(2026, 2, 10), acting=accountant)
    for month in (date(2025, 11, 1), date(2026, 4, 1)):
        with pytest.raises(Refused) as no:
            choose_tax_period([invoice], month=month, acting=accountant)
        assert codes(no) == [("invoicing.not_deductible", invoice)]
    post_invoices([invoice], acting=accountant)
    assert lines(firm, "purchase", date(2026, 2, 1)) == [(D("23.00"), date(2026, 2, 1), None)]
    other = received(firm, buyer, "F/2")
    lock_month(DECEMBER, area=Area.VAT, acting=firm.acting)
    with pytest.raises(Refused) as no:
        choose_tax_period([other], month=DECEMBER, acting=accountant)
    assert codes(no) == [("invoicing.tax_period_locked", other)]
