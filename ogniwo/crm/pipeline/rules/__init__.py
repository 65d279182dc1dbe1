"""Which campaign brought an amount, and what campaigns earned."""

from ogniwo.crm.pipeline.rules.attribution import Attribution, Touch, attributed
from ogniwo.crm.pipeline.rules.margin import CampaignMargin, CampaignShare, campaign_margins
from ogniwo.crm.pipeline.rules.stages import DEFAULT_STAGES, NewOpportunity, OpportunityCard, StageRow

__all__ = [
    "DEFAULT_STAGES", "Attribution", "CampaignMargin", "CampaignShare", "NewOpportunity", "OpportunityCard", "StageRow", "Touch", "attributed", "campaign_margins",
]
