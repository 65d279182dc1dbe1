"""Reading case files: every scalar as text, every fault with its place."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml


class CaseFault(Exception):
    """A case that can't be run as it is written: what and where."""


def number(text: str) -> Decimal:
    """An exact amount; ``730.00 Cr`` is -730.00."""
    words = str(text).split()
    try:
        amount = Decimal(words[0].replace(",", "."))
    except (InvalidOperation, IndexError):
        raise CaseFault(f"{text} is not a number") from None
    return -amount if words[1:] == ["Cr"] else amount


class _Text(yaml.BaseLoader):
    """Scalars stay text: plain YAML would turn ``on`` into True, account 010 into 8 and 1000.00 into a float."""


def _mapping(loader: yaml.Loader, node: yaml.MappingNode) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise CaseFault(f"line {key_node.start_mark.line + 1}: {key} stands twice")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Text.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
PARTS = {"case", "company", "given", "acts", "then", "why"}


@dataclass(frozen=True)
class Case:
    """A case as written."""

    path: Path
    title: str
    company: dict[str, Any] = field(default_factory=dict)
    acts: list[dict[str, Any]] = field(default_factory=list)
    then: dict[str, Any] = field(default_factory=dict)


def read(path: Path) -> Case:
    """A case file. Raises CaseFault with the line of what is wrong."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Text)  # noqa: S506 - BaseLoader makes only text
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        raise CaseFault(f"line {mark.line + 1 if mark else '?'}: {getattr(wrong, 'problem', wrong)}") from None
    if not isinstance(content, dict) or "case" not in content or "acts" not in content:
        raise CaseFault("a case has at least `case`, its title, and `acts`")
    if unknown := set(content) - PARTS:
        raise CaseFault(f"unknown parts: {', '.join(sorted(unknown))}; there are {', '.join(sorted(PARTS))}")
    return Case(path, content["case"], content.get("company") or {}, [*(content.get("given") or []), *content["acts"]], content.get("then") or {})


def files(given: list[Path]) -> list[Path]:
    """Case files, folders opened."""
    return [f for path in given for f in (sorted(path.rglob("*.yaml")) if path.is_dir() else [path])]
