"""Warehouses, places and lots."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.ids import uuid7
from ogniwo.kernel.writing.unit import Unit
from ogniwo.supply.inventory.models import Location, Lot, Warehouse


@dataclass(frozen=True, slots=True)
class NewWarehouse:
    """A warehouse to be. ``valuation_area``: warehouses with the same one share costs; empty, the whole company does."""

    code: str
    name: str
    branch: int | None = None
    valuation_area: str = ""


@dataclass(frozen=True, slots=True)
class NewLocation:
    """A place to be in a warehouse."""

    warehouse: UUID
    code: str


@dataclass(frozen=True, slots=True)
class NewLot:
    """A lot or a serial number to be."""

    product: UUID
    code: str
    expires_on: date | None = None


@command("inventory.add_warehouses", _("Add warehouses"), roles=("storekeeper",))
def add_warehouses(warehouses: Sequence[NewWarehouse], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Add warehouses, each with its main place; returns their ids. A code that is taken is refused."""
    ids = [uuid7() for _w in warehouses]
    for id, w in zip(ids, warehouses, strict=True):
        unit.add(draft(Warehouse)(id=id, code=w.code, name=w.name, branch_id=w.branch, valuation_area=w.valuation_area))
        unit.add(draft(Location)(id=uuid7(), warehouse_id=id, code=w.code, main=True))
    unit.touch(ids)
    return ids


@command("inventory.add_locations", _("Add places"), roles=("storekeeper",))
def add_locations(locations: Sequence[NewLocation], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Add places (lokalizacje) to warehouses; returns their ids."""
    ids = [uuid7() for _l in locations]
    unit.add(draft(Location)(id=id, warehouse_id=new.warehouse, code=new.code) for id, new in zip(ids, locations, strict=True))
    return ids


@command("inventory.add_lots", _("Add lots"), roles=("storekeeper",))
def add_lots(lots: Sequence[NewLot], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Add lots or serial numbers of products; returns their ids."""
    ids = [uuid7() for _l in lots]
    unit.add(draft(Lot)(id=id, product_id=new.product, code=new.code, expires_on=new.expires_on) for id, new in zip(ids, lots, strict=True))
    return ids
