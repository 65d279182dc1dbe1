"""Everything that changes opportunities and stages."""

from ogniwo.crm.pipeline.commands.closing import lose_opportunities, reopen_opportunities, win_opportunities
from ogniwo.crm.pipeline.commands.opportunities import add_opportunities, add_opportunity, change_opportunity, move_opportunities
from ogniwo.crm.pipeline.commands.stages import default_stages, set_stages

__all__ = [
    "add_opportunities", "add_opportunity", "change_opportunity", "default_stages", "lose_opportunities", "move_opportunities", "reopen_opportunities", "set_stages",
    "win_opportunities",
]
