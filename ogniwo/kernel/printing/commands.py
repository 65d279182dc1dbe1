"""Printing documents: what was issued is printed once and kept with its hash."""

from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.queries import heading
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.files.commands import NewFile, keep
from ogniwo.kernel.files.models import Kind
from ogniwo.kernel.printing.hooks import PRINTERS, blocks_of
from ogniwo.kernel.printing.rules import render
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit

PDF = "application/pdf"


class NoPrinter(BusinessError):
    code = "printing.no_printer"
    says = _("Documents of this kind have no printed form.")
    next = _("Export the list or the report instead.")


class NotIssued(BusinessError):
    code = "printing.not_issued"
    says = _("It is still a draft, so no print of it is kept.")
    next = _("Issue it first; until then look at the preview.")
    status = 409


@command("printing.keep_print", _("Print"), roles=("accountant", "seller", "buyer", "storekeeper"))
def keep_print(document: UUID, language: str, *, unit: Unit, acting: Acting) -> int:
    """Print an issued document and keep the print; the same content is not kept twice. Returns the file's id.

    ``language`` is the reader's: pl or en. Raises Refused: NotFound, NoPrinter, NotIssued.
    """
    found = heading(document, acting=acting)
    if not found.fixed:
        raise Refused([NotIssued(record=document)])
    name, body = pdf(document, language, acting)
    kept = unit.rows(
        "SELECT f.id FROM files_file f WHERE f.document_id = %s AND f.kind = %s AND f.language = %s AND f.content_id = encode(sha256(%s::bytea), 'hex')"
        " ORDER BY f.id DESC LIMIT 1", [document, str(Kind.PRINT), language, body])  # fmt: skip
    if kept:
        return int(kept[0][0])
    unit.touch([document])
    return keep(unit, [(document, Kind.PRINT, language, NewFile(name, body, PDF))])[0]


def pdf(document: UUID, language: str, acting: Acting) -> tuple[str, bytes]:
    """(name, bytes) of a document printed now and not kept. Raises NotFound, NoPrinter."""
    found = heading(document, acting=acting)
    if found.type not in PRINTERS:
        raise Refused([NoPrinter(record=document)])
    template, data = PRINTERS[found.type](document, language, acting)
    whole = {**data, "blocks": blocks_of(found.type, document, language, acting)}
    return f"{found.type.replace('.', '-')}-{language}.pdf", render(template, whole, archive=found.fixed)
