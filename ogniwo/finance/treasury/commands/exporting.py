"""The bank's file of an approved run, made once and kept."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ogniwo.finance.treasury.commands.paying import TYPE, refuse_transfers
from ogniwo.finance.treasury.commands.settling import PairInput, settle_items
from ogniwo.finance.treasury.errors import FileUnreadable
from ogniwo.finance.treasury.formats.pain001 import Batch, PaymentOrder, Transfer, write_pain001
from ogniwo.finance.treasury.formats.refusals import PaymentFileRefused
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.files.commands import NewFile, keep
from ogniwo.kernel.files.models import Kind
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit, spread

PAYERS = """SELECT p.document_id, p.pay_on, a.number, a.currency, a.bic, c.name, c.country, n.text FROM treasury_paymentrun p
  JOIN treasury_bankaccount a ON a.id = p.bank_account_id JOIN tenancy_company c ON c.id = p.company_id JOIN numbering_number n ON n.document_id = p.document_id
  WHERE p.document_id = ANY(%s)"""
TRANSFERS = """SELECT line_id, document_id, reference, amount, payee, payee_account, title, local_instrument, bic FROM treasury_runline
  WHERE live AND amount > 0 AND document_id = ANY(%s) ORDER BY line_id"""
COVERED = """SELECT r.line_id, r.item_id, c.item_id, c.amount FROM treasury_runline r JOIN treasury_runcredit c ON c.line_id = r.line_id
  WHERE r.live AND r.amount = 0 AND r.document_id = ANY(%s) ORDER BY c.id"""


@command("treasury.export_payments", _("Make the bank's file"), roles=("accountant",), sets="runs")
def export_payments(runs: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[int]:
    """Write approved runs as files for the bank (pain.001) and keep them; once, so nothing is paid twice. Returns the files' ids.

    Items that credits cover whole are set off with them now, since no bank's line will settle them. Raises Refused: not approved or sent already, more than is open now, what a bank would refuse (its transfer named).
    """
    locked = documents.lock(unit, runs, type=TYPE, states=("approved",))
    refuse_transfers(unit, locked)
    by_run: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for row in unit.rows(TRANSFERS, [list(runs)]):
        by_run[row[1]].append(row)
    made: list[tuple[UUID, NewFile]] = []
    wrong = []
    for run, *payer in unit.rows(PAYERS, [list(runs)]):
        name = f"{payer[-1].replace('/', '-')}.xml"
        try:
            made.append((run, NewFile(name, _order(unit, run, payer, by_run[run]), "application/xml")))
        except PaymentFileRefused as refusal:
            wrong.append(FileUnreadable.of(name, refusal, acting.language))
    if wrong:
        raise Refused(wrong)
    files = keep(unit, ((run, Kind.PRINT, "", file) for run, file in made))
    unit.flush()
    unit.do("UPDATE treasury_paymentrun p SET file_id = u.f FROM unnest(%b::uuid[], %b::bigint[]) u(i, f) WHERE p.document_id = u.i",
            spread(((run, file) for (run, _f), file in zip(made, files, strict=True)), 2))  # fmt: skip
    documents.move(unit, locked, "export")
    _set_off(unit, runs, acting)
    return files


def _set_off(unit: Unit, runs: Sequence[UUID], acting: Acting) -> None:
    covered = unit.rows(COVERED, [list(runs)])
    if covered:
        settle_items([PairInput(item, credit, amount) for _line, item, credit, amount in covered], on=acting.today, unit=unit)
        unit.do("UPDATE treasury_runline SET live = false, paid_on = %s WHERE line_id = ANY(%s)", [acting.today, sorted({row[0] for row in covered})])


def _order(unit: Unit, run: UUID, payer: Sequence[Any], rows: Sequence[tuple[Any, ...]]) -> bytes:
    pay_on, number, currency, bic, company, country, _label = payer
    groups: dict[str, list[Transfer]] = defaultdict(list)
    for _line, _run, reference, amount, payee, account, title, instrument, payee_bic in rows:
        groups[instrument].append(Transfer(
            reference=reference, amount=amount, currency=currency, payee=payee, account=_iban(account, country), title=title, bank=payee_bic or None,
        ))  # fmt: skip
    batches = [
        Batch(
            batch_id=f"{run.hex[:30]}-{n}", payer=company[:140], account=_iban(number, country), currency=currency, on=pay_on, transfers=transfers,
            bank=bic or None, local_instrument=instrument or None,
        )
        for n, (instrument, transfers) in enumerate(sorted(groups.items()), 1)
    ]  # fmt: skip
    return write_pain001(PaymentOrder(message_id=run.hex, made_at=unit.now, initiator=company[:140], batches=batches))


def _iban(account: str, country: str) -> str:
    """An account written without its country's letters is of the company's own country."""
    return account if account[:2].isalpha() else country + account
