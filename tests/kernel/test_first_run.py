"""The first run through the real founder: a person, a company, its roles from the real declarations."""

from typing import Any

from django.test import Client

from ogniwo.kernel.access.models import Membership, RoleGrant, User
from ogniwo.kernel.access.queries import companies_of, context, load_acting
from ogniwo.kernel.commands import COMMANDS, QUERIES
from ogniwo.kernel.tenancy.models import Company

FORM = {
    "company": "Krzesła i Stoły sp. z o.o.", "code": "KIS", "currency": "PLN", "name": "Ola Wójcik", "email": "ola@example.com",
    "password": "zielona-korekta-2026", "language": "pl",
}


def test_the_first_owner_founds_a_company_and_holds_all_rights(db_clone: Any) -> None:
    client = Client()
    assert client.get("/sign-in").url == "/first-run"
    page = client.get("/first-run")
    assert page.status_code == 200 and b"<form" in page.content
    assert client.post("/first-run", FORM).url == "/"
    ola = User.objects.get()
    (company,) = companies_of(ola)
    acting = load_acting(ola, company.id, "screen")
    assert (company.name, acting.permissions, acting.sees("salary")) == (FORM["company"], {"*"}, True)
    with context({"ogniwo.company": company.id}):
        assert Company.objects.get().code == "KIS" and Membership.objects.count() == 1
        granted = set(RoleGrant.objects.filter(role__code="auditor").values_list("permission", flat=True))
        sellers = set(RoleGrant.objects.filter(role__code="seller").values_list("permission", flat=True))
    assert set(QUERIES) <= granted and not granted & set(COMMANDS) - {c.name for c in COMMANDS.values() if "auditor" in c.roles}
    assert sellers == {spec.name for spec in (*COMMANDS.values(), *QUERIES.values()) if "seller" in spec.roles}


def test_both_languages_of_the_sign_in_page(db_clone: Any) -> None:
    Client().post("/first-run", FORM)
    polish = Client(headers={"accept-language": "pl"}).get("/sign-in").content.decode()
    english = Client(headers={"accept-language": "en"}).get("/sign-in").content.decode()
    assert "Zaloguj się" in polish and "Sign in" in english and "Sign in" not in polish
