"""A delivery as it is printed (WZ)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.errors import NotFound
from ogniwo.kernel.printing.rules import TEMPLATES
from ogniwo.kernel.tenancy.models import Company
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say
from ogniwo.masterdata.catalog.models import Unit
from ogniwo.masterdata.parties.models import PartyAddress
from ogniwo.supply.sales.queries.lists import deliveries, delivery_lines
from ogniwo.workbench import format as fmt
from ogniwo.workbench.words import said


def print_delivery(document_id: UUID, language: str, acting: Acting) -> tuple[Path, Mapping[str, Any]]:
    """The template and words of a delivery: whom, what, how much; no prices."""
    found = deliveries(acting=acting).filter(pk=document_id).first()
    if found is None:
        raise NotFound(record=document_id)
    company = Company.objects.get(pk=acting.company_id)
    units = {u.code: say(u.name, language) for u in Unit.objects.all()}
    rows = [{"cells": [str(n), row.code, row.description, units.get(row.unit, row.unit), fmt.quantity(row.quantity, language)]}
            for n, row in enumerate(delivery_lines(document_id, acting=acting), 1)]  # fmt: skip

    def word(text: str) -> str:
        return said(text, language)

    columns = [{"label": word(_("No.")), "width": "auto", "align": "right"}, {"label": word(_("Code")), "width": "auto"}, {"label": word(_("Name")), "width": 1},
               {"label": word(_("Unit")), "width": "auto"}, {"label": word(_("Quantity")), "align": "right", "width": "auto"}]  # fmt: skip
    facts = [(_("Date"), fmt.day(found.day, language)), (_("Warehouse"), found.warehouse_code), (_("Their reference"), found.their_reference)]
    sender = {"label": word(_("Sender")), "name": company.name, "lines": lines_of(company.address)}
    return TEMPLATES / "delivery.typ", {
        "language": language, "title": word(_("Delivery note")), "number": found.number or "", "issuer": company.name, "issuer_lines": lines_of(company.address),
        "labels": {"page": word(_("page")), "notes": word(_("Notes"))},
        "signatures": [{"label": word(_("Issued by"))}, {"label": word(_("Received by"))}],
        "facts": [{"label": word(label), "value": value} for label, value in facts if value],
        "parties": [sender, {"label": word(_("Recipient")), "name": found.party_name, "lines": _address(found.party_id)}],
        "tables": [{"columns": columns, "rows": rows}], "notes": [{"text": found.note}] if found.note else [], "footer": [],
    }  # fmt: skip


def lines_of(address: Mapping[str, str]) -> list[str]:
    """An address in lines."""
    town = f"{address.get('postal_code', '')} {address.get('city', '')}".strip()
    return [part for part in (address.get("street", ""), town) if part]


def _address(party: UUID) -> list[str]:
    found = PartyAddress.objects.filter(party=party).order_by("-kind", "pk")
    first = next((a for a in found if a.kind == "delivery"), found.first())
    return lines_of({"street": first.street, "postal_code": first.postal_code, "city": first.city}) if first else []
