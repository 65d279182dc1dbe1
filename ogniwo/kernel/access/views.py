"""Signing in and out, the first run, the change of password, of company and (in a demo) of person."""

from datetime import UTC, datetime
from typing import Any, cast

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as translate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ogniwo.kernel.access import commands, queries
from ogniwo.kernel.access.errors import LockedOut, WrongPassword, WrongSignIn
from ogniwo.kernel.access.forms import FirstRunForm, PasswordForm, SignInForm
from ogniwo.kernel.access.hooks import Founding
from ogniwo.kernel.access.middleware import COMPANY_KEY
from ogniwo.kernel.access.models import Outcome, User
from ogniwo.kernel.access.pages import shell
from ogniwo.kernel.access.routes import public, signed_in
from ogniwo.kernel.errors import BusinessError

BACKEND = "django.contrib.auth.backends.ModelBackend"


@public("people sign in here")
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; leads to the first run while nobody can sign in."""
    if request.method == "GET":
        if queries.nobody_yet():
            return HttpResponseRedirect("/first-run")
        return _sign_in_page(request, SignInForm())
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _sign_in_page(request, form, status=422)
    email = form.cleaned_data["email"]
    user = authenticate(request, email=email, password=form.cleaned_data["password"])
    if user is None:
        locked = AxesProxyHandler.is_locked(request, {"email": email})
        _note(request, Outcome.LOCKED if locked else Outcome.FAILED, email=email, user=None)
        return _sign_in_page(request, form, error=_why(locked=locked))
    _enter(request, user, Outcome.IN)
    return HttpResponseRedirect(_after(request))


@signed_in
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, here and in the database."""
    user = _person(request)
    _note(request, Outcome.OUT, email=user.email, user=user)
    logout(request)
    return HttpResponseRedirect(str(settings.LOGIN_URL))


@public("the first owner has no account yet; refused once any user exists")
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    """The first owner and the first company, in one short form."""
    if not queries.nobody_yet():
        return HttpResponseRedirect(str(settings.LOGIN_URL))
    form = FirstRunForm(request.POST or None, initial={"language": getattr(request, "LANGUAGE_CODE", "pl")})
    if request.method == "GET" or not form.is_valid():
        return _page(request, "access/first_run.html", {"form": form}, status=200 if request.method == "GET" else 422)
    data = form.cleaned_data
    owner = commands.FirstOwner(data["email"], data["name"], data["password"], data["language"])
    founding = Founding(data["company"], data["code"], data["currency"], data["language"])
    user, company_id = commands.found_first_company(owner, founding)
    _enter(request, user, Outcome.IN)
    request.session[COMPANY_KEY] = company_id
    return HttpResponseRedirect("/")


@signed_in
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other sessions of the person end."""
    user = _person(request)
    form = PasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_password(user, present=form.cleaned_data["password"], new=form.cleaned_data["new"])
        except WrongPassword as error:
            form.add_error("password", error.sentence(translate))
        else:
            update_session_auth_hash(request, user)
            _note(request, Outcome.CHANGED, email=user.email, user=user)
            return _page(request, "access/password.html", {"form": PasswordForm(user), "done": True})
    return _page(request, "access/password.html", {"form": form}, status=422 if request.method == "POST" else 200)


@signed_in
@require_POST
def switch_company(request: HttpRequest) -> HttpResponse:
    """Work in another of one's companies; the session's key is renewed."""
    wanted = request.POST.get("company", "")
    if wanted not in {str(company.id) for company in queries.companies_of(_person(request).pk)}:
        raise Http404
    request.session[COMPANY_KEY] = int(wanted)
    request.session.cycle_key()
    return HttpResponseRedirect(_after(request))


@signed_in
@require_POST
def prefer(request: HttpRequest) -> HttpResponse:
    """Keep the person's language, theme or density."""
    chosen = {name: request.POST[name] for name in commands.PREFERENCES if name in request.POST}
    try:
        commands.prefer(_person(request), **chosen)
    except ValueError as error:
        return HttpResponseBadRequest(str(error), content_type="text/plain")
    return HttpResponseRedirect(_after(request))


@public("only in a demo, only into users made for the demo")
@require_POST
def demo_person(request: HttpRequest) -> HttpResponse:
    """In a demo: become another demo user in a click. Elsewhere there is no such page."""
    person = next((user for user in _demo_people() if str(user.pk) == request.POST.get("person")), None)
    if person is None:
        raise Http404
    company = request.session.get(COMPANY_KEY)
    logout(request)
    _enter(request, person, Outcome.DEMO)
    if company in {mine.id for mine in queries.companies_of(person)}:
        request.session[COMPANY_KEY] = company
    return HttpResponseRedirect(_after(request))


def locked_out(_request: HttpRequest, answer: HttpResponse | None, _credentials: Any) -> HttpResponse:
    """What django-axes shows when it locks: our own answer, which says so already."""
    return answer or HttpResponse(status=LockedOut.status)


def _enter(request: HttpRequest, user: Any, outcome: Outcome) -> None:
    login(request, user, backend=BACKEND)  # renews the session's key
    request.session.set_expiry(settings.SESSION_COOKIE_AGE)
    _note(request, outcome, email=user.email, user=user)


def _why(*, locked: bool) -> BusinessError:
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return LockedOut(minutes=minutes) if locked else WrongSignIn(limit=settings.AXES_FAILURE_LIMIT, minutes=minutes)


def _demo_people() -> list[User]:
    return queries.demo_people() if getattr(settings, "OGNIWO_DEMO", False) else []


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)  # signed_in let nobody else in


def _after(request: HttpRequest) -> str:
    """Where to go next: an address of our own host only."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()) else "/"


def _note(request: HttpRequest, outcome: Outcome, *, email: str, user: Any) -> None:
    visit = commands.Visit(request.META.get("REMOTE_ADDR") or None, request.headers.get("User-Agent", ""), datetime.now(UTC))
    commands.note_sign_in(outcome, visit, email=email, user=user)


def _sign_in_page(request: HttpRequest, form: SignInForm, *, error: BusinessError | None = None, status: int | None = None) -> HttpResponse:
    words: dict[str, Any] = {"form": form, "next": _after(request), "people": _demo_people()}
    if error:
        words |= {"sentence": error.sentence(translate), "advice": error.advice(translate)}
    return _page(request, "access/sign_in.html", words, status=status or (error.status if error else 200))


def _page(request: HttpRequest, template: str, words: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, template, {**words, "shell": shell()}, status=status)
