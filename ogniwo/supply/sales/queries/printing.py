"""A delivery as it is printed (WZ): whom, what, how much; no prices."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.errors import NotFound
from ogniwo.kernel.printing.rules import TEMPLATES
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader
from ogniwo.masterdata.trade.queries.printouts import RIGHT, fact, frame, printed
from ogniwo.supply.sales.queries.lists import deliveries
from ogniwo.workbench import format as fmt
from ogniwo.workbench.words import said


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
