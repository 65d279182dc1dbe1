"""The tax stage of the books: drafts become register lines with their shares; and are taken back."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from ogniwo.finance.tax.drafts import TaxDraft
from ogniwo.finance.tax.models import TaxRegisterLine, TaxShare
from ogniwo.kernel.books.writer import seal_for
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

LineDraft, ShareDraft = draft(TaxRegisterLine), draft(TaxShare)
LINES = """SELECT t.id, t.document_id, j.code, t.register, t.tax_class, t.rate, t.net, t.tax, t.net_doc, t.tax_doc, t.currency, t.tax_period, t.tax_point, t.party_id
  FROM tax_taxregisterline t JOIN books_seal s ON s.id = t.seal_id JOIN books_journal j ON j.id = s.journal_id
  WHERE t.document_id = ANY(%s) AND t.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM tax_taxregisterline r WHERE r.reverses_id = t.id) ORDER BY t.id"""
SHARES = "SELECT tax_line_id, document_line_id, net, tax FROM tax_taxshare WHERE tax_line_id = ANY(%s) ORDER BY id"


def register(drafts: Sequence[TaxDraft], *, unit: Unit) -> None:
    """Write register lines and their shares, sealed with their document's entry; two statements for any number."""
    for d in drafts:
        unit.add(LineDraft(
            id=d.id, seal_id=seal_for(unit, d.document_id, d.journal, d.day), document_id=d.document_id, party_id=d.party_id, register=d.register,
            tax_class=d.tax_class, rate=d.rate, net=d.net, tax=d.tax, net_doc=d.net if d.net_doc is None else d.net_doc,
            tax_doc=d.tax if d.tax_doc is None else d.tax_doc, currency=d.currency, tax_period=d.tax_period.replace(day=1), tax_point=d.tax_point,
            reverses_id=d.reverses, corrected_on=d.corrected_on,
        ))  # fmt: skip
        unit.add(ShareDraft(tax_line_id=d.id, document_line_id=line, net=net, tax=tax) for line, net, tax in d.shares)


def take_back_documents(documents: Collection[UUID], *, on: date, unit: Unit) -> None:
    """Take back what documents stand in the registers with: minus lines of the same period; once it is locked, corrections of it made ``on``.

    The ledger's part, taken back before, has named the new lines already (``reversed tax lines``).
    """
    found = unit.rows(LINES, [list(documents)])
    if not found:
        return
    named: dict[int, int] = unit.notes.setdefault("reversed tax lines", {})
    shares: dict[int, list[tuple[int, Any, Any]]] = {}
    for number, line, net, tax in unit.rows(SHARES, [[row[0] for row in found]]):
        shares.setdefault(number, []).append((line, -net, -tax))
    locked = {month for (month,) in unit.rows("SELECT month FROM books_period WHERE area = 'vat' AND locked AND month = ANY(%s)", [sorted({row[11] for row in found})])}
    for number in [row[0] for row in found if row[0] not in named]:
        (named[number],) = unit.ids(1)
    register([
        TaxDraft(
            id=named[number], document_id=document, journal=journal, day=on, register=side, tax_class=tax_class, rate=rate, net=-net, tax=-tax, net_doc=-net_doc,
            tax_doc=-tax_doc, currency=currency, tax_period=period, corrected_on=on if period in locked else None, tax_point=point, party_id=party, shares=shares.get(number, []),
            reverses=number,
        )
        for number, document, journal, side, tax_class, rate, net, tax, net_doc, tax_doc, currency, period, point, party in found
    ], unit=unit)  # fmt: skip
