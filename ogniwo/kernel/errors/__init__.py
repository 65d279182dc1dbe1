"""Errors a person can cause, and how a broken constraint becomes a sentence.

A `BusinessError` has a code that never changes once released, the field and record it is about,
a sentence and an advice in plain English (translated by the door that shows it).
"""

from ogniwo.kernel.errors.rules import (
    BusinessError,
    Duplicate,
    InFlight,
    Invalid,
    KeyReused,
    NotFound,
    Refused,
    Stale,
    explain,
    explains,
)

__all__ = ["BusinessError", "Duplicate", "InFlight", "Invalid", "KeyReused", "NotFound", "Refused", "Stale", "explain", "explains"]
