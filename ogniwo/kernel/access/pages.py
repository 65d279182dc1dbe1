"""The page around the access screens: the workbench's bare page where it is installed, else a plain one."""

from typing import Any

from django.template.loader import select_template


def shell() -> Any:
    """The template the access pages extend; it has the blocks ``title`` and ``content``."""
    return select_template(["workbench/bare.html", "access/bare.html"])
