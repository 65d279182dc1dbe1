"""Runs of transfers to suppliers: proposed, approved by a second person, sent to the bank as a file once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.treasury.errors import CreditGone, NoPayeeAccount, NothingToPay, OverPaid
from ogniwo.finance.treasury.hooks import Sending, Titled, ToPay, ToSend, titled, transfers_to_send
from ogniwo.finance.treasury.models import PaymentRun, RunCredit, RunLine
from ogniwo.finance.treasury.queries.loading import Open, credits_to_use, items_to_pay, open_items
from ogniwo.finance.treasury.rules import Due, net
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
from ogniwo.kernel.writing.unit import Unit, spread
from ogniwo.masterdata.parties.rules import plain_account


@dataclass(frozen=True, slots=True)
class _Pays:
    """An item to be paid, and the credits that lower it."""

    item: Open
    credits: list[tuple[Open, Decimal]]

    @property
    def amount(self) -> Decimal:
        return -self.item.left - sum((amount for _credit, amount in self.credits), Decimal(0))

    @property
    def words(self) -> str:
        """Their number, less the numbers of their credits."""
        return " - ".join([_their_number(self.item), *(_their_number(credit) for credit, _amount in self.credits)])


TYPE, KIND, APPROVER = "treasury.payment_run", "treasury.payment_run", "treasury.approve_payments"
declare(Permission(APPROVER, _("Approve payments"), COMMAND, ("accountant",)))

ACCOUNTS = """SELECT DISTINCT ON (party_id) party_id, number, bic FROM parties_partybankaccount
  WHERE active AND currency = %s AND party_id = ANY(%s) ORDER BY party_id, verified_on NULLS LAST, id"""
NAMED = "SELECT document_id, bank_account FROM invoicing_invoice WHERE bank_account <> '' AND document_id = ANY(%s)"
RUN_LINES = """SELECT r.line_id, r.document_id, r.item_id, r.payee, r.payee_account, r.amount, r.title, d.currency FROM treasury_runline r
  JOIN documents_document d ON d.id = r.document_id WHERE r.live AND r.document_id = ANY(%s) ORDER BY r.document_id, r.line_id"""
CREDITS = "SELECT line_id, item_id, amount FROM treasury_runcredit WHERE line_id = ANY(%s) ORDER BY id"
IN_FULL = """UPDATE treasury_runline r SET amount = r.amount + c.amount FROM (SELECT line_id, sum(amount) AS amount FROM treasury_runcredit WHERE line_id = ANY(%s) GROUP BY 1) c
  WHERE r.line_id = c.line_id"""
TOTALS = "SELECT document_id, sum(amount) FROM treasury_runline WHERE live AND document_id = ANY(%s) GROUP BY 1"
BY_LINES = "SELECT DISTINCT document_id FROM treasury_runline WHERE line_id = ANY(%s)"


@command("treasury.propose_payments", _("Propose payments"), roles=("accountant",))
def propose_payments(until: date, *, bank_account: int | None = None, pay_on: date | None = None, unit: Unit, acting: Acting) -> UUID:
    """Make a run of transfers for all we owe suppliers that is due ``until``, in the account's currency, and is in no other run.

    ``bank_account``: ours to pay from; empty for the first. ``pay_on``: empty for today. One transfer an item, to the
    account its document names, else the party's own. Open credits of a supplier (corrections, overpayments) lower what is paid to it, never
    below zero; where they cover all of it, nothing is paid and they are set off by hand. Returns the run. Raises Refused: NothingToPay.
    """
    accounts = unit.rows("SELECT id, currency FROM treasury_bankaccount WHERE active AND (%s::bigint IS NULL OR id = %s) ORDER BY id LIMIT 1", [bank_account, bank_account])
    if not accounts:
        raise Refused([NotFound(field="bank_account")])
    ((account, currency),) = accounts
    items, nets = netted(unit, items_to_pay(unit, currency, until), currency)
    if not items:
        raise Refused([NothingToPay(currency=currency, until=until)])
    pays = [_Pays(i, [(credit, amount) for item, credit, amount in nets if item == i.id]) for i in items]
    run, rows = documents.new(
        unit, TYPE, state="draft", day=pay_on or acting.today, currency=currency, total=sum((p.amount for p in pays), Decimal(0)),
        lines=[documents.NewLine(f"{p.item.party} {_their_number(p.item)}", amount=p.amount) for p in pays],
    )  # fmt: skip
    unit.add(draft(PaymentRun)(document_id=run.id, bank_account_id=account, pay_on=pay_on or acting.today, until=until))
    unit.add(_transfers(unit, pays, rows, currency))
    lowered = [(row.id, credit.id, amount) for p, row in zip(pays, rows, strict=True) for credit, amount in p.credits]
    unit.add(draft(RunCredit)(id=n, line_id=line, item_id=item, amount=amount) for n, (line, item, amount) in zip(unit.ids(len(lowered)), lowered, strict=True))
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


@dataclass(frozen=True, slots=True)
class TransferInput:
    """A transfer as it shall be: ``kept`` in the run, ``netted`` with the credits that lower it; an empty title stays."""

    line: int
    payee_account: str = ""
    title: str = ""
    kept: bool = True
    netted: bool = True


@command("treasury.change_transfers", _("Change transfers"), roles=("accountant",))
def change_transfers(run: UUID, lines: Sequence[TransferInput], *, unit: Unit, acting: Acting) -> UUID:
    """Change the transfers of a draft run: the payee's account and title; take one out of the run; pay one in full, its credits left open."""
    (locked,) = documents.lock(unit, [run], type=TYPE, states=("draft",))
    own = dict(unit.rows("SELECT line_id, document_id FROM treasury_runline WHERE document_id = %s", [run]))
    if strange := [line.line for line in lines if line.line not in own]:
        raise Refused(NotFound(record=run, line=line) for line in strange)
    unit.do("""UPDATE treasury_runline r SET payee_account = u.a, title = coalesce(nullif(u.t, ''), r.title), live = r.live AND u.k
      FROM unnest(%b::bigint[], %b::text[], %b::text[], %b::bool[]) u(i, a, t, k) WHERE r.line_id = u.i""",
            spread(((x.line, plain_account(x.payee_account), x.title[:140], x.kept) for x in lines), 4))  # fmt: skip
    full = [x.line for x in lines if not x.netted]
    unit.do(IN_FULL, [full])
    unit.do("DELETE FROM treasury_runcredit WHERE line_id = ANY(%s)", [full])
    documents.update(unit, {locked.id: {"total": dict(unit.rows(TOTALS, [[run]])).get(run, Decimal(0))}})
    return run


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
    rows = refuse_transfers(unit, locked)
    of = dict(unit.rows("SELECT id, document_id FROM ledger_openitem WHERE id = ANY(%s)", [[row[2] for found in rows.values() for row in found]]))
    transfers_to_send.ask(ToSend(tuple(
        Sending(run, line, of[item], payee, amount, currency, title) for found in rows.values() for line, run, item, payee, _account, amount, title, currency in found)), unit=unit)  # fmt: skip
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
    lowered = _credits(unit, [row[0] for found in rows.values() for row in found])
    items = {i.id: i for i in open_items(unit, items={row[2] for found in rows.values() for row in found} | {c for _line, c, _amount in lowered})}
    wrong: list[BusinessError] = [NothingToPay(record=d.id, currency=d.currency, until=d.day) for d in locked if not rows[d.id]]
    for line, document, item, payee, account, amount, title, currency in (row for found in rows.values() for row in found):
        where = {"record": document, "line": line, "payee": payee}
        mine = [(credit, less) for of, credit, less in lowered if of == line]
        whole = amount + sum((less for _credit, less in mine), Decimal(0))
        wrong += [CreditGone(title=_their_number(items[c]), open=max(items[c].left, Decimal(0)), amount=less, **where) for c, less in mine if items[c].left < less]
        if not account and amount:
            wrong.append(NoPayeeAccount(currency=currency, **where))
        elif -items[item].left < whole:
            wrong.append(OverPaid(amount=whole, open=-items[item].left, title=title, **where))
    if wrong:
        raise Refused(wrong)
    return rows


