"""Statements from the bank's files: read, kept, held when they do not add up, refused when they are here already."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.treasury.commands.matching import propose
from ogniwo.finance.treasury.errors import FileUnreadable, ImportedAlready, UnknownAccount
from ogniwo.finance.treasury.formats.camt053 import read_statements
from ogniwo.finance.treasury.formats.refusals import StatementDoesNotAddUp
from ogniwo.finance.treasury.formats.statement import Detail, Entry, refuse_if_it_does_not_add_up
from ogniwo.finance.treasury.formats.statement import Statement as Read
from ogniwo.finance.treasury.models import Statement, StatementLine
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.files.commands import NewFile, keep
from ogniwo.kernel.files.models import Kind
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.kernel.xml import FileRefused
from ogniwo.masterdata.parties.rules import account_key

TYPE = "treasury.statement"
NOBODY = "NOTPROVIDED"
ACCOUNTS = "SELECT id, key, currency FROM treasury_bankaccount WHERE active AND key = ANY(%s) ORDER BY id FOR NO KEY UPDATE"


@dataclass(frozen=True, slots=True)
class Movement:
    """A line to be: an entry of the bank, or one transaction of a batch whose transactions add up."""

    key: str
    entry: Entry
    detail: Detail | None
    amount: Decimal


@dataclass(slots=True)
class Incoming:
    """A statement read from a file, with its account and why it is held."""

    file: NewFile
    read: Read
    account_id: int
    movements: list[Movement]
    key: str
    problem: dict[str, Any] | None = None


@command("treasury.import_statements", _("Import statements"), roles=("accountant",))
def import_statements(files: list[NewFile], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Read the bank's files (camt.053) into statements, keep the files, and propose what the lines settle.

    A statement that does not add up is held with the line named, and nothing of it can be booked. Raises Refused, and
    imports nothing: a file that is not whole, hostile or not camt.053 (its line named), an account that is not ours,
    movements that are here already.
    """
    incoming = list(_read(unit, files))
    wrong = list(_here_already(unit, incoming))
    if wrong:
        raise Refused(wrong)
    made = [_write(unit, one) for one in incoming]
    keep(unit, [(document, Kind.SOURCE, "", one.file) for document, one in zip(made, incoming, strict=True)])
    number(unit, [ToNumber(document, TYPE, None, one.read.closing.day) for document, one in zip(made, incoming, strict=True) if one.problem is None])
    unit.flush()
    read = [document for document, one in zip(made, incoming, strict=True) if one.problem is None]
    if read:
        propose(unit, statements=read)
    return made


@command("treasury.discard_statements", _("Discard held statements"), roles=("accountant",), sets="statements")
def discard_statements(statements: Sequence[UUID], *, unit: Unit, acting: Acting) -> int:
    """Discard statements that are held, so that the bank's right ones can be imported. Nothing of them was booked."""
    locked = documents.lock(unit, statements, type=TYPE, states=("held",))
    unit.do("UPDATE treasury_statement SET key = NULL WHERE document_id = ANY(%s)", [[d.id for d in locked]])
    documents.move(unit, locked, "discard")
    return len(locked)


def _read(unit: Unit, files: Sequence[NewFile]) -> Iterator[Incoming]:
    """Statements of our accounts, the accounts locked so that two importers of one file come after each other."""
    wrong: list[BusinessError] = []
    found: list[tuple[NewFile, Read]] = []
    for file in files:
        try:
            found += [(file, statement) for statement in read_statements(file.content)]
        except FileRefused as refusal:
            wrong.append(FileUnreadable.of(file.name, refusal, unit.acting.language))
    known = {key: (number_, currency) for number_, key, currency in unit.rows(ACCOUNTS, [sorted({account_key(s.account) for _f, s in found})])}
    for file, statement in found:
        if known.get(account_key(statement.account), (0, ""))[1] != statement.currency:
            wrong.append(UnknownAccount(record=file.name, line=statement.line, name=file.name, number=statement.account, currency=statement.currency))
    if wrong:
        raise Refused(wrong)
    yield from (_judged(file, statement, known[account_key(statement.account)][0]) for file, statement in found)


