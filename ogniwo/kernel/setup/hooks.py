"""What is told when a company is founded, and the policies modules ask a company for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ogniwo.kernel.outbox.hooks import Event
from ogniwo.kernel.setup.rules import Policy

__all__ = ["POLICIES", "Founded", "Policy", "checks_identifiers", "company_founded", "plain_identifier", "policy"]

POLICIES: dict[str, Policy] = {}
Check = Callable[[str, str], str]
_checks: list[Check] = []


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


def policy(*found: Policy) -> None:
    """Register policies; modules call it in their plugs."""
    POLICIES.update({one.name: one for one in found})


def checks_identifiers(check: Check) -> Check:
    """Register the one function that makes an identifier plain, ``check(scheme, typed)``; ValueError says why it can't be."""
    _checks[:] = [check]
    return check


def plain_identifier(scheme: str, typed: str) -> str:
    """An identifier as it is kept. Raises ValueError."""
    return _checks[0](scheme, typed) if _checks else typed.strip()
