"""Refusals of the ledger."""

from ogniwo.kernel.errors import BusinessError, Duplicate, explains
from ogniwo.kernel.text import N_ as _


class NoAccount(BusinessError):
    code, field = "ledger.no_account", "account"
    says = _("No account is set for {role} on {day} ({keys}).")
    next = _("Add a rule in account determination, or choose the account by hand.")


class AmbiguousRule(BusinessError):
    code, field = "ledger.ambiguous_rule", "account"
    says = _("Two equally exact rules give {role} the accounts {accounts} on {day}.")
    next = _("Make one of them more exact, or end it.")


class NotTried(BusinessError):
    code = "ledger.not_tried"
    says = _("This document books nothing by itself.")
    next = _("Try the document that comes of it: a delivery, an invoice, a payment.")


class UnknownAccount(BusinessError):
    code, field = "ledger.unknown_account", "account"
    says = _("There is no account {account}.")
    next = _("Choose an account of the chart, or add it.")


class AccountInactive(BusinessError):
    code, field = "ledger.account_inactive", "account"
    says = _("Account {account} is not in use any more.")
    next = _("Choose another account, or put this one back in use.")


class PartyMissing(BusinessError):
    code, field = "ledger.party_missing", "party"
    says = _("Account {account} is a settlement account: it needs a party.")
    next = _("Name the party of this line.")


class EntryUnbalanced(BusinessError):
    code, field = "ledger.unbalanced", "lines"
    says = _("Debit and credit differ by {difference}.")
    next = _("Debit {debit} and credit {credit} must be equal.")


class CurrencyUnbalanced(BusinessError):
    code, field = "ledger.currency_unbalanced", "lines"
    says = _("The amounts in {currency} do not balance: {difference} is left.")
    next = _("Check the amounts in currency; exchange differences carry none.")


class TooFewLines(BusinessError):
    code, field = "ledger.too_few_lines", "lines"
    says = _("An entry has at least two lines.")
    next = _("Add the other side.")


class TwoSides(BusinessError):
    code, field = "ledger.two_sides", "debit"
    says = _("A line is a debit or a credit, not both.")
    next = _("Write the credit on a line of its own.")


class TooFine(BusinessError):
    code, field = "ledger.too_fine", "debit"
    says = _("{amount} has more than two decimal places.")
    next = _("Round it to whole hundredths.")


class NoJournal(BusinessError):
    code, field = "ledger.no_journal", "journal"
    says = _("There is no journal {journal}.")
    next = _("Choose one of the company's journals.")


class UnknownItem(BusinessError):
    code, field = "ledger.unknown_item", "settles"
    says = _("There is no such open item.")
    next = _("Choose one of the party's open items.")


class OverSettled(BusinessError):
    code, field = "ledger.over_settled", "amount"
    says = _("More would be settled than is open.")
    next = _("Look at what is open now, and settle no more than that.")


class CannotSettle(BusinessError):
    code, field = "ledger.cannot_settle", "counter"
    says = _("These two items can't settle each other.")
    next = _("They need the same account, party and currency, and opposite signs.")


class RatesDiffer(BusinessError):
    code, field = "ledger.rates_differ", "amount"
    says = _("The items stand at different rates; {difference} would be left as an exchange difference.")
    next = _("Settle them in treasury, which books the difference.")


class AlreadyReversed(BusinessError):
    code, field = "ledger.already_reversed", "entries"
    says = _("This entry was reversed before.")
    next = _("Look at the entry that reverses it.")


class NotOwnEntry(BusinessError):
    code, field = "ledger.not_own_entry", "entries"
    says = _("This entry belongs to {title}.")
    next = _("Correct that document; its entries follow it.")


class NotSaveable(BusinessError):
    code, field = "ledger.not_saveable", "query"
    says = _("{query} is no report that can be asked as known on a day.")
    next = _("Choose one of the ledger's, tax's or stock's reports.")


class RuleTwice(BusinessError):
    code, field = "ledger.rule_twice", "valid_from"
    says = _("Another rule for the same role and classes holds on these days.")
    next = _("End that rule first, or choose another day.")


class SharesDiffer(BusinessError):
    code = "ledger.shares_differ"
    says = _("What comes from the document's lines does not sum to the amount booked.")
    next = _("Tell the administrator; nothing was posted.")


class DoesNotBalance(BusinessError):
    code, field = "ledger.does_not_balance", "lines"
    says = _("The entry does not balance.")
    next = _("Debit and credit must be equal, in the company's currency and in the document's.")


class NoParty(BusinessError):
    code, field = "ledger.no_party", "party"
    says = _("A line of a settlement account has no party.")
    next = _("Name the party of this line.")


class Written(BusinessError):
    code = "ledger.written"
    says = _("A posted entry takes no more lines.")
    next = _("Reverse it and post a right one.")


explains("ledger_entry_balances", DoesNotBalance)
explains("ledger_entry_balances_doc", DoesNotBalance)
explains("ledger_line_party", NoParty)
explains("ledger_line_open_item", Written)
explains("ledger_line_after_entry", Written)
explains("ledger_share_after_entry", Written)
explains("ledger_openitem_after_entry", Written)
explains("ledger_line_entry_id_own", Written)
explains("ledger_line_one_side", TwoSides)
explains("ledger_share_sum", SharesDiffer)
explains("ledger_openitembalance_within", OverSettled)
explains("ledger_openitembalance_within_doc", OverSettled)
explains("ledger_settlement_alike", CannotSettle)
explains("ledger_settlement_two", CannotSettle)
explains("ledger_entry_reversed_once", AlreadyReversed)
explains("ledger_accountrule_once", RuleTwice)
explains("ledger_account_code", Duplicate)
