"""The door itself: the key, the limit of its pace, and one operation for each command and query."""
import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from inspect import Parameter
from threading import Lock
from typing import Any, get_args, get_origin
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import NinjaAPI
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from ogniwo.kernel.access.commands import note_key_use
from ogniwo.kernel.access.errors import BadKey
from ogniwo.kernel.access.queries import acting_by_key, context
from ogniwo.kernel.access.rules import key_digest
from ogniwo.kernel.commands import COMMANDS, QUERIES, reading, run
from ogniwo.kernel.commands.registry import require
from ogniwo.kernel.errors import Refused
from ogniwo.workbench import params as par
from ogniwo.workbench import registry
from ogniwo.workbench.api import answers, schema
from ogniwo.workbench.api.problems import BadIfMatch, BadValue, NotJson, handle, language_of

PACE = 1200  # requests a minute with one key, in one process
TAG = re.compile(r'"([^":]+):(\d{1,9})"')


class Key(HttpBearer):
    """`Authorization: Bearer ogn_...`: who acts, narrowed to the key's scopes. Raises BadKey."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        now = datetime.now(UTC)  # noqa: TID251 - a door is where time comes in
        acting = acting_by_key(token, at=now)
        request.acting = acting  # type: ignore[attr-defined]
        request.acting = replace(acting, language=language_of(request))  # type: ignore[attr-defined]
        with context({"ogniwo.company": acting.company_id, "ogniwo.user": acting.user_id}):
            note_key_use(token, acting.company_id, at=now)
        return acting

    def __call__(self, request: HttpRequest) -> Any:
        try:
            return super().__call__(request)
        except UnicodeError as broken:
            raise BadKey() from broken


class Pace(BaseThrottle):
    """At most `PACE` requests of a key in a minute of this process; anyone without a key is refused before."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.minute, self.lock = 0, Lock()

    def allow_request(self, request: HttpRequest) -> bool:
        key = key_digest(request.headers.get("Authorization", ""))
        with self.lock:
            minute = int(time.monotonic() // 60)
            if minute != self.minute:
                self.minute, self.counts = minute, {}
            self.counts[key] = self.counts.get(key, 0) + 1
            return self.counts[key] <= PACE

    def wait(self) -> float:
        return 60 - time.monotonic() % 60


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a request. Raises NotJson."""
    if b"\\u0000" in request.body or b"\0" in request.body:
        raise BadValue()
    try:
        found = json.loads(request.body or b"{}")
    except (ValueError, UnicodeDecodeError, RecursionError):
        raise NotJson() from None
    if not isinstance(found, dict):
        raise NotJson()
    return found


def versions_of(request: HttpRequest) -> dict[Any, int]:
    """Versions named by If-Match, by record. Raises BadIfMatch."""
    text = request.headers.get("If-Match", "").strip()
    found = TAG.findall(text)
    if text and (not found or TAG.sub("", text).strip(" ,")):
        raise BadIfMatch()
    return {_key(record): int(version) for record, version in found}


def _key(text: str) -> Any:
    try:
        return UUID(text)
    except ValueError:
        return text


def arguments_of(spec: Any, request: HttpRequest) -> dict[str, Any]:
    """A query's parameters from the address; groups of values as JSON text."""
    if any("\0" in value for values in request.GET.lists() for value in values[1]):
        raise BadValue()
    out: dict[str, Any] = {}
    for name, parameter in spec.parameters.items():
        if name not in request.GET:
            continue
        values = request.GET.getlist(name)
        out[name] = values if _is_many(parameter) else _read(parameter, values[-1])
    return out


def _is_many(parameter: Parameter) -> bool:
    annotation = parameter.annotation
    options = [annotation, *(get_args(annotation) if get_origin(annotation) not in par.SEQUENCES else ())]
    return any(get_origin(o) in par.SEQUENCES for o in options)


def _read(parameter: Parameter, text: str) -> Any:
    kind = par.param("", parameter.annotation, None, required=False).kind
    if kind in ("group", "data", "lines"):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return None if text == "null" and kind != "text" else text


def doing(name: str) -> Callable[[HttpRequest], Any]:
    """The view of a command."""

    def do(request: HttpRequest) -> JsonResponse:
        acting = request.acting  # type: ignore[attr-defined]
        require(acting, name)
        preview = request.GET.get("preview") == "1"
        key = request.headers.get("Idempotency-Key") or None
        if key and len(key) > 120:
            raise Refused([NotJson()])
        outcome = run(name, acting, body_of(request), key=key, preview=preview, versions=versions_of(request))
        if preview:
            with reading(acting):
                return JsonResponse({"preview": answers.preview(outcome.effects, acting)})
        return JsonResponse({"result": answers.plain(outcome.result), "replayed": outcome.replayed})

    return do


def asking(name: str) -> Callable[[HttpRequest], Any]:
    """The view of a query."""

    def ask(request: HttpRequest) -> JsonResponse:
        acting = request.acting  # type: ignore[attr-defined]
        require(acting, name)
        spec = QUERIES[name]
        with reading(acting):
            found = spec.function(**spec.read(arguments_of(spec, request)), acting=acting)
            return JsonResponse(answers.answer(name, found, request.GET, acting))

    return ask


class Api(NinjaAPI):
    """The API with the components that its operations refer to."""

    def get_openapi_schema(self, **more: Any) -> Any:
        found = super().get_openapi_schema(**more)
        found["components"].setdefault("schemas", {}).update(schema.COMPONENTS)
        return found


def build() -> Api:
    """The whole API of this installation."""
    registry.load()
    api = Api(title="Ogniwo", version="1", description="Every command and query, by the same declarations as the screens.", auth=Key(), throttle=[Pace()],
              openapi_url="/openapi.json", docs_url=None, urls_namespace="api")
    handle(api)
    for name, spec in sorted(COMMANDS.items()):
        _add(api, f"/v1/do/{name}", doing(name), spec, schema.command(spec))
    for name, query in sorted(QUERIES.items()):
        _add(api, f"/v1/{name}", asking(name), query, schema.query(query))
    return api


def _add(api: Api, path: str, view: Any, spec: Any, extra: dict[str, Any]) -> None:
    method = "POST" if "requestBody" in extra else "GET"
    first = spec.doc.split("\n")[0]
    api.default_router.add_api_operation(path, [method], view, response=None, operation_id=spec.name, summary=spec.title, description=first or spec.title,
                                         tags=[spec.name.split(".")[0]], openapi_extra=extra)
