"""Running cases, each on a fresh database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.commands import create_user, join, ship_roles
from ogniwo.kernel.access.queries import context, load_acting
from ogniwo.kernel.commands.acts import run as run_command
from ogniwo.kernel.commands.registry import COMMANDS
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.setup.commands import NewCompany, found_company
from ogniwo.site.cases.checking import check
from ogniwo.site.cases.labels import resolved
from ogniwo.site.cases.reading import Case, CaseFault, files, read
from ogniwo.site.doctor import examine

Say = Callable[[str], None]
WORDS = {"date", "as", "by", "refused", "then", "save"}


class World:
    """A case while it runs: its company, its people, its labels."""

    def __init__(self, case: Case) -> None:
        first = next((act["date"] for act in case.acts if "date" in act), None)
        if first is None:
            raise CaseFault("no act has a date")
        self.day = date.fromisoformat(first)
        years = tuple(int(y) for y in case.company.get("years", "").split()) or (self.day.year,)
        new = {"name": "Firma", "code": "FIRMA", "identifiers": {"NIP": "5260250995"}, **{k: v for k, v in case.company.items() if k != "years"}}
        user = create_user(email="owner@example.com", name="Owner", password=None)
        self.owner = found_company(NewCompany(**new), user_id=user.pk, years=years, on=self.day)
        with context({"ogniwo.company": self.owner.company_id, "ogniwo.user": user.pk}):
            ship_roles(self.owner.company_id)
            join(user, self.owner.company_id, "owner")
        self.people: dict[str, Acting] = {"owner": load_acting(user, self.owner.company_id, "case")}
        self.labels: dict[str, Any] = {}
        self.saved: dict[str, dict[str, int]] = {}

    def acting(self, role: str = "owner") -> Acting:
        """A person of a role on the case's present day."""
        if role not in self.people:
            user = create_user(email=f"{role}@example.com", name=role.title(), password=None)
            with context({"ogniwo.company": self.owner.company_id, "ogniwo.user": user.pk}):
                join(user, self.owner.company_id, role.partition(" ")[0])
            self.people[role] = load_acting(user, self.owner.company_id, "case")
        return replace(self.people[role], today=self.day)

    def find(self, label: str) -> Any:
        """The id of a label; ``FV1.2`` is the second line of FV1. Text that is no label stays as it is."""
        if label in self.labels:
            return self.labels[label]
        name, dot, position = label.rpartition(".")
        if dot and name in self.labels and position.isdigit():
            return self.line(self.labels[name], int(position))
        return label

    def line(self, document: UUID, position: int) -> int:
        """The id of a document's line by its place among its lines, from 1."""
        from ogniwo.site.cases.checking import rows  # noqa: PLC0415

        found = rows(self.owner, "SELECT id FROM documents_line WHERE document_id = %s AND position > 0 ORDER BY position, id", [document])
        if not 0 < position <= len(found):
            raise CaseFault(f"the document has {len(found)} lines, not {position}")
        return found[position - 1][0]


def run(paths: list[Path], *, say: Say) -> int:
    """Run case files or folders; returns 1 when any differs from what it says, or can't be run."""
    from ogniwo.site.testdatabase import TestServer  # noqa: PLC0415 - starts a server

    server, wrong = TestServer(), 0
    try:
        for path in files(paths):
            problems = one(path, server)
            wrong += bool(problems)
            say(f"{'differs' if problems else 'ok     '} {path}")
            for problem in problems:
                say(f"        {problem}")
    finally:
        server.leave()
    return 1 if wrong else 0


def one(path: Path, server: Any) -> list[str]:
    """What differs in a case, in words; empty when all is as it says."""
    try:
        case = read(path)
    except (CaseFault, OSError) as fault:
        return [str(fault)]
    with server.clone():
        return play(case)


def play(case: Case) -> list[str]:
    """Play a case on the present, empty database."""
    try:
        world = World(case)
        problems: list[str] = []
        for number, act in enumerate(case.acts, 1):
            problems += [f"act {number}: {problem}" for problem in _act(world, act)]
        problems += check(world, case.then)
    except CaseFault as fault:
        return [str(fault)]
    problems += [f"doctor: {f.title}: {f.count} wrong, first {f.wrong[0] if f.wrong else f.problem}" for f in examine() if not f.well]
    return problems


def _act(world: World, act: dict[str, Any]) -> list[str]:
    if "date" in act:
        world.day = date.fromisoformat(act["date"])
    if "save" in act:
        world.saved[act["save"]] = _positions(world)
    problems = []
    for name in [key for key in act if key not in WORDS]:
        problems += _command(world, name, act)
    return problems + check(world, act.get("then") or {})


def _positions(world: World) -> dict[str, int]:
    from ogniwo.finance.ledger.queries.reading import positions  # noqa: PLC0415 - absent in the CRM edition

    return positions(acting=world.acting())


def _command(world: World, name: str, act: dict[str, Any]) -> list[str]:
    spec = COMMANDS.get(name)
    if spec is None:
        raise CaseFault(f"there is no command {name}")
    given = act[name] if isinstance(act[name], dict) else {next(iter(spec.parameters)): act[name]}
    data = {key: resolved(value, spec.parameters[key].annotation if key in spec.parameters else Any, world.find) for key, value in (given or {}).items()}
    expected = act.get("refused")
    try:
        result = run_command(name, world.acting(act.get("by", "owner")), data).result
    except (Refused, BusinessError) as no:
        return _refused(no, expected)
    if expected:
        return [f"{name} was allowed, but should be refused with {expected}"]
    _label(world, act.get("as"), result)
    return []


def _refused(no: Exception, expected: Any) -> list[str]:
    errors = no.errors if isinstance(no, Refused) else [no]
    codes = sorted({e.code for e in errors})  # type: ignore[attr-defined]
    wanted = sorted([expected] if isinstance(expected, str) else expected or [])
    if codes == wanted:
        return []
    words = "; ".join(f"{e.code} {e.sentence()}" for e in errors)  # type: ignore[attr-defined]
    return [f"refused with {words}" + (f", not with {', '.join(wanted)}" if wanted else "")]


def _label(world: World, labels: Any, result: Any) -> None:
    if not labels:
        return
    names = [labels] if isinstance(labels, str) else labels
    found = list(result) if isinstance(result, (list, tuple)) else [result]
    if len(names) != len(found):
        raise CaseFault(f"{len(found)} records were made, {len(names)} labels given")
    for name, item in zip(names, found, strict=True):
        world.labels[name] = getattr(item, "id", item)


