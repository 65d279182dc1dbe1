"""Which sum of the invoice belongs to which rate code: the one table of the reader, the checks and the composer.

Source: art. 106e ust. 1 pkt 13-14 uVAT; FA(3), fields P_13_* and P_14_*, codes of P_12.
"""

from dataclasses import dataclass
from decimal import Decimal

from ogniwo.poland.einvoice.content.invoice import Body


@dataclass(frozen=True, slots=True)
class RateSums:
    """The fields of one rate: its codes in lines, its net, its tax, its tax in zloty."""

    codes: tuple[str, ...]
    net: str
    tax: str | None = None
    tax_pln: str | None = None


TABLE: tuple[RateSums, ...] = (
    RateSums(("23", "22"), "net_standard", "tax_standard", "tax_standard_pln"),
    RateSums(("8", "7"), "net_reduced_1", "tax_reduced_1", "tax_reduced_1_pln"),
    RateSums(("5",), "net_reduced_2", "tax_reduced_2", "tax_reduced_2_pln"),
    RateSums(("4", "3"), "net_taxi", "tax_taxi", "tax_taxi_pln"),
    RateSums((), "net_oss", "tax_oss"),
    RateSums(("0 KR",), "net_zero"),
    RateSums(("0 WDT",), "net_zero_eu"),
    RateSums(("0 EX",), "net_zero_export"),
    RateSums(("zw",), "net_exempt"),
    RateSums(("np I",), "net_outside"),
    RateSums(("np II",), "net_art_100"),
    RateSums(("oo",), "net_reverse"),
    RateSums((), "net_margin"),
)
BY_CODE: dict[str, RateSums] = {code: sums for sums in TABLE for code in sums.codes}


def net_of(body: Body, sums: RateSums) -> Decimal | None:
    """The net sum of a rate, as the file says it."""
    value: Decimal | None = getattr(body, sums.net)
    return value


def tax_of(body: Body, sums: RateSums) -> Decimal | None:
    """The tax sum of a rate in the invoice's currency, as the file says it."""
    value: Decimal | None = getattr(body, sums.tax) if sums.tax else None
    return value


def all_sums(body: Body) -> Decimal | None:
    """Net and tax of all rates together; ``None`` when the file carries no sums (a simplified invoice)."""
    found = [value for sums in TABLE for value in (net_of(body, sums), tax_of(body, sums)) if value is not None]
    return sum(found, Decimal(0)) if found else None
