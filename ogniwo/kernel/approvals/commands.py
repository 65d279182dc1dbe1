"""Asking and deciding."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.approvals.errors import OwnRequest
from ogniwo.kernel.approvals.hooks import Decision, decided
from ogniwo.kernel.approvals.models import Request
from ogniwo.kernel.commands import command
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

WAITING = """SELECT r.id, r.document_id, r.kind, r.needs, r.asked_by_id, d.type, d.owner_id FROM approvals_request r JOIN documents_document d ON d.id = r.document_id
  WHERE r.id = ANY(%s) AND r.state = 'waiting' ORDER BY r.id FOR UPDATE OF r"""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to make: ``needs`` is the permission the approver must hold."""

    document_id: UUID
    kind: str
    needs: str
    why: str
    amount: Decimal | None = None
    currency: str = ""
    due: date | None = None


def ask(unit: Unit, requests: Iterable[Ask]) -> list[int]:
    """Put documents before approvers, in the act of the asking module; returns the requests' ids."""
    requests = list(requests)
    numbers = unit.ids(len(requests))
    unit.add(
        draft(Request)(
            id=number, document_id=r.document_id, kind=r.kind, needs=r.needs, why=r.why[:300], amount=r.amount, currency=r.currency, due=r.due,
            asked_by_id=unit.acting.user_id, asked_at=unit.now,
        )
        for number, r in zip(numbers, requests, strict=True)
    )  # fmt: skip
    return numbers


@command("approvals.approve", _("Approve"), roles=("accountant", "seller", "buyer"), sets="requests")
def approve(requests: Sequence[int], *, answer: str = "", unit: Unit, acting: Acting) -> int:
    """Approve what waits; each needs the permission it names, and is never one's own request."""
    return _decide(unit, requests, "approved", answer)


@command("approvals.refuse", _("Refuse"), roles=("accountant", "seller", "buyer"), sets="requests")
def refuse(requests: Sequence[int], *, answer: str, unit: Unit, acting: Acting) -> int:
    """Refuse what waits, with a reason the asker reads."""
    return _decide(unit, requests, "refused", answer)


def _decide(unit: Unit, requests: Sequence[int], verdict: str, answer: str) -> int:
    rows = [row[:5] for row in unit.rows(WAITING, [list(requests)]) if unit.acting.reaches(*row[5:])]
    found = {row[0]: row for row in rows}
    wrong: list[BusinessError] = [NotFound(record=number) for number in requests if number not in found]
    wrong += [NoRight(needs, record=number) for number, _d, _k, needs, _by in rows if not unit.acting.may(needs)]
    wrong += [OwnRequest(record=number) for number, *_rest, by in rows if by == unit.acting.user_id]
    if wrong:
        raise Refused(wrong)
    unit.do(
        "UPDATE approvals_request SET state = %s, decided_by_id = %s, decided_at = %s, answer = %s WHERE id = ANY(%s)",
        [verdict, unit.acting.user_id, unit.now, answer[:300], list(found)],
    )
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for _number, document, kind, *_rest in rows:
        by_kind[kind].append(document)
        unit.touch([document])
    for kind, documents in sorted(by_kind.items()):
        decided.tell(Decision(kind, tuple(documents), verdict == "approved", answer), unit=unit)
    return len(rows)
