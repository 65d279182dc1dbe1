"""Cases: exercises in YAML that read like an accountant's: acts on dates, then what must be true.

An act's name and arguments are the command's own; records are named by labels (``as: FV1``, ``FV1.2`` is its second
line). Each case runs on a fresh database of its own and leaves no trace.
"""

from ogniwo.site.cases.runner import run

__all__ = ["run"]
