"""Refusals of the warehouse."""

from ogniwo.kernel.errors import BusinessError, explains
from ogniwo.kernel.text import N_ as _


class NotEnough(BusinessError):
    code, field = "inventory.not_enough", "quantity"
    says = _("{product}: {asked} asked, but only {left} is there.")
    next = _("Lower the quantity, choose another place, or receive the goods first.")


class ReservedForOthers(BusinessError):
    code, field = "inventory.reserved", "quantity"
    says = _("{product}: {asked} asked, but only {left} is free in {warehouse}; the rest is reserved for orders.")
    next = _("Lower the quantity, or release a reservation.")


class BelowZero(BusinessError):
    code, field = "inventory.below_zero", "on"
    says = _("On some day since then there would be less than nothing in stock.")
    next = _("Choose a later date, or book the missing receipt first.")


class TooMuchBack(BusinessError):
    code, field = "inventory.too_much_back", "quantity"
    says = _("{product}: {asked} comes back, but only {left} is still out.")
    next = _("Lower the quantity to {left}.")


class BackElsewhere(BusinessError):
    code, field = "inventory.back_elsewhere", "warehouse"
    says = _("{product} left another valuation area than the one it comes back to.")
    next = _("Return it where it left, then transfer it.")


class AlreadyUsed(BusinessError):
    code = "inventory.already_used"
    says = _("{product}: goods of this receipt have already left.")
    next = _("Correct it with a return instead.")


class NoValue(BusinessError):
    code, field = "inventory.no_value", "value"
    says = _("{product}: a receipt needs its value.")
    next = _("Give the value of the whole line, without tax.")


class NotStocked(BusinessError):
    code, field = "inventory.not_stocked", "product"
    says = _("{product} is not kept in stock.")
    next = _("Mark it as stocked, or choose another product.")


class LotNeeded(BusinessError):
    code, field = "inventory.lot_needed", "lot"
    says = _("{product} is tracked, so its lot or serial number is needed.")
    next = _("Choose the lot.")


class WrongPlace(BusinessError):
    code, field = "inventory.wrong_place", "location"
    says = _("This place is in another warehouse, or this lot is of another product.")
    next = _("Choose the place and the lot again.")


class NoPlace(BusinessError):
    code, field = "inventory.no_place", "warehouse"
    says = _("There is no such warehouse or place.")
    next = _("Choose one from the list.")


class NoReceipt(BusinessError):
    code = "inventory.no_receipt"
    says = _("There is no receipt of our goods to change the price of.")
    next = _("Choose a receipt of the supplier's goods.")


class Taken(BusinessError):
    code, field = "inventory.taken", "quantity"
    says = _("The goods are no longer there, or are reserved for orders.")
    next = _("Look at the stock again.")


explains("inventory_stock_enough", BelowZero)
explains("inventory_stock_any_day", BelowZero)
explains("inventory_available_reserved", Taken)
explains("inventory_move_place", WrongPlace)


class CodeTaken(BusinessError):
    code, field = "inventory.code_taken", "code"
    says = _("There is one with this code already.")
    next = _("Choose another code.")


for name in ("inventory_warehouse_code", "inventory_location_code", "inventory_lot_code"):
    explains(name, CodeTaken)
