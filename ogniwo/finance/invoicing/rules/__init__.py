"""Pure rules of invoices: which day and period they are booked in, and their sides."""

from ogniwo.finance.invoicing.rules.days import booking_day
from ogniwo.finance.invoicing.rules.exchange import RateDays, purchase_rate_days, sale_rate_days
from ogniwo.finance.invoicing.rules.periods import Declared, Months, deductible, purchase_period, sale_period
from ogniwo.finance.invoicing.rules.sides import Side, sided

__all__ = [
    "Declared", "Months", "RateDays", "Side", "booking_day", "deductible", "purchase_period", "purchase_rate_days", "sale_period", "sale_rate_days", "sided",
]  # fmt: skip
