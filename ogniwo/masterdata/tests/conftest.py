"""A company to test master data with, and a second one in another directory."""

from datetime import date
from typing import Any

import pytest

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.models import User
from ogniwo.kernel.setup.commands import NewCompany, found_company
from ogniwo.masterdata.tests.samples import classes

DAY = date(2026, 11, 2)


def found(code: str, directory_id: int | None = None) -> Acting:
    from ogniwo.kernel.commands.acts import reading
    from ogniwo.masterdata.taxation import commands
    from ogniwo.masterdata.taxation.models import TaxClass

    user, _made = User.objects.get_or_create(email=f"{code.lower()}@example.com", defaults={"name": code})
    acting = found_company(NewCompany(name=f"Firma {code}", code=code, directory_id=directory_id), user_id=user.pk, years=(2026,), on=DAY)
    with reading(acting):
        have = TaxClass.objects.exists()
    if not have:  # without a country pack
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