def _credits(unit: Unit, lines: Sequence[int]) -> list[tuple[int, int, Decimal]]:
    """(transfer, credit, amount) of transfers."""
    return [(line, item, amount) for line, item, amount in unit.rows(CREDITS, [list(lines)])]


def _lock_of(unit: Unit, lines: Sequence[int], *, states: Sequence[str]) -> list[Locked]:
    found = [document for (document,) in unit.rows(BY_LINES, [list(lines)])]
    if not found:
        raise Refused([NotFound(record=line) for line in lines])
    return documents.lock(unit, found, type=TYPE, states=states)


def _transfers(unit: Unit, pays: Sequence[_Pays], rows: Sequence[Any], currency: str) -> list[Any]:
    own = {party: (account, bic) for party, account, bic in unit.rows(ACCOUNTS, [currency, [p.item.party_id for p in pays]])}
    named = dict(unit.rows(NAMED, [[p.item.document_id for p in pays]]))
    said = titled([ToPay(p.item.id, p.item.document_id, p.item.party_id, _their_number(p.item), p.amount, p.item.currency, p.item.due) for p in pays if p.amount], unit=unit)
    made = []
    for p, row in zip(pays, rows, strict=True):
        item, words = p.item, said.get(p.item.id, Titled())
        account, bic = own.get(item.party_id, ("", ""))
        chosen = plain_account(words.account or named.get(item.document_id, "") or account)
        made.append(draft(RunLine)(
            line_id=row.id, document_id=row.document_id, item_id=item.id, party_id=item.party_id, payee=item.party[:140], payee_account=chosen,
            bic=bic if chosen == account else "", amount=p.amount, title=(words.title or p.words or item.party)[:140],
            local_instrument=words.local_instrument, reference=f"PP{unit.company_id}-{row.id}",
        ))  # fmt: skip
    return made


def netted(unit: Unit, items: Sequence[Open], currency: str) -> tuple[list[Open], list[tuple[int, Open, Decimal]]]:
    """Items of parties that are still owed something after their credits, and which credit lowers which: (item, credit, amount)."""
    found = {c.id: c for c in credits_to_use(unit, currency, {i.party_id for i in items})} if items else {}
    nets = net([Due(i.id, i.party_id, -i.left) for i in items], [Due(c.id, c.party_id, c.left) for c in found.values()])
    owed: dict[UUID, Decimal] = defaultdict(Decimal)
    for i in items:
        owed[i.party_id] -= i.left
    for n in nets:
        owed[found[n.credit].party_id] -= n.amount  # type: ignore[index]
    kept = [i for i in items if owed[i.party_id]]
    ids = {i.id for i in kept}
    return kept, [(n.payment, found[n.credit], n.amount) for n in nets if n.payment in ids]  # type: ignore[index]


def _their_number(item: Open) -> str:
    return item.their_reference or item.number
