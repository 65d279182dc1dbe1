"""Later news about the past: a price that came late, a document dated back.

Nothing booked is changed. The moves after the news are costed again by the same rule, and what differs
from the books is booked as delta facts, so that value in equals value out plus value left.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ogniwo.kernel.money.rules import ZERO, total
from ogniwo.supply.inventory.rules.layers import Layer, Taken, Use, return_value, take_fifo

POOL = "average"
"""Id of the one layer that a moving average keeps."""


class Method(StrEnum):
    FIFO = "fifo"
    AVERAGE = "average"


class DifferencePolicy(StrEnum):
    """Where a price difference goes: to stock and the cost of what left it, or to a variance account (odchylenia)."""

    STOCK = "stock"
    VARIANCE = "variance"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Goods in, with the value booked to stock so far. Its id is its layer's id."""

    id: Hashable
    quantity: Decimal
    value: Decimal


@dataclass(frozen=True, slots=True)
class Issue:
    """Goods out, with the cost booked so far (deltas included) and, for FIFO, the layers it used."""

    id: Hashable
    quantity: Decimal
    value: Decimal
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True)
class Return:
    """Goods of an issue that came back: a receipt whose value follows the cost of ``issue_id``."""

    id: Hashable
    quantity: Decimal
    value: Decimal
    issue_id: Hashable


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Goods of a receipt that go back to who sent them: their value is the receipt's, not the oldest layer's.

    A later price that is for what stayed leaves theirs alone, unless nothing stayed.
    """

    id: Hashable
    quantity: Decimal
    value: Decimal
    receipt_id: Hashable
    uses: tuple[Use, ...] = ()


Move = Receipt | Issue | Return | GivenBack


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A receipt's value turns out to differ: a later invoice, a discount, freight. Above zero: dearer.

    ``stayed``: it is the price of what was not sent back.
    """

    receipt_id: Hashable
    difference: Decimal
    stayed: bool = False


@dataclass(frozen=True, slots=True)
class Inserted:
    """A move dated back: it stands before the move now at ``position``. An issue or return brings no value; it is found."""

    move: Move
    position: int


@dataclass(frozen=True, slots=True)
class Delta:
    """Change of the cost of an issue, or of the value of a return."""

    move_id: Hashable
    value: Decimal


@dataclass(frozen=True, slots=True)
class UseDelta:
    """Change of what an issue uses of a layer."""

    move_id: Hashable
    layer_id: Hashable
    quantity: Decimal
    value: Decimal


@dataclass(frozen=True, slots=True)
class Revaluation:
    """Deltas to book, the layers left after them, the change of ``stock`` value, and what goes to ``variance``.

    ``inserted`` is the value found for an inserted issue or return, ``inserted_uses`` its layers; they are in no delta. Of a price change,
    ``difference == stock + deltas of issues - deltas of returns + variance``.
    """

    deltas: tuple[Delta, ...]
    uses: tuple[UseDelta, ...]
    left: tuple[Layer, ...]
    stock: Decimal
    variance: Decimal = ZERO
    inserted: Decimal = ZERO
    inserted_uses: tuple[Use, ...] = ()


class Shortage(ValueError):
    """A move takes more than there was at its time."""

    def __init__(self, move_id: Hashable, missing: Decimal) -> None:
        self.move_id, self.missing = move_id, missing
        super().__init__(f"{missing} is missing for move {move_id}")


