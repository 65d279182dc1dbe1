"""Our bank accounts."""

from collections.abc import Sequence
from dataclasses import dataclass

from ogniwo.finance.ledger.commands.booking import company_currency
from ogniwo.finance.ledger.commands.determination import accounts_by_code, no_rule, rules_for
from ogniwo.finance.ledger.errors import UnknownAccount
from ogniwo.finance.treasury.models import BankAccount
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books.drafts import RoleKeys
from ogniwo.kernel.commands import command
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.parties.rules import account_key, plain_account


@dataclass(frozen=True, slots=True)
class NewBankAccount:
    """A bank account of the company. ``account``: its ledger account's code; empty for the one of the role bank."""

    number: str
    name: str = ""
    currency: str = ""
    account: str = ""
    bic: str = ""
    journal: str = "BANK"


@command("treasury.add_bank_accounts", _("Add bank accounts"), roles=("accountant",))
def add_bank_accounts(accounts: Sequence[NewBankAccount], *, unit: Unit, acting: Acting) -> list[int]:
    """Add bank accounts of the company; returns their ids. A number that is there already is refused.

    Two accounts may share a ledger account, but an account of its own for each is easier to prove.
    """
    home = company_currency(unit)
    known = accounts_by_code(unit, {a.account for a in accounts if a.account})
    if missing := sorted({a.account for a in accounts if a.account} - set(known)):
        raise Refused(UnknownAccount(account=code) for code in missing)
    wanted = ("bank", RoleKeys(), acting.today)
    usual = rules_for(unit, [wanted])[wanted] if any(not a.account for a in accounts) else []
    if any(not a.account for a in accounts) and len(usual) != 1:
        raise Refused([no_rule(wanted, usual)])
    numbers = unit.ids(len(accounts))
    unit.add(
        draft(BankAccount)(
            id=number, name=a.name or plain_account(a.number), number=plain_account(a.number), key=account_key(a.number), bic=a.bic, currency=a.currency or home,
            account_id=known[a.account].id if a.account else usual[0].account.id, journal=a.journal,
        )
        for number, a in zip(numbers, accounts, strict=True)
    )  # fmt: skip
    unit.flush()
    return numbers
