"""Registers the treasury: document types, the bank's journal of a new company, its proofs, what it hears."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from ogniwo.finance.ledger.hooks import TRY_ACCOUNTS, tries
from ogniwo.finance.treasury import commands, errors  # noqa: F401 - registration
from ogniwo.finance.treasury.commands.paying import KIND, decide
from ogniwo.finance.treasury.proofs import PROOFS
from ogniwo.finance.treasury.queries import card, desk, lists, money  # noqa: F401 - queries are declared
from ogniwo.kernel.approvals.hooks import Decision, decided
from ogniwo.kernel.books.models import Area, Journal
from ogniwo.kernel.books.proofs import prove
from ogniwo.kernel.documents.hooks import DocumentType, document_type
from ogniwo.kernel.setup.hooks import Founded, Policy, company_founded, policy
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Amount, Count, Day, Panel, Text

MATCHED = "SELECT line_id FROM treasury_statementline WHERE document_id = ANY(%s) AND state = 'matched' ORDER BY line_id"
prove(*PROOFS)
for _record in ("treasury.statement", "treasury.payment"):
    registry.add_action(_record, TRY_ACCOUNTS)
JOURNAL = "BANK"

document_type(DocumentType(
    "treasury.statement", _("Bank statement"), "building-bank", series="WB/{year}/{n:04}", record="treasury.statement", reads="treasury.statements",
    states={"held": (_("Held"), "bad"), "read": (_("To reconcile"), "info"), "posted": (_("Posted"), "good"), "discarded": (_("Discarded"), "neutral")},
    transitions={"held": {"discard": "discarded"}, "read": {"post": "posted"}, "posted": {"reopen": "read"}}, fixed=frozenset({"posted", "discarded"}),
))  # fmt: skip
document_type(DocumentType(
    "treasury.payment", _("Payment"), "cash", states={"posted": (_("Posted"), "good"), "void": (_("Withdrawn"), "bad")},
    transitions={"posted": {"void": "void"}}, fixed=frozenset({"posted", "void"}),
    record="treasury.payment", reads="treasury.payments",
))  # fmt: skip
document_type(DocumentType(
    "treasury.note", _("Settlement note"), "link", states={"posted": (_("Posted"), "good")}, transitions={}, series="NR/{year}/{n:04}", fixed=frozenset({"posted"}),
    record="ledger.note", reads="treasury.payments",
))  # fmt: skip
document_type(DocumentType(
    "treasury.payment_run", _("Payment run"), "transfer-out", series="PP/{year}/{n:03}", record="treasury.payment_run", reads="treasury.payment_runs",
    states={"draft": (_("Draft"), "neutral"), "waiting": (_("Waits for approval"), "warn"), "approved": (_("Approved"), "info"), "sent": (_("Sent to the bank"), "good"),
            "cancelled": (_("Cancelled"), "neutral")},
    transitions={"draft": {"propose": "waiting", "cancel": "cancelled"}, "waiting": {"approve": "approved", "refuse": "draft"},
                 "approved": {"export": "sent", "cancel": "cancelled"}},
    fixed=frozenset({"approved", "sent", "cancelled"}),
))  # fmt: skip


registry.add_panel("parties.party", Panel("overdue", _("Settlements"), card.figures_of_party, kind="figures", place="figures", permission="treasury.overdue_of_party", order=15))
registry.add_panel("parties.party", Panel(
    "open_items", _("Open items"), money.items_of_party, place="body", order=55, empty=_("Nothing is open."), limit=8,
    columns=[Text("number", title=_("Document")), Day("due", title=_("Due"), late=lambda row: row.open > 0), Count("days_late", title=_("Days late")), Amount("open", title=_("Open"), total=True)],
))  # fmt: skip


@tries("treasury.statement")
def post_matched(statements: Collection[UUID], *, unit: Any) -> None:
    """What the lines that say what they are for would book."""
    commands.post_lines([line for (line,) in unit.rows(MATCHED, [list(statements)])], unit=unit)


@company_founded.listen(order=80)
def journal(founded: Founded, *, unit: Any) -> None:
    """A new company has a journal of its bank, unless its chart gave it one."""
    unit.flush()
    if not unit.rows("SELECT 1 FROM books_journal WHERE code = %s", [JOURNAL]):
        unit.add(draft(Journal)(code=JOURNAL, name={"pl": "Bank", "en": "Bank"}, area=Area.BOOKS.value))


@decided.listen()
def runs_decided(decision: Decision, *, unit: Any) -> None:
    """Payment runs go on by what was decided about them."""
    if decision.kind == KIND:
        decide(unit, decision.documents, approved=decision.approved)


policy(Policy("write_off_limit", _("Largest amount written off"), _("What is left of an open item can be written off up to this amount."), "amount", "5.00"))