def deltas(
    history: Sequence[Move],
    change: PriceChange | Inserted,
    *,
    method: Method,
    policy: DifferencePolicy = DifferencePolicy.STOCK,
    places: int = 2,
) -> Revaluation:
    """What ``change`` does to the booked costs of one stock key.

    ``history``: all its moves in order of date (and entry within a day), with the values booked so far.
    Moves before the change keep their booked costs; those from it on are costed anew by ``method``.
    By the variance policy a price change touches neither stock nor issues. Raises Shortage when a move
    would take more than there was, ValueError for an unknown receipt.
    Source: Polish accounting act, art. 34 ust. 4 and art. 28 ust. 11; IAS 2.10, 2.25.
    """
    booked = _Replay(method, places)
    for move in history:
        booked.keep(move)
    if isinstance(change, PriceChange) and policy is DifferencePolicy.VARIANCE:
        _position(history, change.receipt_id)
        return Revaluation((), (), booked.left(), ZERO, variance=change.difference)
    position, moves, own = _changed(history, change)
    replay = _Replay(method, places, settled=isinstance(change, PriceChange) and change.stayed)
    for index, move in enumerate(moves):
        replay.keep(move) if index < position else replay.cost(move)
    old = {move.id: move for move in history}
    found = [(old[id], now) for id, now in replay.costed.items() if id in old]
    return Revaluation(
        deltas=tuple(Delta(was.id, total((now.value, -was.value))) for was, now in found if now.value != was.value),
        uses=tuple(use for was, now in found for use in use_deltas(uses_of(was), uses_of(now), was.id)),
        left=replay.left(),
        stock=total(x.value for x in replay.left()) - total(x.value for x in booked.left()),
        inserted=replay.costed[own].value if own in replay.costed and own not in old else ZERO,
        inserted_uses=uses_of(replay.costed[own]) if own in replay.costed else (),
    )


def booked_on(day: date, *, first_open_day: date) -> date:
    """The day a delta is booked: that of the move it corrects, or the first open day when its period is closed."""
    return max(day, first_open_day)


def _position(history: Sequence[Move], receipt_id: Hashable) -> int:
    for index, move in enumerate(history):
        if isinstance(move, Receipt) and move.id == receipt_id:
            return index
    raise ValueError(f"there is no receipt {receipt_id}")


def _changed(history: Sequence[Move], change: PriceChange | Inserted) -> tuple[int, list[Move], Hashable]:
    """Where the change begins, the moves as they should have been, and the inserted move's id."""
    moves = list(history)
    if isinstance(change, Inserted):
        if any(move.id == change.move.id for move in moves):
            raise ValueError(f"move {change.move.id} is in the history already")
        moves.insert(change.position, change.move)
        return change.position, moves, change.move.id
    position = _position(history, change.receipt_id)
    receipt = moves[position]
    moves[position] = replace(receipt, value=total((receipt.value, change.difference)))
    return position, moves, None


def uses_of(move: Move) -> tuple[Use, ...]:
    """What a move took from layers: nothing when it brought goods."""
    return move.uses if isinstance(move, (Issue, GivenBack)) else ()


def use_deltas(was: Sequence[Use], now: Sequence[Use], move_id: Hashable) -> list[UseDelta]:
    """What turns the uses ``was`` into ``now``, by layer."""
    changes: dict[Hashable, tuple[Decimal, Decimal]] = {}
    for uses, sign in ((was, -1), (now, 1)):
        for use in uses:
            quantity, value = changes.get(use.layer_id, (ZERO, ZERO))
            changes[use.layer_id] = (total((quantity, sign * use.quantity)), total((value, sign * use.value)))
    return [UseDelta(move_id, layer, quantity, value) for layer, (quantity, value) in changes.items() if quantity or value]


