"""The goods of one product and valuation area in memory, while an act moves them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.money.rules import ZERO, total
from ogniwo.supply.inventory.rules import (
    Inserted,
    Issue,
    Layer,
    Method,
    Move,
    PriceChange,
    Receipt,
    Return,
    Revaluation,
    Shortage,
    Use,
    deltas,
    take_fifo,
    uses_of,
)  # fmt: skip

Key = tuple[UUID, str]


@dataclass(slots=True)
class Facts:
    """What a pool asks to be written."""

    values: dict[int, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    uses: dict[tuple[int, int], tuple[Decimal, Decimal]] = field(default_factory=lambda: defaultdict(lambda: (ZERO, ZERO)))
    layers: dict[int, Layer] = field(default_factory=dict)

    def use(self, move: int, uses: Iterable[Use]) -> None:
        """Add what ``move`` takes from layers; signed."""
        for use in uses:
            quantity, value = self.uses[use.layer_id, move]
            self.uses[use.layer_id, move] = (quantity + use.quantity, value + use.value)


@dataclass(slots=True)
class Pool:
    """A pool whose moves come after all before: only open layers (FIFO) or the total (average) are needed."""

    key: Key
    method: Method
    quantity: Decimal
    value: Decimal
    nth: int
    last_day: date | None
    layers: list[Layer] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)

    def next(self) -> int:
        """The place of the next move."""
        self.nth += 1
        return self.nth

    def enter(self, move: Move, day: date, nth: int) -> Decimal:
        """Let a receipt or a valued return in; its value."""
        if self.method is Method.FIFO:
            self.layers.append(Layer(move.id, move.quantity, move.value))
            self.facts.layers[move.id] = self.layers[-1]
        self._change(move.quantity, move.value)
        return move.value

    def leave(self, move: Move, day: date, nth: int) -> Decimal:
        """Let an issue out; its cost. Raises Shortage."""
        held = self.layers if self.method is Method.FIFO else [Layer(None, self.quantity, self.value)]
        taken = take_fifo(held, move.quantity)
        if taken.missing:
            raise Shortage(move.id, taken.missing)
        if self.method is Method.FIFO:
            self.facts.use(move.id, taken.uses)
            self.facts.layers.update((layer.id, layer) for layer, before in zip(taken.left, self.layers, strict=True) if layer != before)
            self.layers = [layer for layer in taken.left if layer.quantity]
        self._change(-move.quantity, -taken.value)
        return taken.value

    def _change(self, quantity: Decimal, value: Decimal) -> None:
        self.quantity, self.value = self.quantity + quantity, self.value + value


@dataclass(slots=True)
class Past(Pool):
    """A pool that is costed again from a day on: its whole history is at hand, booked values included."""

    history: list[Move] = field(default_factory=list)
    order: list[tuple[date, int]] = field(default_factory=list)
    known: dict[int, Layer | None] = field(default_factory=dict)
    changed: list[tuple[int, Decimal]] = field(default_factory=list)

    def enter(self, move: Move, day: date, nth: int) -> Decimal:
        """Insert a receipt or return at its day; its value (found, for a return)."""
        return self._insert(move, day, nth)

    def leave(self, move: Move, day: date, nth: int) -> Decimal:
        """Insert an issue at its day; its cost. Raises Shortage, also when a later move would lack goods."""
        return self._insert(move, day, nth)

    def price(self, receipt: int, difference: Decimal, *, stayed: bool = False) -> None:
        """Change a receipt's value, and with it the cost of moves after it."""
        found = deltas(self.history, PriceChange(receipt, difference, stayed), method=self.method)
        at = next(n for n, move in enumerate(self.history) if move.id == receipt)
        self.history[at] = replace(self.history[at], value=self.history[at].value + difference)
        self.facts.values[receipt] += difference
        self._apply(found)

    def _insert(self, move: Move, day: date, nth: int) -> Decimal:
        position = sum(1 for at in self.order if at <= (day, nth))
        found = deltas(self.history, Inserted(move, position), method=self.method)
        value = move.value if isinstance(move, Receipt) else found.inserted
        more = {"uses": found.inserted_uses} if hasattr(move, "uses") else {}
        self.history.insert(position, replace(move, value=value, **more))
        self.order.insert(position, (day, nth))
        self.facts.use(move.id, found.inserted_uses)
        if isinstance(move, (Receipt, Return)):
            self.known[move.id] = None  # its layer is new, even when nothing of it is left
        self._apply(found)
        return value

    def _apply(self, found: Revaluation) -> None:
        """Take deltas into the history and the facts; ``changed`` gets the changes of stock value by move."""
        changed = {delta.move_id: delta.value for delta in found.deltas}
        shifted: dict[int, list[Use]] = defaultdict(list)
        for use in found.uses:
            shifted[use.move_id].append(Use(use.layer_id, use.quantity, use.value))
        for n, move in enumerate(self.history):
            if move.id in changed or move.id in shifted:
                value = changed.get(move.id, ZERO)
                more = {"uses": merged([*uses_of(move), *shifted[move.id]])} if move.id in shifted else {}
                self.history[n] = replace(move, value=move.value + value, **more)
                change = -value if hasattr(move, "uses") else value
                self.facts.values[move.id] += change
                self.facts.use(move.id, shifted[move.id])
                self.changed += [(move.id, change)] if change else []
        if self.method is Method.FIFO:
            left = {layer.id: layer for layer in found.left}
            for id in {*self.known, *left}:
                now = left.get(id, Layer(id, ZERO, ZERO))
                if self.known.get(id) != now:
                    self.facts.layers[id] = self.known[id] = now


def merged(uses: Iterable[Use]) -> tuple[Use, ...]:
    """Uses by layer, those that came to nothing left out."""
    found: dict[int, tuple[Decimal, Decimal]] = {}
    for use in uses:
        quantity, value = found.get(use.layer_id, (ZERO, ZERO))
        found[use.layer_id] = (quantity + use.quantity, total((value, use.value)))
    return tuple(Use(layer, quantity, value) for layer, (quantity, value) in found.items() if quantity or value)


__all__ = ["Facts", "Issue", "Key", "Past", "Pool"]
