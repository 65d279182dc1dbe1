"""Channels of campaigns, and where leads come from."""

from enum import StrEnum

from ogniwo.kernel.text import N_ as _


class Channel(StrEnum):
    """How a campaign reaches people."""

    EMAIL = "email"
    PHONE = "phone"
    FAIR = "fair"
    WEB = "web"
    SOCIAL = "social"
    ADVERT = "advert"
    PARTNER = "partner"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Its words, in English."""
        return CHANNELS[self.value]


class Source(StrEnum):
    """Where a lead came from."""

    WEB = "web"
    PHONE = "phone"
    MAIL = "mail"
    FAIR = "fair"
    REFERRAL = "referral"
    SEARCH = "search"
    LIST = "list"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Its words, in English."""
        return SOURCES[self.value]


CHANNELS = {
    "email": _("E-mail"), "phone": _("Phone"), "fair": _("Trade fair"), "web": _("Web page"), "social": _("Social media"), "advert": _("Advertisement"),
    "partner": _("Partner"), "other": _("Other"),
}  # fmt: skip
SOURCES = {
    "web": _("Web form"), "phone": _("They called"), "mail": _("They wrote"), "fair": _("Trade fair"), "referral": _("Recommended"), "search": _("Found by us"),
    "list": _("Imported list"), "other": _("Other"),
}  # fmt: skip
