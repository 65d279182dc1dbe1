"""Files of documents, their prints, and their flow as a page."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.access.routes import in_company, requires
from ogniwo.kernel.commands import reading, run
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.files.queries import content, kept_print
from ogniwo.kernel.printing.commands import PDF, pdf
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import documents
from ogniwo.workbench.views.shell import answer, not_here, toast
from ogniwo.workbench.words import said, told, translator

SHOWN_INSIDE = {PDF, "image/png", "image/jpeg", "image/webp", "image/gif"}
LANGUAGES = ("pl", "en")


@requires("files.content")
@require_GET
def file(request: HttpRequest, number: int) -> HttpResponse:
    """A file: PDFs and pictures open in the browser, everything else is saved, so that no file ever runs as a page of ours."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    with reading(acting):
        try:
            name, media_type, body = content(number, acting=acting)
        except NotFound:
            return not_here(request)
    return _bytes(name, media_type, body)


def _bytes(name: str, media_type: str, body: bytes) -> HttpResponse:
    inside = media_type in SHOWN_INSIDE
    response = HttpResponse(body, content_type=media_type if inside else "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(not inside, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@requires("files.attach_files")
@require_POST
def attach(request: HttpRequest, document: UUID) -> HttpResponse:
    """Attach the posted files to a document; back to where the person was."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    given = [{"name": f.name, "content": f.read(), "media_type": f.content_type or "application/octet-stream"} for f in request.FILES.getlist("files")]
    try:
        run("files.attach_files", acting, {"document": document, "files": given}, key=request.POST.get("_key") or None)
        toast(request, said(_("Attached: {n}."), acting.language, n=len(given)))
    except (Refused, BusinessError) as no:
        _tell(request, no)
    return _back(request)


@in_company
@require_http_methods(["GET", "POST"])
def print_document(request: HttpRequest, document: UUID) -> HttpResponse:
    """GET: the kept print of an issued document, else how it would look now. POST: print it, keep it, show it."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    asked = request.POST.get("language") or request.GET.get("language") or acting.language
    language = asked if asked in LANGUAGES else acting.language
    try:
        if request.method == "POST":
            number = run("printing.keep_print", acting, {"document": document, "language": language}, key=request.POST.get("_key") or None).result
            return HttpResponseRedirect(f"/file/{number}")
        acting.require("printing.keep_print")
        with reading(acting):
            kept = kept_print(document, language, acting=acting)
            name, _media_type, body = content(kept, acting=acting) if kept else ("", PDF, b"")
            if not kept:
                name, body = pdf(document, language, acting)
        return _bytes(name, PDF, body)
    except (Refused, BusinessError) as no:
        return _sorry(request, no)


@requires("documents.flow_graph")
@require_GET
def flow(request: HttpRequest, document: UUID) -> HttpResponse:
    """The whole chain of a document as a graph; without JavaScript it is a list of links."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    with reading(acting):
        try:
            steps, record = documents.graph(document, acting), documents.address_of(document, acting)
        except NotFound:
            return not_here(request)
    current = next(s for s in steps if s.current)
    edges = [[source, s.key] for s in steps for source in s.after]
    words = {"title": said(_("Flow"), acting.language), "current": current, "steps": steps, "edges": edges, "record": record}
    return answer(request, "workbench/flow.html", words)


def _first(no: Refused | BusinessError) -> BusinessError:
    return no.errors[0] if isinstance(no, Refused) else no


def _tell(request: HttpRequest, no: Refused | BusinessError) -> None:
    acting: Acting = request.acting  # type: ignore[attr-defined]
    for error in no.errors if isinstance(no, Refused) else [no]:
        toast(request, told(error, acting.language), "bad")


def _sorry(request: HttpRequest, no: Refused | BusinessError) -> HttpResponse:
    error: Any = _first(no)
    if isinstance(error, NotFound):
        return not_here(request)
    if isinstance(error, NoRight):
        raise error
    translate = translator(request.acting.language)  # type: ignore[attr-defined]
    words = {"title": translate(_("It can't be printed")), "sentence": told(error, request.acting.language)}  # type: ignore[attr-defined]
    return answer(request, "workbench/error.html", words, status=error.status)


def _back(request: HttpRequest) -> HttpResponse:
    to = request.POST.get("next", "")
    response = HttpResponseRedirect(to if url_has_allowed_host_and_scheme(to, {request.get_host()}) else "/")
    response.status_code = 303
    return response
