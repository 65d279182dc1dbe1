"""What loyalty adds to the program."""

from loyalty import commands
from loyalty.queries import tiers
from ogniwo.kernel.text import N_ as _
from ogniwo.supply.sales.hooks import orders_to_confirm
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Action, Section, Text

TIER = Text("tier", title=_("Loyalty"), values=tiers)
registry.add_column("parties.customers", TIER)
registry.add_section("parties.party", Section(_("Loyalty"), [TIER]))
registry.add_action("parties.party", Action(commands.set_tier))
orders_to_confirm.listen(commands.reasons)
