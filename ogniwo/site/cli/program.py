"""The commands of ``ogniwo``. Django is set up inside them, never at import: help answers at once."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated, NoReturn

import typer
from django.db import OperationalError

from ogniwo.site import environment
from ogniwo.site.binaries import BinariesMissing
from ogniwo.site.editions import present
from ogniwo.site.environment import EnvironmentWrong
from ogniwo.site.postgres import Server, ServerFailed

NOT_THERE = 2
program = typer.Typer(
    name="ogniwo", no_args_is_help=True, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False,
    help="Ogniwo: ERP with the CRM inside it. Settings come from the environment; `ogniwo help-settings` lists them.")
case = typer.Typer(no_args_is_help=True, help="Company cases: an accountant's exercise in YAML, run on the real program.")
postgres = typer.Typer(no_args_is_help=True, help="The embedded PostgreSQL in OGNIWO_VAR; `sql` prepares another server for DATABASE_URL.")
words = typer.Typer(no_args_is_help=True, help="The Polish and English words of all modules.")
program.add_typer(case, name="case")
program.add_typer(postgres, name="postgres")
program.add_typer(words, name="words")


def main() -> None:
    """Run, and say a person's mistake in one sentence instead of a traceback."""
    try:
        program()
    except (EnvironmentWrong, ServerFailed, BinariesMissing) as wrong:
        fail(str(wrong))
    except OperationalError as unreachable:
        fail(f"The database does not answer ({str(unreachable).splitlines()[0]}): start it, or correct DATABASE_URL.")


def fail(sentence: str, code: int = 1) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(code)


def say(sentence: str) -> None:
    typer.echo(sentence)


def django(role: str = "app") -> None:
    """Set Django up as ``role``; imported here, for it takes a second."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogniwo.site.settings")
    os.environ["OGNIWO_ROLE"] = role
    asked = os.environ.get("OGNIWO_POOL")
    os.environ["OGNIWO_POOL"] = "0"  # a pool serves threads; here it would only try for ten seconds what failed at once
    import_module("django").setup()
    if asked is None:
        del os.environ["OGNIWO_POOL"]
    else:
        os.environ["OGNIWO_POOL"] = asked


def later(module: str, what: str, role: str = "app") -> ModuleType:
    """The module behind a command, with Django set up; a command whose module is not in this installation says so."""
    if not present(module):
        fail(f"{what} is not in this installation ({module} is missing).", NOT_THERE)
    django(role)
    return import_module(module)


@program.command()
def demo(*, fresh: Annotated[bool, typer.Option("--fresh", help="Throw the demo company away first and begin anew.")] = False) -> None:
    """Everything in one supervised command: PostgreSQL, migrations, demo company, web server, worker.

    Prints the address and the demo users. Ctrl+C stops what it started, and only that; the data stays.
    OGNIWO_PORT and OGNIWO_VAR let copies run side by side.
    """
    os.environ.setdefault("OGNIWO_MODE", "demo")
    sys.exit(import_module("ogniwo.site.demo").run(fresh=fresh, say=say))


@program.command()
def serve(port: Annotated[int, typer.Option(help="Port of 127.0.0.1; behind it stands your own proxy.")] = 0) -> None:
    """Serve the web pages and the API (gunicorn). In production it refuses what `ogniwo check` calls unsafe."""
    django()
    refuse_unsafe()
    import_module("ogniwo.site.words").fresh(environment.var() / "words")
    command = import_module("ogniwo.site.supervisor").web_command(port or environment.number("OGNIWO_PORT", 8000))
    os.execv(command[0], command)  # noqa: S606 - the same process goes on as gunicorn


@program.command()
def worker(*, once: Annotated[bool, typer.Option("--once", help="Do what waits, then end.")] = False) -> None:
    """Deliver what acts left in the outbox: mails, files, exchange with other systems. Run as many as you like."""
    module = later("ogniwo.kernel.outbox.worker", "The worker", role="worker")
    refuse_unsafe()
    module.work(once=once)


def refuse_unsafe() -> None:
    settings = import_module("django.conf").settings
    faults = import_module("ogniwo.site.checks").faults() if settings.MODE == "production" else []
    if faults:
        fail("Refused to serve; unsafe for production:\n" + "\n".join(f"* {fault}" for fault in faults))


@program.command()
def check() -> None:
    """Name what is unsafe here: fsync off, the app's role owning tables, debug, the default secret. Exits 1 if anything is."""
    django()
    faults = import_module("ogniwo.site.checks").faults()
    if faults:
        fail("\n".join(f"* {fault}" for fault in faults))
    say("Nothing unsafe was found.")


