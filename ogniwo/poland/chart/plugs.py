"""Fills the books of a new Polish company: accounts, determination, journals."""

from datetime import date
from typing import Any

from ogniwo.finance.ledger.commands.accounts import NewAccount, NewRule, add_accounts, set_account_rules
from ogniwo.finance.ledger.models import AccountKind, Control
from ogniwo.kernel.books.models import Journal
from ogniwo.kernel.setup.hooks import Founded, company_founded
from ogniwo.kernel.writing.drafts import draft
from ogniwo.poland.chart.rules import account_rules, accounts, journals

COUNTRY = "PL"


@company_founded.listen(order=20)
def fill(founded: Founded, *, unit: Any) -> None:
    """In the founder's act; determination holds from the first day of the first year of books."""
    if founded.country != COUNTRY:
        return
    first = date(founded.year, 1, 1)
    add_accounts([
        NewAccount(row["code"], dict(row["name"]), AccountKind(row["kind"]), Control(row.get("control", "none"))) for row in accounts(first)
    ], unit=unit)  # fmt: skip
    set_account_rules([NewRule(row["role"], row["account"], first, party_class=row.get("party_class", "")) for row in account_rules(first)], unit=unit)
    unit.add(draft(Journal)(code=journal.code, name=journal.name, area=journal.area) for journal in journals(first))
    unit.flush()
