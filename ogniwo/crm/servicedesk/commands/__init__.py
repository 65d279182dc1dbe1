"""Everything that changes tickets."""

from ogniwo.crm.servicedesk.commands.answering import answer_tickets, close_tickets, reopen_tickets, solve_tickets
from ogniwo.crm.servicedesk.commands.opening import open_ticket, open_tickets

__all__ = ["answer_tickets", "close_tickets", "open_ticket", "open_tickets", "reopen_tickets", "solve_tickets"]
