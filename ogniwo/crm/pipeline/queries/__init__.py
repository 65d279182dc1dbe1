"""What others read of the pipeline."""

from ogniwo.crm.pipeline.queries.attribution import CampaignResult, by_campaign
from ogniwo.crm.pipeline.queries.opportunities import (
    board,
    board_stages,
    opportunities,
    opportunities_of_campaign,
    opportunities_of_party,
    opportunity_form,
    opportunity_items,
    stages,
    suggest_opportunities,
)

__all__ = [
    "CampaignResult", "board", "board_stages", "by_campaign", "opportunities", "opportunities_of_campaign", "opportunities_of_party", "opportunity_form",
    "opportunity_items", "stages", "suggest_opportunities",
]
