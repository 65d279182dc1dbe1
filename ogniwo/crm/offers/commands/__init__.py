"""Everything that changes offers."""

from ogniwo.crm.offers.commands.answering import accept_offers, decline_offers
from ogniwo.crm.offers.commands.approving import approve_offers, offer_decided, refuse_offers, rework_offers
from ogniwo.crm.offers.commands.sending import send_offers
from ogniwo.crm.offers.commands.writing import change_offer, copy_offer, write_offer, write_offers

__all__ = [
    "accept_offers", "approve_offers", "change_offer", "copy_offer", "decline_offers", "offer_decided", "refuse_offers", "rework_offers", "send_offers", "write_offer", "write_offers",
]
