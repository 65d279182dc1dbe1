"""Whether a lead is new; what is said of campaigns and leads."""

from ogniwo.crm.marketing.rules.duplicates import Card, KnownCards, Suspect, stem_of
from ogniwo.crm.marketing.rules.inputs import CampaignCard, LeadCard, LeadRow, NewLead

__all__ = ["CampaignCard", "Card", "KnownCards", "LeadCard", "LeadRow", "NewLead", "Suspect", "stem_of"]