class _Replay:
    """Stock of one key as its moves pass: booked ones kept as they are, later ones costed anew."""

    def __init__(self, method: Method, places: int, *, settled: bool = False) -> None:
        self.method, self.places, self.settled = method, places, settled
        self.layers: dict[Hashable, Layer] = {}
        self.issues: dict[Hashable, Use] = {}
        self.returned: dict[Hashable, Use] = {}
        self.receipts: dict[Hashable, Use] = {}
        self.given_back: dict[Hashable, Use] = {}
        self.costed: dict[Hashable, Move] = {}

    def left(self) -> tuple[Layer, ...]:
        return tuple(layer for layer in self.layers.values() if layer.quantity)

    def keep(self, move: Move) -> None:
        """Let a move pass at its booked value."""
        if isinstance(move, (Receipt, Return)):
            self._enter(move)
            return
        uses = (Use(POOL, move.quantity, move.value),) if self.method is Method.AVERAGE else move.uses
        if total(use.quantity for use in uses) != move.quantity or total(use.value for use in uses) != move.value:
            raise ValueError(f"the uses of issue {move.id} don't make up its quantity and cost")
        for use in uses:
            layer = self.layers.get(use.layer_id)
            if layer is None or layer.quantity < use.quantity:
                raise Shortage(move.id, use.quantity - (layer.quantity if layer else ZERO))
            self.layers[use.layer_id] = Layer(layer.id, layer.quantity - use.quantity, total((layer.value, -use.value)))
        self._gone(move)

    def cost(self, move: Move) -> None:
        """Let a move pass at the value the rule gives it."""
        if isinstance(move, Issue):
            self._leave(move, take_fifo(self.left(), move.quantity, self.places))
            return
        if isinstance(move, GivenBack):
            self._leave(move, self._send_back(move))
            return
        if isinstance(move, Return):
            if move.issue_id not in self.issues:
                raise ValueError(f"return {move.id} comes before its issue {move.issue_id}")
            back = self.returned.get(move.issue_id, Use(move.issue_id, ZERO, ZERO))
            move = replace(move, value=return_value(self.issues[move.issue_id], back, move.quantity, self.places))
            self.costed[move.id] = move
        self._enter(move)

    def _enter(self, move: Receipt | Return) -> None:
        key = POOL if self.method is Method.AVERAGE else move.id
        layer = self.layers.get(key, Layer(key, ZERO, ZERO))
        self.layers[key] = Layer(key, layer.quantity + move.quantity, total((layer.value, move.value)))
        self.receipts[move.id] = Use(move.id, move.quantity, move.value)
        if isinstance(move, Return):
            back = self.returned.get(move.issue_id, Use(move.issue_id, ZERO, ZERO))
            self.returned[move.issue_id] = Use(move.issue_id, back.quantity + move.quantity, total((back.value, move.value)))

    def _send_back(self, move: GivenBack) -> Taken:
        """FIFO: the receipt's own layer first, then the oldest. Average: the receipt's share, at most what the pool holds."""
        key = move.receipt_id if self.method is Method.FIFO else POOL
        held = self.layers.get(key, Layer(key, ZERO, ZERO))
        if self.settled and held.quantity > move.quantity and held.value >= move.value and all(use.layer_id == key for use in move.uses):
            left = Layer(key, held.quantity - move.quantity, total((held.value, -move.value)))
            return Taken((Use(key, move.quantity, move.value),), (left,), ZERO)
        if self.method is Method.FIFO:
            own = [layer for layer in self.left() if layer.id == move.receipt_id]
            return take_fifo([*own, *(layer for layer in self.left() if layer.id != move.receipt_id)], move.quantity, self.places)
        pool = self.layers.get(POOL, Layer(POOL, ZERO, ZERO))
        if pool.quantity <= move.quantity:
            return take_fifo([pool], move.quantity, self.places)
        back = self.given_back.get(move.receipt_id, Use(move.receipt_id, ZERO, ZERO))
        value = min(return_value(self.receipts[move.receipt_id], back, move.quantity, self.places), pool.value)
        left = Layer(POOL, pool.quantity - move.quantity, total((pool.value, -value)))
        return Taken((Use(POOL, move.quantity, value),), (left,), ZERO)

    def _leave(self, move: Issue | GivenBack, taken: Taken) -> None:
        if taken.missing:
            raise Shortage(move.id, taken.missing)
        self.layers.update((layer.id, layer) for layer in taken.left)
        move = replace(move, value=taken.value, uses=taken.uses if self.method is Method.FIFO else ())
        self._gone(move)
        self.costed[move.id] = move

    def _gone(self, move: Issue | GivenBack) -> None:
        self.issues[move.id] = Use(move.id, move.quantity, move.value)
        if isinstance(move, GivenBack):
            back = self.given_back.get(move.receipt_id, Use(move.receipt_id, ZERO, ZERO))
            self.given_back[move.receipt_id] = Use(move.receipt_id, back.quantity + move.quantity, total((back.value, move.value)))
