"""Whether a lead is new; what is said of campaigns and leads."""

from ogniwo.crm.marketing.rules.choices import Channel, Source
from ogniwo.crm.marketing.rules.duplicates import Card, KnownCards, Suspect, stem_of
from ogniwo.crm.marketing.rules.inputs import CampaignCard, LeadCard, LeadRow, NewLead

__all__ = ["CampaignCard", "Card", "Channel", "KnownCards", "LeadCard", "LeadRow", "NewLead", "Source", "Suspect", "stem_of"]
