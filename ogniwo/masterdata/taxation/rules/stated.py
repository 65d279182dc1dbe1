"""A received document: what it states is booked as it stands; what doesn't add up is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ogniwo.kernel.money.rules import HUNDRED, rounded, total
from ogniwo.kernel.reasons import Reason
from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.taxation.rules.arithmetic import Rate


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """Net and tax of one rate as the issuer wrote them."""

    rate: Rate
    net: Decimal
    tax: Decimal


def doubts(
    totals: Sequence[StatedTotal], gross: Decimal, *, lines_net: Sequence[Decimal] = (), line_count: int = 1, tolerance: Decimal = Decimal(0)
) -> list[Reason]:
    """What a person should look at before booking a received document; empty when it adds up.

    A tax may be off by the rounding of its ``line_count`` lines (half a grosz each), as both ways of
    rounding are lawful. Other differences up to ``tolerance`` are passed over. Nothing is recomputed.
    """
    found = []
    stated = total(value for each in totals for value in (each.net, each.tax))
    if totals and abs(stated - gross) > tolerance:
        found.append(Reason(
            _("The sums by rate make {stated}, the document's total is {gross}: a difference of {difference}."),
            {"stated": stated, "gross": gross, "difference": gross - stated},
        ))
    lines = total(lines_net)
    net = total(each.net for each in totals)
    if lines_net and totals and abs(lines - net) > tolerance:
        found.append(Reason(
            _("The lines make {lines} net, the sums by rate {net}: a difference of {difference}."),
            {"lines": lines, "net": net, "difference": net - lines},
        ))
    for each in totals:
        exact = Fraction(each.net) * Fraction(each.rate.percent or 0) / 100
        allowed = Fraction(max(line_count, 1), 2) / Fraction(HUNDRED) + Fraction(tolerance)
        if abs(Fraction(each.tax) - exact) > allowed:
            found.append(Reason(
                _("At rate {rate}, {net} net gives {expected} of tax; the document says {tax}."),
                {"rate": each.rate.code, "net": each.net, "expected": rounded(exact), "tax": each.tax},
            ))
    return found
