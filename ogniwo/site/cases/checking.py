"""What must be true after acts: assertions in an accountant's words."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import connection
from django.db.models import Model

from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.commands.registry import QUERIES, jsonable, require
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.site.cases.labels import arguments
from ogniwo.site.cases.reading import CaseFault, number

ZERO = Decimal(0)
KNOWN = """ JOIN books_seal ks ON ks.id = {seal} JOIN books_journal kj ON kj.id = ks.journal_id
  JOIN unnest(%(codes)s::text[], %(years)s::int[], %(positions)s::bigint[]) k(c, y, p) ON k.c = kj.code AND k.y = ks.year AND ks.position <= k.p"""


def rows(acting: Any, sql: str, params: Any = ()) -> list[tuple[Any, ...]]:
    """What the company sees."""
    with reading(acting), connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def check(world: Any, then: dict[str, Any]) -> list[str]:
    """What differs from ``then``; ``as at`` and ``known`` say from which side it is looked at."""
    at = date.fromisoformat(then["as at"]) if "as at" in then else date.max
    known = world.saved.get(then["known"]) if "known" in then else None
    if "known" in then and known is None:
        raise CaseFault(f"nothing was saved as {then['known']}")
    problems: list[str] = []
    for name, wanted in then.items():
        if name in ("as at", "known"):
            continue
        if name not in CHECKS:
            raise CaseFault(f"there is no assertion `{name}`; there are {', '.join(sorted(CHECKS))}")
        problems += [f"{name}: {problem}" for problem in CHECKS[name](world, wanted, at, known)]
    return problems


def said(amount: Decimal) -> str:
    """An amount as an accountant says it."""
    return f"{abs(amount):.2f} {'Cr' if amount < 0 else 'Dr'}" if amount else "0.00"


def _known(known: dict[str, int] | None, seal: str) -> tuple[str, dict[str, Any]]:
    if known is None:
        return "", {}
    split = [(*key.rsplit("/", 1), str(position)) for key, position in known.items()]
    return KNOWN.format(seal=seal), {"codes": [c for c, _y, _p in split], "years": [int(y) for _c, y, _p in split], "positions": [int(p) for _c, _y, p in split]}


def _compare(found: dict[Any, Any], wanted: dict[Any, Any], *, show: Callable[[Any], str] = str, whole: bool = False) -> list[str]:
    keys = list(wanted) + ([key for key in found if key not in wanted] if whole else [])
    return [f"{key} is {show(found.get(key, ZERO))}, should be {show(wanted.get(key, ZERO))}" for key in keys if found.get(key, ZERO) != wanted.get(key, ZERO)]


def balances(world: Any, wanted: dict[str, str], at: date, known: Any) -> list[str]:
    """Balances by account; ``others: none`` at the end means no other account has one."""
    join, params = _known(known, "l.seal_id")
    found = dict(rows(world.owner, f"SELECT a.code, sum(l.debit - l.credit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id{join} WHERE l.day <= %(at)s GROUP BY 1", {"at": at, **params}))  # noqa: S608
    asked = {code: number(amount) for code, amount in wanted.items() if code != "others"}
    if wanted.get("others") == "none":
        found = {code: amount for code, amount in found.items() if amount}
    return _compare(found, asked, show=said, whole=wanted.get("others") == "none")


def turnovers(world: Any, wanted: dict[str, list[str]], at: date, known: Any) -> list[str]:
    """Debit and credit turnovers by account."""
    join, params = _known(known, "l.seal_id")
    found = {code: [debit, credit] for code, debit, credit in rows(world.owner, f"SELECT a.code, sum(l.debit), sum(l.credit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id{join} WHERE l.day <= %(at)s GROUP BY 1", {"at": at, **params})}  # noqa: S608
    return _compare({c: found.get(c, [ZERO, ZERO]) for c in wanted}, {c: [number(x) for x in pair] for c, pair in wanted.items()}, show=lambda pair: " / ".join(map(str, pair)))


def parties(world: Any, wanted: dict[str, dict[str, str]], at: date, known: Any) -> list[str]:
    """Balances of settlement accounts by party: {Alfa: {"201": 100.00 Dr}}."""
    join, params = _known(known, "l.seal_id")
    found = {(party, code): amount for party, code, amount in rows(world.owner, f"SELECT l.party_id, a.code, sum(l.debit - l.credit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id{join} WHERE l.day <= %(at)s AND l.party_id IS NOT NULL GROUP BY 1, 2", {"at": at, **params})}  # noqa: S608
    asked = {(party, code): number(amount) for party, codes in wanted.items() for code, amount in codes.items()}
    have = {f"{party}'s {code}": found.get((world.document(party), code), ZERO) for party, code in asked}
    return _compare(have, {f"{party}'s {code}": amount for (party, code), amount in asked.items()}, show=said)


def dimensions(world: Any, wanted: dict[str, dict[str, str]], at: date, known: Any) -> list[str]:
    """Balances by a dimension's member: {"campaign KMP1": {"700": 100.00 Cr}}."""
    join, params = _known(known, "l.seal_id")
    problems = []
    for key, codes in wanted.items():
        dimension, _space, label = key.partition(" ")
        found = dict(rows(world.owner, f"SELECT a.code, sum(l.debit - l.credit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id JOIN ledger_dimensionset s ON s.id = l.dimension_set_id{join} WHERE l.day <= %(at)s AND s.members ->> %(d)s = %(m)s GROUP BY 1", {"at": at, "d": dimension, "m": str(world.document(label)), **params}))  # noqa: S608
        problems += [f"{key} {problem}" for problem in _compare(found, {c: number(a) for c, a in codes.items()}, show=said)]
    return problems


