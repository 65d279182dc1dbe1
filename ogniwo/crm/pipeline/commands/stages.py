"""The company's stages."""

from collections.abc import Sequence

from ogniwo.crm.pipeline.errors import NoStages, StageInUse, WrongProbability
from ogniwo.crm.pipeline.models import Stage
from ogniwo.crm.pipeline.rules import DEFAULT_STAGES, StageRow
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

HELD = """SELECT s.id, s.code, (SELECT count(*) FROM pipeline_opportunity o JOIN documents_document d ON d.id = o.document_id AND d.state = 'open' WHERE o.stage_id = s.id)
  FROM pipeline_stage s ORDER BY s.id FOR UPDATE OF s"""


@command("pipeline.set_stages", _("Set the stages"))
def set_stages(stages: Sequence[StageRow], *, unit: Unit, acting: Acting) -> list[str]:
    """Set the stages of the pipeline in their order: known codes change, new ones are added, left out ones go out of use.

    Raises Refused with NoStages, WrongProbability, StageInUse (a stage left out still holds open opportunities).
    """
    if not stages:
        raise Refused([NoStages()])
    wrong: list[BusinessError] = [WrongProbability(line=n) for n, s in enumerate(stages) if not 0 <= s.probability <= 100]
    held = {code: (pk, count) for pk, code, count in unit.rows(HELD)}
    kept = {s.code for s in stages}
    wrong += [StageInUse(stage=code, count=count) for code, (_pk, count) in held.items() if count and code not in kept]
    if wrong:
        raise Refused(wrong)
    changes = {held[s.code][0]: {"name": s.name, "probability": s.probability, "position": n, "active": True} for n, s in enumerate(stages, 1) if s.code in held}
    change(unit, Stage, changes)
    change(unit, Stage, {pk: {"active": False} for code, (pk, _count) in held.items() if code not in kept})
    unit.add(draft(Stage)(code=s.code, name=s.name, probability=s.probability, position=n) for n, s in enumerate(stages, 1) if s.code not in held)
    return [s.code for s in stages]


def default_stages(unit: Unit) -> None:
    """The stages a new company begins with."""
    set_stages(DEFAULT_STAGES, unit=unit)