def _judged(file: NewFile, read: Read, account_id: int) -> Incoming:
    identity = _hash(read.statement_id, read.opening.day, read.closing.day, f"{read.opening.amount:.2f}", f"{read.closing.amount:.2f}")
    one = Incoming(file, read, account_id, list(_movements(read)), identity)
    try:
        refuse_if_it_does_not_add_up(read)
    except StatementDoesNotAddUp as why:
        one.problem = {"code": why.code, "line": why.line, "pl": why.say("pl"), "en": why.say("en")}
    return one


def _movements(read: Read) -> Iterator[Movement]:
    for entry, (_account, day, amount, reference, times) in zip(read.entries, read.entry_keys(), strict=True):
        if not entry.booked or not entry.amount:
            continue
        key = _hash(day, f"{amount:.2f}", reference, times)
        if len(entry.details) > 1 and entry.details_add_up and all(detail.amount for detail in entry.details):
            for n, detail in enumerate(entry.details):
                yield Movement(f"{key[:56]}/{n}", entry, detail, detail.amount)
        else:
            yield Movement(key, entry, entry.details[0] if len(entry.details) == 1 else None, entry.amount)


def _here_already(unit: Unit, incoming: Sequence[Incoming]) -> Iterator[BusinessError]:
    """Statements and movements that were imported before, or stand twice in these files."""
    pairs = [(one.account_id, m.key, one, m) for one in incoming for m in one.movements]
    known = {(a, k) for a, k in unit.rows("SELECT bank_account_id, key FROM treasury_statementline WHERE key = ANY(%s)", [[k for _a, k, *_r in pairs]])}
    read = {(a, k) for a, k in unit.rows("SELECT bank_account_id, key FROM treasury_statement WHERE key = ANY(%s)", [[one.key for one in incoming]])}
    seen: set[tuple[int, str]] = set()
    for one in incoming:
        keys = {(one.account_id, m.key): m.entry.line for m in one.movements} if one.problem is None else {}
        again = [line for key, line in keys.items() if key in known or key in seen]
        if again or (one.account_id, one.key) in read | seen:
            yield ImportedAlready(record=one.file.name, name=one.file.name, line=min(again, default=one.read.line), at=min(again, default=one.read.line))
        seen |= {*keys, (one.account_id, one.key)}


def _write(unit: Unit, one: Incoming) -> UUID:
    read, held = one.read, one.problem is not None
    lines = [documents.NewLine(_title(m) or m.entry.operation or "", amount=m.amount) for m in one.movements]
    document, rows = documents.new(
        unit, TYPE, state="held" if held else "read", day=read.closing.day, currency=read.currency, total=read.closing.amount - read.opening.amount,
        title=f"{read.account[-4:]} · {read.number or read.statement_id}"[:200], lines=lines,
    )  # fmt: skip
    unit.add(draft(Statement)(
        document_id=document.id, bank_account_id=one.account_id, reference=(read.number or read.statement_id)[:80], since=read.opening.day, until=read.closing.day,
        opening=read.opening.amount, closing=read.closing.amount, currency=read.currency, problem=one.problem, key=one.key,
    ))  # fmt: skip
    unit.add(_line(one, m, row, held=held) for m, row in zip(one.movements, rows, strict=True))
    return document.id


def _line(one: Incoming, m: Movement, row: Any, *, held: bool) -> Any:
    detail = m.detail or Detail(amount=m.amount)
    references = [r for r in (detail.structured_reference, detail.end_to_end, detail.instruction, m.entry.reference) if r and r != NOBODY]
    return draft(StatementLine)(
        line_id=row.id, document_id=row.document_id, bank_account_id=one.account_id, amount=m.amount, currency=one.read.currency, booked_on=m.entry.booking_day,
        counterparty=(detail.name or "")[:200], counterparty_account=(detail.account or "")[:40], title=_title(m)[:500],
        references=[r[:80] for r in dict.fromkeys(references)], operation=(m.entry.operation or "")[:60], file_line=m.entry.line,
        key=None if held else m.key, state="held" if held else "open",
    )  # fmt: skip


def _title(m: Movement) -> str:
    return (m.detail.title if m.detail and m.detail.title else "") or m.entry.title


def _hash(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
