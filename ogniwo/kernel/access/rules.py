"""The shipped roles and what they may see; keys. Pure."""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

SALARY, PERSONAL, COST, MARGIN = "salary", "personal", "cost", "margin"
SENSITIVITIES = (SALARY, PERSONAL, COST, MARGIN)
KEY_MARK = "ogn"


@dataclass(frozen=True, slots=True)
class ShippedRole:
    """A role every company begins with: its name (translated data) and the sensitivities its people see."""

    code: str
    name: dict[str, str]
    sees: tuple[str, ...]


def _shipped() -> dict[str, ShippedRole]:
    text = (Path(__file__).parent / "data" / "roles.toml").read_text(encoding="utf-8")
    return {code: ShippedRole(code, role["name"], tuple(role["sees"])) for code, role in tomllib.loads(text).items()}


SHIPPED = _shipped()


def business_date(pinned: date | None, time_zone: str, now: datetime) -> date:
    """The company's day: the pinned one of a demo company, else ``now`` in the company's time zone.

    >>> from datetime import UTC
    >>> business_date(None, "Europe/Warsaw", datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    datetime.date(2026, 3, 2)
    """
    return pinned or now.astimezone(ZoneInfo(time_zone)).date()


def key_text(prefix: str, secret: str) -> str:
    """An API key as its owner sees it, once."""
    return f"{KEY_MARK}_{prefix}_{secret}"


def key_digest(text: str) -> str:
    """What is stored of a key. Keys carry 256 random bits, so one round of SHA-256 is enough."""
    return hashlib.sha256(text.encode()).hexdigest()


def normal_email(text: str) -> str:
    """E-mails are compared without case and outer spaces.

    >>> normal_email(" Ewa@Example.PL ")
    'ewa@example.pl'
    """
    return text.strip().lower()
