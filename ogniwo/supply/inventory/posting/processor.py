"""The stage ``stock`` of the books: drafts become moves, layers, uses, deltas and entries, all documents at once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.books.drafts import EntryDraft
from ogniwo.kernel.books.hooks import processes
from ogniwo.kernel.books.writer import journals, seal_for
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.money.rules import ZERO
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit, spread
from ogniwo.supply.inventory.errors import BackElsewhere, LotNeeded, NoReceipt, NotEnough, NoValue, TooMuchBack
from ogniwo.supply.inventory.hooks import STOCK, VARIANCE, PriceDelta, StockDraft
from ogniwo.supply.inventory.models import CostDelta, LayerUse, Move
from ogniwo.supply.inventory.models import Layer as LayerRow
from ogniwo.supply.inventory.posting import checks
from ogniwo.supply.inventory.posting.entries import Booking, entries
from ogniwo.supply.inventory.posting.loading import Booked, booked, first_open_day, load_layers, load_past, lock_pools, places_of, terms_of
from ogniwo.supply.inventory.posting.pools import Key, Past, Pool
from ogniwo.supply.inventory.posting.standing import NOTE, Standing
from ogniwo.supply.inventory.rules import GivenBack, Issue, Method, Receipt, Return, Shortage, Use, at_standard, booked_on, return_value

MoveDraft, LayerDraft, UseDraft, DeltaDraft = draft(Move), draft(LayerRow), draft(LayerUse), draft(CostDelta)
BACK = ("return_in", "return_out", "reversal")


@processes("stock", StockDraft, PriceDelta)
def process(drafts: Sequence[StockDraft | PriceDelta], *, unit: Unit) -> list[EntryDraft]:
    """Write the facts of stock; returns the entries they make. Raises Refused with every line that can't be."""
    if not drafts:
        return []
    posting = Posting(unit, drafts)
    posting.run()
    return entries(posting.bookings, unit.acting.currency)


