"""Printed sales invoices and corrections. Source of what they say: Polish VAT act, art. 106e (invoices) and art. 106j (corrections)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from ogniwo.finance.invoicing.models import CorrectionLine, Invoice
from ogniwo.finance.invoicing.queries import sales_invoices
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.errors import NotFound
from ogniwo.kernel.money.rules import convert
from ogniwo.kernel.printing.hooks import printer
from ogniwo.kernel.printing.rules import TEMPLATES
from ogniwo.kernel.tenancy.models import Company
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader
from ogniwo.masterdata.trade.queries.printouts import Printed, PrintedLine, fact, frame, lines_table, printed, sums
from ogniwo.workbench import format as fmt
from ogniwo.workbench.words import said

TEMPLATE = TEMPLATES / "invoice.typ"
METHODS = {"transfer": _("transfer"), "split": _("split payment"), "cash": _("cash"), "card": _("card")}
AMOUNTS = ("quantity", "price", "discount_percent", "net", "tax", "gross")


@printer("invoicing.invoice")
def print_invoice(document_id: UUID, language: str, acting: Acting) -> tuple[Path, Mapping[str, Any]]:
    """A sales invoice. Raises NotFound."""
    invoice, p = _read(document_id, acting)
    tables = [lines_table(p.lines, language, gross_prices=p.price_mode == "gross")]
    return TEMPLATE, {
        **_frame(p, invoice, _("Tax invoice"), language), "tables": tables, "totals": _totals(p, invoice, language, (_("To pay"), invoice.payable_total), acting),
    }  # fmt: skip


@printer("invoicing.correction")
def print_correction(document_id: UUID, language: str, acting: Acting) -> tuple[Path, Mapping[str, Any]]:
    """A correction: the changed lines before and after, the difference by rate. Raises NotFound."""
    invoice, p = _read(document_id, acting)
    before, after = _states(p, document_id)
    gross = p.price_mode == "gross"
    made = _frame(p, invoice, _("Correction invoice"), language)
    first = printed(Reader(), [invoice.corrects_id]).get(invoice.corrects_id) if invoice.corrects_id else None
    if first:
        made["subtitle"] = said(_("to invoice {number} of {day}"), language, number=first.number, day=fmt.day(first.day, language))
    back = invoice.payable_total < 0
    made["tables"] = [
        lines_table(before, language, gross_prices=gross, title=_("Before correction"), quiet=True), lines_table(after, language, gross_prices=gross, title=_("After correction")),
    ]
    made["totals"] = _totals(p, invoice, language, (_("To return") if back else _("To pay"), abs(invoice.payable_total)), acting)
    return TEMPLATE, made


def _read(document_id: UUID, acting: Acting) -> tuple[Invoice, Printed]:
    found = sales_invoices(acting=acting).filter(pk=document_id).first()
    if found is None:
        raise NotFound(record=document_id)
    return found, printed(Reader(), [document_id])[document_id]


def _frame(p: Printed, invoice: Invoice, title: str, language: str) -> dict[str, Any]:
    facts = [fact(_("Date of issue"), _day(invoice.issued_on, language), language, strong=True), fact(_("Date of supply"), _day(invoice.supplied_on, language), language),
             fact(_("Payment due"), _day(invoice.due_on, language), language, strong=True)]  # fmt: skip
    if p.their_reference:
        facts.append(fact(_("Your reference"), p.their_reference, language))
    notes = [{"text": said(_("Reason of the correction: {reason}"), language, reason=invoice.reason)}] if invoice.reason else []
    account = invoice.bank_account or p.account
    payment = [fact(_("Payment by"), said(METHODS.get(invoice.payment_method, invoice.payment_method), language), language), fact(_("Due"), _day(invoice.due_on, language), language)]
    if account and invoice.payment_method == "transfer" and invoice.payable_total > 0:
        payment += [fact(_("Bank account"), account, language, strong=True), fact(_("Transfer title"), p.number, language)]
    return {
        **frame(p, title, language, payment=_("Payment"), notes=_("Remarks")), "facts": facts, "payment": payment,
        "notes": [*notes, *({"text": part} for part in p.note.splitlines() if part.strip())], "codes": [],
    }  # fmt: skip


def _totals(p: Printed, invoice: Invoice, language: str, pay: tuple[str, Decimal], acting: Acting) -> dict[str, Any]:
    """The sums; of an invoice in another currency also the tax in the company's (Polish VAT act, art. 106e ust. 11)."""
    made = sums(p, p.taxes, language, pay=pay)
    if invoice.tax_rate is not None:
        home = Company.objects.get(pk=acting.company_id).currency
        tax = convert(p.tax, invoice.tax_rate, per=Decimal(invoice.tax_rate_per))
        rate = fmt.quantity(invoice.tax_rate, language)
        words = said(_("Tax in {currency} at {rate}"), language, currency=home, rate=rate if invoice.tax_rate_per == 1 else f"{rate} / {invoice.tax_rate_per}")
        source = " ".join(part for part in (invoice.tax_rate_source, _day(invoice.tax_rate_day, language)) if part)
        made["after"] = [{"label": f"{words} ({source})" if source else words, "value": f"{fmt.amount(tax, language)} {home}"}]
    return made


def _states(p: Printed, correction: UUID) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """The corrected lines as they were and as they are; a line whose rate changed stands twice in the books and once here."""
    before, after, seen = [], [], set()
    by_position = {line.position: line for line in p.lines}
    for row in CorrectionLine.objects.filter(document_id=correction).select_related("line", "corrected").order_by("line_id"):
        line = by_position.get(row.line.position)
        if line is None or row.corrected_id in seen:
            continue
        seen.add(row.corrected_id)
        before.append(_state(line, row.before, row.corrected.position))
        after.append(_state(line, row.after, row.corrected.position))
    return before, after


def _state(line: PrintedLine, said_: Mapping[str, Any], position: int) -> PrintedLine:
    percent = said_["rate_percent"]
    return replace(
        line, position=position, tax_class=said_["tax_class"], tax_name=line.tax_name if said_["tax_class"] == line.tax_class else said_["tax_class"],
        rate_percent=None if percent is None else Decimal(percent), **{name: Decimal(said_[name]) for name in AMOUNTS},
    )  # fmt: skip


def _day(value: date | None, language: str) -> str:
    return fmt.day(value, language)
