"""Everything that changes the catalogue."""

from ogniwo.masterdata.catalog.commands.adding import (
    add_field,
    add_fields,
    add_product,
    add_products,
    add_units,
    adopt,
    change_unit,
    import_products,
    retire_fields,
)
from ogniwo.masterdata.catalog.commands.changing import change_product, change_products, set_units
from ogniwo.masterdata.catalog.commands.pricing import (
    add_price_list,
    add_price_lists,
    change_price_list,
    give_price_list,
    set_price,
    set_prices,
    set_supplier_item,
    set_supplier_items,
)

__all__ = [
    "add_field", "add_fields", "add_price_list", "add_price_lists", "add_product", "add_products", "add_units", "adopt", "change_price_list", "change_product", "change_products", "change_unit",
    "give_price_list", "import_products", "retire_fields", "set_price", "set_prices", "set_supplier_item", "set_supplier_items", "set_units",
]
