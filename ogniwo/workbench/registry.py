"""All declared screens, forms, references and what higher modules added to them.

Screens are found by importing `<app>.screens` of every installed app, once, at the first question. Contributions
(`add_*`) are made in `plugs.py` and may come before the screen they add to.
"""
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings

from ogniwo.workbench import kernel_door
from ogniwo.workbench.declare import (
    Action,
    Cell,
    Column,
    Dashboard,
    Effect,
    Form,
    Import,
    List,
    Panel,
    Record,
    Reference,
    Screen,
    Section,
    Tile,
)

SCREENS: dict[str, Screen] = {}
FORMS: dict[str, Form] = {}
REFERENCES: dict[str, Reference] = {}
IMPORTS: dict[str, Import] = {}
EFFECTS: dict[str, Effect] = {}
_columns: dict[str, list[tuple[Column, str]]] = defaultdict(list)
_panels: dict[str, list[Panel]] = defaultdict(list)
_actions: dict[str, list[Any]] = defaultdict(list)
_sections: dict[str, list[Section]] = defaultdict(list)
_cells: dict[tuple[str, str], list[Cell]] = defaultdict(list)
_tiles: dict[str, list[Tile]] = defaultdict(list)
_loaded: list[str] = []


def add_column(target: str, column: Column, *, after: str = "") -> None:
    """Add a column to a list or to a record's lines (`target` is their name), after the column `after` or at the end."""
    _columns[target].append((column, after))


def add_panel(target: str, panel: Panel) -> None:
    """Add a panel to a record or a dashboard."""
    _panels[target].append(panel)


def add_action(target: str, action: Any) -> None:
    """Add an action (a command, its name, or an `Action`) to a screen."""
    _actions[target].append(action)


def add_section(target: str, section: Section) -> None:
    """Add a section of facts to a record."""
    _sections[target].append(section)


def add_cell(command: str, cell: Cell, *, grid: str = "lines") -> None:
    """Add a column to the line grid of a command's form; `dimensions.campaign` is one name of a mapping."""
    _cells[command, grid].append(cell)


def cells(command: str, grid: str) -> list[Cell]:
    """The columns that other modules added to a grid."""
    return _cells.get((command, grid), [])


def add_tile(target: str, tile: Tile) -> None:
    """Add a tile to a dashboard."""
    _tiles[target].append(tile)


def add_effect(effect: Effect) -> None:
    """Say how a preview shows the rows of a table."""
    _put(EFFECTS, effect.table, effect)


def register(declared: object) -> None:
    """Register one declaration; a second one of the same name is a mistake of the programmer."""
    if isinstance(declared, Screen):
        _put(SCREENS, declared.name, declared)
        if isinstance(declared, Record) and isinstance(declared.edit, Form):
            _put(FORMS, kernel_door.name_of(declared.edit.command), declared.edit)
    elif isinstance(declared, Form):
        _put(FORMS, kernel_door.name_of(declared.command), declared)
    elif isinstance(declared, Import):
        _put(IMPORTS, declared.name, declared)
    elif isinstance(declared, Effect):
        add_effect(declared)
    elif isinstance(declared, Reference):
        for name in declared.names:
            _put(REFERENCES, name, declared)


def _put(registry: dict[str, Any], name: str, declared: Any) -> None:
    if registry.setdefault(name, declared) != declared:
        raise ValueError(f"{name} is declared twice")


def load() -> None:
    """Import `screens` of every installed app, then the modules named in OGNIWO_SCREENS, and register what they declare."""
    if _loaded:
        return
    _loaded.append("")
    places = [f"{config.name}.screens" for config in apps.get_app_configs() if find_spec(f"{config.name}.screens") is not None]
    for place in [*places, *getattr(settings, "OGNIWO_SCREENS", ())]:
        register_all(import_module(place))
        _loaded.append(place)


def register_all(module: Any) -> None:
    """Register every declaration standing at module level."""
    for declared in list(vars(module).values()):
        if isinstance(declared, (Screen, Form, Import, Reference, Effect)):
            register(declared)
        elif isinstance(declared, (list, tuple)):
            for one in declared:
                if isinstance(one, (Screen, Form, Import, Reference, Effect)):
                    register(one)


def screen(name: str) -> Screen | None:
    """The screen of this name with everything that was added to it, or None."""
    load()
    found = SCREENS.get(name)
    if found is None:
        return None
    changes: dict[str, Any] = {}
    if _actions[name]:
        changes["actions"] = [*found.actions, *_actions[name]]
    if isinstance(found, List):
        changes["columns"] = with_columns(name, found.columns)
    if isinstance(found, Record):
        changes["panels"] = _once(found.panels, _panels[name])
        changes["sections"] = [*found.sections, *_sections[name]]
        if found.lines is not None:
            changes["lines"] = replace(found.lines, columns=with_columns(found.lines.name, found.lines.columns))
    if isinstance(found, Dashboard):
        changes["tiles"] = sorted([*found.tiles, *_tiles[name]], key=lambda tile: tile.order)
        changes["panels"] = _once(found.panels, _panels[name])
    return replace(found, **changes) if changes else found


def _once(own: Sequence[Panel], added: Sequence[Panel]) -> list[Panel]:
    """Panels by name, the last of a name wins: a module may put its own in the place of one from below."""
    return list({panel.name: panel for panel in [*own, *added]}.values())


def with_columns(name: str, columns: Any) -> list[Column]:
    """The columns of a list or lines called `name`, with the contributed ones in their places."""
    out = list(columns)
    for column, after in _columns[name]:
        at = next((i + 1 for i, one in enumerate(out) if one.name == after), len(out))
        out.insert(at, column)
    return out


def action(declared: Any) -> Action:
    """An `Action` from whatever an `actions` list holds."""
    return declared if isinstance(declared, Action) else Action(declared)


def reference(name: str) -> Reference | None:
    """How a parameter called `name` (also `name_id`) chooses its record."""
    load()
    return REFERENCES.get(name) or REFERENCES.get(name.removesuffix("_id"))


def form(command: str) -> Form:
    """The declared form of a command, or the plain one drawn from its signature."""
    load()
    return FORMS.get(command) or Form(command)



