"""Refusals about files."""

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.text import N_ as _


class TooLarge(BusinessError):
    code, field = "files.too_large", "file"
    says = _("{name} has {size} MB; a file may have {limit} MB.")
    next = _("Send a smaller file.")


class Empty(BusinessError):
    code, field = "files.empty", "file"
    says = _("{name} is empty.")
    next = _("Choose the file again.")
