"""Everything that changes activities, and the reach of other CRM commands."""

from ogniwo.crm.interactions.commands.logging import NewActivity, add_activities, log_call, log_mail, log_note, plan_activity
from ogniwo.crm.interactions.commands.planned import do_activities, postpone_activities, take_over
from ogniwo.crm.interactions.commands.reach import lock_mine, targets

__all__ = [
    "NewActivity", "add_activities", "do_activities", "lock_mine", "log_call", "log_mail", "log_note", "plan_activity", "postpone_activities", "take_over", "targets",
]
