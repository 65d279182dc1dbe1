"""A company to test master data with, and a second one in another directory."""

from datetime import date
from typing import Any

import pytest

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.models import User
from ogniwo.kernel.setup.commands import NewCompany, found_company
from ogniwo.masterdata.tests.samples import classes

DAY = date(2026, 11, 2)
COUNTRY = "XX"  # no country pack knows it: the tax classes are the tests' own


def found(code: str, directory_id: int | None = None) -> Acting:
    from ogniwo.masterdata.taxation import commands

    user, _made = User.objects.get_or_create(email=f"{code.lower()}@example.com", defaults={"name": code})
    acting = found_company(NewCompany(name=f"Firma {code}", code=code, country=COUNTRY, directory_id=directory_id), user_id=user.pk, years=(2026,), on=DAY)
    commands.add_tax_classes(classes(), acting=acting)
    return acting


@pytest.fixture
def acting(db_clone: Any) -> Acting:
    return found("ALFA")


@pytest.fixture
def other(acting: Acting) -> Acting:
    return found("OMEGA")


@pytest.fixture
def sister(acting: Acting) -> Acting:
    return found("BETA", acting.directory_id)
