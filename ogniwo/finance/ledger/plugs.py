"""Registers the ledger's stage with the books, its document types, and what locking a month must count."""

from ogniwo.finance.ledger.commands import accounts, drafts, entries, reports, reversal, settling, trying  # noqa: F401 - commands are declared
from ogniwo.finance.ledger.commands.booking import book
from ogniwo.finance.ledger.commands.reversal import take_back_documents
from ogniwo.finance.ledger.hooks import TRY_ACCOUNTS, tries
from ogniwo.finance.ledger.proofs import PROOFS
from ogniwo.finance.ledger.queries import forms, ledgers, lists, previews, reading, trial  # noqa: F401 - queries are declared
from ogniwo.finance.ledger.queries import trying as tried  # noqa: F401 - a query is declared
from ogniwo.kernel.books.commands import DRAFTS
from ogniwo.kernel.books.drafts import EntryDraft
from ogniwo.kernel.books.hooks import processes, reverses
from ogniwo.kernel.books.proofs import prove
from ogniwo.kernel.documents.hooks import DocumentType, document_type
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import Amount, Day, Effect, Text
from ogniwo.workbench.keeping import kept_by
from ogniwo.workbench.registry import add_action, add_effect

prove(*PROOFS)
processes("ledger", EntryDraft)(book)
reverses("ledger")(take_back_documents)
tries("ledger.draft_entry")(drafts.post_draft_entries)
for _record in ("ledger.draft_entry", "ledger.note"):
    add_action(_record, TRY_ACCOUNTS)

DRAFTS.append(("books", """SELECT count(*) FROM documents_document WHERE type = 'ledger.draft_entry' AND state = 'draft'
  AND day < (%s::date + interval '1 month')"""))

POSTED = {"posted": (_("Posted"), "good")}

document_type(DocumentType(
    "ledger.draft_entry", _("Posting note"), "notebook", states={"draft": (_("Draft"), "neutral"), **POSTED, "discarded": (_("Discarded"), "neutral")},
    transitions={"draft": {"post": "posted", "discard": "discarded"}}, series="PK/{n:05}/{year}", fixed=frozenset({"posted", "discarded"}),
    record="ledger.draft_entry", reads="ledger.draft_entries",
))  # fmt: skip
document_type(DocumentType("ledger.reversal", _("Reversal"), "arrow-back", states=POSTED, transitions={}, series="ST/{n:05}/{year}", fixed=frozenset({"posted"}), record="ledger.note", reads="ledger.notes"))
document_type(DocumentType("ledger.settlement", _("Settlement of items"), "link", states=POSTED, transitions={}, series="RO/{n:05}/{year}", fixed=frozenset({"posted"}), record="ledger.note", reads="ledger.notes"))

PARTY = Text("party", title=_("Party"))
add_effect(Effect("ledger_line", _("Ledger"), [Text("account", title=_("Account")), PARTY, Amount("debit", title=_("Debit"), total=True),
                                               Amount("credit", title=_("Credit"), total=True)], rows=previews.ledger_lines, order=20))  # fmt: skip
add_effect(Effect("ledger_openitem", _("Open items"), [PARTY, Day("due", title=_("Due")), Amount("amount_doc", title=_("Amount"), currency="currency")],
                  rows=previews.open_items, order=50))  # fmt: skip
add_effect(Effect("ledger_settlement", _("Settlements"), [Day("day", title=_("Date")), Amount("amount", title=_("Amount"))], rows=previews.settlements, order=55))
kept_by("ledger.save_report")
