"""What others read of interactions."""

from ogniwo.crm.interactions.queries.activities import activities, activities_about, activities_due, activity_items, suggest_about
from ogniwo.crm.interactions.queries.listing import mine, of_document
from ogniwo.crm.interactions.queries.timeline import document_contacts, document_timeline, letter_items, timeline

__all__ = [
    "activities", "activities_about", "activities_due", "activity_items", "document_contacts", "document_timeline", "letter_items", "mine", "of_document", "suggest_about", "timeline",
]
