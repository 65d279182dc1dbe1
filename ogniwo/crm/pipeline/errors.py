"""Refusals about opportunities and stages."""

from ogniwo.kernel.errors import BusinessError, explains
from ogniwo.kernel.text import N_ as _


class NoSuchStage(BusinessError):
    code, field = "pipeline.no_such_stage", "stage"
    says = _("There is no stage {stage}.")
    next = _("Choose one of the stages of the board.")


class NoStages(BusinessError):
    code, field = "pipeline.no_stages", "stages"
    says = _("The pipeline has no stages.")
    next = _("Set at least one stage.")


class StageInUse(BusinessError):
    code, field = "pipeline.stage_in_use", "stages"
    says = _("Stage {stage} still holds {count} opportunities.")
    next = _("Move them to another stage first.")


class WrongProbability(BusinessError):
    code, field = "pipeline.wrong_probability", "probability"
    says = _("A probability is between 0 and 100 percent.")
    next = _("Correct the probability of the stage.")


class Untitled(BusinessError):
    code, field = "pipeline.untitled", "title"
    says = _("An opportunity needs a name.")
    next = _("Say in a few words what they may buy.")


class NegativeValue(BusinessError):
    code, field = "pipeline.negative_value", "expected_value"
    says = _("An expected value can't be negative.")
    next = _("Write it as a positive amount, or leave it empty.")


class WhyLost(BusinessError):
    code, field = "pipeline.why_lost", "reason"
    says = _("Say why it was lost.")
    next = _("A few words are enough: price, time, a competitor.")


explains("pipeline_stage_probability", WrongProbability)
