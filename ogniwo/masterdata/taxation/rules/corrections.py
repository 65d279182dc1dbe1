"""Corrections (korekty): what a document said, what it shall say, and the difference that is booked."""

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal

from ogniwo.kernel.money.rules import ZERO, total
from ogniwo.masterdata.taxation.rules.arithmetic import Rate, Taxed, TaxedLine


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line before and after; None where it was not there, or is no more."""

    key: Hashable
    before: TaxedLine | None
    after: TaxedLine | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction: its changed lines and the ``difference`` (after less before), which is what is booked.

    A line that moves to another rate stands twice in the difference: out of the old rate, into the new.
    """

    changes: tuple[LineChange, ...]
    difference: Taxed


def corrected(before: Taxed, after: Taxed) -> Correction:
    """The correction that turns ``before`` into ``after``; lines meet by key, unchanged ones are left out.

    ``before`` holds the figures as they were booked, with earlier corrections, never computed anew;
    so ``before`` and all its corrections sum to ``after`` exactly, by rate and in all.
    Raises ValueError where a key stands twice on one side. Source: Polish VAT act, art. 106j ust. 2.
    """
    old, new = _by_key(before), _by_key(after)
    keys = [line.key for line in before.lines] + [line.key for line in after.lines if line.key not in old]
    changes = tuple(LineChange(key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key))
    return Correction(changes, Taxed.of(line for change in changes for line in _differences(change)))


def voided(before: Taxed) -> Correction:
    """The correction to nothing: the whole document is taken back."""
    return corrected(before, Taxed((), ()))


def _by_key(document: Taxed) -> dict[Hashable, TaxedLine]:
    found = {line.key: line for line in document.lines}
    if len(found) != len(document.lines):
        raise ValueError("two lines have the same key")
    return found


def _differences(change: LineChange) -> list[TaxedLine]:
    rates: dict[Rate, list[Decimal]] = {}
    for line, sign in ((change.before, -1), (change.after, 1)):
        if line is not None:
            figures = rates.setdefault(line.rate, [ZERO, ZERO, ZERO])
            rates[line.rate] = [total((have, sign * more)) for have, more in zip(figures, (line.net, line.tax, line.gross), strict=True)]
    return [TaxedLine(change.key, rate, *figures) for rate, figures in rates.items() if any(figures) or len(rates) > 1]
