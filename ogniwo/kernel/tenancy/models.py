"""Owners of rows, and the bases of every table."""

from typing import Any, ClassVar

from django.db import models


class CompanyRow(models.Model):
    """A business row: seen and written only in the context of its company."""

    facts: ClassVar[bool] = False
    updatable: ClassVar[tuple[str, ...] | None] = None
    deletable: ClassVar[bool] = False
    written_by_trigger: ClassVar[bool] = False
    fixed_with_document: ClassVar[bool] = False
    late: ClassVar[int] = 0

    company_id = models.IntegerField()

    class Meta:
        abstract = True


class DirectoryRow(models.Model):
    """An identity row, shared by the companies of a directory."""

    facts: ClassVar[bool] = False
    updatable: ClassVar[tuple[str, ...] | None] = None
    deletable: ClassVar[bool] = False
    written_by_trigger: ClassVar[bool] = False
    fixed_with_document: ClassVar[bool] = False
    late: ClassVar[int] = 0

    directory_id = models.IntegerField()

    class Meta:
        abstract = True


class TermsRow(CompanyRow):
    """A company's own row about something of its directory: carries both owners, tied to each other."""

    directory_id = models.IntegerField()

    class Meta:
        abstract = True


def ref(to: Any, *, null: bool = False, index: bool = True, **more: Any) -> "models.ForeignKey[Any, Any]":
    """A key to another row. The database's key is composite with the owner's column and is made by Guards."""
    more.setdefault("related_name", "+")
    return models.ForeignKey(to, models.PROTECT, null=null, db_constraint=False, db_index=index, **more)


def shares(to: Any, **more: Any) -> "models.OneToOneField[Any, Any]":
    """The same key as a row of ``to``: a document's own table, a line's own table."""
    more.setdefault("related_name", "+")
    return models.OneToOneField(to, models.PROTECT, primary_key=True, db_constraint=False, **more)


class Directory(models.Model):
    """A directory (kartoteka): the parties and products a group of companies shares."""

    id = models.IntegerField(primary_key=True)
    name = models.CharField(max_length=120)


class Company(models.Model):
    """A company (firma): one legal entity with its books. ``business_date`` pins the day of a demo company."""

    id = models.IntegerField(primary_key=True)
    directory = models.ForeignKey(Directory, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, default="PL")
    currency = models.CharField(max_length=3, default="PLN")
    time_zone = models.CharField(max_length=40, default="Europe/Warsaw")
    language = models.CharField(max_length=5, default="pl")
    identifiers = models.JSONField(default=dict)
    address = models.JSONField(default=dict)
    bank_accounts = models.JSONField(default=list)
    policies = models.JSONField(default=dict)
    business_date = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["id", "directory"], name="tenancy_company_own")]


class Branch(CompanyRow):
    """A branch (oddział) of a company: its own series, warehouses and cash desks."""

    id = models.IntegerField(primary_key=True)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    address = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "code"], name="tenancy_branch_code")]
