"""Price lists, prices, suppliers' items."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import Words, worded
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.ids import uuid7
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit, spread
from ogniwo.masterdata.catalog.errors import PriceNegative
from ogniwo.masterdata.catalog.models import PriceList, PriceMode
from ogniwo.masterdata.catalog.rules.inputs import ItemInput, NewPriceList, PriceInput

SELLERS = ("seller", "accountant")
BUYERS = ("buyer", "accountant")
PRICES = """INSERT INTO catalog_price (company_id, id, price_list_id, product_id, unit, from_quantity, price, valid_from, valid_to)
  SELECT current_setting('ogniwo.company')::int, u.id, %s::uuid, u.product, coalesce(nullif(u.unit, ''), p.unit_id), u.from_quantity, u.price, u.valid_from, u.valid_to
  FROM unnest(%s::bigint[], %s::uuid[], %s::text[], %s::numeric[], %s::numeric[], %s::date[], %s::date[]) u(id, product, unit, from_quantity, price, valid_from, valid_to)
  JOIN catalog_product p ON p.id = u.product ORDER BY u.product, u.from_quantity
  ON CONFLICT (company_id, price_list_id, product_id, unit, from_quantity, valid_from) DO UPDATE SET price = excluded.price, valid_to = excluded.valid_to"""
ITEMS = """INSERT INTO catalog_supplieritem (company_id, id, party_id, product_id, code, name, unit, price, currency, minimum, lead_time_days)
  SELECT current_setting('ogniwo.company')::int, u.id, u.party, u.product, u.code, u.name, coalesce(nullif(u.unit, ''), p.unit_id), u.price, u.currency, u.minimum, u.lead
  FROM unnest(%s::bigint[], %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::numeric[], %s::text[], %s::numeric[], %s::int[])
    u(id, party, product, code, name, unit, price, currency, minimum, lead)
  JOIN catalog_product p ON p.id = u.product ORDER BY u.party, u.code
  ON CONFLICT (company_id, party_id, code) DO UPDATE SET product_id = excluded.product_id, name = excluded.name, unit = excluded.unit,
    price = coalesce(excluded.price, catalog_supplieritem.price), currency = excluded.currency, minimum = excluded.minimum,
    lead_time_days = coalesce(excluded.lead_time_days, catalog_supplieritem.lead_time_days)"""


@command("catalog.add_price_lists", _("Add price lists"), roles=SELLERS)
def add_price_lists(price_lists: Sequence[NewPriceList], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Add price lists."""
    ids = [uuid7() for _new in price_lists]
    unit.add(
        draft(PriceList)(id=pk, code=p.code, name=p.name, currency=p.currency, price_mode=p.price_mode, standard=p.standard, party_class=p.party_class)
        for pk, p in zip(ids, price_lists, strict=True)
    )
    unit.touch(ids)
    return ids


@dataclass(frozen=True, slots=True)
class PriceListCard:
    """A price list as a person writes it down: for everybody (``standard``), for a class of parties, or for those it is given to."""

    code: str
    name: Words
    currency: str = "PLN"
    price_mode: PriceMode = PriceMode.NET
    standard: bool = False
    party_class: str = ""


