"""Reasons: what a rule found, in words a door can translate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding of a rule: ``says`` is a marked English text, ``words`` the values it names.

    Unlike an error it refuses nothing by itself: it explains a proposal, a warning, a choice.
    """

    says: str
    words: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The finding in the language of ``translate`` (gettext of the person's language)."""
        return translate(self.says).format(**self.words)
