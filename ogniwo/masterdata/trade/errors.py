"""Refusals about trade documents."""

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.text import N_ as _


class UnknownProduct(BusinessError):
    code, field = "trade.unknown_product", "product"
    says = _("There is no product {product}.")
    next = _("Choose one from the list, or add it.")


class NoProduct(BusinessError):
    code, field = "trade.no_product", "product"
    says = _("The line has neither a product nor words.")
    next = _("Choose a product, or say what it is.")


class UnknownUnit(BusinessError):
    code, field = "trade.unknown_unit", "unit"
    says = _("{product} is not counted in {unit}.")
    next = _("Use {own}, or add the unit to the product.")


class NoPrice(BusinessError):
    code, field = "trade.no_price", "price"
    says = _("{product} has no price for this customer on this day.")
    next = _("Type a price, or add one to the price list.")


class NoTaxRate(BusinessError):
    code, field = "trade.no_tax_rate", "tax_class"
    says = _("The tax class {tax_class} has no rate on {day}.")
    next = _("Choose another class, or add its rate.")


class NotOurs(BusinessError):
    code, field = "trade.unknown_party", "party"
    says = _("This company has no terms with that party.")
    next = _("Add it as a customer or supplier first.")


class NoExchangeRate(BusinessError):
    code, field = "trade.no_exchange_rate", "currency"
    says = _("There is no rate of {currency} before {day}.")
    next = _("Add the rate of the last working day before, then try again.")


class NoLines(BusinessError):
    code, field = "trade.no_lines", "lines"
    says = _("The document has no lines.")
    next = _("Add at least one line.")


class NothingAsked(BusinessError):
    code, field = "trade.no_quantity", "quantity"
    says = _("The quantity is zero.")
    next = _("Give a quantity, or remove the line.")
