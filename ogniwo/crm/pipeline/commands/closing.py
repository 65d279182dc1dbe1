"""Opportunities won, lost, opened again."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ogniwo.crm.interactions.commands import lock_mine
from ogniwo.crm.pipeline.errors import WhyLost
from ogniwo.crm.pipeline.models import Opportunity
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import move
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.unit import Unit

TYPE = "pipeline.opportunity"
ROLES = ("seller",)


@command("pipeline.win_opportunities", _("Won"), roles=ROLES, sets="opportunities")
def win_opportunities(opportunities: Sequence[UUID], reason: str = "", *, unit: Unit, acting: Acting) -> list[UUID]:
    """The party buys; why it chose us may be said."""
    return _close(unit, opportunities, "win", reason, acting.today)


@command("pipeline.lose_opportunities", _("Lost"), roles=ROLES, sets="opportunities")
def lose_opportunities(opportunities: Sequence[UUID], reason: str, *, unit: Unit, acting: Acting) -> list[UUID]:
    """The party does not buy, with the reason. Raises WhyLost."""
    if not reason.strip():
        raise Refused([WhyLost()])
    return _close(unit, opportunities, "lose", reason, acting.today)


@command("pipeline.reopen_opportunities", _("Open again"), roles=ROLES, sets="opportunities")
def reopen_opportunities(opportunities: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Lost opportunities go on, in the stage they stood in."""
    return _close(unit, opportunities, "reopen", "", None)


def _close(unit: Unit, opportunities: Sequence[UUID], act: str, reason: str, on: date | None) -> list[UUID]:
    found = lock_mine(unit, opportunities, type=TYPE)
    move(unit, found, act)
    change(unit, Opportunity, {d.id: {"reason": reason.strip()[:300], "closed_on": on} for d in found})
    return [d.id for d in found]
