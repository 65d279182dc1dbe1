"""What is told when a company is founded."""

from dataclasses import dataclass
from datetime import date

from ogniwo.kernel.outbox.hooks import Event


@dataclass(frozen=True, slots=True)
class Founded:
    """A new company: ``year`` is its first year of books; ``country`` chooses the country pack's contents."""

    company_id: int
    directory_id: int
    country: str
    currency: str
    year: int
    on: date


company_founded: Event[Founded] = Event("setup.company_founded")
