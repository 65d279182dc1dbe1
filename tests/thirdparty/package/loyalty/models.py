"""What loyalty keeps of a customer."""

from django.db import models

from ogniwo.kernel.tenancy.models import CompanyRow, shares
from ogniwo.masterdata.parties.models import PartyTerms


class Tier(CompanyRow):
    """A customer's tier in this company."""

    party = shares(PartyTerms)
    name = models.CharField(max_length=20)
    suspended = models.BooleanField(default=False)
