"""A PostgreSQL of its own for one run: durable (fsync, synchronous_commit, full_page_writes, checksums on), thrown away afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

OPTIONS = (
    ("shared_buffers", "'2GB'"), ("effective_cache_size", "'8GB'"), ("work_mem", "'64MB'"), ("maintenance_work_mem", "'512MB'"), ("max_wal_size", "'8GB'"),
    ("checkpoint_timeout", "'15min'"), ("random_page_cost", "1.1"), ("jit", "off"), ("shared_preload_libraries", "'pg_stat_statements'"),
)  # fmt: skip
"""Those of the limits' own server (pg.sh), so that both are measured alike."""


@contextlib.contextmanager
def running() -> Iterator[object]:
    """The server, migrated, with Django set up upon it as the app's role. Must come before any model is imported."""
    from ogniwo.site.environment import VARIABLES  # noqa: PLC0415 - settings are read when Django is set up
    from ogniwo.site.postgres import Server  # noqa: PLC0415

    home = Path(tempfile.mkdtemp(prefix="ogniwo-bench-"))
    home.chmod(0o755)  # root's server runs as another account, which must get in
    server = Server(home, prefix="ogbench", options=OPTIONS)
    try:
        server.start()
        urls = server.urls()
        os.environ.update({name: urls[role] for role, name in VARIABLES.items()})
        os.environ.update(DJANGO_SETTINGS_MODULE="ogniwo.site.settings", OGNIWO_MODE="test", OGNIWO_SECRET_KEY="bench")
        import django  # noqa: PLC0415

        django.setup()
        from ogniwo.site.migrating import migrate  # noqa: PLC0415

        migrate()
        yield server
    finally:
        with contextlib.suppress(Exception):
            place = server.record().place
            server.stop()
            shutil.rmtree(place, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)