def open_items(world: Any, wanted: dict[str, str], at: date, known: Any) -> list[str]:
    """What is open of documents, in company currency; positive is owed to us."""
    item, item_params = _known(known, "i.seal_id")
    settled, _same = _known(known, "s.seal_id")
    sql = f"""SELECT document, sum(amount) FROM (SELECT i.document_id AS document, i.amount FROM ledger_openitem i{item} WHERE i.day <= %(at)s
      UNION ALL SELECT i.document_id, -s.amount FROM ledger_settlement s JOIN ledger_openitem i ON i.id = s.item_id{settled} WHERE s.day <= %(at)s
      UNION ALL SELECT i.document_id, s.amount FROM ledger_settlement s JOIN ledger_openitem i ON i.id = s.counter_id{settled} WHERE s.day <= %(at)s) x GROUP BY 1"""  # noqa: S608
    found = dict(rows(world.owner, sql, {"at": at, **item_params}))
    return _compare({label: found.get(world.document(label), ZERO) for label in wanted}, {label: number(amount) for label, amount in wanted.items()}, show=said)


def stock(world: Any, wanted: dict[str, dict[str, str]], at: date, known: Any) -> list[str]:
    """Quantity and value on hand by product: {Desk: {quantity: 5, value: 50.00}}."""
    move, params = _known(known, "m.seal_id")
    delta, _same = _known(known, "d.seal_id")
    sql = f"""SELECT product, sum(quantity), sum(value) FROM (SELECT m.product_id AS product, m.quantity, m.value FROM inventory_move m{move} WHERE m.day <= %(at)s
      UNION ALL SELECT m.product_id, 0, d.value FROM inventory_costdelta d JOIN inventory_move m ON m.id = d.move_id{delta} WHERE d.day <= %(at)s) x GROUP BY 1"""  # noqa: S608
    found = {product: (quantity, value) for product, quantity, value in rows(world.owner, sql, {"at": at, **params})}
    problems = []
    for label, asked in wanted.items():
        quantity, value = found.get(world.document(label), (ZERO, ZERO))
        have = {"quantity": quantity, "value": value}
        problems += [f"{label}'s {name} is {have[name]:f}, should be {amount}" for name, amount in asked.items() if have[name] != number(amount)]
    return problems


