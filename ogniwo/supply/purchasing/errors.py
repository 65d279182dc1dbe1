"""Refusals of purchasing."""

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.text import N_ as _


class OverReceipt(BusinessError):
    code, field = "purchasing.over_receipt", "quantity"
    says = _("Line {position}: {asked} received, but only {left} is still to come, {most} with the tolerance.")
    next = _("Receive at most {most}, or order the rest first.")


class NoWarehouse(BusinessError):
    code, field = "purchasing.no_warehouse", "warehouse"
    says = _("There is no warehouse to receive into.")
    next = _("Choose a warehouse, or add one.")


class NoSupplier(BusinessError):
    code, field = "purchasing.no_supplier", "supplier"
    says = _("{product} has no usual supplier.")
    next = _("Give the product a supplier, then propose again.")


class ReceivedInPart(BusinessError):
    code = "purchasing.received_in_part"
    says = _("Something of this order was received already.")
    next = _("Close it instead: what did not come is given up.")


class NotSameSupplier(BusinessError):
    code, field = "purchasing.not_same_supplier", "receipt_line"
    says = _("The receipt is from another supplier or in another currency than the invoice.")
    next = _("Choose a receipt from the supplier of the invoice.")


class NothingToMatch(BusinessError):
    code, field = "purchasing.nothing_to_match", "quantity"
    says = _("{asked} asked, but only {left} can be matched.")
    next = _("Match at most {left}.")


class NotWaiting(BusinessError):
    code = "purchasing.not_waiting"
    says = _("This order does not wait for approval.")
    next = _("Open it to see what can be done now.")


class UnknownUnit(BusinessError):
    code, field = "purchasing.unknown_unit", "quantity"
    says = _("Line {position}: {product} has no unit called “{unit}”.")
    next = _("Give the product that unit with its conversion, then match again.")


class TooMuchSentBack(BusinessError):
    code, field = "purchasing.too_much_sent_back", "quantity"
    says = _("Line {position}: {asked} to send back, but only {left} of it is here.")
    next = _("Send back at most {left}.")


class CreditAwaited(BusinessError):
    code = "purchasing.credit_awaited"
    says = _("Goods of this invoice went back to the supplier, or were credited by another correction.")
    next = _("Book the supplier's correction instead of taking the invoice back.")


class NothingWaits(BusinessError):
    code = "purchasing.nothing_waits"
    says = _("Nothing of this invoice waits for goods that have come.")
    next = _("Receive the goods, or look at what is received and not invoiced.")
