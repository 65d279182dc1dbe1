"""Founding companies."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, transaction

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.audit.commands import record
from ogniwo.kernel.books.commands import open_year
from ogniwo.kernel.commands.registry import jsonable
from ogniwo.kernel.numbering.commands import default_series
from ogniwo.kernel.setup.hooks import Founded, company_founded
from ogniwo.kernel.tenancy.context import SET, values
from ogniwo.kernel.tenancy.models import Branch, Company, Directory
from ogniwo.kernel.writing.drafts import draft
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
                sensitivities=frozenset({"salary", "personal", "cost", "margin"}), language=new.language, source="setup", today=on,
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
