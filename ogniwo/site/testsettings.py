"""Settings of test sessions (pytest-django reads them before any conftest.py): databases that nobody can reach.

A test that forgot its clone fails at once, and never writes into a person's database.
"""

import os

os.environ["OGNIWO_MODE"] = "test"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver keeps an event loop in the thread its tests run in
os.environ.setdefault("OGNIWO_SECRET_KEY", "a key for tests, which sign nothing that lives")
for _role, _end in {"app": "", "migrator": "_MIGRATOR", "worker": "_WORKER", "auditor": "_AUDITOR"}.items():
    os.environ[f"DATABASE_URL{_end}"] = f"postgresql://ogtest_{_role}@127.0.0.1:1/forgot_db_clone"

from ogniwo.site.settings import *  # noqa: E402, F403 - after the environment
