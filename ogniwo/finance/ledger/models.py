"""Accounts and their determination, entries with lines, kept balances, open items and settlements, drafts."""

from django.db import models

from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.documents.models import Line as DocumentLine
from ogniwo.kernel.tenancy.models import CompanyRow, ref, shares
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.fields import money, translated


class AccountKind(models.TextChoices):
    ASSET = "asset", _("Asset")
    LIABILITY = "liability", _("Liability")
    EQUITY = "equity", _("Equity")
    INCOME = "income", _("Income")
    EXPENSE = "expense", _("Expense")
    OFFBALANCE = "offbalance", _("Off balance sheet")


class Control(models.TextChoices):
    NONE = "none", _("No")
    RECEIVABLE = "receivable", _("Receivables")
    PAYABLE = "payable", _("Payables")


class Account(CompanyRow):
    """An account (konto). A ``control`` account (rozrachunkowe) is kept by party and its lines are open items."""

    updatable = ("name", "active")
    id = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=20)
    name = translated()
    kind = models.CharField(max_length=10, choices=AccountKind)
    control = models.CharField(max_length=10, choices=Control, default=Control.NONE)
    currency = models.CharField(max_length=3, null=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "code"], name="ledger_account_code")]


class AccountRule(CompanyRow):
    """Which account a role is booked on (dekretacja), from day to day; an empty class means any.

    ``valid_to`` a day before ``valid_from`` marks a rule replaced on the very day it began.
    """

    updatable = ("valid_to",)
    id = models.BigIntegerField(primary_key=True)
    role = models.CharField(max_length=40)
    product_class = models.CharField(max_length=40, default="")
    party_class = models.CharField(max_length=40, default="")
    tax_class = models.CharField(max_length=40, default="")
    place = models.CharField(max_length=40, default="")
    account = ref(Account)
    dimensions = models.JSONField(default=dict)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["company_id", "role"], name="ledger_accountrule_role")]


class DimensionSet(CompanyRow):
    """A set of dimensions (cost centre, project, order ...) said once; lines hold its id."""

    facts = True
    id = models.BigIntegerField(primary_key=True)
    hash = models.CharField(max_length=64)
    members = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "hash"], name="ledger_dimensionset_once")]


class Entry(CompanyRow):
    """A posted entry (zapis księgowy): written after its lines, in their transaction (column xid, see entry.sql)."""

    facts = True
    late = 50
    id = models.BigIntegerField(primary_key=True)
    seal = ref("books.Seal")
    journal = ref("books.Journal", index=False)
    day = models.DateField()
    document_day = models.DateField()
    operation_day = models.DateField()
    document = ref(Document)
    text = models.CharField(max_length=300, default="")
    currency = models.CharField(max_length=3)
    reverses = ref("self", null=True, index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company_id", "reverses"], condition=models.Q(reverses__isnull=False), name="ledger_entry_reversed_once")
        ]
        indexes = [models.Index(fields=["company_id", "-day", "-id"], name="ledger_entry_list")]


class Line(CompanyRow):
    """A line of an entry; ``amount_doc`` is signed, debit positive, in ``currency``. Its day and seal are its entry's.

    ``asked``: the role and classes its account was found for (`rules.asked`), so that the choice can be explained and tried
    again; empty where the account was chosen by hand or is that of the item settled.
    """

    facts = True
    id = models.BigIntegerField(primary_key=True)
    entry = ref(Entry, index=False)
    seal_id = models.BigIntegerField()
    day = models.DateField()
    account = ref(Account, index=False)
    party = ref("parties.PartyTerms", null=True, index=False)
    document_line = ref(DocumentLine, null=True, index=False)
    debit = money()
    credit = money()
    amount_doc = money()
    currency = models.CharField(max_length=3)
    dimension_set = ref(DimensionSet, null=True, index=False)
    tax_line_id = models.BigIntegerField(null=True)
    due = models.DateField(null=True)
    text = models.CharField(max_length=300, default="")
    asked = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["company_id", "entry"], name="ledger_line_entry"),
            models.Index(fields=["company_id", "account", "day", "id"], name="ledger_line_account"),
            models.Index(fields=["company_id", "party", "day"], condition=models.Q(party__isnull=False), name="ledger_line_party"),
            models.Index(fields=["company_id", "document_line"], condition=models.Q(document_line__isnull=False), name="ledger_line_cause"),
            models.Index(fields=["company_id", "tax_line_id"], condition=models.Q(tax_line_id__isnull=False), name="ledger_line_tax"),
        ]


