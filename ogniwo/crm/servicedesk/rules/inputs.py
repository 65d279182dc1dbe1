"""A ticket as it is reported."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NewTicket:
    """A ticket to be: about a party, a document, or a ``line`` of one (with ``quantity``, the whole line unless said).

    ``priority``: low, normal, high, urgent.
    """

    topic: str
    text: str = ""
    about: UUID | None = None
    line: int | None = None
    quantity: Decimal | None = None
    priority: str = "normal"
    contact: UUID | None = None
    owner: int | None = None
