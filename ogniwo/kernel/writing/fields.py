"""Columns of the house: money, exact quantities and prices, translated data."""

from typing import Any

from django.db import models


def money(**more: Any) -> "models.DecimalField[Any, Any]":
    """An amount in the currency's places, at most 16 digits before the comma."""
    return models.DecimalField(max_digits=18, decimal_places=2, **more)


def exact(**more: Any) -> "models.DecimalField[Any, Any]":
    """A quantity, a unit price or a rate: up to 6 places."""
    return models.DecimalField(max_digits=20, decimal_places=6, **more)


def translated(**more: Any) -> models.JSONField:
    """Data people translate: ``{"pl": ..., "en": ...}``."""
    return models.JSONField(default=dict, **more)
