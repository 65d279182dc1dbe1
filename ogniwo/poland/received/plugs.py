"""Shows on a purchase invoice all its file says, and what to look at."""

from ogniwo.kernel.text import N_ as _
from ogniwo.poland.received import commands, errors, queries  # noqa: F401 - registration
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Badge, Panel, State, Text

WHY = {"waits": State(_("Waits"), "warn", "clock"), "differs": State(_("Check"), "warn", "alert"), "note": State(_("Note"), "info", "info")}

registry.add_panel("invoicing.purchase_invoice", Panel(
    "concerns", _("To look at"), queries.to_see, place="body", order=5, columns=[Badge("why", title=_("Why"), states=WHY), Text("text", title=_("What"))],
))  # fmt: skip
registry.add_panel("invoicing.purchase_invoice", Panel(
    "einvoice", _("What the e-invoice says"), queries.all_it_says, place="tab", order=60,
    columns=[Text("section", title=_("Part")), Text("label", title=_("Field")), Text("value", title=_("Value")), Text("element", title=_("Element"))],
))  # fmt: skip
