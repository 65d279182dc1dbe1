"""Refusals about campaigns and leads."""

from collections.abc import Callable, Sequence
from typing import Any

from ogniwo.kernel.errors import BusinessError, Duplicate, explains
from ogniwo.kernel.reasons import Reason
from ogniwo.kernel.text import N_ as _


class PossibleDuplicate(Duplicate):
    """``record`` is the party or lead it may repeat; ``reasons`` say why. Another person's lead that this one may not see is named by its ``owner`` only."""

    code, field = "marketing.possible_duplicate", "accept_duplicates"
    says = _("{name} may be here already: {other}.")
    next = _("Open it and go on there, or confirm that this is somebody else.")

    COLLEAGUES = _("{name} may be here already: a lead of {owner}.")

    def __init__(self, *, reasons: Sequence[Reason] = (), **more: Any) -> None:
        super().__init__(**more)
        self.reasons = tuple(reasons)

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The sentence, and what is alike."""
        if "owner" in self.words:
            return translate(self.COLLEAGUES).format(**self.words)
        return " ".join([super().sentence(translate), *(reason.sentence(translate) for reason in self.reasons)])


class NobodyNamed(BusinessError):
    code, field = "marketing.nobody_named", "name"
    says = _("A lead needs a name or a company.")
    next = _("Write who it is.")


class NoWayBack(BusinessError):
    code, field = "marketing.no_way_back", "email"
    says = _("{name} has neither e-mail nor phone, so nobody can answer.")
    next = _("Add an e-mail or a phone number.")


class WrongEmail(BusinessError):
    code, field = "marketing.wrong_email", "email"
    says = _("{value} is not an e-mail address.")
    next = _("Write it like office@example.com.")


class ConsentUnworded(BusinessError):
    code, field = "marketing.consent_unworded", "consent_text"
    says = _("A consent needs the words that were agreed to.")
    next = _("Copy the words of the form or of the call.")


class NoReason(BusinessError):
    code, field = "marketing.no_reason", "reason"
    says = _("Say why the lead is dropped.")
    next = _("A few words are enough: they show later which campaigns bring the wrong people.")


class WrongDays(BusinessError):
    code, field = "marketing.wrong_days", "ends_on"
    says = _("A campaign can't end before it starts.")
    next = _("Correct its days.")


class NegativePlan(BusinessError):
    code, field = "marketing.negative_plan", "planned_cost"
    says = _("A planned cost can't be negative.")
    next = _("Write it as a positive amount.")


class Unnamed(BusinessError):
    code, field = "marketing.unnamed", "name"
    says = _("A campaign needs a name.")
    next = _("Write the name people will look for.")


explains("marketing_campaign_days", WrongDays)
explains("marketing_campaign_cost", NegativePlan)
