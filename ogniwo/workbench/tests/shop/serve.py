"""`python -m ogniwo.workbench.tests.shop.serve PORT`: the shop on 127.0.0.1, a fresh database each time."""
import os
import sys
from pathlib import Path
from tempfile import mkdtemp


def main() -> None:
    folder = Path(os.environ.get("SHOP_FOLDER") or mkdtemp())
    os.environ["SHOP_DB"] = str(folder / "shop.sqlite3")
    os.environ["SHOP_WORDS"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "ogniwo.workbench.tests.shop.settings"
    words(folder)
    import django
    django.setup()
    from ogniwo.workbench.tests.shop import fakes
    fakes.fill()
    from socketserver import ThreadingMixIn
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_args) -> None:
            pass

    class Threads(ThreadingMixIn, WSGIServer):
        daemon_threads = True

    make_server("127.0.0.1", int(sys.argv[1]), get_wsgi_application(), Threads, Quiet).serve_forever()


def words(folder: Path) -> None:
    """Compile the workbench's Polish words for the shop."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    target = folder / "pl" / "LC_MESSAGES"
    target.mkdir(parents=True, exist_ok=True)
    with (Path(__file__).parents[2] / "locale" / "pl.po").open("rb") as source, (target / "django.mo").open("wb") as out:
        write_mo(out, read_po(source, locale="pl"))


if __name__ == "__main__":
    main()
