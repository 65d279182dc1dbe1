"""The printed offer: its words and figures in the customer's language. The margin is never among them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.errors import NotFound
from ogniwo.kernel.printing.hooks import printer
from ogniwo.kernel.printing.rules import TEMPLATES
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader, Rows
from ogniwo.masterdata.trade.queries.printouts import Printed, fact, frame, lines_table, printed, sums
from ogniwo.workbench import format as fmt
from ogniwo.workbench.words import said

TEMPLATE = TEMPLATES / "offer.typ"
OWN = "SELECT document_id, valid_until, version_number FROM offers_offer WHERE document_id = ANY(%s)"


@printer("offers.offer")
def print_offer(document_id: UUID, language: str, acting: Acting) -> tuple[Path, Mapping[str, Any]]:
    """An offer as it stands. Raises NotFound."""
    rows = Reader()
    found = printed(rows, [document_id])
    if document_id not in found:
        raise NotFound(record=document_id)
    until, version = own_parts(rows, [document_id])[document_id]
    return TEMPLATE, paper(found[document_id], until, version, language)


def own_parts(rows: Rows, offers: list[UUID]) -> dict[UUID, tuple[date, int]]:
    """Until when offers hold, and which versions they are; one statement."""
    return {pk: (until, version) for pk, until, version in rows.rows(OWN, [offers])}


def paper(p: Printed, valid_until: date, version: int, language: str) -> dict[str, Any]:
    """The data of the printed offer."""
    facts = [fact(_("Date"), fmt.day(p.day, language), language), fact(_("Valid until"), fmt.day(valid_until, language), language, strong=True)]
    if p.their_reference:
        facts.append(fact(_("Your reference"), p.their_reference, language))
    if version > 1:
        facts.append(fact(_("Version"), str(version), language))
    terms = [fact(_("Payment"), said(_("transfer within {days} days"), language, days=p.payment_days), language)]
    if p.owner:
        terms.append(fact(_("Your contact"), " · ".join(part for part in (p.owner, p.owner_email) if part), language))
    return {
        **frame(p, _("Offer"), language, terms=_("Terms"), notes=_("Remarks")),
        "subtitle": p.title, "facts": facts, "terms": terms, "tables": [lines_table(p.lines, language, gross_prices=p.price_mode == "gross")],
        "totals": sums(p, p.taxes, language, pay=(_("Value of the offer, gross"), p.gross)),
        "notes": [{"text": part} for part in p.note.splitlines() if part.strip()],
    }  # fmt: skip
