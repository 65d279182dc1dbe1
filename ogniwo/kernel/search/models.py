"""Tables of the search door; read only through the function `search_find`."""

from django.db import models

from ogniwo.kernel.tenancy.models import CompanyRow, DirectoryRow


class Entry(CompanyRow):
    """Something of a company that can be found. ``text`` is folded and begins with a space, so that words have beginnings."""

    record = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    note = models.CharField(max_length=200, default="")
    text = models.TextField()
    owner_id = models.IntegerField(null=True)


class Shared(DirectoryRow):
    """Something of a directory (a party, a product) that can be found by its companies."""

    record = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    note = models.CharField(max_length=200, default="")
    text = models.TextField()
