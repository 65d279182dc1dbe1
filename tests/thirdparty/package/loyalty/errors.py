"""Why loyalty holds an order back."""

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.text import N_ as _


class Suspended(BusinessError):
    code, field = "loyalty.suspended", "party"
    says = _("The loyalty of {customer} is suspended.")
    next = _("Settle it with the customer, then lift the suspension.")
