"""What is said of campaigns and leads when they are added."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.crm.marketing.rules.choices import Channel, Source


@dataclass(frozen=True, slots=True)
class CampaignCard:
    """A campaign: ``channel`` email, phone, fair, web, social, advert, partner or other; amounts in company currency."""

    name: str
    starts_on: date
    ends_on: date | None = None
    channel: Channel = Channel.OTHER
    planned_cost: Decimal = Decimal(0)
    target_leads: int | None = None
    target_revenue: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LeadCard:
    """Who a lead is: ``source`` web, phone, mail, fair, referral, search, list or other; with ``consent`` goes the text agreed to."""

    company: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    source: Source = Source.OTHER
    consent: bool = False
    consent_text: str = ""


@dataclass(frozen=True, slots=True)
class NewLead:
    """A lead to be. ``party``: who it is, where that is known already; ``owner``: the user who takes care of it."""

    company: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    source: Source = Source.OTHER
    need: str = ""
    campaign: UUID | None = None
    consent: bool = False
    consent_text: str = ""
    party: UUID | None = None
    owner: int | None = None

    @property
    def called(self) -> str:
        """What the lead is called: its company, else its person."""
        return self.company.strip() or self.name.strip()


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A row of an imported file; ``accept_duplicate``: somebody has looked, it is not the one we have."""

    company: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    source: Source = Source.LIST
    need: str = ""
    campaign: UUID | None = None
    consent: bool = False
    consent_text: str = ""
    accept_duplicate: bool = False
