"""Whether two writings mean the same party: names, accounts, addresses of mail, telephones."""

from ogniwo.masterdata.parties.rules.likeness import (
    account_key,
    alike,
    folded,
    plain,
    plain_account,
    plain_email,
    plain_identifier,
    plain_phone,
    plain_words,
    same_account,
)

__all__ = [
    "account_key", "alike", "folded", "plain", "plain_account", "plain_email", "plain_identifier", "plain_phone", "plain_words", "same_account",
]
