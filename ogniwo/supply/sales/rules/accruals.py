"""How much of a delivery's waiting revenue an invoice of a part of it meets."""

from dataclasses import dataclass
from decimal import Decimal

from ogniwo.kernel.money.rules import ZERO, rounded


@dataclass(slots=True)
class Waiting:
    """What still waits for an invoice of a delivery line, in quantity, company currency and the document's."""

    quantity: Decimal
    amount: Decimal
    amount_doc: Decimal

    def take(self, quantity: Decimal) -> "Waiting":
        """The part that ``quantity`` meets, and what is left here; the last part takes all, so nothing stays for ever.

        >>> w = Waiting(Decimal(3), Decimal("100.00"), Decimal("100.00"))
        >>> [w.take(Decimal(1)).amount for _ in range(3)]
        [Decimal('33.33'), Decimal('33.34'), Decimal('33.33')]
        """
        quantity = min(quantity, self.quantity)
        if quantity <= 0:
            return Waiting(ZERO, ZERO, ZERO)
        whole = quantity == self.quantity
        part = Waiting(
            quantity,
            self.amount if whole else rounded(self.amount * quantity / self.quantity, 2),
            self.amount_doc if whole else rounded(self.amount_doc * quantity / self.quantity, 2),
        )
        self.quantity -= part.quantity
        self.amount -= part.amount
        self.amount_doc -= part.amount_doc
        return part
