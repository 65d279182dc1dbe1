"""Registers the tax stage with the books."""

from typing import Any

from ogniwo.finance.ledger.commands.reports import save_report
from ogniwo.finance.tax import queries
from ogniwo.finance.tax.commands import register, take_back_documents
from ogniwo.finance.tax.drafts import TaxDraft
from ogniwo.finance.tax.proofs import PROOFS
from ogniwo.kernel.books.hooks import MonthLocked, month_locked, processes, reverses
from ogniwo.kernel.books.models import Area
from ogniwo.kernel.books.proofs import prove
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import Amount, Badge, Effect, State, Text
from ogniwo.workbench.registry import add_effect
from ogniwo.workbench.words import said

prove(*PROOFS)


@month_locked.listen()
def keep_registers(locked: MonthLocked, *, unit: Any) -> None:
    """The registers of a month of tax are kept as they were declared: asked again, they are the same to the byte."""
    if locked.area == Area.VAT and unit.acting.may("ledger.save_report"):
        month = f"{locked.month:%Y-%m}"
        for side, title in ((None, _("VAT register by rate, {month}, as locked")), ("sale", _("Sales register, {month}, as locked")), ("purchase", _("Purchase register, {month}, as locked"))):
            asked = {"period": locked.month.isoformat(), **({"register": side} if side else {})}
            save_report("tax.register" if side else "tax.register_sums", asked, title=said(title, unit.acting.language, month=month), unit=unit)


processes("tax", TaxDraft)(register)
reverses("tax")(take_back_documents)

REGISTERS = {"sale": State(_("Sales"), "neutral"), "purchase": State(_("Purchases"), "neutral")}
add_effect(Effect("tax_taxregisterline", _("Tax registers"), [
    Badge("register", title=_("Register"), states=REGISTERS), Text("tax_class", title=_("Tax class")), Text("party", title=_("Party")),
    Amount("net", title=_("Net"), total=True), Amount("tax", title=_("Tax"), total=True), Text("tax_period", title=_("Period")), Text("correction_of", title=_("Correction of")),
], rows=queries.previewed, order=40))  # fmt: skip
