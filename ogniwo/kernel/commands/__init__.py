"""Commands and queries: declared once, with many doors.

A command is one typed function for one business act on a set of documents. Its declaration gives the
screen action, the API operation, the bulk action, the import, the case-file act, the audit text, the
permission and the preview. A query is the same for reading.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ogniwo.kernel.commands.acts import Outcome, perform, reading, run, run_each
    from ogniwo.kernel.commands.registry import COMMANDS, QUERIES, CommandSpec, QuerySpec, command, query

_ROOMS = {
    "acts": ("Outcome", "perform", "reading", "run", "run_each"),
    "registry": ("COMMANDS", "QUERIES", "CommandSpec", "QuerySpec", "command", "query"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}
__all__ = ["COMMANDS", "QUERIES", "CommandSpec", "Outcome", "QuerySpec", "command", "perform", "query", "reading", "run", "run_each"]


def __getattr__(name: str) -> object:
    """The names above, fetched when first asked for: Django imports this package before its models may load."""
    if name not in _ROOM_OF:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
