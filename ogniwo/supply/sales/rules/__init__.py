"""Whether a customer may buy on credit."""

from ogniwo.supply.sales.rules.credit import Credit, credit_reasons

__all__ = ["Credit", "credit_reasons"]
