"""Refusals of the treasury."""

from ogniwo.kernel.errors import BusinessError, explains
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.xml import FileRefused


class FileUnreadable(BusinessError):
    """A file that was refused: its own code and sentence, in the language of who sent it."""

    code, field = "treasury.file_unreadable", "files"
    says = _("{name}: {problem}")
    next = _("Nothing of the file was taken.")

    @classmethod
    def of(cls, name: str, refusal: FileRefused, language: str) -> "FileUnreadable":
        """The error of a refused file; its code is the reader's, its line the file's."""
        made = cls(record=name, line=refusal.line, name=name, problem=refusal.say("pl" if language == "pl" else "en"))
        made.code = refusal.code  # type: ignore[misc]
        return made


class ImportedAlready(BusinessError):
    code, field = "treasury.imported_already", "files"
    says = _("These movements of the account are here already ({name}, line {at}).")
    next = _("Nothing was imported again. Open the statements of the account.")
    status = 409

    def __init__(self, *, name: str = "-", at: object = "-", **more: object) -> None:
        super().__init__(name=name, at=at, **more)  # type: ignore[arg-type]


class UnknownAccount(BusinessError):
    code, field = "treasury.unknown_account", "files"
    says = _("{name}: account {number} in {currency} is not one of the company's.")
    next = _("Add the account to the company's bank accounts, or choose the statement of another one.")


class AccountTwice(BusinessError):
    code, field = "treasury.account_twice", "number"
    says = _("This bank account is here already.")
    next = _("Open the one that is here.")


class NotToMatch(BusinessError):
    code, field = "treasury.not_to_match", "lines"
    says = _("This line is posted, held, or not here.")
    next = _("A posted line is corrected by an entry; a held statement waits for the bank's right one.")
    status = 409


class NothingProposed(BusinessError):
    code, field = "treasury.nothing_proposed", "lines"
    says = _("Nothing is proposed for this line.")
    next = _("Choose an open item or an account by hand.")


class ItemGone(BusinessError):
    code, field = "treasury.item_gone", "matches"
    says = _("{number}: only {open} is still open.")
    next = _("Look at what is open now, and match again.")
    status = 409


class RestLeft(BusinessError):
    code, field = "treasury.rest_left", "matches"
    says = _("{rest} of the line is left without a purpose.")
    next = _("Name an account for the rest, or the party whose prepayment it is.")


class TooManyCurrencies(BusinessError):
    code, field = "treasury.too_many_currencies", "matches"
    says = _("One payment can't settle items in {currencies}.")
    next = _("Split the line by currency, through the clearing account.")


class NoRate(BusinessError):
    code, field = "treasury.no_rate", "currency"
    says = _("There is no exchange rate of {currency} before {day}.")
    next = _("Add the rate of {currency}, then post again.")


class NotMatched(BusinessError):
    code, field = "treasury.not_matched", "lines"
    says = _("Line {position}: nothing says what it is for.")
    next = _("Match it, or send it to the clearing account.")


class PostedAlready(BusinessError):
    code, field = "treasury.posted_already", "lines"
    says = _("This line is posted already.")
    next = _("Open its payment.")
    status = 409


class TooMuchToWriteOff(BusinessError):
    code, field = "treasury.too_much_to_write_off", "items"
    says = _("{open} is more than the small difference of {limit} that may be written off.")
    next = _("Settle it, or let the accountant book it with an entry.")


class CannotCompensate(BusinessError):
    code, field = "treasury.cannot_compensate", "pairs"
    says = _("These two items can't be set off against each other.")
    next = _("They need the same party and currency, and opposite signs.")


class NothingToPay(BusinessError):
    code, field = "treasury.nothing_to_pay", "until"
    says = _("Nothing is to be paid in {currency} until {until}.")
    next = _("Choose a later day, or another account.")


class PaidElsewhere(BusinessError):
    code, field = "treasury.paid_elsewhere", "items"
    says = _("One of these items is in another payment run.")
    next = _("Open that run, or let its transfer go.")
    status = 409


class NoPayeeAccount(BusinessError):
    code, field = "treasury.no_payee_account", "lines"
    says = _("{payee} has no bank account in {currency}.")
    next = _("Add the account on the party's card and set it on the transfer, or let the transfer go.")


class OverPaid(BusinessError):
    code, field = "treasury.over_paid", "lines"
    says = _("{payee}: {amount} would be paid, but {open} is open of {title}.")
    next = _("Let this transfer go and make a new run.")


class SentAlready(BusinessError):
    code, field = "treasury.sent_already", "runs"
    says = _("A posted, waiting or sent transfer does not change any more.")
    next = _("Let it go, and make a new run.")


class NoOpenMonth(BusinessError):
    code, field = "treasury.no_open_month", "on"
    says = _("No month from {month} on is open for these books.")
    next = _("Open a month, or choose a day in an open one.")


class InPaymentRun(BusinessError):
    code = "treasury.in_payment_run"
    says = _("It is in a payment run, or matched with a line of a statement.")
    next = _("Let the transfer go, or undo the match, first.")


class CreditGone(BusinessError):
    code, field = "treasury.credit_gone", "lines"
    says = _("{payee}: the credit {title} has only {open} left, {amount} was to lower the transfer.")
    next = _("Pay the transfer in full, or make a new run.")


explains("treasury_statementline_once", ImportedAlready)
explains("treasury_statement_once", ImportedAlready)
explains("treasury_statementline_posted", PostedAlready)
explains("treasury_payment_once", PostedAlready)
explains("treasury_bankaccount_once", AccountTwice)
explains("treasury_runline_once", PaidElsewhere)
explains("treasury_runline_kept", SentAlready)
