"""What others read of the service desk."""

from ogniwo.crm.servicedesk.queries.tickets import served_lines, ticket_items, tickets, tickets_about, tickets_of_party

__all__ = ["served_lines", "ticket_items", "tickets", "tickets_about", "tickets_of_party"]
