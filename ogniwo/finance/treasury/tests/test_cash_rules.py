"""Cash of the lines, and differences that rates make."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogniwo.finance.treasury.rules import OpenSide, allocate_cash, settled
from ogniwo.kernel.money.rules import convert, total

D = Decimal
gross = st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=8)


@given(gross, st.lists(st.decimals(0, 1, places=3), max_size=5))
def test_a_settled_invoice_gives_each_line_its_gross(lines, steps):
    open_gross = list(lines)
    for step in [*steps, D(1)]:
        amount = (total(open_gross) * step).quantize(D("0.01"))
        cash = allocate_cash(open_gross, amount)
        assert total(cash) == amount
        assert all(0 <= part <= own for part, own in zip(cash, open_gross, strict=True))
        open_gross = [own - part for own, part in zip(open_gross, cash, strict=True)]
    assert not any(open_gross)


def test_cash_of_a_correction_and_of_a_discount_line():
    assert allocate_cash([D("-10.00"), D("-20.00")], D("-10.00")) == [D("-3.33"), D("-6.67")]
    assert allocate_cash([D("110.00"), D("-10.00")], D("50.00")) == [D("55.00"), D("-5.00")]
    for wrong in ("100.01", "-1.00"):
        with pytest.raises(ValueError, match="is open"):
            allocate_cash([D("110.00"), D("-10.00")], D(wrong))


def test_gain_on_a_receivable_paid_at_another_rate():
    invoice = OpenSide(D(400), convert(D(400), D(1), per=D("1.20")))
    receipt = OpenSide(D(-400), -convert(D(400), D(1), per=D("1.10")))
    assert settled(invoice, receipt, D(400)).gain == D("30.31")


def test_gain_on_a_payable_cleared():
    assert settled(OpenSide(D(90), D("45.00")), OpenSide(D(-90), D("-50.00")), D(90)).gain == D("5.00")


def test_two_currencies_meet_in_the_company_s():
    found = settled(OpenSide(D(100), D("430.00")), OpenSide(D(-110), D("-425.50")), D(100), credit_amount=D(110))
    assert found.gain == D("-4.50")


@given(st.decimals("0.01", 1000, places=2), st.decimals("0.01", 5000, places=2), st.decimals("0.01", 5000, places=2), st.lists(st.decimals("0.01", 400, places=2), max_size=5))
def test_parts_of_a_settlement_leave_nothing_behind(document, debit_base, credit_base, steps):
    debit, credit, gains = OpenSide(document, debit_base), OpenSide(-document, -credit_base), []
    for step in [*steps, None]:
        amount = debit.document if step is None else step
        if amount > debit.document or (step is None and not amount):
            if step is not None:
                with pytest.raises(ValueError, match="is open"):
                    settled(debit, credit, amount)
            continue
        found = settled(debit, credit, amount)
        assert total((found.debit, found.credit, found.gain)) == 0
        debit = OpenSide(debit.document - amount, debit.company - found.debit)
        credit = OpenSide(credit.document + amount, credit.company - found.credit)
        gains.append(found.gain)
        if not debit.document:
            break
    assert (debit.company, credit.company) == (0, 0)
    assert total(gains) == credit_base - debit_base
