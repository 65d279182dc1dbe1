"""Registers the tax stage with the books."""

from ogniwo.finance.tax import queries
from ogniwo.finance.tax.commands import register, take_back_documents
from ogniwo.finance.tax.drafts import TaxDraft
from ogniwo.finance.tax.proofs import PROOFS
from ogniwo.kernel.books.hooks import processes, reverses
from ogniwo.kernel.books.proofs import prove
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import Amount, Badge, Effect, State, Text
from ogniwo.workbench.registry import add_effect

prove(*PROOFS)
processes("tax", TaxDraft)(register)
reverses("tax")(take_back_documents)

REGISTERS = {"sale": State(_("Sales"), "neutral"), "purchase": State(_("Purchases"), "neutral")}
add_effect(Effect("tax_taxregisterline", _("Tax registers"), [
    Badge("register", title=_("Register"), states=REGISTERS), Text("tax_class", title=_("Tax class")), Text("party", title=_("Party")),
    Amount("net", title=_("Net"), total=True), Amount("tax", title=_("Tax"), total=True), Text("tax_period", title=_("Period")),
], rows=queries.previewed, order=40))  # fmt: skip
