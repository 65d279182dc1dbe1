"""The demo's companies and people: one user for each shipped role, who may be switched to in a click."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from ogniwo.demo.stage import TODAY, YEARS, Stage
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.commands import create_user, join, ship_roles
from ogniwo.kernel.access.models import User
from ogniwo.kernel.access.queries import context, load_acting
from ogniwo.kernel.setup.commands import NewCompany, found_company
from ogniwo.masterdata.parties.hooks import SCHEMES

PASSWORD = "ogniwo-demo"  # noqa: S105 - the demo's own, printed at each start
PEOPLE = (
    ("owner", "anna", "Anna Dębska"), ("accountant", "barbara", "Barbara Rachwał"), ("seller", "piotr", "Piotr Handlowiec"),
    ("buyer", "marek", "Marek Zaopatrzony"), ("storekeeper", "tomasz", "Tomasz Regał"), ("auditor", "ewa", "Ewa Kontrolna"),
)  # fmt: skip
MAIN = NewCompany(
    name="Dębowe Wnętrza sp. z o.o.", code="DEBOWE", address={"street": "ul. Tartaczna 12", "postal_code": "62-020", "city": "Swarzędz", "country": "PL"},
    branches=(("01", "Swarzędz – zakład i magazyn"), ("02", "Wrocław – salon i magazyn")), business_date=TODAY,
    bank_accounts=[{"number": "PL90999000090000000000000101", "currency": "PLN"}, {"number": "PL79999000090000000000000202", "currency": "EUR"}],
    policies={"valuation": "fifo", "price_difference": "stock", "approve_purchases_over": 9000, "write_off_limit": 5, "receipt_tolerance_percent": 2},
)  # fmt: skip
SMALL = NewCompany(
    name="Pracownia Jesion sp. z o.o.", code="JESION", address={"street": "ul. Młyńska 3", "postal_code": "61-729", "city": "Poznań", "country": "PL"},
    branches=(("01", "Poznań"),), business_date=TODAY,
)  # fmt: skip


def sign_in(name: str) -> str:
    return f"{name}@debowe.example"


def create() -> dict[str, User]:
    """The six demo users, by role."""
    return {role: create_user(email=sign_in(name), name=full, password=PASSWORD, is_demo=True) for role, name, full in PEOPLE}


def tax_number(stem: str) -> str:
    """A fictional tax number with a right check digit; 999 is the number of no tax office."""
    scheme = main_scheme()
    for n in range(100):
        with suppress(ValueError):
            return SCHEMES[scheme].check(f"999{stem:0>5}{n:02}")
    raise LookupError(f"no number from {stem}")


def main_scheme() -> str:
    """The scheme asked for first in Poland."""
    return next(s.name for s in SCHEMES.values() if s.main and s.country == "PL")


def found(new: NewCompany, users: dict[str, User], stem: str, **more: Any) -> Acting:
    """Found a company whose shipped roles are held by the demo users; returns its founder."""


    company = replace(new, identifiers={main_scheme(): tax_number(stem)}, **more)
    founder = found_company(company, user_id=users["owner"].pk, years=YEARS, on=TODAY)
    with context({"ogniwo.company": founder.company_id, "ogniwo.user": users["owner"].pk}):
        ship_roles(founder.company_id)
        for role, user in users.items():
            join(user, founder.company_id, role)
    return founder


def stage_of(company_id: int, users: dict[str, User]) -> Stage:
    """The stage of a founded company, its people ready to act."""
    stage = Stage({role: load_acting(user, company_id, "demo") for role, user in users.items()})
    stage.branches = tuple(pk for (pk,) in stage.rows("SELECT id FROM tenancy_branch ORDER BY code"))
    return stage
