"""Lists of the treasury: bank accounts, statements with their lines, payments, runs of transfers."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from ogniwo.finance.treasury.models import BankAccount, Payment, PaymentRun, RunCredit, RunLine, Statement, StatementLine
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.queries import readable, within
from ogniwo.kernel.numbering.models import Number
from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.trade.models import TradeDocument
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
    return within(Statement.objects, acting, "treasury.statement").select_related("bank_account", "document").annotate(
        number=_number(), state=F("document__state"), version=F("document__version"), left=Coalesce(Subquery(left), Value(0)), movement=F("closing") - F("opening"),
    )  # fmt: skip


@query("treasury.statement_lines", _("Lines of a statement"), roles=ROLES)
def statement_lines(record_id: UUID, *, acting: Acting) -> QuerySet[StatementLine]:
    """Lines of a statement in the bank's order; none of one the person may not see."""
    lines = StatementLine.objects.filter(document=record_id) if readable(record_id, acting=acting) else StatementLine.objects.none()
    return lines.order_by("pk")


@query("treasury.payments", _("Payments"), roles=(*ROLES, "seller", "buyer"))
def payments(*, acting: Acting) -> QuerySet[Payment]:
    """Posted payments; above zero came in."""
    return within(Payment.objects, acting, "treasury.payment").select_related("bank_account", "party__party", "document").annotate(state=F("document__state"), number=F("document__title"))


@query("treasury.payment_runs", _("Payment runs"), roles=ROLES)
def payment_runs(*, acting: Acting) -> QuerySet[PaymentRun]:
    """Runs of transfers with their states."""
    live = RunLine.objects.filter(document=OuterRef("pk")).filter(Q(live=True) | Q(paid_on__isnull=False)).order_by().values("document").annotate(n=Count("pk")).values("n")
    return within(PaymentRun.objects, acting, "treasury.payment_run").select_related("bank_account", "document").annotate(
        number=_number(), state=F("document__state"), version=F("document__version"), total=F("document__total"), currency=F("document__currency"),
        transfers=Coalesce(Subquery(live), Value(0)),
    )  # fmt: skip


@query("treasury.transfers", _("Transfers of a run"), roles=ROLES)
def transfers(record_id: UUID, *, acting: Acting) -> QuerySet[RunLine]:
    """Transfers of a run with the credits that lower them (``lowered``, by ``credited``); one that is not live was let go or is paid.

    None of a run the person may not see.
    """
    lines = RunLine.objects.filter(document=record_id) if readable(record_id, acting=acting) else RunLine.objects.none()
    lowered = RunCredit.objects.filter(line=OuterRef("pk")).order_by().values("line").annotate(n=Sum("amount")).values("n")
    return lines.select_related("item").annotate(lowered=Coalesce(Subquery(lowered), Value(Decimal(0)))).order_by("pk")


def credits_of_transfers(ids: list[Any], *, acting: Acting) -> dict[Any, str]:
    """The numbers of the credits that lower transfers."""
    found: dict[Any, list[str]] = {}
    rows = RunCredit.objects.filter(line__in=ids).annotate(theirs=Subquery(TradeDocument.objects.filter(document=OuterRef("item__document")).values("their_reference")),
                                                           ours=_number("item__document_id")).order_by("pk")  # fmt: skip
    for row in rows:
        found.setdefault(row.line_id, []).append(row.theirs or row.ours)
    return {line: ", ".join(numbers) for line, numbers in found.items()}


def transfers_form(record_id: UUID, *, acting: Acting) -> dict[str, Any]:
    """The transfers of a draft run as they stand, to be changed."""
    rows = [row for row in transfers.__wrapped__(record_id, acting=acting) if row.live]
    lowered = credits_of_transfers([row.pk for row in rows], acting=acting)
    return {"run": record_id, "lines": [
        {"line": row.pk, "payee": row.payee, "amount": row.amount, "lowered": row.lowered, "credits": lowered.get(row.pk, ""), "payee_account": row.payee_account,
         "title": row.title, "kept": True, "netted": bool(row.lowered)} for row in rows
    ]}  # fmt: skip


@query("treasury.run_files", _("The bank's file"), roles=ROLES)
def run_files(record_id: UUID, *, acting: Acting) -> list[FileLink]:
    """The file made for the bank, once it was made."""
    run = PaymentRun.objects.filter(pk=record_id).select_related("file__content").first() if readable(record_id, acting=acting) else None
    return [FileLink(run.file.name, f"/file/{run.file_id}", run.file.content.size)] if run and run.file_id else []


@query("treasury.suggest_bank_accounts", _("Choose a bank account"), roles=("accountant",))
def suggest_bank_accounts(text: str, *, ids: list[int] | None = None, acting: Acting) -> list[Suggestion]:
    """Our bank accounts by number or name."""
    found = BankAccount.objects.filter(pk__in=ids) if ids else BankAccount.objects.filter(Q(number__icontains=text) | Q(name__icontains=text), active=True)
    return [Suggestion(a.pk, a.name, note=f"{a.number[-4:]} {a.currency}") for a in found.order_by("pk")[:12]]
