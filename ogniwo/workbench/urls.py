"""The workbench's addresses."""
from django.urls import path

from ogniwo.workbench import registry
from ogniwo.workbench.views import acts, imports, papers, screens

registry.load()  # before any view: screens import the commands and queries that the addresses name
app_name = "workbench"
urlpatterns = [
    path("", screens.home, name="home"),
    path("palette", screens.palette, name="palette"),
    path("s/<str:name>/", screens.screen, name="screen"),
    path("s/<str:name>/<path:rest>", screens.screen, name="record"),
    path("do/<str:command>", acts.do, name="do"),
    path("suggest/<str:query>", acts.suggest, name="suggest"),
    path("calc/<str:command>/<str:grid>", acts.calc, name="calc"),
    path("file/<int:number>", papers.file, name="file"),
    path("attach/<uuid:document>", papers.attach, name="attach"),
    path("print/<uuid:document>", papers.print_document, name="print"),
    path("flow/<uuid:document>", papers.flow, name="flow"),
    path("import/<str:name>/", imports.show, name="import"),
]