class Posting:
    """One act's work on stock. ``deltas_on``: the day all its deltas are booked, where the ledger books them on that day."""

    def __init__(self, unit: Unit, drafts: Sequence[StockDraft | PriceDelta], *, deltas_on: date | None = None) -> None:
        self.deltas_on = deltas_on
        if unit.notes.get("stock moved"):
            unit.flush()
        unit.notes["stock moved"] = True
        self.unit = unit
        self.moves = sorted((d for d in drafts if isinstance(d, StockDraft)), key=lambda d: d.day)
        self.prices = [d for d in drafts if isinstance(d, PriceDelta)]
        named = {d.returns for d in self.moves if d.returns} | {d.move_id for d in self.prices}
        self.booked: dict[int, Booked] = booked(unit, sorted(named)) if named else {}
        if missing := named - set(self.booked):
            raise Refused([NoReceipt(record=d.document_id, line=d.line_id) for d in drafts if (d.move_id if isinstance(d, PriceDelta) else d.returns) in missing])
        products = {d.product_id for d in self.moves} | {m.key[0] for m in self.booked.values()}
        spots = {(d.product_id, location) for d in self.moves for location in (d.location_id, d.to_location_id) if location}
        known: Standing | None = unit.notes.pop(NOTE, None)
        self.standing = known if known and known.covers(products, spots) else None
        self.terms = self.standing.terms if self.standing else terms_of(unit, products)
        self.places = self.standing.places if self.standing else places_of(unit, {location for _product, location in spots})
        self.rows: list[Any] = []
        self.bookings: list[Booking] = []
        self.causes: dict[int, StockDraft | PriceDelta] = {}
        self.parts: dict[int, list[PriceDelta]] = defaultdict(list)
        self.past_moves: dict[int, Booked] = {}
        self.pools: dict[Key, Pool] = {}
        self.pasts: list[Past] = []
        self.goals: dict[int, tuple[int, Key]] = {}

    def run(self) -> None:
        """Lock, read, decide, write."""
        self._lock()
        self._refuse()
        ids = iter(self.unit.ids(sum(2 if d.kind == "transfer" else 1 for d in self.moves)))
        for d in self.moves:
            self._transfer(d, next(ids), next(ids)) if d.kind == "transfer" else self._move(d, next(ids))
            self._spread(d)
        for p in self.prices:
            self._price(p)
        self._write()

    def key(self, d: StockDraft, location: UUID | None = None) -> Key:
        """The pool a draft's goods are in."""
        return d.product_id, self.places[location or d.location_id].area

    def _lock(self) -> None:
        keys = {self.key(d) for d in self.moves} | {self.key(d, d.to_location_id) for d in self.moves} | {m.key for m in self.booked.values()}
        known = self.standing
        self.pools = known.pools if known and keys <= known.pools.keys() else lock_pools(self.unit, keys, self.terms)
        self.available = known.available if known else checks.lock_available(self.unit, self.moves, self.places)
        late = {d.product_id for d in self.moves if d.owner_id is None and d.day < (self.pools[self.key(d)].last_day or date.min)}
        late |= {d.product_id for d in self.moves if d.to_location_id and d.day < (self.pools[self.key(d, d.to_location_id)].last_day or date.min)}
        late |= {d.product_id for d in self.moves if d.returns and d.quantity < 0} | {self.booked[p.move_id].key[0] for p in self.prices}
        self.past_moves = load_past(self.unit, self.pools, late)
        self.pasts = [pool for pool in self.pools.values() if isinstance(pool, Past)]
        needed: dict[Key, Decimal] = defaultdict(lambda: ZERO)
        for d in self.moves:
            if d.owner_id is None and (d.quantity < 0 or d.kind == "transfer"):
                needed[self.key(d)] += abs(d.quantity)
        load_layers(self.unit, self.pools, needed)
        self.goals = {m.id: (m.paired, self.past_moves[m.paired].key) for m in self.past_moves.values() if m.paired and m.quantity < 0}
        self.open = first_open_day(self.unit, {journals(self.unit)[d.journal][1] for d in [*self.moves, *self.prices]} - {"vat"}) if late else date.min

    def _refuse(self) -> None:
        wrong = checks.reservations(self.unit, self.moves, self.places, self.available, self.terms)
        wrong += checks.on_hand(self.unit, self.moves, self.terms, self.standing)
        for d in self.moves:
            product = self.terms[d.product_id].code
            if self.terms[d.product_id].tracked and d.lot_id is None:
                wrong.append(LotNeeded(record=d.document_id, line=d.line_id, product=product))
            if d.quantity > 0 and d.value is None and d.returns is None and d.owner_id is None and d.kind != "transfer" and d.role:
                wrong.append(NoValue(record=d.document_id, line=d.line_id, product=product))
            if d.returns and self.booked[d.returns].key != self.key(d):
                wrong.append(BackElsewhere(record=d.document_id, line=d.line_id, product=product))
        if wrong:
            raise Refused(wrong)

    def _move(self, d: StockDraft, id: int) -> None:
        pool = self.pools[self.key(d)]
        nth, value = pool.next(), ZERO
        if d.owner_id is None and d.role:
            value = self._enter(d, id, pool, nth) if d.quantity > 0 else self._leave(d, id, pool, nth)
        self._row(d, id, nth, value)

    def _enter(self, d: StockDraft, id: int, pool: Pool, nth: int) -> Decimal:
        value = d.value if d.value is not None else ZERO
        if d.returns:
            value = self._back(d)
            self._note(d)
            if isinstance(pool, Past):
                return pool.enter(Return(id, d.quantity, value, d.returns), d.day, nth)
        standard = self.terms[d.product_id].standard
        if standard is not None and not d.returns:
            parts = at_standard(d.quantity, standard, value)
            self._book(d, VARIANCE, parts.variance)
            value = parts.stock
        return pool.enter(Receipt(id, d.quantity, value), d.day, nth)

    def _leave(self, d: StockDraft, id: int, pool: Pool, nth: int) -> Decimal:
        move = GivenBack(id, -d.quantity, ZERO, d.returns) if d.returns else Issue(id, -d.quantity, ZERO)
        if d.returns:
            self._back(d)
            self._note(d)
        try:
            return -pool.leave(move, d.day, nth)
        except Shortage as short:
            product = self.terms[d.product_id].code
            raise Refused([NotEnough(record=d.document_id, line=d.line_id, product=product, asked=-d.quantity, left=-d.quantity - short.missing)]) from None

    def _back(self, d: StockDraft) -> Decimal:
        """The value at which goods come back: the cost of the move they come back from."""
        origin = self.booked[d.returns or 0]
        whole, left = abs(origin.quantity), abs(origin.quantity) - origin.back.quantity
        if abs(d.quantity) > left:
            raise Refused([TooMuchBack(record=d.document_id, line=d.line_id, product=self.terms[d.product_id].code, asked=abs(d.quantity), left=left)])
        return return_value(Use(origin.id, whole, abs(origin.value)), origin.back, abs(d.quantity))

    def _note(self, d: StockDraft) -> None:
        """Remember what has come back, for further returns of the same move in this act."""
        origin = self.booked[d.returns or 0]
        origin.back = Use(origin.id, origin.back.quantity + abs(d.quantity), origin.back.value + self._back(d))

    def _transfer(self, d: StockDraft, out: int, into: int) -> None:
        """Out of one place, into another: valued only between valuation areas."""
        target = d.to_location_id or d.location_id
        source, goal = self.pools[self.key(d)], self.pools[self.key(d, target)]
        role = "" if source is goal or d.owner_id else STOCK
        leaving = replace(d, quantity=-d.quantity, role=role)
        entering = replace(d, location_id=target, status=d.to_status or d.status, role=role)
        nth = source.next()
        value = self._leave(leaving, out, source, nth) if role else ZERO
        self._row(leaving, out, nth, value, paired=into)
        nth = goal.next()
        if role:
            self.goals[out] = (into, goal.key)
            goal.enter(Receipt(into, d.quantity, -value), d.day, nth)
        self._row(entering, into, nth, -value, paired=out)
        d.move_id, d.cost = out, value

    def _price(self, p: PriceDelta) -> None:
        origin = self.booked[p.move_id]
        if origin.quantity < 0 or origin.id not in self.past_moves:
            raise Refused([NoReceipt(record=p.document_id, line=p.line_id)])
        terms = self.terms[origin.key[0]]
        to_stock = terms.to_stock and terms.standard is None if p.to_stock is None else p.to_stock
        if not to_stock:
            p.to_variance = p.difference
            self.bookings.append(Booking(document_id=p.document_id, journal=p.journal, day=p.day, document_day=p.document_day or p.day, line_id=p.line_id,
                role=p.role, value=p.difference, product_class=origin.product_class, place=origin.place, party_id=p.party_id, against=VARIANCE, text=p.text))  # fmt: skip
            return
        self.causes.setdefault(p.move_id, p)
        self.parts[p.move_id].append(p)
        self.pools[origin.key].price(p.move_id, p.difference, stayed=p.stayed)  # type: ignore[attr-defined]
        self._spread(p)

    def _spread(self, cause: StockDraft | PriceDelta) -> None:
        """Changes of cost travel on with transfers between valuation areas: what left one dearer came dearer into the other."""
        pending = True
        while pending:
            pending = [pair for pool in self.pasts for pair in pool.changed]
            for pool in self.pasts:
                pool.changed = []
            for id, change in pending:
                self.causes.setdefault(id, cause)
                if id in self.goals:
                    into, key = self.goals[id]
                    self.causes.setdefault(into, cause)
                    self.pools[key].price(into, -change)  # type: ignore[attr-defined]

    def _row(self, d: StockDraft, id: int, nth: int, value: Decimal, paired: int | None = None) -> None:
        place = self.places[d.location_id]
        d.move_id, d.cost = id, value
        self.rows.append((d, MoveDraft(
            id=id, document_id=d.document_id, line_id=d.line_id, kind=d.kind, day=d.day, product_id=d.product_id, lot_id=d.lot_id, nth=nth,
            warehouse_id=place.warehouse_id, location_id=place.id, status=d.status, owner_id=d.owner_id, packing=d.packing, area=place.area,
            quantity=d.quantity, value=value, returns_id=d.returns, paired_id=paired, role=d.later_role or d.role, product_class=self.terms[d.product_id].product_class,
            dimensions=dict(d.dimensions), party_id=d.party_id, seal_id=seal_for(self.unit, d.document_id, d.journal, d.day),
        )))  # fmt: skip

    def _book(self, d: StockDraft, against: str, value: Decimal) -> None:
        place = self.places[d.location_id]
        self.bookings.append(Booking(
            document_id=d.document_id, journal=d.journal, day=d.day, document_day=d.document_day or d.day, line_id=d.line_id, role=d.role, value=value,
            product_class=self.terms[d.product_id].product_class, place=place.code, party_id=d.party_id, dimensions=d.dimensions,
            against=against, text=d.text,
        ))  # fmt: skip

    def _write(self) -> None:
        values = {id: value for pool in self.pools.values() for id, value in pool.facts.values.items() if value}
        for d, row in self.rows:
            row.value += values.pop(row.id, ZERO)
            d.cost = row.value
            self._book(d, STOCK, row.value)
        self.unit.add(row for _d, row in self.rows)
        self._deltas(values)
        self._layers()

    def _deltas(self, values: dict[int, Decimal]) -> None:
        """Delta facts of moves booked before, dated at the move or, when its month is closed, on the first open day."""
        found = list(self._parted(values))
        for id, (move_id, cause, value) in zip(self.unit.ids(len(found)), found, strict=True):
            move = self.past_moves[move_id]
            day = self._delta_day(move)
            price = isinstance(cause, PriceDelta) and cause.move_id == move_id
            self.unit.add(DeltaDraft(id=id, move_id=move_id, product_id=move.key[0], area=move.key[1], day=day, value=value, document_id=cause.document_id,
                line_id=cause.line_id, price=price, seal_id=seal_for(self.unit, cause.document_id, cause.journal, day)))  # fmt: skip
            self.bookings.append(Booking(
                document_id=cause.document_id, journal=cause.journal, day=day, document_day=cause.document_day or cause.day, value=value,
                line_id=cause.line_id if price else move.line_id, role=cause.role if price else move.role, product_class=move.product_class, place=move.place,
                party_id=cause.party_id if price else move.party_id, dimensions={} if price else move.dimensions, text=cause.text,
            ))  # fmt: skip

    def _parted(self, values: dict[int, Decimal]) -> Iterator[tuple[int, StockDraft | PriceDelta, Decimal]]:
        """Changes of moves by their cause: each document that changes a receipt's price has its own part, even where all together come to nothing."""
        for move_id in {**values, **self.parts}:
            rest = values.get(move_id, ZERO)
            for p in self.parts.get(move_id, ()):
                yield move_id, p, p.difference
                rest -= p.difference
            if rest:
                yield move_id, self._cause(self.past_moves[move_id]), rest

    def _cause(self, move: Booked) -> StockDraft | PriceDelta:
        """What made a move cost otherwise; one whose uses alone changed has the first back-dated draft of its product."""
        return self.causes.get(move.id) or next(d for d in [*self.moves, *self.prices] if self._product(d) == move.key[0])

    def _product(self, d: StockDraft | PriceDelta) -> UUID:
        return d.product_id if isinstance(d, StockDraft) else self.booked[d.move_id].key[0]

    def _layers(self) -> None:
        new = {row.id: row for _d, row in self.rows}
        changed = []
        for pool in self.pools.values():
            for id, layer in pool.facts.layers.items():
                if id in new:
                    row = new[id]
                    self.unit.add(LayerDraft(move_id=id, product_id=row.product_id, area=row.area, day=row.day, nth=row.nth, quantity=row.quantity,
                                             quantity_left=layer.quantity, value_left=layer.value))  # fmt: skip
                else:
                    changed.append((id, layer.quantity, layer.value))
        if changed:
            self.unit.do("UPDATE inventory_layer l SET quantity_left = u.q, value_left = u.v FROM unnest(%b::bigint[], %b::numeric[], %b::numeric[]) u(i, q, v) "
                         "WHERE l.move_id = u.i", spread(sorted(changed), 3))  # fmt: skip
        uses = [(key, pair, pool) for pool in self.pools.values() if pool.method is Method.FIFO for key, pair in pool.facts.uses.items() if pair[0] or pair[1]]
        for id, ((layer, move), (quantity, value), _pool) in zip(self.unit.ids(len(uses)), uses, strict=True):
            seal = new[move].seal_id if move in new else self._seal(move)
            self.unit.add(UseDraft(id=id, layer_id=layer, move_id=move, quantity=quantity, value=value, seal_id=seal))

    def _seal(self, move_id: int) -> int:
        move = self.past_moves[move_id]
        cause = self._cause(move)
        return seal_for(self.unit, cause.document_id, cause.journal, self._delta_day(move))

    def _delta_day(self, move: Booked) -> date:
        return self.deltas_on or booked_on(move.day, first_open_day=self.open)
