"""Refusals of sales."""

from collections.abc import Callable

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.reasons import Reason
from ogniwo.kernel.text import N_ as _


class OverCredit(BusinessError):
    """A customer may not buy on credit: the rule's own reason is its sentence."""

    code, field = "sales.over_credit", "party"
    says = _("The customer's credit does not allow it.")
    next = _("Ask for the credit to be released, take a payment, or lower the order.")

    def __init__(self, reason: Reason, *, record: object = None) -> None:
        self.reason = reason
        super().__init__(record=record, **dict(reason.words))  # type: ignore[arg-type]

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The rule's finding."""
        return translate(self.reason.says).format(**self.words)


class NothingToDeliver(BusinessError):
    code, field = "sales.nothing_to_deliver", "quantity"
    says = _("Nothing of this order can be delivered: all of it was, or none of what is left is in stock.")
    next = _("Receive the goods first, or choose another warehouse.")


class NothingToReserve(BusinessError):
    code, field = "sales.nothing_to_reserve", "quantity"
    says = _("Nothing of this order can be reserved: it is reserved or delivered already, or nothing is free.")
    next = _("Receive the goods first, or release another reservation.")


class NothingToInvoice(BusinessError):
    code, field = "sales.nothing_to_invoice", "quantity"
    says = _("All of this delivery is invoiced or returned already.")
    next = _("Open its invoice to see it.")


class NothingToOrder(BusinessError):
    code, field = "sales.nothing_to_order", "quantity"
    says = _("All of this offer is ordered already.")
    next = _("Open its order to see it.")


class NoWarehouse(BusinessError):
    code, field = "sales.no_warehouse", "warehouse"
    says = _("There is no such warehouse, or none at all.")
    next = _("Choose a warehouse, or add one.")


class ShippedAlready(BusinessError):
    code = "sales.shipped_already"
    says = _("Goods of this order are on their way, so it can't be cancelled.")
    next = _("Close it instead: what is left will not be delivered.")


class TooMuchReturned(BusinessError):
    code, field = "sales.too_much_returned", "quantity"
    says = _("Line {position}: {asked} comes back, but only {left} is with the customer.")
    next = _("Lower the quantity to {left}.")


class OtherOrder(BusinessError):
    code, field = "sales.other_order", "lines"
    says = _("Line {position} is of another order.")
    next = _("Deliver each order by itself, or choose its own lines.")


class NoExchangeRate(BusinessError):
    code, field = "sales.no_exchange_rate", "on"
    says = _("No rate of {currency} is known before {day}.")
    next = _("Add the rate, or choose another day.")
