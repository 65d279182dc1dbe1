"""What documents of trade ask of a company."""

from ogniwo.kernel.setup.hooks import Policy, policy
from ogniwo.kernel.text import N_ as _

policy(Policy("payment_days", _("Days to pay"), _("For parties with which nothing else is agreed."), "days", "14"))
