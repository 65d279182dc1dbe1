"""Attribution: how an amount is shared by the campaigns that led to it."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ogniwo.kernel.money.rules import CENT, ONE, ZERO, split_by_weight, total


class Attribution(StrEnum):
    """First or last touch takes all; linear shares evenly; position gives the first and last 40 % each, 20 % to those between."""

    FIRST = "first"
    LAST = "last"
    LINEAR = "linear"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Touch:
    """A campaign reached the customer on a day."""

    campaign_id: Hashable
    day: date


def attributed(amount: Decimal, touches: Sequence[Touch], model: Attribution, *, step: Decimal = CENT) -> dict[Hashable | None, Decimal]:
    """Share ``amount`` by campaign; the shares sum to it exactly, both signs. None stands for no campaign.

    Touches count in order of day (given order within a day); a campaign met twice has both shares.
    """
    if not touches:
        return {None: amount}
    ordered = sorted(touches, key=lambda touch: touch.day)
    shares: dict[Hashable | None, Decimal] = {}
    for touch, part in zip(ordered, split_by_weight(amount, _weights(len(ordered), model), step=step), strict=True):
        shares[touch.campaign_id] = total((shares.get(touch.campaign_id, ZERO), part))
    return {campaign: part for campaign, part in shares.items() if part} or {ordered[0].campaign_id: amount}


def _weights(count: int, model: Attribution) -> list[Decimal]:
    if model is Attribution.FIRST:
        return [ONE] + [ZERO] * (count - 1)
    if model is Attribution.LAST:
        return [ZERO] * (count - 1) + [ONE]
    if model is Attribution.LINEAR or count < 3:
        return [ONE] * count
    between = count - 2
    return [Decimal(2 * between)] + [ONE] * between + [Decimal(2 * between)]
