"""Loads the queries."""

from ogniwo.controlling.margins import queries  # noqa: F401 - declared by import
