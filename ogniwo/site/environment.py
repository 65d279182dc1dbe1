"""Where this installation lives and what its environment says; read once, before Django's settings."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
ROLES = ("app", "migrator", "worker", "auditor")
VARIABLES = {
    "app": "DATABASE_URL",
    "migrator": "DATABASE_URL_MIGRATOR",
    "worker": "DATABASE_URL_WORKER",
    "auditor": "DATABASE_URL_AUDITOR",
}
YES = frozenset({"1", "yes", "true", "on"})


class EnvironmentWrong(Exception):
    """A setting that cannot be used; its text is the sentence for the person who set it."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    value = text(name)
    return value.lower() in YES if value else default


def number(name: str, default: int) -> int:
    value = text(name)
    if value and not value.isdigit():
        raise EnvironmentWrong(f"{name} is {value!r}; it must be a whole number.")
    return int(value or default)


def var() -> Path:
    """The folder of this installation's data: OGNIWO_VAR, else ``var`` of the checkout, else the user's data home."""
    given = text("OGNIWO_VAR")
    if given:
        return Path(given).expanduser().resolve()
    if (ROOT / "pyproject.toml").exists():
        return ROOT / "var"
    return Path(text("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "ogniwo"


def embedded_record() -> Path:
    """The file, mode 0600, in which the embedded server's port and passwords stand."""
    return var() / "postgres" / "server.json"


def secret_key() -> str | None:
    """The key that signs sessions: OGNIWO_SECRET_KEY, else the file ``secret-key`` in OGNIWO_VAR; None where neither is."""
    given = text("OGNIWO_SECRET_KEY")
    kept = var() / "secret-key"
    return given or (kept.read_text().strip() if kept.exists() else None)


def database_urls() -> dict[str, str]:
    """The URL of each role: from the environment, else of the embedded server; empty where there is no database yet."""
    given = {role: text(name) for role, name in VARIABLES.items()}
    if given["app"]:
        missing = [VARIABLES[role] for role, url in given.items() if not url]
        if missing:
            raise EnvironmentWrong(f"DATABASE_URL is set, but not {', '.join(missing)}: each role connects as itself.")
        return given
    record = embedded_record()
    if not record.exists():
        return {}
    kept = json.loads(record.read_text())
    return urls(kept["port"], kept["database"], kept["passwords"], prefix=kept["prefix"])


def urls(port: int, database: str, passwords: Mapping[str, str], *, prefix: str) -> dict[str, str]:
    return {
        role: f"postgresql://{prefix}_{role}:{quote(passwords[role], safe='')}@127.0.0.1:{port}/{database}"
        for role in ROLES
    }


def database(url: str) -> dict[str, object]:
    """Django's settings of one ``postgresql://user:password@host:port/name?option=value``."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise EnvironmentWrong("A database URL reads postgresql://user:password@host:port/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 2, **dict(parse_qsl(parts.query))},
        "CONN_HEALTH_CHECKS": True,
    }
