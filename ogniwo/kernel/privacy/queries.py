"""Reading the audit."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, F, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.models import User
from ogniwo.kernel.audit.models import Act, Erasure, Payload, Place
from ogniwo.kernel.commands import COMMANDS, query
from ogniwo.kernel.errors import NotFound
from ogniwo.kernel.text import N_ as _


@dataclass(frozen=True, slots=True)
class Held:
    """One value an act was given or changed; ``old`` is empty for what was given."""

    place: str
    old: str
    new: str


@query("privacy.acts", _("Audit"))
def acts(*, acting: Acting) -> QuerySet[Any]:
    """Every act of the company: who, when, from where, what; ``held`` is the payload as text, ``state`` whether it was erased."""
    payload = Payload.objects.filter(act=OuterRef("pk"))
    return Act.objects.filter(company_id=acting.company_id).annotate(
        who=Subquery(User.objects.filter(pk=OuterRef("user_id")).values("name")), held=Subquery(payload.annotate(text=Cast("body", TextField())).values("text")),
        erased_at=Subquery(payload.values("erased_at")), seal=Subquery(Place.objects.filter(act=OuterRef("pk")).values("seal"), output_field=BigIntegerField()),
        reason=Subquery(Erasure.objects.filter(act=OuterRef("pk")).values("reason")),
    ).annotate(state=Case(When(erased_at__isnull=False, then=Value("erased")), default=Value("kept"), output_field=CharField()), number=F("pk"))  # fmt: skip


@query("privacy.held", _("What an act held"))
def held(act: int, *, acting: Acting) -> list[Held]:
    """What the act was given and what it changed from what to what; nothing once it is erased. Raises NotFound."""
    found = Payload.objects.filter(act=act, act__company_id=acting.company_id).values_list("body", flat=True).first()
    if found is None and not Act.objects.filter(company_id=acting.company_id, pk=act).exists():
        raise NotFound(record=act)
    body = found or {}
    given = [Held(place, "", text) for place, text in _flat(body.get("given") or {}, "")]
    changed = [Held(name, _text(old), _text(new)) for fields in (body.get("changed") or {}).values() for name, (old, new) in fields.items()]
    return [*changed, *given]


def titles(ids: Sequence[int], *, acting: Acting) -> dict[int, str]:
    """What each act was, by the words of its command."""
    return {pk: COMMANDS[name].title if name in COMMANDS else name for pk, name in Act.objects.filter(pk__in=list(ids)).values_list("pk", "command")}


def _flat(value: Any, place: str) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [pair for name, one in value.items() for pair in _flat(one, f"{place}.{name}" if place else name)]
    if isinstance(value, list):
        return [pair for n, one in enumerate(value, 1) for pair in _flat(one, f"{place} {n}")]
    return [] if value in (None, "") else [(place, _text(value))]


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
