"""Pure rules of interactions: who sees what, what a pasted mail says."""

from ogniwo.crm.interactions.rules.mail import Pasted, read_mail
from ogniwo.crm.interactions.rules.moments import moment_of
from ogniwo.crm.interactions.rules.reach import within_reach

__all__ = ["Pasted", "moment_of", "read_mail", "within_reach"]
