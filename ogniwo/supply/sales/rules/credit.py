"""Credit check (limit kupiecki): what a customer owes and will owe, against the limit."""

from dataclasses import dataclass
from decimal import Decimal

from ogniwo.kernel.money.rules import ZERO, total
from ogniwo.kernel.reasons import Reason
from ogniwo.kernel.text import N_ as _


@dataclass(frozen=True, slots=True)
class Credit:
    """How a customer stands, in company currency, gross.

    ``limit``: None is no limit, zero is prepayment only. ``open_receivable``: unsettled items, credit notes and
    prepayments off. ``open_orders``: confirmed and not yet invoiced, without the order checked.
    ``overdue``: the part of the receivable past due by more than ``overdue_days``.
    """

    limit: Decimal | None
    open_receivable: Decimal
    open_orders: Decimal = ZERO
    overdue: Decimal = ZERO
    overdue_days: int = 0
    blocked: bool = False

    @property
    def used(self) -> Decimal:
        return total((self.open_receivable, self.open_orders))

    @property
    def free(self) -> Decimal | None:
        """What may still be ordered; below zero when the limit is passed already, None without a limit."""
        return None if self.limit is None else total((self.limit, -self.used))


def credit_reasons(credit: Credit, order: Decimal) -> list[Reason]:
    """Every reason not to confirm an order of ``order`` gross; empty when there is none.

    An order that adds nothing (a return, a free replacement) is stopped by a block only. The figures it
    was judged by come in each reason, so a person can decide otherwise knowingly.
    """
    found = []
    if credit.blocked:
        found.append(Reason(_("Sales to this customer are blocked.")))
    if order <= 0:
        return found
    if credit.overdue > 0:
        words = {"overdue": credit.overdue, "days": credit.overdue_days}
        found.append(Reason(_("{overdue} is overdue by more than {days} days."), words))
    if credit.limit is not None and total((credit.used, order)) > credit.limit:
        words = {
            "limit": credit.limit, "receivable": credit.open_receivable, "orders": credit.open_orders, "order": order,
            "over": total((credit.used, order, -credit.limit)),
        }
        says = _("The limit of {limit} is passed by {over}: {receivable} is owed, {orders} is ordered, this order is {order}.")
        found.append(Reason(says, words))
    return found
