"""Runs of transfers to suppliers: proposed, approved by a second person, sent to the bank as a file once."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.treasury.errors import NoPayeeAccount, NothingToPay, OverPaid
from ogniwo.finance.treasury.hooks import Titled, ToPay, titled
from ogniwo.finance.treasury.models import PaymentRun, RunLine
from ogniwo.finance.treasury.queries.loading import Open, items_to_pay, open_items
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.hooks import COMMAND, Permission, declare
from ogniwo.kernel.approvals.commands import Ask, ask
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.documents.commands import Locked
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.parties.rules import plain_account

TYPE, KIND, APPROVER = "treasury.payment_run", "treasury.payment_run", "treasury.approve_payments"
declare(Permission(APPROVER, _("Approve payments"), COMMAND, ("accountant",)))

ACCOUNTS = """SELECT DISTINCT ON (party_id) party_id, number, bic FROM parties_partybankaccount
  WHERE active AND currency = %s AND party_id = ANY(%s) ORDER BY party_id, verified_on NULLS LAST, id"""
NAMED = "SELECT document_id, bank_account FROM invoicing_invoice WHERE bank_account <> '' AND document_id = ANY(%s)"
RUN_LINES = """SELECT r.line_id, r.document_id, r.item_id, r.payee, r.payee_account, r.amount, r.title, d.currency FROM treasury_runline r
  JOIN documents_document d ON d.id = r.document_id WHERE r.live AND r.document_id = ANY(%s) ORDER BY r.document_id, r.line_id"""
BY_LINES = "SELECT DISTINCT document_id FROM treasury_runline WHERE line_id = ANY(%s)"


@command("treasury.propose_payments", _("Propose payments"), roles=("accountant",))
def propose_payments(until: date, *, bank_account: int | None = None, pay_on: date | None = None, unit: Unit, acting: Acting) -> UUID:
    """Make a run of transfers for all we owe suppliers that is due ``until``, in the account's currency, and is in no other run.

    ``bank_account``: ours to pay from; empty for the first. ``pay_on``: empty for today. One transfer an item, to the
    account its document names, else the party's own. Returns the run. Raises Refused: NothingToPay.
    """
    accounts = unit.rows("SELECT id, currency FROM treasury_bankaccount WHERE active AND (%s::bigint IS NULL OR id = %s) ORDER BY id LIMIT 1", [bank_account, bank_account])
    if not accounts:
        raise Refused([NotFound(field="bank_account")])
    ((account, currency),) = accounts
    items = items_to_pay(unit, currency, until)
    if not items:
        raise Refused([NothingToPay(currency=currency, until=until)])
    run, rows = documents.new(
        unit, TYPE, state="draft", day=pay_on or acting.today, currency=currency, total=sum((-i.left for i in items), Decimal(0)),
        lines=[documents.NewLine(f"{i.party} {_their_number(i)}", amount=-i.left) for i in items],
    )  # fmt: skip
    unit.add(draft(PaymentRun)(document_id=run.id, bank_account_id=account, pay_on=pay_on or acting.today, until=until))
    unit.add(_transfers(unit, items, rows, currency))
    documents.cause(unit, ((document, run.id, "to_pay") for document in sorted({i.document_id for i in items})))
    number(unit, [ToNumber(run.id, TYPE, None, run.day)])
    unit.flush()
    return run.id


@command("treasury.change_transfer", _("Change a transfer"), roles=("accountant",))
def change_transfer(line: int, *, payee_account: str, title: str = "", unit: Unit, acting: Acting) -> int:
    """Set the account (and title) of a transfer while its run is a draft."""
    _lock_of(unit, [line], states=("draft",))
    unit.do("UPDATE treasury_runline SET payee_account = %s, title = coalesce(nullif(%s, ''), title) WHERE line_id = %s", [plain_account(payee_account), title[:140], line])
    return 1


@command("treasury.let_transfers_go", _("Let transfers go"), roles=("accountant",), sets="lines")
def let_transfers_go(lines: Sequence[int], *, unit: Unit, acting: Acting) -> int:
    """Take transfers out of their runs, or free what the bank did not carry out; their items may be paid by another run."""
    _lock_of(unit, lines, states=("draft", "waiting", "approved", "sent"))
    return len(unit.rows("UPDATE treasury_runline SET live = false WHERE line_id = ANY(%s) AND live RETURNING line_id", [list(lines)]))


@command("treasury.cancel_runs", _("Cancel payment runs"), roles=("accountant",), sets="runs")
def cancel_runs(runs: Sequence[UUID], *, unit: Unit, acting: Acting) -> int:
    """Cancel runs that were not sent; what they would have paid may be paid by others."""
    locked = documents.lock(unit, runs, type=TYPE, states=("draft", "approved"))
    unit.do("UPDATE treasury_runline SET live = false WHERE document_id = ANY(%s) AND live", [[d.id for d in locked]])
    documents.move(unit, locked, "cancel")
    return len(locked)


@command("treasury.send_for_approval", _("Send for approval"), roles=("accountant",), sets="runs")
def send_for_approval(runs: Sequence[UUID], *, unit: Unit, acting: Acting) -> int:
    """Put runs before somebody else who may approve payments. Raises Refused: a payee without an account, more than is open."""
    locked = documents.lock(unit, runs, type=TYPE, states=("draft",))
    refuse_transfers(unit, locked)
    documents.move(unit, locked, "propose")
    ask(unit, (Ask(d.id, KIND, APPROVER, _("Payments to suppliers"), amount=d.total, currency=d.currency, due=d.day) for d in locked))
    return len(locked)


def decide(unit: Unit, runs: Sequence[UUID], *, approved: bool) -> None:
    """Part of the approver's act: runs that wait become approved, or drafts again."""
    documents.move(unit, documents.lock(unit, runs, type=TYPE, states=("waiting",)), "approve" if approved else "refuse")


