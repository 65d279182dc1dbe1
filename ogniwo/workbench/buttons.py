"""Actions of a screen as buttons: only those the person may run, in the states where they make sense."""
from collections.abc import Sequence
from dataclasses import dataclass
from inspect import Parameter
from typing import Any
from urllib.parse import urlencode

from ogniwo.kernel.access.acting import Acting
from ogniwo.workbench import kernel_door, registry
from ogniwo.workbench.words import said


@dataclass(frozen=True, slots=True)
class Button:
    """An action as drawn. `at_once`: its form has nothing to ask, so it posts by itself."""

    title: str
    icon: str
    href: str
    primary: bool
    at_once: bool = False
    drawer: bool = False
    bulk: bool = False
    command: str = ""
    quiet: bool = False


def buttons(actions: Sequence[Any], acting: Acting, *, ids: Sequence[Any] = (), state: str | None = None, new: bool | None = None,
            back: str = "") -> list[Button]:
    """The buttons of `actions`. `new` picks those that make records (True) or work on one (False)."""
    out = []
    for declared in actions:
        action = registry.action(declared)
        if new is not None and action.new != new or state is not None and action.states and state not in action.states:
            continue
        if action.url:
            if not action.command or acting.may(kernel_door.name_of(action.command)):
                out.append(Button(said(action.title, acting.language), action.icon, action.url.format(id=ids[0] if ids else ""), action.primary))
            continue
        spec = kernel_door.command(action.command)
        if spec is None or not acting.may(spec.name):
            continue
        query = {**action.prefill, **({"next": back} if back else {})}
        query_text = urlencode([*(("id", str(i)) for i in ids), *query.items()])
        title = said(action.title or spec.title, acting.language)
        out.append(Button(title, action.icon, f"/do/{spec.name}" + (f"?{query_text}" if query_text else ""), action.primary,
                          action.at_once and asks_nothing(spec), action.drawer, action.bulk and not action.new and bool(spec.sets), spec.name, action.quiet))
    return out


def asks_nothing(spec: Any) -> bool:
    """Whether all parameters but the set have defaults."""
    return all(name == spec.sets or p.default is not Parameter.empty for name, p in spec.parameters.items())
