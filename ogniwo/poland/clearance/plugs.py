"""Each posted sales invoice gets its file, after the act, by the worker."""

from typing import Any
from uuid import UUID

from ogniwo.finance.invoicing.hooks import InvoicesPosted, invoices_posted
from ogniwo.kernel.outbox.commands import send
from ogniwo.kernel.outbox.hooks import delivers
from ogniwo.poland.clearance.commands import make_files

TOPIC = "clearance.files"
CHUNK = 100


@invoices_posted.listen(order=50)
def queue(event: InvoicesPosted, *, unit: Any) -> None:
    """One message for a hundred invoices."""
    ids = [str(i) for i in event.invoices]
    send(unit, TOPIC, [{"invoices": ids[n : n + CHUNK]} for n in range(0, len(ids), CHUNK)])


@delivers(TOPIC)
def make(body: dict[str, Any], *, acting: Any, message_id: int) -> None:
    """Make the files; again makes a new version of the same content only where it changed."""
    make_files([UUID(i) for i in body["invoices"]], acting=acting)
