"""Locking and looking up only what is the person's to see; for all commands of the wing."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from ogniwo.kernel.documents.commands import Locked, lock
from ogniwo.kernel.documents.queries import sees
from ogniwo.kernel.errors import NotFound, Refused
from ogniwo.kernel.writing.unit import Unit

TARGETS = """SELECT a.id, d.id IS NOT NULL, d.type, d.owner_id, coalesce(s.party_id, t.party_id) FROM unnest(%s::uuid[]) a(id)
  LEFT JOIN documents_document d ON d.id = a.id LEFT JOIN parties_partyterms s ON s.party_id = d.subject_id
  LEFT JOIN parties_partyterms t ON t.party_id = a.id"""


@dataclass(frozen=True, slots=True)
class Target:
    """What an activity or ticket is about: a document (with its party, if it has one) or a party."""

    id: UUID
    is_document: bool
    party_id: UUID | None


def lock_mine(unit: Unit, ids: Collection[UUID], *, type: str, states: Collection[str] = ()) -> list[Locked]:
    """`documents.lock`: what is not the person's to see by their record rule is not found."""
    return lock(unit, ids, type=type, states=states)


def targets(unit: Unit, ids: Collection[UUID], *, field: str = "about") -> dict[UUID, Target]:
    """Documents and parties by id; one statement. Raises Refused with NotFound for what is neither, or not the person's to see."""
    wanted = list(dict.fromkeys(ids))
    found: dict[UUID, Target] = {}
    for pk, is_document, type, owner_id, party_id in unit.rows(TARGETS, [wanted]):
        if sees(unit.acting, type, owner_id) if is_document else party_id:
            found[pk] = Target(pk, is_document, party_id)
    if missing := [pk for pk in wanted if pk not in found]:
        raise Refused(NotFound(record=pk, field=field) for pk in missing)
    return found
