"""A bank statement (wyciąg bankowy) as plain data, whatever file it came in. Amounts: positive is into the account."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ogniwo.finance.treasury.formats.refusals import StatementDoesNotAddUp

BOOKED = "BOOK"
EntryKey = tuple[str, date, Decimal, str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Balance:
    """A balance at the beginning or end of ``day``; negative is an overdraft. ``line``: where the file says it."""

    code: str
    amount: Decimal
    day: date
    line: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Detail:
    """One transaction inside an entry: who paid, from where, for what.

    ``amount`` in the account's currency, signed; ``instructed`` and ``exchange_rate`` when it was another currency.
    """

    amount: Decimal
    name: str | None = None
    account: str | None = None
    bank: str | None = None
    address: tuple[str, ...] = ()
    title: str | None = None
    structured_reference: str | None = None
    end_to_end: str | None = None
    transaction: str | None = None
    instruction: str | None = None
    mandate: str | None = None
    return_reason: str | None = None
    instructed: Decimal | None = None
    instructed_currency: str | None = None
    exchange_rate: Decimal | None = None
    charges: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One movement of the account. ``reversal``: it takes back an earlier entry (the sign is already its own)."""

    position: int
    amount: Decimal
    booking_day: date
    value_day: date | None = None
    status: str = BOOKED
    reversal: bool = False
    reference: str | None = None
    bank_reference: str | None = None
    operation: str | None = None
    text: str | None = None
    details: tuple[Detail, ...] = ()
    line: int = 0

    @property
    def booked(self) -> bool:
        """Whether it moves the balance; pending and informative entries do not."""
        return self.status == BOOKED

    @property
    def details_add_up(self) -> bool:
        """Whether the transactions of a batch give the entry, so that it can be settled one by one."""
        return bool(self.details) and sum((detail.amount for detail in self.details), Decimal(0)) == self.amount

    @property
    def title(self) -> str:
        """What the payer wrote, of all transactions; the bank's own text when they wrote nothing."""
        return " ".join(detail.title for detail in self.details if detail.title) or self.text or ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A statement of one account: ``opening`` + booked ``entries`` must give ``closing``."""

    statement_id: str
    account: str
    currency: str
    opening: Balance
    closing: Balance
    entries: tuple[Entry, ...] = ()
    number: str | None = None
    made_at: datetime | None = None
    owner: str | None = None
    other_balances: tuple[Balance, ...] = ()
    line: int = 0

    @property
    def movement(self) -> Decimal:
        """The sum of booked entries."""
        return sum((entry.amount for entry in self.entries if entry.booked), Decimal("0.00"))

    def entry_keys(self) -> Iterator[EntryKey]:
        """What makes each entry itself whatever the file's format: account, day, amount, reference, its n-th time.

        The last number keeps two equal payments of one day apart and still recognises the file read twice.
        """
        seen: Counter[tuple[str, date, Decimal, str]] = Counter()
        for entry in self.entries:
            details = {detail.end_to_end for detail in entry.details if detail.end_to_end} - {"NOTPROVIDED"}
            reference = entry.bank_reference or (details.pop() if len(details) == 1 else "") or entry.reference or ""
            key = (self.account, entry.booking_day, entry.amount, reference)
            yield (*key, seen[key])
            seen[key] += 1


def refuse_if_it_does_not_add_up(statement: Statement) -> None:
    """Raise ``StatementDoesNotAddUp``, naming the entry that explains the difference, else the closing balance's line."""
    computed = statement.opening.amount + statement.movement
    difference = statement.closing.amount - computed
    if not difference:
        return
    # one entry left out of the bank's sum, or with the wrong sign, is worth naming; several equal ones are not
    suspects = [entry for entry in statement.entries if entry.booked and difference in (-entry.amount, -2 * entry.amount)]
    line = suspects[0].line if len(suspects) == 1 else statement.closing.line
    raise StatementDoesNotAddUp(
        "statement.does_not_add_up",
        line=line,
        element="Ntry" if len(suspects) == 1 else "Bal",
        opening=str(statement.opening.amount),
        movement=str(statement.movement),
        computed=str(computed),
        closing=str(statement.closing.amount),
        difference=str(difference),
    )
