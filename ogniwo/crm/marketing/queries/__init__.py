"""What others read of marketing."""

from ogniwo.crm.marketing.queries.campaigns import campaign_form, campaigns, campaigns_of, suggest_campaigns
from ogniwo.crm.marketing.queries.leads import lead_form, lead_items, leads, leads_of_campaign, leads_of_party
from ogniwo.crm.marketing.queries.likeness import known_cards

__all__ = [
    "campaign_form", "campaigns", "campaigns_of", "known_cards", "lead_form", "lead_items", "leads", "leads_of_campaign", "leads_of_party", "suggest_campaigns",
]
