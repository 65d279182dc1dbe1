"""Values of a company's own fields: read as typed, by the field's type."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any


@dataclass(frozen=True, slots=True)
class Own:
    """An own field: ``type`` is text, number, day, flag or choice."""

    key: str
    type: str
    choices: tuple[str, ...] = ()


class NoSuchField(ValueError):
    """A value is given for a field the company doesn't have."""


class WrongValue(ValueError):
    """A value isn't of its field's type."""

    def __init__(self, key: str, value: object) -> None:
        self.key, self.value = key, value
        super().__init__(key)


def values(fields: Mapping[str, Own], given: Mapping[str, Any]) -> dict[str, Any]:
    """The values to keep, as JSON: numbers and days as plain text, so nothing is rounded. An empty one is left out.

    Raises NoSuchField, WrongValue.

    >>> values({"shelf": Own("shelf", "number")}, {"shelf": "7.50"})
    {'shelf': '7.50'}
    """
    kept = {}
    for key, value in given.items():
        if key not in fields:
            raise NoSuchField(key)
        if value not in (None, ""):
            kept[key] = _one(fields[key], value)
    return kept


def _one(field: Own, value: Any) -> Any:
    try:
        if field.type == "flag":
            if not isinstance(value, bool):
                raise ValueError(value)
            return value
        text = str(value).strip()
        if field.type == "number" and not Decimal(text).is_finite():
            raise ValueError(text)
        if field.type == "day":
            return date.fromisoformat(text).isoformat()
        if field.type == "choice" and text not in field.choices:
            raise ValueError(text)
    except (ValueError, InvalidOperation):
        raise WrongValue(field.key, value) from None
    return text
