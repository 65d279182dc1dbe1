"""A delivery as it is printed (WZ): whom, what, how much; no prices. What an invoice says of the deliveries and orders behind it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.errors import NotFound
from ogniwo.kernel.printing.hooks import Block
from ogniwo.kernel.printing.rules import TEMPLATES
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader
from ogniwo.masterdata.trade.queries.printouts import RIGHT, fact, frame, printed
from ogniwo.supply.sales.queries.lists import deliveries
from ogniwo.workbench import format as fmt
from ogniwo.workbench.words import said

BEHIND = """WITH RECURSIVE behind(id, depth) AS (
    SELECT f.source_id, 1 FROM documents_line l JOIN documents_flow f ON f.target_id = l.id WHERE l.document_id = %s
  UNION SELECT f.source_id, behind.depth + 1 FROM behind JOIN documents_flow f ON f.target_id = behind.id WHERE behind.depth < 3)
  SELECT DISTINCT d.type, d.day, n.text FROM behind JOIN documents_line l ON l.id = behind.id JOIN documents_document d ON d.id = l.document_id JOIN numbering_number n ON n.document_id = d.id
  WHERE d.type = ANY(%s) ORDER BY d.type, d.day, n.text"""
MOST = 12


def print_delivery(document_id: UUID, language: str, acting: Acting) -> tuple[Path, Mapping[str, Any]]:
    """The template and words of a delivery. Raises NotFound for one the person may not see."""
    found = deliveries(acting=acting).filter(pk=document_id).first()
    if found is None:
        raise NotFound(record=document_id)
    p = printed(Reader(), [document_id])[document_id]
    columns = [{"label": said(_("No."), language), **RIGHT}, {"label": said(_("Code"), language), "width": "auto"}, {"label": said(_("Name"), language), "width": 1},
               {"label": said(_("Unit"), language), "width": "auto"}, {"label": said(_("Quantity"), language), **RIGHT}]  # fmt: skip
    rows = [{"cells": [str(line.position), line.code, line.words(language), line.unit, fmt.quantity(line.quantity, language)]} for line in p.lines]
    facts = [(_("Date"), fmt.day(p.day, language)), (_("Warehouse"), found.warehouse_code), (_("Their reference"), p.their_reference)]
    return TEMPLATES / "delivery.typ", {
        **frame(p, _("Delivery note"), language, notes=_("Notes")), "facts": [fact(label, value, language) for label, value in facts if value],
        "tables": [{"columns": columns, "rows": rows}], "notes": [{"text": p.note}] if p.note else [], "footer": [],
        "signatures": [{"label": said(_("Issued by"), language)}, {"label": said(_("Received by"), language)}],
    }  # fmt: skip


def behind_invoice(document_id: UUID, language: str, acting: Acting) -> Block | None:
    """Orders, deliveries and returns behind an invoice or a correction, by number and day; of each kind the first twelve."""
    kinds = {"sales.order": _("Orders"), "sales.delivery": _("Deliveries"), "sales.return": _("Returns")}
    rows = Reader().rows(BEHIND, [document_id, list(kinds)])
    facts = []
    for kind, title in kinds.items():
        named = [said(_("{number} of {day}"), language, number=number, day=fmt.day(day, language)) for type, day, number in rows if type == kind]
        if named:
            facts.append((said(title, language), ", ".join(named[:MOST]) + (" …" if len(named) > MOST else "")))
    return Block(said(_("What this invoice is for"), language), facts) if facts else None
