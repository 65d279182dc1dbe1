"""Which campaign brought an amount, and what campaigns earned."""

from ogniwo.crm.pipeline.rules.attribution import Attribution, Touch, attributed
from ogniwo.crm.pipeline.rules.margin import CampaignMargin, CampaignShare, campaign_margins

__all__ = [
    "Attribution", "CampaignMargin", "CampaignShare", "Touch", "attributed", "campaign_margins",
]
