"""The company's settings, for who reads and changes them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.models import User
from ogniwo.kernel.audit.models import Act, Payload, Target
from ogniwo.kernel.commands import COMMANDS, query
from ogniwo.kernel.setup.hooks import POLICIES, Policy
from ogniwo.kernel.setup.rules import company_target, policy_text
from ogniwo.kernel.tenancy.models import Branch, Company
from ogniwo.kernel.text import N_ as _

READERS = ("accountant", "auditor")


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy: ``value`` that holds, as text, and whether the company chose it."""

    policy: Policy
    value: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Change:
    """An act that changed the settings: what from what to what."""

    at: datetime
    who: str
    title: str
    changed: dict[str, list[object]]


@query("setup.company", _("The company's settings"), roles=READERS)
def company(*, acting: Acting) -> QuerySet[Company]:
    """This company."""
    return Company.objects.filter(pk=acting.company_id)


@query("setup.branches", _("Branches"), roles=READERS)
def branches(*, acting: Acting) -> QuerySet[Branch]:
    """Branches of the company."""
    return Branch.objects.order_by("code")


@query("setup.policies", _("Policies"), roles=READERS)
def policies(*, acting: Acting) -> list[PolicyRow]:
    """Every policy a module asks for, in their order, with the value that holds."""
    kept = company(acting=acting).get().policies
    return [PolicyRow(p, policy_text(kept[p.name]) if p.name in kept else p.usual, p.name in kept) for p in POLICIES.values()]


@query("setup.history", _("Changes of the settings"), roles=READERS)
def history(*, acting: Acting) -> list[Change]:
    """The last fifty acts on the company's settings, newest first."""
    targets = Target.objects.filter(target=company_target(acting.company_id)).order_by("-act_id").values_list("act_id", flat=True)[:50]
    acts = {a.pk: a for a in Act.objects.filter(pk__in=list(targets))}
    names = dict(User.objects.filter(pk__in={a.user_id for a in acts.values()}).values_list("pk", "name"))
    bodies = dict(Payload.objects.filter(act__in=acts).values_list("act_id", "body"))
    return [Change(a.at, names.get(a.user_id, ""), COMMANDS[a.command].title, _changed(bodies.get(pk))) for pk, a in sorted(acts.items(), reverse=True)]


def _changed(body: Any) -> dict[str, list[object]]:
    """What an act's payload says of changes; nothing once it is erased."""
    found: dict[str, list[object]] = {}
    for one in ((body or {}).get("changed") or {}).values():
        found.update(one)
    return found


def company_form(_record: object = None, *, acting: Acting) -> dict[str, Any]:
    """What the form of the company begins with."""
    own = company(acting=acting).get()
    return {"name": own.name, "address": own.address, "identifiers": [{"scheme": s, "value": v} for s, v in own.identifiers.items()]}


def accounts_form(_record: object = None, *, acting: Acting) -> dict[str, Any]:
    """The bank accounts as they stand."""
    return {"bank_accounts": company(acting=acting).get().bank_accounts}


def is_company(number: int) -> bool:
    """Whether there is such a company; its context is set (`access.queries.context`)."""
    return Company.objects.filter(id=number).exists()