def tax(world: Any, wanted: list[dict[str, str]], at: date, known: Any) -> list[str]:
    """Sums of a register: [{register: sale, period: 2026-03, class: "23", net: .., tax: ..}]."""
    join, params = _known(known, "r.seal_id")
    sql = f"""SELECT r.register, to_char(r.tax_period, 'YYYY-MM'), r.tax_class, sum(r.net), sum(r.tax) FROM tax_taxregisterline r{join} GROUP BY 1, 2, 3"""  # noqa: S608
    found = {tuple(key): (net, amount) for *key, net, amount in rows(world.owner, sql, params)}
    problems = []
    for row in wanted:
        net, amount = found.get((row["register"], row["period"], row["class"]), (ZERO, ZERO))
        if (net, amount) != (number(row["net"]), number(row["tax"])):
            problems.append(f"{row['register']} {row['period']} {row['class']} is {net} and {amount}, should be {row['net']} and {row['tax']}")
    return problems


def states(world: Any, wanted: dict[str, str], at: date, known: Any) -> list[str]:
    """States of documents by label."""
    found = dict(rows(world.owner, "SELECT id, state FROM documents_document"))
    return [f"{label} is {found.get(world.document(label))}, should be {state}" for label, state in wanted.items() if found.get(world.document(label)) != state]


def lines(world: Any, wanted: dict[str, dict[str, str]], at: date, known: Any) -> list[str]:
    """What of a line went on, by kind: {"ZK1.1": {shipped: 3, invoiced: 3}}."""
    found = {(line, kind): quantity for line, kind, quantity in rows(world.owner, "SELECT source_id, kind, sum(quantity) FROM documents_flow GROUP BY 1, 2")}
    asked = {(label, kind): number(quantity) for label, kinds in wanted.items() for kind, quantity in kinds.items()}
    have = {f"{label} {kind}": found.get((world.document(label), kind), ZERO) for label, kind in asked}
    return _compare(have, {f"{label} {kind}": quantity for (label, kind), quantity in asked.items()}, show=lambda q: f"{q:f}")


FLOW = """WITH RECURSIVE down(id) AS (SELECT %s::uuid UNION SELECT x.target FROM down JOIN (
  SELECT s.document_id AS source, t.document_id AS target FROM documents_flow f JOIN documents_line s ON s.id = f.source_id JOIN documents_line t ON t.id = f.target_id
  UNION SELECT source_id, target_id FROM documents_cause) x ON x.source = down.id) SELECT id FROM down"""


def flow(world: Any, wanted: list[list[str]], at: date, known: Any) -> list[str]:
    """From the first document each next one is reached: [[ZK1, WZ1, FV1]]."""
    problems = []
    for path in wanted:
        reached = {row[0] for row in rows(world.owner, FLOW, [world.document(path[0])])}
        problems += [f"{label} is not reached from {path[0]}" for label in path[1:] if world.document(label) not in reached]
    return problems


def numbers(world: Any, wanted: dict[str, str], at: date, known: Any) -> list[str]:
    """Legal numbers by label."""
    found = dict(rows(world.owner, "SELECT document_id, text FROM numbering_number"))
    return [f"{label} is {found.get(world.document(label))}, should be {text}" for label, text in wanted.items() if found.get(world.document(label)) != text]


def ask(world: Any, wanted: dict[str, Any], known: Any = None) -> Any:
    """The answer of a query as JSON data; ``known``: positions it is asked as known on."""
    spec = QUERIES.get(wanted["name"])
    if spec is None:
        raise CaseFault(f"there is no query {wanted['name']}")
    given = arguments(wanted.get("with") or {}, {name: p.annotation for name, p in spec.parameters.items()}, world.find)
    acting = world.acting(wanted.get("by", "owner"))
    require(acting, spec.name)
    with reading(acting):
        answer = spec.function(**spec.read({**given, **({"known": known} if known is not None else {})}), acting=acting)
        return [jsonable(_plain(row)) for row in answer] if isinstance(answer, Iterable) and not isinstance(answer, (dict, str)) else jsonable(_plain(answer))


