"""Tiers for columns."""

from collections.abc import Collection
from uuid import UUID

from loyalty.models import Tier
from ogniwo.kernel.access.acting import Acting


def tiers(parties: Collection[UUID], *, acting: Acting) -> dict[UUID, str]:
    """The tier of each customer that has one; one statement a page."""
    return dict(Tier.objects.filter(party_id__in=parties).values_list("party_id", "name"))
