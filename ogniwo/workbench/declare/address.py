"""Addresses of screens, for `opens`."""
from typing import Any
from urllib.parse import quote, urlencode


def link(screen: str, key: Any = None, /, **query: Any) -> str:
    """The address of a screen, of one record of it (`key`), with filters or parameters in the query.

    >>> link("sales.orders", state="draft")
    '/s/sales.orders/?state=draft'
    """
    path = f"/s/{screen}/" + (f"{quote(str(key), safe='')}/" if key is not None else "")
    said = {name: str(value) for name, value in query.items() if value is not None}
    return path + (f"?{urlencode(said)}" if said else "")


def do(command: str, /, **values: Any) -> str:
    """The address of a command's form, with values filled in.

    >>> do("sales.confirm_orders", id=7)
    '/do/sales.confirm_orders?id=7'
    """
    said = {name: str(value) for name, value in values.items() if value is not None}
    return f"/do/{command}" + (f"?{urlencode(said)}" if said else "")
