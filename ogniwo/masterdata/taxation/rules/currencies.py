"""A document's figures in another currency, adding up there as well."""

from decimal import Decimal
from fractions import Fraction

from ogniwo.kernel.money.rules import ONE, convert, rounded_to_sum, total
from ogniwo.masterdata.taxation.rules.arithmetic import Taxed, TaxedLine


def in_currency(document: Taxed, rate: Decimal, *, per: Decimal = ONE, places: int = 2) -> Taxed:
    """``document`` at ``rate`` units of the other currency for ``per`` of its own.

    Net and tax of each rate total are converted and rounded once; lines are dealt to them by largest
    remainder; gross is their sum. So what the register shows is the converted total, to the grosz.
    Source: Polish VAT act, art. 31a and art. 106e ust. 11.
    """
    exact_rate = Fraction(rate) / Fraction(per)
    lines: dict[int, TaxedLine] = {}
    for each in document.totals:
        members = [(index, line) for index, line in enumerate(document.lines) if line.rate == each.rate]
        net = convert(each.net, rate, per=per, places=places)
        tax = convert(each.tax, rate, per=per, places=places)
        nets = rounded_to_sum([Fraction(line.net) * exact_rate for _, line in members], net, places)
        taxes = rounded_to_sum([Fraction(line.tax) * exact_rate for _, line in members], tax, places)
        for (index, line), own_net, own_tax in zip(members, nets, taxes, strict=True):
            lines[index] = TaxedLine(line.key, line.rate, own_net, own_tax, total((own_net, own_tax)))
    return Taxed.of(lines[index] for index in range(len(document.lines)))
