"""Loads the kernel's proofs and the errors of its constraints."""

from ogniwo.kernel.books import commands, errors, proofs, queries  # noqa: F401
