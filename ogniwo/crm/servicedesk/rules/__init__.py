"""What is said of tickets."""

from ogniwo.crm.servicedesk.rules.inputs import NewTicket

__all__ = ["NewTicket"]
