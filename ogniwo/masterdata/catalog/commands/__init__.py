"""Everything that changes the catalogue."""

from ogniwo.masterdata.catalog.commands.adding import add_fields, add_product, add_products, add_units, adopt, import_products
from ogniwo.masterdata.catalog.commands.changing import change_product, change_products, set_units
from ogniwo.masterdata.catalog.commands.pricing import (
    add_price_list,
    add_price_lists,
    give_price_list,
    set_price,
    set_prices,
    set_supplier_item,
    set_supplier_items,
)

__all__ = [
    "add_fields", "add_price_list", "add_price_lists", "add_product", "add_products", "add_units", "adopt", "change_product", "change_products",
    "give_price_list", "import_products", "set_price", "set_prices", "set_supplier_item", "set_supplier_items", "set_units",
]