@command("catalog.add_price_list", _("Add a price list"), roles=SELLERS)
def add_price_list(card: PriceListCard, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Add one price list: for everybody, for a class of parties, or for the parties it is given to."""
    c = card
    new = NewPriceList(code=c.code, name=worded(c.name, acting.language), currency=c.currency, price_mode=str(c.price_mode.value), standard=c.standard, party_class=c.party_class)
    return add_price_lists([new], unit=unit)


@command("catalog.change_price_list", _("Change"), roles=SELLERS)
def change_price_list(price_list: UUID, name: Words, party_class: str = "", *, active: bool = True, unit: Unit, acting: Acting) -> list[UUID]:
    """Change a price list's words, the class of parties it is for, whether it is in use. Raises Refused: NotFound."""
    found = unit.rows("SELECT name, party_class, active FROM catalog_pricelist WHERE id = %s FOR UPDATE", [price_list])
    if not found:
        raise Refused([NotFound(record=price_list)])
    new = {"name": worded(name, acting.language), "party_class": party_class, "active": active}
    for (column, value), old in zip(new.items(), found[0], strict=True):
        if (data(old) if column == "name" else old) != value:
            unit.changed(price_list, column, data(old) if column == "name" else old, value)
    change(unit, PriceList, {price_list: new})
    return [price_list]


@command("catalog.set_prices", _("Set prices"), roles=SELLERS)
def set_prices(price_list: UUID, prices: Sequence[PriceInput], *, unit: Unit, acting: Acting) -> int:
    """Set prices of a list; one of the same product, unit, quantity and first day is replaced. Returns how many.

    Raises Refused with PriceNegative, NotFound.
    """
    wrong: list[BusinessError] = [PriceNegative(line=n) for n, p in enumerate(prices, 1) if not p.price.is_finite() or p.price < 0]
    known = {pk for (pk,) in unit.rows("SELECT product_id FROM catalog_productterms WHERE product_id = ANY(%s) UNION ALL SELECT id FROM catalog_pricelist WHERE id = %s", [[p.product for p in prices], price_list])}
    wrong += [NotFound(line=n, field="product") for n, p in enumerate(prices, 1) if p.product not in known]
    wrong += [] if price_list in known else [NotFound(record=price_list, field="price_list")]
    if wrong:
        raise Refused(wrong)
    last = {(p.product, p.unit, p.from_quantity, p.valid_from): p for p in prices}
    ids = unit.ids(len(last))
    unit.do(PRICES, [price_list, *spread(
        ([n, p.product, p.unit, p.from_quantity, p.price, p.valid_from, p.valid_to] for n, p in zip(ids, last.values(), strict=True)), 7)])  # fmt: skip
    unit.touch([price_list])
    return len(last)


@command("catalog.set_price", _("Set a price"), roles=SELLERS)
def set_price(price_list: UUID, price: PriceInput, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Set one price: for one unit (empty: the product's own) from a quantity on, within its days."""
    set_prices(price_list, [price], unit=unit)
    return [price_list]


@command("catalog.give_price_list", _("Give a price list"), roles=SELLERS, sets="parties")
def give_price_list(parties: Sequence[UUID], price_list: UUID | None = None, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Give parties a price list of their own; without one they have what their class or everybody has."""
    wanted = list(dict.fromkeys(parties))
    if price_list is None:
        unit.do("DELETE FROM catalog_partyprices WHERE party_id = ANY(%s)", [wanted])
    else:
        unit.do(
            "INSERT INTO catalog_partyprices (company_id, party_id, price_list_id) SELECT current_setting('ogniwo.company')::int, u.p, %s::uuid FROM unnest(%s::uuid[]) u(p)"
            " ORDER BY u.p ON CONFLICT (company_id, party_id) DO UPDATE SET price_list_id = excluded.price_list_id",
            [price_list, wanted],
        )
    unit.touch(wanted)
    return wanted


@command("catalog.set_supplier_items", _("Set suppliers' items"), roles=BUYERS)
def set_supplier_items(items: Sequence[ItemInput], *, unit: Unit, acting: Acting) -> int:
    """Say what suppliers call products and ask for them; an item of the same supplier and code is replaced. Returns how many."""
    last = {(i.party, i.code): i for i in items}
    ids = unit.ids(len(last))
    if last:
        unit.do(ITEMS, spread(
            ([n, i.party, i.product, i.code, i.name, i.unit, i.price, i.currency, i.minimum, i.lead_time_days] for n, i in zip(ids, last.values(), strict=True)), 10))  # fmt: skip
    unit.touch(i.product for i in last.values())
    return len(last)


@command("catalog.set_supplier_item", _("Set a supplier's item"), roles=BUYERS)
def set_supplier_item(item: ItemInput, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Say what one supplier calls a product, its net price and lead time."""
    set_supplier_items([item], unit=unit)
    return [item.product]
