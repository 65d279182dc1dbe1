"""The doors: sign-in, lock-out, first run, switches; and what happens without a right."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from ogniwo.kernel.access import routes
from ogniwo.kernel.access.models import SignIn, User

PASSWORD = "korekta-2026-zielona"


def page(request: HttpRequest) -> HttpResponse:
    acting = request.acting  # type: ignore[attr-defined]
    return HttpResponse(f"{acting.company_id} {request.user}" if acting else "nobody")


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("leak")


urlpatterns = [
    path("", include("ogniwo.kernel.access.urls")),
    path("public", routes.public("a page for all")(lambda request: page(request))),
    path("signed", routes.in_company(lambda request: page(request))),
    path("toys", routes.requires("toy.confirm")(lambda request: page(request))),
    path("forgotten", undeclared),
]


@pytest.fixture
def client(settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return Client(headers={"accept-language": "en"})


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/sign-in", {"email": f"{name}@example.com", "password": password, **more})


def log() -> list[tuple[str, str]]:
    return list(SignIn.objects.order_by("id").values_list("email", "outcome"))


def test_signing_in_renews_the_key_and_leads_back(client: Client, person: Any) -> None:
    person("ewa", {1: "seller"})
    assert client.get("/signed").url == "/sign-in?next=%2Fsigned"
    client.session["x"] = 1
    before = client.session.session_key
    answer = sign_in(client, "ewa", next="/signed")
    assert (answer.status_code, answer.url) == (302, "/signed")
    assert client.session.session_key != before
    assert client.get("/signed").content == b"1 Ewa"
    assert sign_in(client, "ewa", next="https://evil.example/x").url == "/"
    assert log()[0] == ("ewa@example.com", "in")


def test_signing_out_ends_the_session_in_the_database(client: Client, person: Any) -> None:
    person("ewa", {1: "seller"})
    sign_in(client, "ewa")
    stolen = Client()
    stolen.cookies["ogniwo_session"] = client.cookies["ogniwo_session"].value
    assert stolen.get("/signed").status_code == 200
    assert client.get("/sign-out").status_code == 405
    client.post("/sign-out")
    assert client.get("/signed").status_code == 302 and stolen.get("/signed").status_code == 302


def test_five_failures_lock_the_email_from_that_address_only(client: Client, person: Any) -> None:
    person("ewa", {1: "seller"})
    person("jan", {1: "seller"})
    statuses = [sign_in(client, "ewa", "wrong").status_code for _ in range(6)]
    assert statuses == [401] * 4 + [429] * 2
    assert b"locked for 15 minutes" in sign_in(client, "ewa").content  # the right password no longer helps
    assert sign_in(client, "jan").status_code == 302
    elsewhere = Client(REMOTE_ADDR="127.0.0.9")
    assert sign_in(elsewhere, "ewa").status_code == 302
    assert ("ewa@example.com", "locked") in log()


def test_which_of_email_and_password_was_wrong_is_not_told(client: Client, person: Any) -> None:
    person("ewa", {1: "seller"})
    one, two = sign_in(client, "ewa", "wrong"), sign_in(client, "nobody", "wrong")
    assert one.status_code == two.status_code == 401
    assert one.content.count(b"is not right") == two.content.count(b"is not right") == 1


def test_without_the_right_the_page_names_it_and_who_grants_it(client: Client, person: Any) -> None:
    person("ewa", {1: "seller"})
    person("bas", {1: "storekeeper"})
    sign_in(client, "ewa")
    assert client.get("/toys").status_code == 200
    sign_in(client, "bas")
    answer = client.get("/toys")
    assert answer.status_code == 403
    assert b"Confirm toys (toy.confirm)" in answer.content and b"owner" in answer.content


def test_a_route_that_declares_nothing_does_not_open(client: Client, person: Any) -> None:
    person("ewa", {1: "owner"})
    sign_in(client, "ewa")
    answer = client.get("/forgotten")
    assert answer.status_code == 403 and b"leak" not in answer.content
    assert client.get("/public").content == b"nobody"


def test_switching_companies_goes_only_where_one_belongs(client: Client, person: Any) -> None:
    person("ewa", {1: "seller", 2: "auditor"})
    sign_in(client, "ewa")
    assert client.get("/signed").content == b"1 Ewa"
    before = client.session.session_key
    client.post("/me/company", {"company": "2"})
    assert client.get("/signed").content == b"2 Ewa" and client.session.session_key != before
    assert client.get("/toys").status_code == 403  # auditor there
    assert client.post("/me/company", {"company": "3"}).status_code == 404
    assert client.get("/signed").content == b"2 Ewa"


def test_a_company_that_was_left_is_left_at_once(client: Client, person: Any) -> None:
    from ogniwo.kernel.access import commands
    from ogniwo.kernel.access.queries import context

    ewa = person("ewa", {1: "seller"})
    sign_in(client, "ewa")
    assert client.get("/signed").status_code == 200
    with context({"ogniwo.company": 1}):
        commands.leave(ewa, 1)
    assert client.get("/signed").status_code == 403


def test_the_first_run_makes_the_owner_and_closes_behind(client: Client, db_clone: Any, founder: list[Any], permissions: None) -> None:
    assert client.get("/sign-in").url == "/first-run"
    form = {"company": "Ogniwo sp. z o.o.", "code": "OGN", "currency": "PLN", "name": "Ola", "email": "Ola@Example.com",
            "password": "krótkie", "language": "pl"}
    assert client.post("/first-run", form).status_code == 422 and not User.objects.exists()
    assert client.post("/first-run", {**form, "password": PASSWORD}).url == "/"
    assert client.get("/toys").content == b"9 Ola"
    assert founder[0][0].name == "Ogniwo sp. z o.o."
    assert client.post("/first-run", {**form, "email": "eve@example.com", "password": PASSWORD}).url == "/sign-in"
    assert User.objects.count() == 1


def test_changing_the_password_asks_for_the_present_one_and_ends_other_sessions(client: Client, person: Any) -> None:
    person("ewa", {1: "seller"})
    sign_in(client, "ewa")
    other = Client()
    sign_in(other, "ewa")
    new = {"password": PASSWORD, "new": "zielona-korekta-27", "again": "zielona-korekta-27"}
    assert client.post("/me/password", {**new, "password": "wrong"}).status_code == 422
    assert client.post("/me/password", {**new, "again": "other"}).status_code == 422
    assert client.post("/me/password", new).status_code == 200
    assert client.get("/signed").status_code == 200 and other.get("/signed").status_code == 302
    assert sign_in(Client(), "ewa").status_code == 401
    assert sign_in(Client(), "ewa", "zielona-korekta-27").status_code == 302


def test_demo_people_are_switched_in_a_demo_only(client: Client, person: Any, settings: Any) -> None:
    demo, real = person("dana", {1: "seller"}, is_demo=True), person("ewa", {1: "owner"})
    settings.OGNIWO_DEMO = False
    assert client.post("/demo/person", {"person": demo.pk}).status_code == 404
    assert b"Dana" not in client.get("/sign-in").content
    settings.OGNIWO_DEMO = True
    assert b"Dana" in client.get("/sign-in").content and b"Ewa" not in client.get("/sign-in").content
    assert client.post("/demo/person", {"person": real.pk}).status_code == 404
    assert client.post("/demo/person", {"person": demo.pk}).status_code == 302
    assert client.get("/signed").content == b"1 Dana"


def test_preferences_are_kept_and_odd_ones_refused(client: Client, person: Any) -> None:
    ewa = person("ewa", {1: "seller"})
    sign_in(client, "ewa")
    assert client.post("/me/preferences", {"theme": "dark", "language": "en"}).status_code == 302
    assert client.post("/me/preferences", {"theme": "javascript:"}).status_code == 400
    ewa.refresh_from_db()
    assert (ewa.theme, ewa.language) == ("dark", "en")


def test_forms_are_guarded_against_foreign_sites(person: Any, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    person("ewa", {1: "seller"})
    assert sign_in(Client(enforce_csrf_checks=True), "ewa").status_code == 403


def test_undeclared_routes_are_found(settings: Any) -> None:
    assert routes.undeclared(urlpatterns) == ["forgotten"]

