"""What forms of entries ask while they are typed: accounts' names, totals of both sides, journals to choose from."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.ledger.hooks import ROLE_WORDS
from ogniwo.finance.ledger.models import Account, Line
from ogniwo.finance.ledger.queries.lists import ROLES, account_codes
from ogniwo.finance.ledger.queries.previews import without_costs
from ogniwo.finance.ledger.queries.reading import rows
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.queries import readable
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say
from ogniwo.workbench.declare import GridAnswer, GridRow, RowAnswer, Suggestion, Total, link
from ogniwo.workbench.words import said

ZERO = Decimal("0.00")


@query("ledger.suggest_accounts", _("Suggest accounts"), roles=(*ROLES, "seller", "buyer"))
def suggest_accounts(text: str = "", *, ids: Sequence[str] = (), acting: Acting) -> list[Suggestion]:
    """Accounts by the beginning of their code or a part of their name."""
    return [Suggestion(code, code, label=f"{code} {name}") for code, name in account_codes(text, ids=list(ids), acting=acting)]


@query("ledger.entry_totals", _("Totals of an entry being written"), roles=ROLES)
def entry_totals(rows_: Sequence[GridRow], header: Mapping[str, Any], *, acting: Acting) -> GridAnswer:
    """The accounts' names beside their codes, both sides' sums, and the difference."""
    codes = {str(row.values.get("account")).strip() for row in rows_ if row.values.get("account")}
    names = dict(account_codes("", ids=sorted(codes), acting=acting)) if codes else {}
    debit = sum((row.values.get("debit") or ZERO for row in rows_), ZERO)
    credit = sum((row.values.get("credit") or ZERO for row in rows_), ZERO)
    totals = [Total(_("Debit"), debit), Total(_("Credit"), credit), Total(_("Difference"), debit - credit, strong=True)]
    answers = []
    for row in rows_:
        code = str(row.values.get("account") or "").strip()
        wrong = {"account": _("There is no such account.")} if code and code not in names else {}
        answers.append(RowAnswer(row.key, {"account_name": names.get(code, "")}, errors=wrong))
    return GridAnswer(answers, totals)


def role_choices(*, acting: Acting) -> dict[str, str]:
    """Roles that rules may send to accounts, by their names in the person's language."""
    named = {role: said(title, acting.language) for role, title in ROLE_WORDS.items()}
    return dict(sorted(named.items(), key=lambda pair: pair[1]))


def journal_choices(*, acting: Acting) -> dict[str, str]:
    """Journals by code, with their names."""
    return {code: f"{code} {_said(name, acting)}".strip() for code, name in rows(acting, "SELECT code, name FROM books_journal ORDER BY code")}


@query("ledger.lines_of_document", _("Entries of a document"), roles=(*ROLES, "seller", "buyer"))
def lines_of_document(record_id: UUID, *, acting: Acting) -> list[Any]:
    """The ledger lines a document was posted with; for the panel of its record. None of one the person may not see."""
    if not readable(record_id, acting=acting):
        return []
    return without_costs(Line.objects.filter(entry__document_id=record_id).select_related("account", "entry").order_by("pk")[:500], acting)


def account_address(code: str, values: Mapping[str, Any]) -> str:
    """The account ledger of a row, for the days of the report it stands in."""
    return link("ledger.account_ledger", account=code, as_of=values.get("as_of"), since=values.get("since"), party=values.get("party"))


def _said(name: Any, acting: Acting) -> str:
    return say(json.loads(name) if isinstance(name, str) else name, acting.language)


def account_form(account: int | None = None, *, acting: Acting) -> dict[str, Any]:
    """An account as it stands."""
    return dict(Account.objects.filter(pk=account).values("name", "active").first() or {}) if account else {}
