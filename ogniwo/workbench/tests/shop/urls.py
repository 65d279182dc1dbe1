from django.contrib.staticfiles.views import serve
from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [
    path("health", lambda _request: HttpResponse("ok")),
    path("me/preferences", lambda _request: HttpResponse(status=204)),
    path("static/<path:path>", serve, {"insecure": True}),
    path("", include("ogniwo.workbench.urls")),
]
