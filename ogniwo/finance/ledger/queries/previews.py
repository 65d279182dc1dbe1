"""What previews show of rows the ledger would write."""

from collections.abc import Sequence
from typing import Any

from ogniwo.finance.ledger.models import Account, AccountRule
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.documents.queries import names_of
from ogniwo.kernel.text import say

COSTLY = ("stock", "cost_of_sales")


def without_costs(lines: Sequence[Any], acting: Acting) -> list[Any]:
    """Lines of the entries a person may see: one that books goods at their cost is for who sees costs."""
    if acting.sees("cost"):
        return list(lines)
    told = set(AccountRule.objects.filter(role__in=COSTLY).values_list("account_id", flat=True))
    costly = {line.entry_id for line in lines if line.account_id in told}
    return [line for line in lines if line.entry_id not in costly]


def ledger_lines(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """Entries line by line: the account's code and name, party, debit, credit."""
    drafts = without_costs(drafts, acting)
    accounts = Account.objects.in_bulk({d.account_id for d in drafts})
    names = names_of(d.party_id for d in drafts)
    out = []
    for d in drafts:
        account = accounts.get(d.account_id)
        out.append({"account": f"{account.code} {say(account.name, acting.language)}" if account else str(d.account_id), "party": names.get(d.party_id, ""),
                    "debit": d.debit or None, "credit": d.credit or None, "day": d.day, "text": d.text})  # fmt: skip
    return out


def open_items(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """Receivables (above zero) and payables that will be open."""
    names = names_of(d.party_id for d in drafts)
    return [{"party": names.get(d.party_id, ""), "due": d.due, "amount_doc": d.amount_doc, "currency": d.currency} for d in drafts]


def settlements(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """What will be settled with what."""
    return [{"day": d.day, "amount": abs(d.amount)} for d in drafts]
