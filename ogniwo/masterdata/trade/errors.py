"""Refusals about trade documents."""

from ogniwo.kernel.errors import BusinessError, Duplicate, explains
from ogniwo.kernel.text import N_ as _


class NoProduct(BusinessError):
    code, field = "trade.no_product", "product"
    says = _("There is no product {product} in this company.")
    next = _("Choose it from the list, or add it.")


class NoPrice(BusinessError):
    code, field = "trade.no_price", "price"
    says = _("No price list has a price of {product} for this party and day.")
    next = _("Write the price, or add it to a price list.")


class NoText(BusinessError):
    code, field = "trade.no_text", "description"
    says = _("The line says nothing.")
    next = _("Choose a product or write what it is for.")


class WrongQuantity(BusinessError):
    code, field = "trade.wrong_quantity", "quantity"
    says = _("{quantity} is not a quantity.")
    next = _("Write a quantity other than zero, with at most 6 places.")


class WrongPrice(BusinessError):
    code, field = "trade.wrong_price", "price"
    says = _("{price} is not a price.")
    next = _("Write a price with at most 6 places.")


class WrongDiscount(BusinessError):
    code, field = "trade.wrong_discount", "discount_percent"
    says = _("A discount is 0 to 100 percent.")
    next = _("Write a percent between them.")


class NoLines(BusinessError):
    code, field = "trade.no_lines", "lines"
    says = _("There is no line.")
    next = _("Add at least one line.")


class WrongCurrency(BusinessError):
    code, field = "trade.wrong_currency", "currency"
    says = _("{currency} is not a currency we can count in.")
    next = _("Choose a currency with at most two places.")


class NothingLeft(BusinessError):
    code, field = "trade.nothing_left", "quantity"
    says = _("{title}: nothing is left to take.")
    next = _("Choose other documents.")


class SumsDiffer(Duplicate):
    code = "trade.sums_differ"
    says = _("Net and tax do not make gross.")


explains("trade_tradedocument_sum", SumsDiffer)
explains("trade_tradeline_sum", SumsDiffer)
explains("trade_tradetax_sum", SumsDiffer)