def refuse_transfers(unit: Unit, locked: Sequence[Locked]) -> dict[UUID, list[tuple[Any, ...]]]:
    """The live transfers of locked runs by run. Raises Refused: no account, more than is open now, none left."""
    rows: dict[UUID, list[tuple[Any, ...]]] = {d.id: [] for d in locked}
    for row in unit.rows(RUN_LINES, [list(rows)]):
        rows[row[1]].append(row)
    items = {i.id: i for i in open_items(unit, items={row[2] for found in rows.values() for row in found})}
    wrong: list[BusinessError] = [NothingToPay(record=d.id, currency=d.currency, until=d.day) for d in locked if not rows[d.id]]
    for line, document, item, payee, account, amount, title, currency in (row for found in rows.values() for row in found):
        where = {"record": document, "line": line, "payee": payee}
        if not account:
            wrong.append(NoPayeeAccount(currency=currency, **where))
        elif -items[item].left < amount:
            wrong.append(OverPaid(amount=amount, open=-items[item].left, title=title, **where))
    if wrong:
        raise Refused(wrong)
    return rows


def _lock_of(unit: Unit, lines: Sequence[int], *, states: Sequence[str]) -> list[Locked]:
    found = [document for (document,) in unit.rows(BY_LINES, [list(lines)])]
    if not found:
        raise Refused([NotFound(record=line) for line in lines])
    return documents.lock(unit, found, type=TYPE, states=states)


def _transfers(unit: Unit, items: Sequence[Open], rows: Sequence[Any], currency: str) -> list[Any]:
    own = {party: (account, bic) for party, account, bic in unit.rows(ACCOUNTS, [currency, [i.party_id for i in items]])}
    named = dict(unit.rows(NAMED, [[i.document_id for i in items]]))
    said = titled([ToPay(i.id, i.document_id, i.party_id, _their_number(i), -i.left, i.currency, i.due) for i in items], unit=unit)
    made = []
    for item, row in zip(items, rows, strict=True):
        words = said.get(item.id, Titled())
        account, bic = own.get(item.party_id, ("", ""))
        chosen = plain_account(words.account or named.get(item.document_id, "") or account)
        made.append(draft(RunLine)(
            line_id=row.id, document_id=row.document_id, item_id=item.id, party_id=item.party_id, payee=item.party[:140], payee_account=chosen,
            bic=bic if chosen == account else "", amount=-item.left, title=(words.title or _their_number(item) or item.party)[:140],
            local_instrument=words.local_instrument, reference=f"PP{unit.company_id}-{row.id}",
        ))  # fmt: skip
    return made


def _their_number(item: Open) -> str:
    return item.their_reference or item.number
