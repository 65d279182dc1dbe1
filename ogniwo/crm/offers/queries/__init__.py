"""What others read of offers."""

from ogniwo.crm.offers.queries.form import calc, offer_form, offer_start
from ogniwo.crm.offers.queries.lines import OfferLine, offer_lines
from ogniwo.crm.offers.queries.listing import approvals_of, next_step, offer_items, offers, offers_of_opportunity, offers_of_party, suggest_offers

__all__ = [
    "OfferLine", "approvals_of", "calc", "next_step", "offer_form", "offer_items", "offer_lines", "offer_start", "offers", "offers_of_opportunity", "offers_of_party", "suggest_offers",
]
