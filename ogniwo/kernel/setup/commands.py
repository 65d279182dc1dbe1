"""Founding companies, changing their settings."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.audit.commands import record
from ogniwo.kernel.books.commands import open_year
from ogniwo.kernel.commands import command
from ogniwo.kernel.commands.registry import jsonable
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.numbering.commands import default_series
from ogniwo.kernel.setup.errors import BranchTaken, IdentifierRefused, NoCompanyName, NoPolicy, PolicyWrong
from ogniwo.kernel.setup.hooks import POLICIES, Founded, company_founded, plain_identifier
from ogniwo.kernel.setup.rules import company_target, read_policy
from ogniwo.kernel.tenancy.context import SET, values
from ogniwo.kernel.tenancy.models import Branch, Company, Directory
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit


@dataclass(frozen=True, slots=True)
class NewCompany:
    """A company to found. ``directory_id``: share the directory of a group, else a new one is made."""

    name: str
    code: str
    country: str = "PL"
    currency: str = "PLN"
    language: str = "pl"
    time_zone: str = "Europe/Warsaw"
    identifiers: dict[str, str] = field(default_factory=dict)
    address: dict[str, str] = field(default_factory=dict)
    bank_accounts: list[dict[str, str]] = field(default_factory=list)
    policies: dict[str, Any] = field(default_factory=dict)
    business_date: date | None = None
    directory_id: int | None = None
    branches: tuple[tuple[str, str], ...] = ()


def found_company(new: NewCompany, *, user_id: int, years: tuple[int, ...], on: date) -> Acting:
    """Found a company with open months of ``years`` and all its modules need; returns its founder acting as owner.

    One transaction (or part of the caller's). Roles and memberships are given by the caller (access).
    """
    with transaction.atomic():
        connection.ensure_connection()
        with connection.connection.pipeline(), connection.connection.cursor() as cursor:
            company_id, fresh = cursor.execute("SELECT nextval('tenancy_company_number'), nextval('tenancy_company_number')").fetchone()
            acting = Acting(
                user_id=user_id, company_id=company_id, directory_id=new.directory_id or fresh, branch_id=None, permissions=frozenset("*"),
                sensitivities=frozenset({"salary", "personal", "cost", "margin"}), language=new.language, source="setup", today=on, currency=new.currency,
            )  # fmt: skip
            cursor.execute(SET, values(acting))
            unit = Unit(cursor, acting=acting, now=datetime.now(UTC))
            _write(unit, new)
            for year in years:
                open_year(year, unit=unit)
            default_series(unit)
            unit.flush()
            company_founded.tell(Founded(company_id, acting.directory_id, new.country, new.currency, min(years), on), unit=unit)
            record(unit, "setup.found_company", jsonable(new))
            unit.finish()
    return acting


def _write(unit: Unit, new: NewCompany) -> None:
    company, directory = unit.acting.company_id, unit.acting.directory_id
    if new.directory_id is None:
        unit.add(draft(Directory)(id=directory, name=new.name))
        unit.flush()
    unit.add(draft(Company)(
        id=company, directory_id=directory, code=new.code, name=new.name, country=new.country, currency=new.currency, time_zone=new.time_zone,
        language=new.language, identifiers=new.identifiers, address=new.address, bank_accounts=new.bank_accounts, policies=new.policies,
        business_date=new.business_date,
    ))  # fmt: skip
    unit.flush()
    branches = new.branches or (("01", new.name[:120]),)
    unit.add(draft(Branch)(id=number, code=code, name=name) for number, (code, name) in zip(unit.ids(len(branches)), branches, strict=True))
    unit.flush()


def founder(founding: Any, user_id: int) -> int:
    """The first run's founder (access.hooks.founds): this year's and last year's months open."""
    today = datetime.now(UTC).date()
    new = NewCompany(name=founding.name, code=founding.code, currency=founding.currency, language=founding.language)
    return found_company(replace(new), user_id=user_id, years=(today.year - 1, today.year), on=today).company_id


@dataclass(frozen=True, slots=True)
class CompanyAddress:
    """The company's registered address."""

    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class CompanyIdentifier:
    """A number the company is known by: its scheme, its value."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class CompanyAccount:
    """A bank account printed on the company's papers."""

    number: str
    currency: str = "PLN"
    bank: str = ""


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """A policy and its value as text; an empty one: the usual holds."""

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class NewBranch:
    """A branch to be: its code stands in numbers of documents."""

    code: str
    name: str
    street: str = ""
    postal_code: str = ""
    city: str = ""


@command("setup.change_company", _("Change the company"), roles=("accountant",))
def change_company(
    name: str, *, address: CompanyAddress | None = None, identifiers: Sequence[CompanyIdentifier] | None = None, unit: Unit, acting: Acting
) -> UUID:
    """Change the company's name, address and identifiers; what is left out stays. New papers carry them, kept prints do not change.

    The audit holds old and new. Raises Refused: NoCompanyName, IdentifierRefused.
    """
    wrong: list[BusinessError] = [] if name.strip() else [NoCompanyName()]
    changes: dict[str, Any] = {"name": name.strip()}
    if address is not None:
        changes["address"] = {f: v for f, v in jsonable(address).items() if v}
    if identifiers is not None:
        plain: dict[str, str] = {}
        for n, one in enumerate(identifiers, 1):
            try:
                plain[one.scheme] = plain_identifier(one.scheme, one.value)
            except ValueError:
                wrong.append(IdentifierRefused(line=n, value=one.value))
        changes["identifiers"] = plain
    if wrong:
        raise Refused(wrong)
    return _change(unit, changes)


@command("setup.set_bank_accounts", _("Set the company's bank accounts"), roles=("accountant",))
def set_bank_accounts(bank_accounts: Sequence[CompanyAccount], *, unit: Unit, acting: Acting) -> UUID:
    """Say all bank accounts printed on the company's papers, the first of a currency first."""
    return _change(unit, {"bank_accounts": [{f: v for f, v in jsonable(one).items() if v} for one in bank_accounts]})


@command("setup.set_policies", _("Set policies"), roles=("accountant",))
def set_policies(policies: Sequence[PolicyValue], *, unit: Unit, acting: Acting) -> UUID:
    """Say the company's policies; one left empty or out takes its usual value. They hold for what is done from now on.

    The audit holds old and new. Raises Refused: NoPolicy, PolicyWrong.
    """
    wrong: list[BusinessError] = []
    ((kept,),) = unit.rows("SELECT policies FROM tenancy_company WHERE id = %s FOR UPDATE", [unit.company_id])
    said = {name: value for name, value in data(kept).items() if name not in POLICIES}
    for n, one in enumerate(policies, 1):
        known = POLICIES.get(one.name)
        if known is None:
            wrong.append(NoPolicy(line=n, name=one.name))
        elif one.value.strip():
            try:
                said[one.name] = read_policy(known, one.value)
            except ValueError:
                wrong.append(PolicyWrong(line=n, name=one.name, value=one.value))
    if wrong:
        raise Refused(wrong)
    return _change(unit, {"policies": said})


def _change(unit: Unit, changes: dict[str, Any]) -> UUID:
    """Write columns of the company; the audit says each member that changed."""
    names = list(changes)
    ((*kept,),) = unit.rows(f"SELECT {', '.join(names)} FROM tenancy_company WHERE id = %s FOR UPDATE", [unit.company_id])  # noqa: S608 - names of ours
    target = company_target(unit.company_id)
    unit.touch([target])
    for name, old in zip(names, kept, strict=True):
        before, after = old if name == "name" else data(old), changes[name]
        if isinstance(after, dict):
            for member in {**before, **after}:
                if before.get(member) != after.get(member):
                    unit.changed(target, member, before.get(member), after.get(member))
        elif before != after:
            unit.changed(target, name, before, after)
    change(unit, Company, {unit.company_id: changes})
    return target


@command("setup.add_branches", _("Add branches"), roles=("accountant",))
def add_branches(branches: Sequence[NewBranch], *, unit: Unit, acting: Acting) -> list[int]:
    """Add branches of the company; each may have series of numbers of its own. Raises Refused: BranchTaken."""
    have = {code for (code,) in unit.rows("SELECT code FROM tenancy_branch")}
    wrong: list[BusinessError] = []
    for n, new in enumerate(branches, 1):
        if new.code in have:
            wrong.append(BranchTaken(line=n, branch=new.code))
        have.add(new.code)
    if wrong:
        raise Refused(wrong)
    numbers = unit.ids(len(branches))
    unit.add(
        draft(Branch)(id=number, code=new.code, name=new.name, address={f: v for f, v in jsonable(new).items() if v and f not in ("code", "name")})
        for number, new in zip(numbers, branches, strict=True)
    )
    unit.touch([company_target(unit.company_id)])
    return list(numbers)
