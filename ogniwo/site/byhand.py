"""What the administrator of a PostgreSQL server runs once, so that DATABASE_URL and its companions can point at it."""

from __future__ import annotations

from ogniwo.site.environment import ROLES, VARIABLES
from ogniwo.site.postgres import EXTENSIONS


def cluster(database: str, prefix: str) -> list[str]:
    """Statements run in any database of the server: the four roles, none above its work, and the database."""
    names = [f'"{prefix}_{role}"' for role in ROLES]
    return [
        *(f"CREATE ROLE {name} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD 'choose one'" for name in names),
        f"CREATE DATABASE \"{database}\" TEMPLATE template0 ENCODING 'UTF8'",
        f'ALTER DATABASE "{database}" OWNER TO "{prefix}_migrator"',
        f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC',
        f'GRANT CONNECT ON DATABASE "{database}" TO {", ".join(names)}',
    ]


def inside() -> list[str]:
    """Statements run in the new database."""
    return [f"CREATE EXTENSION IF NOT EXISTS {name}" for name in EXTENSIONS]


def script(database: str, prefix: str) -> str:
    """All of it for psql, and the environment to set afterwards."""
    lines = [f"{statement};" for statement in cluster(database, prefix)]
    lines += [f'\\connect "{database}"', *(f"{statement};" for statement in inside())]
    lines += ["", "-- then, in the environment of ogniwo:"]
    lines += [f"--   {VARIABLES[role]}=postgresql://{prefix}_{role}:PASSWORD@HOST:5432/{database}" for role in ROLES]
    return "\n".join(lines)
