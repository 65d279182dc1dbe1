"""Refusals about numbers."""

from collections.abc import Callable

from ogniwo.kernel.errors import BusinessError, explains
from ogniwo.kernel.text import N_ as _


class DayBeforeLast(BusinessError):
    code, field = "numbering.day_before_last", "day"
    says = _("The series already has a number dated {last_day}.")
    next = _("Date it {last_day} or later.")


class OutOfOrder(BusinessError):
    code = "numbering.out_of_order"
    says = _("The number would be skipped, doubled or out of date order.")
    next = _("Post again; if it stays, ask the administrator to run the proofs.")


class BadPattern(BusinessError):
    """A pattern that can't number anything; its sentence is ``problem`` (words of ``rules.check_pattern``)."""

    code, field = "numbering.bad_pattern", "pattern"
    says = _("A pattern is text with {{n}}, {{year}}, {{month:02}} and {{branch}}.")
    next = _("Write it like {pattern}, which gives {example}.")

    def __init__(self, *, problem: str, **words: object) -> None:
        super().__init__(**words)  # type: ignore[arg-type]
        self.problem = problem

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        return translate(self.problem)


class NotNumbered(BusinessError):
    code, field = "numbering.not_numbered", "type"
    says = _("Documents of this kind have no numbers.")
    next = _("Choose a kind from the list.")


class NoSuchBranch(BusinessError):
    code, field = "numbering.no_branch", "branch"
    says = _("The company has no such branch.")
    next = _("Choose a branch from the list, or leave it empty for all of them.")


explains("numbering_number_gapless", OutOfOrder)
explains("numbering_number_chronological", OutOfOrder)
explains("numbering_number_once", OutOfOrder)
explains("numbering_number_taken", OutOfOrder)
