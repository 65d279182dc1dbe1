"""Refusals about approvals."""

from ogniwo.kernel.errors import BusinessError, explains
from ogniwo.kernel.text import N_ as _


class OwnRequest(BusinessError):
    code = "approvals.own_request"
    says = _("You asked for this yourself, so somebody else decides.")
    next = _("Ask a colleague with the right to approve.")
    status = 403


class AskedAlready(BusinessError):
    code = "approvals.asked_already"
    says = _("It already waits for approval.")
    next = _("Wait for the decision, or remind the approver.")


explains("approvals_request_not_own", OwnRequest)
explains("approvals_request_once", AskedAlready)
