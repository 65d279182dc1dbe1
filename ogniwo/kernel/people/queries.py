"""Who works here, what each role may, which keys live."""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform

from ogniwo.kernel.access import hooks
from ogniwo.kernel.access.acting import ALL, Acting, covers
from ogniwo.kernel.access.models import ApiKey, Membership, Role, RoleGrant, RoleRule, Team, TeamMember, User
from ogniwo.kernel.access.rules import key_digest, normal_email
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.text import N_ as _


@query("people.people", _("People"))
def people(*, acting: Acting) -> QuerySet[User]:
    """People with a role in this company; ``roles``: the names of their roles."""
    held = Membership.objects.filter(company_id=acting.company_id, user=OuterRef("pk")).order_by().values("user")
    names = held.annotate(found=ArrayAgg(KeyTextTransform(acting.language, "role__name"), distinct=True)).values("found")
    codes = held.annotate(found=ArrayAgg("role__code", distinct=True)).values("found")
    members = Membership.objects.filter(company_id=acting.company_id).values("user")
    return User.objects.filter(pk__in=members).annotate(roles=Subquery(names), codes=Subquery(codes))


@query("people.roles", _("Roles"))
def roles(*, acting: Acting) -> QuerySet[Role]:
    """Roles of this company with how many people hold each."""
    return Role.objects.annotate(people=Subquery(
        Membership.objects.filter(role=OuterRef("pk")).order_by().values("role").annotate(n=Count("user", distinct=True)).values("n")))  # fmt: skip


@query("people.rights_of_role", _("What a role may"))
def rights_of_role(role: int, *, acting: Acting) -> list[dict[str, Any]]:
    """Permissions of a role by name, with their words."""
    granted = list(RoleGrant.objects.filter(role=role).values_list("permission", flat=True))
    return [{"id": p.name, "name": p.name, "title": p.title, "kind": p.kind}
            for p in sorted(hooks.PERMISSIONS.values(), key=lambda p: p.name) if any(covers(wide, p.name) for wide in granted)]  # fmt: skip


@query("people.rules_of_role", _("Record rules of a role"))
def rules_of_role(role: int, *, acting: Acting) -> list[dict[str, Any]]:
    """How far the role sees each kind of document: own, team or all."""
    said = dict(RoleRule.objects.filter(role=role).values_list("document_type", "reach"))
    return [{"id": kind.name, "type": kind.name, "title": kind.title, "reach": said.get(kind.name, ALL)} for kind in sorted(TYPES.values(), key=lambda kind: kind.name)]


@query("people.teams", _("Teams"))
def teams(*, acting: Acting) -> QuerySet[Team]:
    """Teams of this company; ``people``: the names of who is in them."""
    names = TeamMember.objects.filter(team=OuterRef("pk")).order_by().values("team").annotate(found=ArrayAgg("user__name", order_by="user__name")).values("found")
    return Team.objects.filter(company_id=acting.company_id).annotate(people=Subquery(names))


@query("people.keys", _("API keys"))
def keys(*, acting: Acting) -> QuerySet[ApiKey]:
    """API keys of this company, living and ended; never their text."""
    state = Case(When(revoked_at__isnull=False, then=Value("revoked")), When(Q(used_at__isnull=True), then=Value("unused")), default=Value("used"))
    return ApiKey.objects.filter(company_id=acting.company_id).annotate(state=state)


def team_form(team: int, *, acting: Acting) -> dict[str, Any]:
    """A team as it stands."""
    found = Team.objects.filter(company_id=acting.company_id, pk=team).values("name").first()
    return {**found, "people": list(TeamMember.objects.filter(team=team).values_list("user_id", flat=True))} if found else {}


def members(*, acting: Acting) -> dict[int, str]:
    """Id to name of everybody with a role in the company."""
    return dict(User.objects.filter(pk__in=Membership.objects.filter(company_id=acting.company_id).values("user")).order_by("name").values_list("pk", "name"))


def teams_among(ids: Sequence[int], *, acting: Acting) -> set[int]:
    """Which of these are teams of the company."""
    return set(Team.objects.filter(company_id=acting.company_id, pk__in=list(ids)).values_list("pk", flat=True))


def role_code(role: int, *, acting: Acting) -> str | None:
    """The code of a role of the company."""
    return Role.objects.filter(company_id=acting.company_id, pk=role).values_list("code", flat=True).first()


def role_choices(*, acting: Acting) -> dict[str, Any]:
    """Code to name of the company's roles, for a select."""
    return {code: name.get(acting.language) or code for code, name in Role.objects.order_by("id").values_list("code", "name")}


def person_form(person: int, *, acting: Acting) -> dict[str, Sequence[str]]:
    """The roles a person holds now."""
    return {"roles": list(Membership.objects.filter(company_id=acting.company_id, user=person).values_list("role__code", flat=True))}


def member(person: int, company_id: int) -> User | None:
    """The person, when they hold a role in the company."""
    held = Membership.objects.filter(company_id=company_id, user_id=person).select_related("user").first()
    return held.user if held else None


def owners(company_id: int) -> set[int]:
    """Who owns the company."""
    return set(Membership.objects.filter(company_id=company_id, role__code="owner").values_list("user_id", flat=True))


def by_email(email: str) -> User | None:
    """The user of this installation with the e-mail."""
    return User.objects.filter(email=normal_email(email)).first()


def key_id(text: str, company_id: int) -> int:
    """The id of the API key with this text."""
    return int(ApiKey.objects.values_list("id", flat=True).get(company_id=company_id, digest=key_digest(text)))
