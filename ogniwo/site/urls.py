"""The addresses of the program: each door is a urls module; one that is not written yet is not there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from ogniwo.kernel.access.routes import public
from ogniwo.site.editions import present

DOORS = [
    ("", "ogniwo.kernel.access.urls"),
    ("api/", "ogniwo.workbench.api.urls"),
    ("", "ogniwo.workbench.urls"),
]


@public("supervisors ask it; it tells nothing but that the process answers")
def healthy(_request: HttpRequest) -> HttpResponse:
    """For supervisors: the process answers. It asks no database, so it stays true while that restarts."""
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [path("health", healthy)]
urlpatterns += [path(prefix, include(module)) for prefix, module in DOORS if present(module)]
