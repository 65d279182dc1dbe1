"""Before each view: is it declared, who acts, may they. Sets ``request.acting`` (None where nobody is needed)."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as translate

from ogniwo.kernel.access import hooks, routes
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.errors import NoCompany, NoRight
from ogniwo.kernel.access.pages import shell
from ogniwo.kernel.access.queries import companies_of, load_acting
from ogniwo.kernel.errors import BusinessError

COMPANY_KEY = "company"  # of the session


class ActingMiddleware:
    """Stands after authentication. Deny by default; holds nothing between requests."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acting = None  # type: ignore[attr-defined]
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """The answer that refuses, or None to go on."""
        rule = routes.declared(view)
        if rule is None:
            return refusal(request, NoRight(permission=request.path))
        if rule.kind in (routes.PUBLIC, routes.OWN_DOOR):
            return None
        if not request.user.is_authenticated:
            return to_sign_in(request)
        try:
            request.acting = acting_of(request)  # type: ignore[attr-defined]
        except NoCompany as error:
            return None if rule.kind == routes.SIGNED_IN else refusal(request, error)
        if rule.kind == routes.PERMISSION and not request.acting.may(rule.detail):  # type: ignore[attr-defined]
            return refusal(request, NoRight(permission=title_of(rule.detail)))
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A NoRight or NoCompany raised inside a view becomes the same page."""
        return refusal(request, error) if isinstance(error, NoRight | NoCompany) else None


def acting_of(request: HttpRequest) -> Acting:
    """The signed-in person in the session's company, else in their first one. Raises NoCompany."""
    user_id = cast(int, request.user.pk)
    company = request.session.get(COMPANY_KEY)
    if company is not None:
        try:
            return load_acting(user_id, company, "screen")
        except NoCompany:
            del request.session[COMPANY_KEY]
    mine = companies_of(user_id)
    if not mine:
        raise NoCompany()
    request.session[COMPANY_KEY] = mine[0].id
    return load_acting(user_id, mine[0].id, "screen")


def title_of(permission: str) -> str:
    """A permission as a person reads it: its title, and its name for the owner who must grant it."""
    known = hooks.PERMISSIONS.get(permission)
    return f"{translate(known.title)} ({permission})" if known else permission


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back; exchanges of a part of the page and programs get 401."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return HttpResponse(status=401)
    after = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{after}" if after else str(settings.LOGIN_URL))


def refusal(request: HttpRequest, error: BusinessError) -> HttpResponse:
    """A page that says what is missing and who may grant it."""
    words = {"sentence": error.sentence(translate), "advice": error.advice(translate), "shell": shell()}
    return HttpResponse(render_to_string("access/refused.html", words, request), status=error.status)
