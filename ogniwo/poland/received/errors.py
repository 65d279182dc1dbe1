"""Refusals of received e-invoices."""

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.text import N_ as _


class NotRead(BusinessError):
    """``line`` is the file's line; ``fault`` the stable code of the reader, ``reason`` its sentence in the person's language."""

    code, field = "received.not_read", "files"
    says = _("{name}: {reason}")
    next = _("Read the right file, or ask its sender for it.")


class ReadAlready(BusinessError):
    code, field = "received.read_already", "files"
    says = _("{name} was read before: {number} of {seller}.")
    next = _("Open the invoice that is here.")


class UnknownSupplier(BusinessError):
    code, field = "received.unknown_supplier", "add_suppliers"
    says = _("{name} ({number}) is not among your suppliers.")
    next = _("Add it first, or let suppliers be added as files are read.")
