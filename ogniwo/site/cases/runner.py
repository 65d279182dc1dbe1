"""Running cases, each on a fresh database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.commands import create_user, join, ship_roles
from ogniwo.kernel.access.queries import context, load_acting
from ogniwo.kernel.commands.acts import run as run_command
from ogniwo.kernel.commands.registry import COMMANDS
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.setup.commands import NewCompany, found_company
from ogniwo.site.cases.checking import FLOW, ask, check, refusal, rows, written
from ogniwo.site.cases.labels import arguments
from ogniwo.site.cases.reading import Case, CaseFault, files, read
from ogniwo.site.doctor import examine

Say = Callable[[str], None]
WORDS = {"date", "as", "by", "refused", "then", "save", "reports", "find"}
BEHIND = {
    "item": "SELECT id FROM ledger_openitem WHERE document_id = %s ORDER BY id",
    "entry": "SELECT id FROM ledger_entry WHERE document_id = %s ORDER BY id",
    "request": "SELECT id FROM approvals_request WHERE document_id = %s AND state = 'waiting' ORDER BY id",
    "party": "SELECT subject_id FROM documents_document WHERE id = %s AND subject_id IS NOT NULL",
    "number": "SELECT text FROM numbering_number WHERE document_id = %s",
    "lines": "SELECT id FROM documents_line WHERE document_id = %s AND position > 0 ORDER BY position, id",
}
TRACES = "SELECT count(*), sum(version), (SELECT count(*) FROM books_seal), (SELECT count(*) FROM documents_flow) FROM documents_document"


class NotAsSaid(Exception):
    """A command that ended otherwise than the case says; what follows would stand on nothing."""


class World:
    """A case while it runs: its company, its people, its labels."""

    def __init__(self, case: Case) -> None:
        first = next((act["date"] for act in case.acts if "date" in act), None)
        if first is None:
            raise CaseFault("no act has a date")
        self.day = date.fromisoformat(first)
        years = tuple(int(y) for y in case.company.get("years", "").split()) or (self.day.year,)
        new = {"name": "Firma", "code": "FIRMA", "identifiers": {"NIP": "5260250995"}, **{k: v for k, v in case.company.items() if k != "years"}}
        new["policies"] = {name: {"yes": True, "no": False}.get(value, value) for name, value in new.get("policies", {}).items()}
        user = create_user(email="owner@example.com", name="Owner", password=None)
        self.owner = found_company(NewCompany(**new), user_id=user.pk, years=years, on=self.day)
        with context({"ogniwo.company": self.owner.company_id, "ogniwo.user": user.pk}):
            ship_roles(self.owner.company_id)
            join(user, self.owner.company_id, "owner")
        self.people: dict[str, Acting] = {"owner": load_acting(user, self.owner.company_id, "case")}
        self.labels: dict[str, Any] = {}
        self.saved: dict[str, dict[str, int]] = {}
        self.kept: dict[str, list[tuple[dict[str, Any], str]]] = {}

    def acting(self, role: str = "owner") -> Acting:
        """A person of a role on the case's present day."""
        if role not in self.people:
            user = create_user(email=f"{role}@example.com", name=role.title(), password=None)
            with context({"ogniwo.company": self.owner.company_id, "ogniwo.user": user.pk}):
                join(user, self.owner.company_id, role.partition(" ")[0])
            self.people[role] = load_acting(user, self.owner.company_id, "case")
        return replace(self.people[role], today=self.day)

    def find(self, label: Any) -> Any:
        """The id of a label; ``FV1.2`` is the second line of FV1, ``FV1.item`` its open item. Text that is no label stays as it is."""
        if not isinstance(label, str) or label in self.labels:
            return self.labels.get(label, label) if isinstance(label, str) else label
        name, dot, part = label.rpartition(".")
        if not dot or name not in self.labels or not (part.isdigit() or part in BEHIND):
            return label
        found = [row[0] for row in rows(self.owner, BEHIND.get(part, BEHIND["lines"]), [self.labels[name]])]
        place = int(part) if part.isdigit() else 1
        if not 0 < place <= len(found):
            raise CaseFault(f"{name} has {len(found)} of what {label} asks for")
        return found[place - 1]

    def document(self, label: str) -> Any:
        """The id of a label that must be known. Raises CaseFault."""
        found = self.find(label)
        if found == label:
            raise CaseFault(f"nothing is labelled {label}")
        return found

    def made(self, wanted: dict[str, str]) -> Any:
        """The document of a ``type`` (of all, or reached ``from`` a label), the ``nth`` by creation."""
        sql, given = "SELECT id FROM documents_document WHERE type = %s", [wanted.get("type")]
        if "from" in wanted:
            sql, given = f"{sql} AND id IN ({FLOW})", [*given, self.document(wanted["from"])]
        found = rows(self.owner, f"{sql} ORDER BY id", given)
        nth = int(wanted.get("nth", "1"))
        if not 0 < nth <= len(found):
            raise CaseFault(f"there are {len(found)} documents like {wanted}, not {nth}")
        return found[nth - 1][0]


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
    """Play a case on the present, empty database; an act that ends otherwise than said ends the case."""
    problems: list[str] = []
    try:
        world = World(case)
        for number, act in enumerate(case.acts, 1):
            try:
                problems += [f"act {number}: {problem}" for problem in _act(world, act)]
            except (CaseFault, NotAsSaid) as fault:
                return [*problems, f"act {number}: {fault}"]
        problems += check(world, case.then)
    except CaseFault as fault:
        return [*problems, str(fault)]
    problems += [f"doctor: {f.title}: {f.count} wrong, first {f.wrong[0] if f.wrong else f.problem}" for f in examine() if not f.well]
    return problems