@program.command()
def doctor() -> None:
    """Prove the books from the facts: each proof recomputes a kept figure and names what differs. Exits 1 on red."""
    sys.exit(later("ogniwo.site.doctor", "The doctor").run(say=say))


@case.command("run")
def case_run(files: Annotated[list[Path], typer.Argument(help="Case files, or folders of them.")]) -> None:
    """Run exercises: acts on dates, expected figures. Says what differs, exits 1 if anything does, leaves no trace."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "ogniwo.site.testsettings"  # a server and databases of its own
    sys.exit(later("ogniwo.site.cases", "Running cases").run(files, say=say))


@program.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def user(context: typer.Context) -> None:
    """People who may sign in: `ogniwo user add`, `list`, `lock`, `password`."""
    sys.exit(later("ogniwo.site.users", "Managing people").run(context.args, say=say))


@program.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []})
def manage(context: typer.Context) -> None:
    """Django's own commands: `ogniwo manage makemigrations ledger`, `ogniwo manage shell`. `migrate` runs as the migrator."""
    arguments = list(context.args)
    django()
    if arguments[:1] == ["migrate"] and not {"--database", "--help"} & set(arguments):
        arguments += ["--database", "migrator"]
    import_module("django.core.management").execute_from_command_line(["ogniwo manage", *arguments])


@program.command()
def migrate() -> None:
    """Bring the database up to date as the migrator's role, and grant the other roles their rights."""
    django()
    import_module("ogniwo.site.migrating").migrate(verbosity=1)


@program.command("help-settings")
def help_settings() -> None:
    """List the environment variables, with their meaning and defaults."""
    say(str(import_module("ogniwo.site.settings").__doc__))


def embedded() -> Server:
    if environment.text("DATABASE_URL"):
        fail("DATABASE_URL is set: this installation does not use the embedded server.")
    return Server(environment.embedded_record().parent)


@postgres.command("start")
def postgres_start() -> None:
    """Make the server if need be, and start it; it goes on until `ogniwo postgres stop`."""
    embedded().start()
    say(embedded().status())


@postgres.command("stop")
def postgres_stop() -> None:
    """Stop it; open transactions are rolled back, the data stays."""
    embedded().stop()
    say(embedded().status())


@postgres.command("status")
def postgres_status() -> None:
    """Whether it runs, on which port, where its data lies."""
    say(embedded().status())


@postgres.command("sql")
def postgres_sql(database: str = "ogniwo", prefix: str = "ogniwo") -> None:
    """Print what the administrator of another server runs once in psql, before DATABASE_URL points there."""
    say(import_module("ogniwo.site.byhand").script(database, prefix))


@words.command("build")
def words_build() -> None:
    """Compile every module's locale/pl.po into one catalogue in OGNIWO_VAR/words (no gettext needed)."""
    say(import_module("ogniwo.site.words").build(environment.var() / "words"))


@words.command("check")
def words_check() -> None:
    """List the words of the program that have no Polish yet, and Polish words nothing uses. Exits 1 if any is missing."""
    django()
    module = import_module("ogniwo.site.words")
    missing, unused = module.missing(), module.unused()
    for message in unused:
        say(f"unused   {message}")
    for message in missing:
        say(f"missing  {message}")
    sys.exit(1 if missing else 0)
