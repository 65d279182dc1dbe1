"""Posting lines of statements: payments, entries, settlements, in one act."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from ogniwo.finance.ledger.commands.booking import company_currency
from ogniwo.finance.ledger.commands.determination import LOCKED_ITEMS, locked_items
from ogniwo.finance.treasury.errors import NoRate, NotMatched, NotToMatch, PostedAlready
from ogniwo.finance.treasury.hooks import PaymentsPosted, payments_posted
from ogniwo.finance.treasury.models import Payment
from ogniwo.finance.treasury.posting import Booking, statement_entries
from ogniwo.finance.treasury.queries.loading import Left, Matched, Open, lines_left, matches_of, open_items
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books import writer as books
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.documents.commands import Locked
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.money.rules import ONE
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit, spread
from ogniwo.masterdata.taxation.queries import Exchange, exchange_before

TYPE, PAYMENT = "treasury.statement", "treasury.payment"
MARK = """UPDATE treasury_statementline l SET state = 'posted', payment_id = u.p FROM unnest(%b::bigint[], %b::uuid[]) u(i, p) WHERE l.line_id = u.i"""
PAID = """UPDATE treasury_runline r SET live = false, paid_on = u.d FROM unnest(%b::bigint[], %b::date[]) u(i, d), documents_document d
  WHERE r.item_id = u.i AND r.live AND d.id = r.document_id AND d.state = 'sent'"""
BEFORE = "SELECT line_id, count(*) FROM treasury_payment WHERE line_id = ANY(%s) GROUP BY 1"
DONE = """SELECT s.document_id FROM treasury_statement s WHERE s.document_id = ANY(%s)
  AND NOT EXISTS (SELECT 1 FROM treasury_statementline l WHERE l.document_id = s.document_id AND l.state <> 'posted')"""


@command("treasury.post_lines", _("Post lines"), roles=("accountant",), sets="lines")
def post_lines(lines: Sequence[int], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Post matched lines of statements on their own days: bank, items settled, exchange differences. Returns the payments.

    A statement whose last line is posted is posted itself. Raises Refused with every reason: a line without a purpose,
    posted already, an item no longer open that far, no exchange rate, a locked month.
    """
    of = dict(unit.rows("SELECT line_id, document_id FROM treasury_statementline WHERE line_id = ANY(%s)", [list(lines)]))
    if missing := [line for line in lines if line not in of]:
        raise Refused(NotToMatch(record=line, line=line) for line in missing)
    locked = documents.lock(unit, list(of.values()), type=TYPE)
    return _post(unit, lines_left(unit, lines=list(of)), locked)


@command("treasury.post_statements", _("Post statements"), roles=("accountant",), sets="statements")
def post_statements(statements: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Post whole statements: every line that is left must say what it is for. Returns the payments."""
    locked = documents.lock(unit, statements, type=TYPE, states=("read",))
    return _post(unit, [line for line in lines_left(unit, statements=list(statements)) if line.state != "posted"], locked)


def _post(unit: Unit, lines: Sequence[Left], locked: Sequence[Locked]) -> list[UUID]:
    _refuse(lines)
    matches = matches_of(unit, [line.id for line in lines])
    wanted: set[int] = {m.item_id for ms in matches.values() for m in ms if m.item_id}
    unit.notes[LOCKED_ITEMS] = locked_items(unit, wanted)
    items = {item.id: item for item in open_items(unit, items=wanted)} if wanted else {}
    rates, before = _rates(unit, lines), dict(unit.rows(BEFORE, [[line.id for line in lines]]))
    bookings = [_payment(unit, line, matches[line.id], rates, before.get(line.id, 0)) for line in lines]
    _causes(unit, bookings, items)
    entries = statement_entries(bookings, items, home=company_currency(unit))
    if lines:
        unit.do(MARK, spread(((b.line.id, b.payment_id) for b in bookings), 2))
    if paid := {m.item_id: b.line.booked_on for b in bookings for m in b.matches if m.item_id and m.amount < 0}:
        unit.do(PAID, spread(paid.items(), 2))
    books.write(unit, entries)
    done = {document for (document,) in unit.rows(DONE, [[d.id for d in locked]])}
    documents.move(unit, [d for d in locked if d.id in done and d.state == "read"], "post")
    payments = tuple(b.payment_id for b in bookings)
    payments_posted.tell(PaymentsPosted(payments, tuple(dict.fromkeys(item.document_id for item in items.values()))), unit=unit)
    return list(payments)


def _refuse(lines: Sequence[Left]) -> None:
    wrong: list[BusinessError] = []
    for line in lines:
        where: dict[str, Any] = {"record": line.id, "line": line.id}
        if line.state == "posted":
            wrong.append(PostedAlready(**where))
        elif line.state == "open":
            wrong.append(NotMatched(position=line.position, **where))
        elif line.state != "matched":
            wrong.append(NotToMatch(**where))
    if wrong:
        raise Refused(wrong)


def _rates(unit: Unit, lines: Sequence[Left]) -> dict[tuple[str, date], Exchange]:
    """Rates of lines in foreign currencies: the last before their day (UoR art. 30 ust. 2). Raises Refused: NoRate."""
    home = company_currency(unit)
    wanted = {(line.currency, line.booked_on) for line in lines if line.currency != home}
    rates = exchange_before(unit, wanted) if wanted else {}
    missing = [line for line in lines if line.currency != home and (line.currency, line.booked_on) not in rates]
    if missing:
        raise Refused(NoRate(record=line.id, line=line.id, currency=line.currency, day=line.booked_on) for line in missing)
    return dict(rates)


def _payment(unit: Unit, line: Left, matches: Sequence[Matched], rates: dict[tuple[str, date], Exchange], nth: int) -> Booking:
    parties = {m.party_id for m in matches if m.party_id}
    party = parties.pop() if len(parties) == 1 else None
    text = line.title or line.counterparty
    document, (row,) = documents.new(
        unit, PAYMENT, state="posted", day=line.booked_on, currency=line.currency, total=line.amount, subject_id=party,
        title=f"{line.statement}/{line.position} {line.counterparty}".strip()[:200], lines=[documents.NewLine(text, quantity=ONE, amount=line.amount)],
    )  # fmt: skip
    rate = rates.get((line.currency, line.booked_on))
    unit.add(draft(Payment)(
        document_id=document.id, bank_account_id=line.bank_account_id, line_id=line.id, party_id=party, amount=line.amount, currency=line.currency,
        booked_on=line.booked_on, rate=rate.rate if rate else None, rate_per=rate.per if rate else 1, title=line.title,
        nth=nth,
    ))  # fmt: skip
    return Booking(line, matches, document.id, row.id, rate.rate if rate else None, rate.per if rate else 1)


def _causes(unit: Unit, bookings: Sequence[Booking], items: dict[int, Open]) -> None:
    """Statement -> payment, statement line -> payment's line, settled document -> payment."""
    documents.cause(unit, ((b.line.document_id, b.payment_id, "statement") for b in bookings))
    documents.link(unit, ((b.line.id, b.payment_line, "paid", ONE) for b in bookings))
    settled = {(items[m.item_id].document_id, b.payment_id) for b in bookings for m in b.matches if m.item_id}
    documents.cause(unit, ((document, payment, "settled") for document, payment in sorted(settled)))