def _plain(row: Any) -> Any:
    return {k: v for k, v in vars(row).items() if k[0] != "_"} if isinstance(row, Model) else row


def query(world: Any, wanted: Sequence[dict[str, Any]], at: date, known: Any) -> list[str]:
    """Any query: [{name: ledger.trial_balance, with: {as_of: 2026-03-31}, has: [{code: "201", closing_debit: 10.00}], rows: 5}]; ``by: seller`` asks as another, ``refused: access.denied`` expects a refusal."""
    problems = []
    for asked in wanted:
        try:
            answer = ask(world, asked, known)
        except (Refused, BusinessError) as no:
            problem = refusal(no, asked.get("refused"))
            problems += [f"{asked['name']} {problem}"] if problem else []
            continue
        if "refused" in asked:
            problems.append(f"{asked['name']} was answered, but should be refused with {asked['refused']}")
        found = answer if isinstance(answer, list) else [answer]
        if "rows" in asked and len(found) != int(asked["rows"]):
            problems.append(f"{asked['name']} has {len(found)} rows, should have {asked['rows']}")
        problems += [f"{asked['name']} has no row {row}{_nearest(found, row, world)}" for row in asked.get("has") or [] if not any(_matches(f, row, world) for f in found)]
    return problems


def reports(world: Any, wanted: dict[str, str], at: date, known: Any) -> list[str]:
    """Reports kept by ``save``, asked again: as known then they must be the same to the byte, and today `same` or `differ`: {JANUARY: differ}."""
    problems = []
    for name, today in wanted.items():
        if today not in ("same", "differ"):
            raise CaseFault(f"reports of today are `same` or `differ`, not {today}")
        if not world.kept.get(name):
            raise CaseFault(f"no reports were saved as {name}")
        for asked, text in world.kept[name]:
            if written(ask(world, asked, world.saved[name])) != text:
                problems.append(f"{asked['name']} as known on {name} is no longer what it was")
            if (written(ask(world, asked)) == text) != (today == "same"):
                problems.append(f"{asked['name']} of today should {'be the same as' if today == 'same' else 'differ from'} that of {name}")
    return problems


def written(answer: Any) -> str:
    """An answer as text, to be compared to the byte."""
    return json.dumps(answer, ensure_ascii=False)


def refusal(no: Exception, expected: Any) -> str:
    """What is wrong with a refusal: another code than expected, or none was expected; empty when it is as said."""
    errors = no.errors if isinstance(no, Refused) else [no]
    wanted = sorted([expected] if isinstance(expected, str) else expected or [])
    if sorted({e.code for e in errors}) == wanted:  # type: ignore[attr-defined]
        return ""
    words = "; ".join(f"{e.code}{f' ({e.field})' if isinstance(e.field, str) else ''} {e.sentence()}" for e in errors)  # type: ignore[attr-defined]
    return f"is refused with {words}" + (f", not with {', '.join(wanted)}" if wanted else "")


def _nearest(found: list[dict[str, Any]], row: dict[str, str], world: Any) -> str:
    """The found row that agrees in most, as far as it was asked."""
    best = max(found, key=lambda f: sum(_same(f.get(name), world.find(value)) for name, value in row.items()), default=None)
    return f"; nearest is {({name: str(best.get(name)) for name in row})}" if best else ""


def _matches(found: dict[str, Any], row: dict[str, str], world: Any) -> bool:
    return all(_same(found.get(name), world.find(value)) for name, value in row.items())


def _same(found: Any, value: Any) -> bool:
    try:
        return Decimal(str(found)) == number(str(value))
    except (InvalidOperation, CaseFault):
        return str(found) == str(value)


CHECKS: dict[str, Callable[..., list[str]]] = {
    "balances": balances, "turnovers": turnovers, "parties": parties, "dimensions": dimensions, "open items": open_items, "stock": stock, "tax": tax,
    "states": states, "lines": lines, "flow": flow, "numbers": numbers, "query": query, "reports": reports,
}
