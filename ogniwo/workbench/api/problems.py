"""Refusals as problem details (RFC 9457): a stable `code`, words in the caller's language, one entry for each reason."""
from collections.abc import Sequence

import psycopg
from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from ogniwo.kernel.access.errors import BadKey
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.words import translator

MEDIA = "application/problem+json"
FIRST = (401, 403, 404, 409, 429)


class NotJson(BusinessError):
    code, status = "api.not_json", 422
    says = _("The body is not a JSON object.")
    next = _("Send the command's parameters as one JSON object in UTF-8.")


class BadValue(BusinessError):
    code = "api.bad_value"
    says = _("A value is too large, too small or no text.")
    next = _("Look at the description of the operation and send values in its bounds.")


class BadIfMatch(BusinessError):
    code, field = "api.bad_if_match", "If-Match"
    says = _("The header If-Match is not understood.")
    next = _("Send “<id>:<version>” in quotation marks, several separated by commas.")


class BadCursor(BusinessError):
    code, field = "api.bad_cursor", "cursor"
    says = _("The cursor or the limit is not understood.")
    next = _("Take the cursor from the answer before; the limit is from 1 to 200.")


class TooManyRequests(BusinessError):
    code, status = "api.too_many_requests", 429
    says = _("Too many requests with this key.")
    next = _("Wait as long as Retry-After says, then go on more slowly.")


def status_of(errors: Sequence[BusinessError]) -> int:
    """One status for many reasons: the gravest of the special ones, else 422."""
    found = {e.status for e in errors}
    return next((status for status in FIRST if status in found), 422)


def language_of(request: HttpRequest) -> str:
    """The language the caller asked for, else the key's person's own."""
    asked = request.headers.get("Accept-Language", "")[:2].lower()
    acting = getattr(request, "acting", None)
    return asked if asked in ("pl", "en") else (acting.language if acting else "en")


def problem(request: HttpRequest, errors: Sequence[BusinessError]) -> HttpResponse:
    """The answer that refuses."""
    translate = translator(language_of(request))
    status = status_of(errors)
    first = next((e for e in errors if e.status == status), errors[0])
    body = {
        "type": f"urn:ogniwo:problem:{first.code}", "title": first.sentence(translate), "status": status, "code": first.code, "detail": first.advice(translate),
        "errors": [{"code": e.code, "field": e.field, "record": str(e.record) if e.record is not None else None, "line": str(e.line) if e.line is not None else None,
                    "says": e.sentence(translate), "next": e.advice(translate)} for e in errors],
    }  # fmt: skip
    response = JsonResponse(body, status=status, content_type=MEDIA)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="ogniwo"'
    return response


def handle(api: NinjaAPI) -> None:
    """Tie every refusal of ours and of the library to problem details."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, no: Refused) -> HttpResponse:
        return problem(request, no.errors)

    @api.exception_handler(BusinessError)
    def one(request: HttpRequest, no: BusinessError) -> HttpResponse:
        return problem(request, [no])

    @api.exception_handler(ObjectDoesNotExist)
    def nothing(request: HttpRequest, _no: ObjectDoesNotExist) -> HttpResponse:
        return problem(request, [NotFound()])

    @api.exception_handler(DataError)
    def beyond(request: HttpRequest, _no: DataError) -> HttpResponse:
        return problem(request, [BadValue()])

    @api.exception_handler(psycopg.DataError)
    def beyond_too(request: HttpRequest, _no: psycopg.DataError) -> HttpResponse:
        return problem(request, [BadValue()])

    @api.exception_handler(AuthenticationError)
    def nobody(request: HttpRequest, _no: AuthenticationError) -> HttpResponse:
        return problem(request, [BadKey()])

    @api.exception_handler(Throttled)
    def slower(request: HttpRequest, no: Throttled) -> HttpResponse:
        response = problem(request, [TooManyRequests()])
        response["Retry-After"] = str(max(1, int(no.wait or 1)))
        return response

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, _no: ValidationError) -> HttpResponse:
        return problem(request, [NotJson()])

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, no: HttpError) -> HttpResponse:
        return problem(request, [NotFound() if no.status_code == 404 else NotJson()])
