"""Tags of the workbench's templates: icons of the sprite, built files, idempotency keys."""
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ogniwo.workbench.formview import fresh_key

register = template.Library()
BUILT = Path(__file__).resolve().parents[1] / "static" / "workbench" / "built"


@lru_cache(maxsize=4)
def _manifest(changed: int) -> dict[str, str]:
    return dict(json.loads((BUILT / "manifest.json").read_text("utf-8"))) if changed else {}


@register.simple_tag
def built(name: str) -> str:
    """The address of a built file (its name carries its hash)."""
    path = BUILT / "manifest.json"
    names = _manifest(path.stat().st_mtime_ns if path.exists() else 0)
    return static(f"workbench/built/{names.get(name, name)}")


# Names people also know an icon by.
OTHER_NAMES = {
    "warehouse": "building-warehouse", "package-plus": "package-import", "package-minus": "package-export", "undo": "arrow-back-up", "arrow-left-right": "arrows-exchange",
    "clipboard": "clipboard-list", "users-group": "users", "kanban": "layout-kanban", "percent": "percentage", "x-circle": "circle-x", "check-circle": "circle-check",
    "trash-2": "trash", "file-plus": "plus", "landmark": "building-bank", "banknote": "cash", "wallet-cards": "wallet", "rotate-ccw": "refresh",
}  # fmt: skip


@lru_cache(maxsize=4)
def _drawings(address: str) -> frozenset[str]:
    path = BUILT / address.rsplit("/", 1)[-1]
    return frozenset(re.findall(r'<symbol id="([a-z0-9-]+)"', path.read_text("utf-8"))) if path.exists() else frozenset()


@register.simple_tag
def icon(name: str, more: str = "") -> SafeString:
    """An icon of the sprite; words stand beside it, so it is hidden from screen readers."""
    if not name:
        return SafeString("")
    drawn = OTHER_NAMES.get(name, name)
    if drawn not in _drawings(built("icons.svg")):
        drawn = "circle"
    return format_html('<svg class="i {}" aria-hidden="true"><use href="{}#{}"></use></svg>', more, built("icons.svg"), drawn)


@register.simple_tag
def idempotency_key() -> str:
    """A fresh key for a form with one button."""
    return fresh_key()


@register.filter
def at(mapping: Any, name: str) -> Any:
    """The value under a name, empty when there is none."""
    return mapping.get(name, "") if hasattr(mapping, "get") else ""


@register.filter(name="json")
def as_json(value: Any) -> str:
    """A value as JSON for an attribute (the template escapes it)."""
    return json.dumps(value)
