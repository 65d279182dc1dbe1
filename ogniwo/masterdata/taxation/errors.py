"""Refusals about tax classes and exchange rates."""

from ogniwo.kernel.errors import BusinessError, Duplicate, explains
from ogniwo.kernel.text import N_ as _


class NoRate(BusinessError):
    code, field = "taxation.no_rate", "tax_class"
    says = _("Tax class {tax_class} has no rate on {day}.")
    next = _("Choose another class, or enter its rate in the tax classes.")


class NoExchangeRate(BusinessError):
    code, field = "taxation.no_exchange_rate", "currency"
    says = _("There is no rate of {currency} before {day}.")
    next = _("Enter the rate in the exchange rates, then try again.")


class SameTaxClass(Duplicate):
    code, field = "taxation.same_class", "code"
    says = _("There is a tax class with this code already.")


class SameRateDay(Duplicate):
    code, field = "taxation.same_rate_day", "valid_from"
    says = _("This class has a rate from that day already.")


class NotARate(BusinessError):
    code, field = "taxation.not_a_rate", "percent"
    says = _("{percent} is not a rate.")
    next = _("Enter a percent from 0 up, or leave it empty where no tax is charged.")


explains("taxation_taxclass_pkey", SameTaxClass)
explains("taxation_taxrate_once", SameRateDay)
