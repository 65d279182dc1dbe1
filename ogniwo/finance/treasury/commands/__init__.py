"""What changes the treasury: accounts, statements, matches, postings, notes, runs of transfers."""

from ogniwo.finance.treasury.commands.bank_accounts import NewBankAccount, add_bank_accounts
from ogniwo.finance.treasury.commands.exporting import export_payments
from ogniwo.finance.treasury.commands.importing import discard_statements, import_statements
from ogniwo.finance.treasury.commands.matching import MatchInput, accept_matches, clear_lines, match_line, propose_matches, unmatch_lines
from ogniwo.finance.treasury.commands.paying import (
    TransferInput,
    cancel_runs,
    change_transfer,
    change_transfers,
    let_transfers_go,
    propose_payments,
    send_for_approval,
)
from ogniwo.finance.treasury.commands.posting_lines import post_lines, post_statements
from ogniwo.finance.treasury.commands.settling import PairInput, settle_items, write_off
from ogniwo.finance.treasury.commands.taking_back import take_back_payments

__all__ = [
    "MatchInput", "NewBankAccount", "PairInput", "TransferInput", "accept_matches", "add_bank_accounts", "cancel_runs", "change_transfer", "change_transfers", "clear_lines",
    "discard_statements", "export_payments", "import_statements", "let_transfers_go", "match_line", "post_lines", "post_statements", "propose_matches", "propose_payments",
    "send_for_approval", "settle_items", "take_back_payments", "unmatch_lines", "write_off",
]  # fmt: skip
