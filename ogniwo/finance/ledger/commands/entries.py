"""Posting entries at once: what an accountant writes, and what an import brings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.finance.ledger.commands.booking import company_currency
from ogniwo.finance.ledger.commands.determination import accounts_by_code
from ogniwo.finance.ledger.errors import UnknownAccount
from ogniwo.finance.ledger.rules import ZERO, AccountFacts
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books.drafts import Amount, EntryDraft
from ogniwo.kernel.books.writer import journals, write
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit

DRAFT = "ledger.draft_entry"


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One side of an entry: ``account`` by its code, one of ``debit`` and ``credit`` in company currency.

    ``amount_doc``: the same in the entry's currency, debit positive; empty where that is the company's.
    ``settles``: the open item it settles, wholly by this line's amount.
    """

    account: str
    text: str = ""
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    party: UUID | None = None
    amount_doc: Decimal | None = None
    due: date | None = None
    settles: int | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to post: ``journal`` by its code; document and operation days default to ``day``."""

    journal: str
    day: date
    lines: tuple[EntryLine, ...]
    text: str = ""
    document_day: date | None = None
    operation_day: date | None = None
    currency: str = ""


@command("ledger.post_entries", _("Post entries"), roles=("accountant",))
def post_entries(entries: Sequence[NewEntry], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Post entries at once, all or none; each gets a posting note (polecenie księgowania) as its document. Returns the notes.

    Raises Refused with every reason for every entry.
    """
    accounts = accounts_of(unit, (line.account for entry in entries for line in entry.lines))
    home = company_currency(unit)
    journals(unit)
    unit.stock(2 * len(entries) + sum(len(entry.lines) for entry in entries))  # an id for each entry, its seal and its lines
    drafts, notes = [], []
    for entry in entries:
        currency = entry.currency or home
        total = sum((line.debit for line in entry.lines), ZERO)
        note, _lines = documents.new(unit, DRAFT, state="posted", day=entry.day, currency=home, title=entry.text[:200], total=total)
        notes.append(note)
        drafts.append(EntryDraft(
            document_id=note.id, journal=entry.journal, day=entry.day, document_day=entry.document_day or entry.day,
            operation_day=entry.operation_day or entry.day, text=entry.text, currency=currency,
            amounts=[amount_of(line, accounts[line.account]) for line in entry.lines],
        ))  # fmt: skip
    unit.flush()  # the database writes the notes while the lines are made, and the lines while the act is recorded: from here on nothing is read
    write(unit, drafts)
    unit.flush()
    number(unit, (ToNumber(note.id, DRAFT, None, note.day) for note in notes))
    return [note.id for note in notes]


def accounts_of(unit: Unit, codes: object) -> dict[str, AccountFacts]:
    """Accounts by code; raises Refused naming each that is not there."""
    wanted = set(codes)  # type: ignore[call-overload]
    found = accounts_by_code(unit, wanted)
    if missing := sorted(wanted - set(found)):
        raise Refused(UnknownAccount(account=code) for code in missing)
    return found


def amount_of(line: EntryLine, account: AccountFacts, document_line: int | None = None) -> Amount:
    """A written line as an amount for the books."""
    return Amount(
        role="", account_id=account.id, debit=line.debit, credit=line.credit, party_id=line.party, line_id=document_line, amount_doc=line.amount_doc,
        due=line.due, settles=line.settles, dimensions=line.dimensions, text=line.text,
    )  # fmt: skip
