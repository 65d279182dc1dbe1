"""Users, roles, memberships, keys and the log of sign-ins."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from ogniwo.kernel.access.rules import normal_email
from ogniwo.kernel.tenancy.models import CompanyRow, ref
from ogniwo.kernel.writing.fields import translated


class Language(models.TextChoices):
    POLISH = "pl", "Polski"
    ENGLISH = "en", "English"


class Theme(models.TextChoices):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(models.TextChoices):
    DENSE = "dense"
    COMFORTABLE = "comfortable"


class Reach(models.TextChoices):
    """How far a record rule lets a person see."""

    OWN = "own"
    TEAM = "team"
    ALL = "all"


class Users(BaseUserManager["User"]):
    """Finds users by their e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=normal_email(username or ""))


class User(AbstractBaseUser):
    """A person (or a service) of the installation; what they may do stands in their memberships."""

    facts: ClassVar[bool] = False

    id = models.AutoField(primary_key=True)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, choices=Language, default=Language.POLISH)
    theme = models.CharField(max_length=10, choices=Theme, default=Theme.SYSTEM)
    density = models.CharField(max_length=12, choices=Density, default=Density.DENSE)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(email=Lower("email")), name="access_user_email_lower")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.email = normal_email(self.email)


class Role(CompanyRow):
    """A role of a company; ``shipped`` ones follow the declarations of commands, own ones are the owner's."""

    updatable = ("name",)
    deletable = True

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=40)
    name = translated()
    shipped = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "code"], name="access_role_code")]


class _OfRole(CompanyRow):
    updatable = ()
    deletable = True

    id = models.BigAutoField(primary_key=True)
    role = ref(Role, index=False)

    class Meta:
        abstract = True


class RoleGrant(_OfRole):
    """A permission of a role: the name of a command or query, ``module.*`` or ``*``."""

    permission = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "role", "permission"], name="access_rolegrant_once")]


class RoleRule(_OfRole):
    """A record rule: of a document type the role's people see their own, those of their teams, or all."""

    document_type = models.CharField(max_length=60)
    reach = models.CharField(max_length=4, choices=Reach)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "role", "document_type"], name="access_rolerule_once")]


class RoleSensitivity(_OfRole):
    """A kind of sensitive field the role's people see: salary, personal, cost, margin."""

    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "role", "kind"], name="access_rolesensitivity_once")]


class Membership(CompanyRow):
    """A user holds a role in a company, in one branch or in all (``branch`` empty)."""

    updatable = ()
    deletable = True

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = ref(Role, index=False)
    branch = ref("tenancy.Branch", null=True, index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company_id", "user", "role", "branch"], name="access_membership_once", nulls_distinct=False),
        ]


class Team(CompanyRow):
    """A team (zespół): people who see each other's documents where a record rule says ``team``."""

    updatable = ("name",)
    deletable = True

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "name"], name="access_team_name")]


class TeamMember(CompanyRow):
    """A person of a team; one may be in several."""

    updatable = ()
    deletable = True

    id = models.BigAutoField(primary_key=True)
    team = ref(Team, index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "team", "user"], name="access_teammember_once")]


class ApiKey(CompanyRow):
    """A key of a program: acts as its user in its company, within ``scopes`` (permissions or patterns)."""

    updatable = ("revoked_at", "used_at")

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=120))
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)


class Outcome(models.TextChoices):
    IN = "in"
    OUT = "out"
    FAILED = "failed"
    LOCKED = "locked"
    CHANGED = "password"
    DEMO = "demo"


class SignIn(models.Model):
    """One sign-in, sign-out, failure or change of password: a fact, kept for the security log."""

    facts: ClassVar[bool] = True

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    email = models.CharField(max_length=254)
    outcome = models.CharField(max_length=10, choices=Outcome)
    address = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["email", "-at"], name="access_signin_email")]

