"""Our bank accounts, statements with their lines, what the lines settle, payments, runs of transfers."""

from decimal import Decimal

from django.db import models

from ogniwo.finance.ledger.models import Account, OpenItem
from ogniwo.kernel.documents.models import Document, Line
from ogniwo.kernel.files.models import File
from ogniwo.kernel.tenancy.models import CompanyRow, ref, shares
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.fields import exact, money
from ogniwo.masterdata.parties.models import PartyTerms


class BankAccount(CompanyRow):
    """A bank account of the company; ``key`` is its number without the country's letters. Booked on ``account`` in ``journal``."""

    updatable = ("name", "bic", "active")
    id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=120)
    number = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    bic = models.CharField(max_length=11, default="")
    currency = models.CharField(max_length=3)
    account = ref(Account, index=False)
    journal = models.CharField(max_length=12, default="BANK")
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "key"], name="treasury_bankaccount_once")]


class Statement(CompanyRow):
    """A bank statement (wyciąg). ``problem`` says why it is held: code, line of the file, the words' values.

    ``key`` is what makes it itself whatever file it came in; empty for one that was discarded.
    """

    fixed_with_document = True
    document = shares(Document)
    bank_account = ref(BankAccount)
    reference = models.CharField(max_length=80)
    since = models.DateField()
    until = models.DateField()
    opening = money()
    closing = money()
    currency = models.CharField(max_length=3)
    problem = models.JSONField(null=True)
    key = models.CharField(max_length=64, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "bank_account", "key"], name="treasury_statement_once")]
        indexes = [models.Index(fields=["company_id", "-until", "-document"], name="treasury_statement_list")]


class LineState(models.TextChoices):
    HELD = "held", _("Held")
    OPEN = "open", _("To reconcile")
    MATCHED = "matched", _("Matched")
    POSTED = "posted", _("Posted")


class StatementLine(CompanyRow):
    """A movement of the account: ``amount`` above zero came in. ``file_line``: where the bank's file says it.

    ``key`` is unique in its account, so that one movement is booked once; held statements have none. What the bank says never changes; only
    ``state`` and ``payment`` do, as treasury_line_posted lets them, also of a posted statement whose payment is taken back.
    """

    updatable = ("state", "payment_id")
    line = shares(Line)
    document = ref(Document)
    bank_account = ref(BankAccount, index=False)
    amount = money()
    currency = models.CharField(max_length=3)
    booked_on = models.DateField()
    counterparty = models.CharField(max_length=200, default="")
    counterparty_account = models.CharField(max_length=40, default="")
    title = models.CharField(max_length=500, default="")
    references = models.JSONField(default=list)
    operation = models.CharField(max_length=60, default="")
    file_line = models.IntegerField(default=0)
    key = models.CharField(max_length=64, null=True)
    state = models.CharField(max_length=8, choices=LineState, default=LineState.OPEN.value)
    payment = ref(Document, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "bank_account", "key"], name="treasury_statementline_once")]
        indexes = [models.Index(fields=["company_id", "line"], condition=models.Q(state__in=["open", "matched"]), name="treasury_statementline_left")]


class Match(CompanyRow):
    """What a line is for: an open item, or an account, or a party's account (a prepayment). Proposed, then accepted.

    ``amount`` has the line's sign and currency; the accepted matches of a line sum to it. ``item_amount``: what is
    taken of the item, with its sign, in its own currency. ``score`` and ``reasons`` are kept with a proposal.
    """

    deletable = True
    updatable = ("accepted",)
    id = models.BigIntegerField(primary_key=True)
    line = ref(StatementLine)
    item = ref(OpenItem, null=True)
    account = ref(Account, null=True, index=False)
    role = models.CharField(max_length=40, default="")
    party = ref(PartyTerms, null=True, index=False)
    amount = money()
    item_amount = money(null=True)
    dimensions = models.JSONField(default=dict)
    text = models.CharField(max_length=300, default="")
    accepted = models.BooleanField(default=False)
    score = models.IntegerField(null=True)
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(item__isnull=False) | models.Q(account__isnull=False) | ~models.Q(role=""), name="treasury_match_something",
            ),
            models.CheckConstraint(condition=~models.Q(amount=Decimal(0)), name="treasury_match_amount"),
        ]  # fmt: skip


class Payment(CompanyRow):
    """A payment: one posted line of a statement. ``rate`` company units for ``rate_per`` of a foreign currency.

    ``nth``: how many payments of the line were taken back before it.
    """

    facts = True
    document = shares(Document)
    bank_account = ref(BankAccount)
    line = ref(StatementLine, index=False)
    party = ref(PartyTerms, null=True)
    amount = money()
    currency = models.CharField(max_length=3)
    booked_on = models.DateField()
    rate = exact(null=True)
    rate_per = models.IntegerField(default=1)
    title = models.CharField(max_length=500, default="")
    nth = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "line", "nth"], name="treasury_payment_once")]
        indexes = [models.Index(fields=["company_id", "-booked_on", "-document"], name="treasury_payment_list")]


class PaymentRun(CompanyRow):
    """A run of transfers (paczka przelewów) from one account on one day, approved by a second person."""

    updatable = ("file_id",)
    document = shares(Document)
    bank_account = ref(BankAccount)
    pay_on = models.DateField()
    until = models.DateField()
    file = ref(File, null=True, index=False)

    class Meta:
        indexes = [models.Index(fields=["company_id", "-pay_on", "-document"], name="treasury_paymentrun_list")]


class RunLine(CompanyRow):
    """A transfer that pays ``item``, of ``amount`` after credits (`RunCredit`); zero where they cover it. ``live`` until the bank's statement pays it or it is let go; one live transfer an item.

    ``reference`` comes back on the statement (end-to-end id).
    """

    updatable = ("live", "paid_on", "payee_account", "title", "amount")
    line = shares(Line)
    document = ref(Document)
    item = ref(OpenItem)
    party = ref(PartyTerms)
    payee = models.CharField(max_length=140)
    payee_account = models.CharField(max_length=40, default="")
    bic = models.CharField(max_length=11, default="")
    amount = money()
    title = models.CharField(max_length=140)
    local_instrument = models.CharField(max_length=35, default="")
    reference = models.CharField(max_length=35)
    live = models.BooleanField(default=True)
    paid_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company_id", "item"], condition=models.Q(live=True), name="treasury_runline_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="treasury_runline_amount"),
        ]


class RunCredit(CompanyRow):
    """An open credit of the supplier (a correction, an overpayment) that lowers a transfer by ``amount``; settled with it by the bank's line."""

    deletable = True
    updatable = ()
    id = models.BigIntegerField(primary_key=True)
    line = ref(RunLine)
    item = ref(OpenItem)
    amount = money()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company_id", "line", "item"], name="treasury_runcredit_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="treasury_runcredit_amount"),
        ]
