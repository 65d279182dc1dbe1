"""Values of policies: read from text, said as text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid5

YES, NO = frozenset({"yes", "true", "1", "tak"}), frozenset({"no", "false", "0", "nie"})
OF_COMPANIES = UUID("7d0f3b5e-4a4e-5f0b-9c58-0b7b3c1d2e61")


@dataclass(frozen=True, slots=True)
class Policy:
    """A company's choice that a module asks for by ``name``.

    ``kind``: yes_no, days (whole), percent, amount (company currency), choice (of ``choices``, value to words) or text.
    ``usual``: what holds while nothing is chosen, as text; empty: nothing does.
    """

    name: str
    title: str
    help: str
    kind: str = "text"
    usual: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


def read_policy(policy: Policy, typed: str) -> Any:
    """The value to keep: a yes or no, a whole number, a decimal as text, words. Raises ValueError.

    >>> read_policy(Policy("limit", "", "", "amount"), " 1 234,50 ")
    '1234.50'
    """
    text = typed.strip()
    if policy.kind == "yes_no":
        if text.lower() not in YES | NO:
            raise ValueError(typed)
        return text.lower() in YES
    if policy.kind in ("days", "percent", "amount"):
        number = _number(text)
        if policy.kind == "days":
            if number != int(number):
                raise ValueError(typed)
            return int(number)
        return format(number, "f")
    if policy.kind == "choice" and text not in policy.choices:
        raise ValueError(typed)
    return text


def _number(text: str) -> Decimal:
    plain = text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite() or not 0 <= number < Decimal(10) ** 12:
        raise ValueError(text)
    return number


def policy_text(value: Any) -> str:
    """A kept value as text: yes and no in English words (``read_policy`` takes them back)."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def company_target(company_id: int) -> UUID:
    """What the audit calls a company: targets are UUIDs, companies are numbers."""
    return uuid5(OF_COMPANIES, str(company_id))
