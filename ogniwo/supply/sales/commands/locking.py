"""Locking documents of sales a person may see by their record rule."""

from collections.abc import Collection, Sequence
from uuid import UUID

from ogniwo.kernel.access.acting import ALL
from ogniwo.kernel.documents.commands import Locked, lock
from ogniwo.kernel.errors import NotFound, Refused
from ogniwo.kernel.writing.unit import Unit


def lock_own(unit: Unit, ids: Sequence[UUID], *, type: str, states: Collection[str] = ()) -> list[Locked]:
    """Lock documents of one type; those beyond the person's record rule are not there for them (NotFound)."""
    locked = lock(unit, ids, type=type, states=states)
    if unit.acting.rule(type) != ALL and (wrong := [d.id for d in locked if d.owner_id != unit.acting.user_id]):
        raise Refused(NotFound(record=d) for d in wrong)
    return locked
