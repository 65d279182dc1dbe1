"""Whether a lead is new, which campaign brought it, and what the campaign earned."""

from ogniwo.crm.pipeline.rules.attribution import Attribution, Touch, attributed
from ogniwo.crm.pipeline.rules.duplicates import Card, KnownCards, Suspect
from ogniwo.crm.pipeline.rules.margin import CampaignMargin, CampaignShare, campaign_margins

__all__ = [
    "Attribution", "CampaignMargin", "CampaignShare", "Card", "KnownCards", "Suspect", "Touch", "attributed", "campaign_margins",
]
