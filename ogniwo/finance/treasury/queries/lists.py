"""Lists of the treasury: bank accounts, statements with their lines, payments, runs of transfers."""

from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from ogniwo.finance.treasury.models import BankAccount, Payment, PaymentRun, RunLine, Statement, StatementLine
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.numbering.models import Number
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import FileLink, Suggestion

ROLES = ("accountant", "auditor")


def _number(of: str = "document_id") -> Any:
    return Coalesce(Subquery(Number.objects.filter(document_id=OuterRef(of)).values("text")[:1]), Value(""))


@query("treasury.bank_accounts", _("Bank accounts"), roles=ROLES)
def bank_accounts(*, acting: Acting) -> QuerySet[BankAccount]:
    """The company's bank accounts with their ledger accounts."""
    return BankAccount.objects.select_related("account").all()


@query("treasury.statements", _("Bank statements"), roles=ROLES)
def statements(*, acting: Acting) -> QuerySet[Statement]:
    """Statements; ``left`` counts lines still to reconcile or to post."""
    left = StatementLine.objects.filter(document=OuterRef("pk"), state__in=["open", "matched"]).order_by().values("document").annotate(n=Count("pk")).values("n")
    return Statement.objects.select_related("bank_account", "document").annotate(
        number=_number(), state=F("document__state"), version=F("document__version"), left=Coalesce(Subquery(left), Value(0)), movement=F("closing") - F("opening"),
    )  # fmt: skip


@query("treasury.statement_lines", _("Lines of a statement"), roles=ROLES)
def statement_lines(record_id: UUID, *, acting: Acting) -> QuerySet[StatementLine]:
    """Lines of a statement in the bank's order."""
    return StatementLine.objects.filter(document=record_id).order_by("pk")


@query("treasury.payments", _("Payments"), roles=(*ROLES, "seller", "buyer"))
def payments(*, acting: Acting) -> QuerySet[Payment]:
    """Posted payments; above zero came in."""
    return Payment.objects.select_related("bank_account", "party__party", "document").annotate(state=F("document__state"), number=F("document__title"))


@query("treasury.payment_runs", _("Payment runs"), roles=ROLES)
def payment_runs(*, acting: Acting) -> QuerySet[PaymentRun]:
    """Runs of transfers with their states."""
    live = RunLine.objects.filter(document=OuterRef("pk")).filter(Q(live=True) | Q(paid_on__isnull=False)).order_by().values("document").annotate(n=Count("pk")).values("n")
    return PaymentRun.objects.select_related("bank_account", "document").annotate(
        number=_number(), state=F("document__state"), version=F("document__version"), total=F("document__total"), currency=F("document__currency"),
        transfers=Coalesce(Subquery(live), Value(0)),
    )  # fmt: skip


@query("treasury.transfers", _("Transfers of a run"), roles=ROLES)
def transfers(record_id: UUID, *, acting: Acting) -> QuerySet[RunLine]:
    """Transfers of a run; one that is not live was let go or is paid."""
    return RunLine.objects.filter(document=record_id).select_related("item").order_by("pk")


@query("treasury.run_files", _("The bank's file"), roles=ROLES)
def run_files(record_id: UUID, *, acting: Acting) -> list[FileLink]:
    """The file made for the bank, once it was made."""
    run = PaymentRun.objects.filter(pk=record_id).select_related("file__content").first()
    return [FileLink(run.file.name, f"/file/{run.file_id}", run.file.content.size)] if run and run.file_id else []


@query("treasury.suggest_bank_accounts", _("Choose a bank account"), roles=("accountant",))
def suggest_bank_accounts(text: str, *, ids: list[int] | None = None, acting: Acting) -> list[Suggestion]:
    """Our bank accounts by number or name."""
    found = BankAccount.objects.filter(pk__in=ids) if ids else BankAccount.objects.filter(Q(number__icontains=text) | Q(name__icontains=text), active=True)
    return [Suggestion(a.pk, a.name, note=f"{a.number[-4:]} {a.currency}") for a in found.order_by("pk")[:12]]
