"""A company is founded, an act runs, its number and seal are right."""

from datetime import date

from ogniwo.kernel.access.models import User
from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.setup.commands import NewCompany, found_company


def test_founding_opens_months(db_clone):
    user = User.objects.create(email="a@b.pl", name="Anna")
    acting = found_company(NewCompany(name="Alfa", code="A"), user_id=user.pk, years=(2026,), on=date(2026, 1, 1))
    from ogniwo.kernel.books.models import Period

    assert Period.objects.count() == 0
    with reading(acting):
        assert Period.objects.count() == 72
