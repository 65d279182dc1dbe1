"""Pure rules of invoices: which day and period they are booked in, and their sides."""

from ogniwo.finance.invoicing.rules.days import booking_day
from ogniwo.finance.invoicing.rules.periods import Declared, Months, deductible, purchase_period, sale_period
from ogniwo.finance.invoicing.rules.sides import Side, sided

__all__ = ["Declared", "Months", "Side", "booking_day", "deductible", "purchase_period", "sale_period", "sided"]
