"""Refusals about invoices."""

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.text import N_ as _


class TaxPeriodLocked(BusinessError):
    code, field = "invoicing.tax_period_locked", "supplied_on"
    says = _("The tax of {month} is declared and locked.")
    next = _("Ask the accountant to post it, as a correction of the register of {month}.")


class NotDeductible(BusinessError):
    code, field = "invoicing.not_deductible", "month"
    says = _("The tax of this invoice may be deducted from {first} to {last}.")
    next = _("Choose one of these months; later it is a correction of {first}.")


class HomeCurrency(BusinessError):
    code = "invoicing.home_currency"
    says = _("This invoice is in the company's own currency: it has no exchange rate.")
    next = _("Leave the rates empty.")


class NoOpenMonth(BusinessError):
    code, field = "invoicing.no_open_month", "issued_on"
    says = _("No month from {month} on is open for these books.")
    next = _("Open a month, or date the invoice in an open one.")


class SupplyAfterIssue(BusinessError):
    code, field = "invoicing.supply_after_issue", "supplied_on"
    says = _("The supply on {supplied_on} is more than 60 days after the issue on {issued_on}.")
    next = _("Issue the invoice later, or correct the date of supply.")


class NothingChanges(BusinessError):
    code, field = "invoicing.nothing_changes", "lines"
    says = _("The correction changes nothing.")
    next = _("Change a quantity, a price or a tax class, or leave the invoice as it is.")


class ReceivedAlready(BusinessError):
    code, field = "invoicing.received_already", "their_reference"
    says = _("{number} of this supplier is here already.")
    next = _("Open the one that is here; if it was wrong, correct it.")


class MoreThanInvoiced(BusinessError):
    code, field = "invoicing.more_than_invoiced", "quantity"
    says = _("Line {position}: the correction would leave {quantity}, below zero.")
    next = _("Correct at most what is left on the invoice.")


class SumsDiffer(BusinessError):
    code, field = "invoicing.sums_differ", "payable_total"
    says = _("The lines sum to {lines}, the document says {document}.")
    next = _("It is booked as it stands; check it with the supplier.")


class SettledAlready(BusinessError):
    code = "invoicing.settled_already"
    says = _("{settled} of {amount} {currency} is paid or set off already.")
    next = _("Take the payment or the settlement back first.")
