"""The addresses of the API."""
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from ogniwo.kernel.access.routes import own_door
from ogniwo.kernel.errors import NotFound
from ogniwo.workbench.api.doors import build
from ogniwo.workbench.api.problems import problem

api = build()


@own_door("the same answer for every address that is no operation; it tells nothing")
def nothing(request: HttpRequest, **_more: Any) -> HttpResponse:
    """There is no such operation."""
    return problem(request, [NotFound()])


nothing.csrf_exempt = True  # type: ignore[attr-defined]
_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    own_door("an API key as Bearer names its person; the description of operations holds no data")(_pattern.callback)
urlpatterns = [path("", (_patterns, _app, _namespace)), re_path(r"^.*$", nothing)]
