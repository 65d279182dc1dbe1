"""Saying what the lines of statements are for: proposed by rules, accepted by a person, or matched by hand."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.ledger.commands.determination import accounts_by_code
from ogniwo.finance.ledger.errors import UnknownAccount
from ogniwo.finance.treasury.errors import ItemGone, NothingProposed, NotToMatch, RestLeft
from ogniwo.finance.treasury.models import Match
from ogniwo.finance.treasury.queries.loading import Left, Open, lines_left, matches_of, open_items
from ogniwo.finance.treasury.rules import Proposal, proposals
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.money.rules import product, quotient, total
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

ZERO = Decimal(0)
WRITE_OFF, CLEARING = "write_off", "clearing"
MatchDraft = draft(Match)


@dataclass(frozen=True, slots=True)
class MatchInput:
    """One purpose of a line. ``amount`` has the line's sign (money in is above zero) and currency; empty takes all that fits.

    Of an ``item``: ``item_amount`` (its sign and currency) where that is not the line's, ``write_off`` what is left of it
    and forgiven, with the item's sign. Without an item: an ``account`` (its code), a ``role``, or a ``party``'s prepayment.
    """

    amount: Decimal | None = None
    item: int | None = None
    item_amount: Decimal | None = None
    write_off: Decimal = ZERO
    account: str = ""
    role: str = ""
    party: UUID | None = None
    dimensions: dict[str, str] = field(default_factory=dict)
    text: str = ""


@command("treasury.propose_matches", _("Propose what lines settle"), roles=("accountant",))
def propose_matches(statements: Sequence[UUID] = (), *, unit: Unit, acting: Acting) -> int:
    """Compare open lines (of ``statements``, or all that are left) with the open items of all parties; returns how many got a proposal.

    A proposal is never a guess between equals: it says its score and reasons, and a person accepts it.
    """
    return propose(unit, statements=statements)


@command("treasury.accept_matches", _("Accept proposals"), roles=("accountant",), sets="lines")
def accept_matches(lines: Sequence[int], *, unit: Unit, acting: Acting) -> int:
    """Accept what is proposed for lines; returns how many. What is left of a line becomes the party's prepayment.

    Raises Refused: nothing is proposed, or an item is no longer open that far.
    """
    found, wrong = _locked(unit, lines)
    matches = matches_of(unit, list(lines))
    wrong += [NothingProposed(record=line.id, line=line.id) for line in found if not matches.get(line.id)]
    if wrong:
        raise Refused(wrong)
    waiting = [line for line in found if line.state == "open"]
    chosen = [m for line in waiting for m in matches[line.id]]
    _refuse_what_is_gone(unit, [(m.line_id, m.item_id, m.item_amount) for m in chosen if m.item_id], {line.id for line in waiting})
    unit.do("UPDATE treasury_match SET accepted = true WHERE line_id = ANY(%s)", [[line.id for line in waiting]])
    _mark(unit, [line.id for line in waiting], "matched")
    return len(waiting)


@command("treasury.match_line", _("Match by hand"), roles=("accountant",))
def match_line(line: int, matches: Sequence[MatchInput], *, unit: Unit, acting: Acting) -> int:
    """Say what a line is for; several items, a part of one, an account, a party's prepayment. Replaces what was proposed.

    What is left of the line after items of one party becomes its prepayment (an open item of the other sign).
    Raises Refused: the line is posted, an item is not open that far, a rest without a purpose.
    """
    found, wrong = _locked(unit, [line])
    if wrong:
        raise Refused(wrong)
    _replace(unit, [(found[0], list(matches))])
    return 1


@command("treasury.clear_lines", _("Send to the clearing account"), roles=("accountant",), sets="lines")
def clear_lines(lines: Sequence[int], *, unit: Unit, acting: Acting) -> int:
    """Lines that nobody can explain yet wait on the clearing account (rozliczenie wpłat do wyjaśnienia)."""
    found, wrong = _locked(unit, lines)
    if wrong:
        raise Refused(wrong)
    _replace(unit, [(line, [MatchInput(line.amount, role=CLEARING)]) for line in found])
    return len(found)


@command("treasury.unmatch_lines", _("Undo the match"), roles=("accountant",), sets="lines")
def unmatch_lines(lines: Sequence[int], *, unit: Unit, acting: Acting) -> int:
    """Take back what was said of lines that are not posted yet; they wait again. Returns how many."""
    found, wrong = _locked(unit, lines)
    if wrong:
        raise Refused(wrong)
    ids = [line.id for line in found]
    unit.do("DELETE FROM treasury_match WHERE line_id = ANY(%s)", [ids])
    _mark(unit, ids, "open")
    return len(ids)


def propose(unit: Unit, *, statements: Sequence[UUID] = ()) -> int:
    """Part of an act: proposals for the open lines of ``statements`` (or all), stored in place of earlier ones."""
    if statements:
        documents.lock(unit, statements, type="treasury.statement")
    lines = [line for line in lines_left(unit, statements=statements or None) if line.state == "open"]
    if not lines:
        return 0
    items = open_items(unit, accounts=True)
    made = proposals([line.for_rules() for line in lines], [item.for_rules() for item in items if item.left])
    unit.do("DELETE FROM treasury_match WHERE NOT accepted AND line_id = ANY(%s)", [[line.id for line in lines]])
    by_id = {item.id: item for item in items}
    rows = [row for proposal in made for row in _proposed(proposal, by_id)]
    for row, number in zip(rows, unit.ids(len(rows)), strict=True):
        row.id = number
    unit.add(rows)
    unit.flush()
    return len(made)


def _proposed(proposal: Proposal, items: Mapping[Any, Open]) -> Iterator[Any]:
    said: dict[str, Any] = {"score": proposal.score, "reasons": [{"says": r.says, "words": {k: str(v) for k, v in r.words.items()}} for r in proposal.reasons]}
    for part in proposal.allocations:
        item = items[part.item_key]
        yield MatchDraft(id=0, line_id=proposal.line_key, item_id=item.id, account_id=item.account_id, party_id=item.party_id, amount=part.amount, item_amount=part.amount, **said)
    if proposal.unallocated:
        first = items[proposal.allocations[0].item_key]
        yield MatchDraft(id=0, line_id=proposal.line_key, account_id=first.account_id, party_id=first.party_id, amount=proposal.unallocated, **said)


def _locked(unit: Unit, lines: Sequence[int]) -> tuple[list[Left], list[BusinessError]]:
    """Lines that may be matched, their statements locked in one order; and what is wrong with the others."""
    rows = unit.rows("SELECT DISTINCT document_id FROM treasury_statementline WHERE line_id = ANY(%s)", [list(lines)])
    if rows:
        documents.lock(unit, [document for (document,) in rows], type="treasury.statement")
    found = {line.id: line for line in lines_left(unit, lines=lines)}
    free = [found[line] for line in dict.fromkeys(lines) if line in found and found[line].state in ("open", "matched")]
    ok = {line.id for line in free}
    return free, [NotToMatch(record=line, line=line) for line in dict.fromkeys(lines) if line not in ok]


def _mark(unit: Unit, lines: Sequence[int], state: str) -> None:
    unit.do("UPDATE treasury_statementline SET state = %s WHERE line_id = ANY(%s) AND state <> %s", [state, list(lines), state])


def _replace(unit: Unit, wanted: Sequence[tuple[Left, Sequence[MatchInput]]]) -> None:
    """Store matches made by hand, accepted; the same number of statements for one line and many."""
    inputs = [one for _line, matches in wanted for one in matches]
    accounts = accounts_by_code(unit, {one.account for one in inputs if one.account})
    items = {item.id: item for item in open_items(unit, items={one.item for one in inputs if one.item})} if any(one.item for one in inputs) else {}
    wrong: list[BusinessError] = [UnknownAccount(account=one.account) for one in inputs if one.account and one.account not in accounts]
    wrong += [ItemGone(record=one.item, number="-", open=ZERO) for one in inputs if one.item and one.item not in items]
    if wrong:
        raise Refused(wrong)
    codes = {code: account.id for code, account in accounts.items()}
    rows = [row for line, matches in wanted for row in _by_hand(line, matches, codes, items)]
    _refuse_what_is_gone(unit, [(row.line_id, row.item_id, row.item_amount) for row in rows if row.item_id], {line.id for line, _matches in wanted})
    ids = [line.id for line, _matches in wanted]
    unit.do("DELETE FROM treasury_match WHERE line_id = ANY(%s)", [ids])
    for row, number in zip(rows, unit.ids(len(rows)), strict=True):
        row.id = number
    unit.add(rows)
    _mark(unit, ids, "matched")


def _by_hand(line: Left, matches: Sequence[MatchInput], accounts: Mapping[str, int], items: Mapping[int, Open]) -> list[Any]:
    rows: list[Any] = []
    left = line.amount
    for one in sorted(matches, key=lambda m: not (m.item and items[m.item].left * line.amount < 0)):  # credits first: they make room for what they lower
        made = list(_rows(line, one, left, accounts, items))
        rows += made
        left -= total(row.amount for row in made)
    parties = {row.party_id for row in rows if row.item_id}
    if left and len(parties) == 1 and left * line.amount > 0:
        first = next(row for row in rows if row.item_id)
        rows.append(MatchDraft(id=0, line_id=line.id, account_id=first.account_id, party_id=first.party_id, amount=left, accepted=True))
    elif left or not rows:
        raise Refused([RestLeft(record=line.id, line=line.id, rest=left)])
    return rows


def _rows(line: Left, one: MatchInput, left: Decimal, accounts: Mapping[str, int], items: Mapping[int, Open]) -> Iterator[Any]:
    common: dict[str, Any] = {"id": 0, "line_id": line.id, "accepted": True, "dimensions": one.dimensions, "text": one.text}
    if one.item:
        item = items[one.item]
        same = item.currency == line.currency
        whole = item.left - one.write_off
        amount = one.amount if one.amount is not None else (whole if same and abs(whole) <= abs(left) else left)
        if not amount:
            raise Refused([ItemGone(record=line.id, line=line.id, number=item.number, open=ZERO)])
        taken = amount if same else one.item_amount if one.item_amount is not None else whole
        yield MatchDraft(item_id=item.id, account_id=item.account_id, party_id=item.party_id, amount=amount, item_amount=taken, **common)
        if one.write_off:
            forgiven = one.write_off if same else quotient(product(amount, one.write_off), taken)
            yield MatchDraft(item_id=item.id, account_id=item.account_id, party_id=item.party_id, amount=forgiven, item_amount=one.write_off, **common)
            yield MatchDraft(role=WRITE_OFF, amount=-forgiven, **common)
        return
    amount = left if one.amount is None else one.amount
    if one.account or one.role:
        yield MatchDraft(account_id=accounts.get(one.account), role="" if one.account else one.role, party_id=one.party, amount=amount, **common)
    elif one.party:
        yield MatchDraft(role="receivable" if line.amount > 0 else "payable", party_id=one.party, amount=amount, **common)


def _refuse_what_is_gone(unit: Unit, wanted: Sequence[tuple[int, int | None, Decimal | None]], own: Collection[int]) -> None:
    """Refuse matches that take more of items than is open less what other lines will take. The ledger judges again when posting."""
    taken: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for _line, item, amount in wanted:
        taken[item or 0] += amount or ZERO
    if not taken:
        return
    items = {item.id: item for item in open_items(unit, items=set(taken))}
    mine: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for m in (m for ms in matches_of(unit, list(own)).values() for m in ms if m.accepted and m.item_id):
        mine[m.item_id or 0] += m.item_amount or ZERO
    wrong: list[BusinessError] = []
    for line, number, _amount in wanted:
        found = items.get(number or 0)
        free = found.left + mine[number or 0] if found else ZERO
        asked = taken[number or 0]
        if found is None or asked * free < 0 or abs(asked) > abs(free):
            wrong.append(ItemGone(record=line, line=line, number=found.number if found else "-", open=abs(free)))
    if wrong:
        raise Refused(wrong)
