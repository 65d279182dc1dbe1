"""Refusals about products and prices."""

from ogniwo.kernel.errors import BusinessError, Duplicate, explains
from ogniwo.kernel.text import N_ as _


class CodeTaken(Duplicate):
    code, field = "catalog.code_taken", "code"
    says = _("There is a product {product} already.")
    next = _("Use that product, or choose another code.")


class SameCode(Duplicate):
    code, field = "catalog.same_code", "code"
    says = _("There is one with this code already.")


class NoUnit(BusinessError):
    code, field = "catalog.no_unit", "unit"
    says = _("There is no unit {unit}.")
    next = _("Add the unit first, or choose one from the list.")


class NotItsUnit(BusinessError):
    code, field = "catalog.not_its_unit", "unit"
    says = _("{product} is not counted in {unit}.")
    next = _("Say on the product's card how many of its own unit one {unit} is.")


class NoTaxClass(BusinessError):
    code, field = "catalog.no_tax_class", "tax_class"
    says = _("There is no tax class {tax_class}.")
    next = _("Choose one from the tax classes.")


class WrongChoice(BusinessError):
    code, field = "catalog.wrong_choice", "kind"
    says = _("{value} is not one of: {choices}.")
    next = _("Choose one of them.")


class NoOwnField(BusinessError):
    code, field = "catalog.no_own_field", "custom"
    says = _("There is no own field {key}.")
    next = _("Add the field first.")


class OwnFieldWrong(BusinessError):
    code, field = "catalog.own_field_wrong", "custom"
    says = _("{value} does not fit the field {key}.")
    next = _("Write a value of the field's type.")


class PriceNegative(BusinessError):
    code, field = "catalog.price_negative", "price"
    says = _("A price is not below zero.")
    next = _("Write a price of zero or more.")


class SupplierCodeTaken(Duplicate):
    code, field = "catalog.supplier_code_taken", "code"
    says = _("The supplier's code {code} means another product already.")


class BadFieldKey(BusinessError):
    code, field = "catalog.bad_field_key", "key"
    says = _("“{key}” can't be the key of a field.")
    next = _("Use small letters, digits and _, beginning with a letter, like shelf_no.")


class NoChoices(BusinessError):
    code, field = "catalog.no_choices", "choices"
    says = _("A field of one of a list needs the list.")
    next = _("Write each choice in a line of its own.")


explains("catalog_product_code", SameCode)
explains("catalog_pricelist_code", SameCode)
explains("catalog_customfield_key", SameCode)
explains("catalog_unit_pkey", SameCode)
explains("catalog_price_positive", PriceNegative)
