"""The tax classes of the law, as plain values."""

from datetime import date

from ogniwo.poland.law import Fact, facts


def tax_classes(on: date) -> tuple[Fact, ...]:
    """Tax classes that hold on the day, in the order people read them."""
    return tuple(sorted(facts("tax_classes", on=on), key=lambda row: row["position"]))