def _act(world: World, act: dict[str, Any]) -> list[str]:
    if "date" in act:
        world.day = date.fromisoformat(act["date"])
    for name in [key for key in act if key not in WORDS]:
        _command(world, name, act)
    world.labels |= {label: world.made(wanted) for label, wanted in (act.get("find") or {}).items()}
    if "save" in act:
        world.saved[act["save"]] = _positions(world)
        world.kept[act["save"]] = [(asked, written(ask(world, asked))) for asked in act.get("reports") or []]
    return check(world, act.get("then") or {})


def _positions(world: World) -> dict[str, int]:
    from ogniwo.finance.ledger.queries.reading import positions  # noqa: PLC0415 - absent in the CRM edition

    return dict(positions(acting=world.acting()))


def _command(world: World, name: str, act: dict[str, Any]) -> None:
    spec = COMMANDS.get(name)
    if spec is None:
        raise CaseFault(f"there is no command {name}")
    given = act[name] if isinstance(act[name], dict) else {next(iter(spec.parameters)): act[name]} if act[name] else {}
    data = arguments(given, {key: p.annotation for key, p in spec.parameters.items()}, world.find)
    expected = act.get("refused")
    before = rows(world.owner, TRACES) if expected else []
    try:
        result = run_command(name, world.acting(act.get("by", "owner")), data).result
    except (Refused, BusinessError) as no:
        if problem := refusal(no, expected):
            raise NotAsSaid(f"{name} {problem}") from None
        if expected and rows(world.owner, TRACES) != before:
            raise NotAsSaid(f"{name} was refused, but left documents or entries behind") from None
        return
    except Exception as broken:  # a fault of the program is said as a fault of its case
        raise NotAsSaid(f"{name} broke: {type(broken).__name__}: {str(broken).partition(chr(10))[0]}") from broken
    if expected:
        raise NotAsSaid(f"{name} was allowed, but should be refused with {expected}")
    _label(world, act.get("as"), result)


def _label(world: World, labels: Any, result: Any) -> None:
    if not labels:
        return
    names = [labels] if isinstance(labels, str) else labels
    found = list(result) if isinstance(result, (list, tuple)) else [result]
    if len(names) != len(found):
        raise CaseFault(f"{len(found)} records were made, {len(names)} labels given")
    for name, item in zip(names, found, strict=True):
        world.labels[name] = getattr(item, "id", item)


