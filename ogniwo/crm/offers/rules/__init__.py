"""What is said of an offer, and its margin."""

from ogniwo.crm.offers.rules.inputs import OfferInput
from ogniwo.crm.offers.rules.margin import Margin, below_floor, in_company_currency, margin_of

__all__ = ["Margin", "OfferInput", "below_floor", "in_company_currency", "margin_of"]