class Share(CompanyRow):
    """How much of a line comes from a document line; the shares of a line sum to its debit less its credit."""

    facts = True
    line = ref(Line)
    document_line = ref(DocumentLine)
    amount = money()


class Balance(CompanyRow):
    """Kept turnovers of an account in a month, by party on control accounts; only the trigger on entries writes it."""

    written_by_trigger = True
    account = ref(Account, index=False)
    month = models.DateField()
    party_id = models.UUIDField(null=True)
    debit = money()
    credit = money()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "account", "month", "party_id"], name="ledger_balance_once", nulls_distinct=False)]


class OpenItem(CompanyRow):
    """An open item (rozrachunek): positive is owed to us. Every line on a control account is one."""

    facts = True
    id = models.BigIntegerField(primary_key=True)
    seal = ref("books.Seal", index=False)
    line = ref(Line, index=False)
    document = ref(Document)
    account = ref(Account, index=False)
    party = ref("parties.PartyTerms", null=True)
    day = models.DateField()
    due = models.DateField()
    amount = money()
    amount_doc = money()
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "line"], name="ledger_openitem_once")]
        indexes = [models.Index(fields=["company_id", "account", "day"], name="ledger_openitem_account")]


class OpenItemBalance(CompanyRow):
    """What is open of an item in both currencies; only the trigger on settlements writes it. Never crosses zero."""

    written_by_trigger = True
    item = shares(OpenItem, related_name="balance")
    amount = money()
    amount_doc = money()
    open = money()
    open_doc = money()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gte=0, open__gte=0, open__lte=models.F("amount")) | models.Q(amount__lte=0, open__lte=0, open__gte=models.F("amount")),
                name="ledger_openitembalance_within",
            ),
            models.CheckConstraint(
                condition=models.Q(amount_doc__gte=0, open_doc__gte=0, open_doc__lte=models.F("amount_doc"))
                | models.Q(amount_doc__lte=0, open_doc__lte=0, open_doc__gte=models.F("amount_doc")),
                name="ledger_openitembalance_within_doc",
            ),
        ]
        indexes = [models.Index(fields=["company_id", "item"], condition=~models.Q(open=0), name="ledger_openitembalance_open")]


class Settlement(CompanyRow):
    """A settlement (rozliczenie): ``amount`` of ``item`` against its ``counter``, with the item's sign; the opposite sign undoes one."""

    facts = True
    id = models.BigIntegerField(primary_key=True)
    seal = ref("books.Seal", index=False)
    item = ref(OpenItem)
    counter = ref(OpenItem)
    amount = money()
    amount_doc = money()
    day = models.DateField()
    document = ref(Document)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(item=models.F("counter")), name="ledger_settlement_two")]


class DraftEntry(CompanyRow):
    """A draft entry (w buforze): its document's own part. ``reference``: the number of the paper it books."""

    fixed_with_document = True
    document = shares(Document)
    journal = ref("books.Journal", index=False)
    document_day = models.DateField()
    operation_day = models.DateField()
    reference = models.CharField(max_length=60, default="")
    text = models.CharField(max_length=300, default="")


class DraftLine(CompanyRow):
    """A line of a draft entry; one side, and what it will say when posted."""

    fixed_with_document = True
    deletable = True
    line = shares(DocumentLine)
    account = ref(Account, index=False)
    party = ref("parties.PartyTerms", null=True, index=False)
    debit = money()
    credit = money()
    amount_doc = money(null=True)
    dimensions = models.JSONField(default=dict)
    due = models.DateField(null=True)
    settles = ref(OpenItem, null=True, index=False)


class SavedReport(CompanyRow):
    """A report kept with the positions its journals had: asked again with them it is the same to the byte."""

    facts = True
    id = models.UUIDField(primary_key=True)
    query = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    positions = models.JSONField()
    digest = models.CharField(max_length=64, default="")
    at = models.DateTimeField()
    user_id = models.IntegerField()
