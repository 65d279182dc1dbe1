"""Everything that changes campaigns and leads."""

from ogniwo.crm.marketing.commands.campaigns import add_campaign, add_campaigns, change_campaign, finish_campaigns, start_campaigns
from ogniwo.crm.marketing.commands.leads import add_lead, add_leads, change_lead, drop_leads, import_leads
from ogniwo.crm.marketing.commands.qualifying import qualify_leads

__all__ = [
    "add_campaign", "add_campaigns", "add_lead", "add_leads", "change_campaign", "change_lead", "drop_leads", "finish_campaigns", "import_leads",
    "qualify_leads", "start_campaigns",
]
