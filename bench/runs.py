"""One run: a firm with a past, then each measure beside its limit."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench import measures
from bench.chain import House
from bench.filling import Filler
from bench.limits import Limits
from bench.report import Report, Row, commit, machine, memory, now

PASSWORD = "a Very-long passw0rd"
LISTS = (
    ("sales orders", "/s/sales.orders/", "sales_salesorder"), ("sales orders in progress", "/s/sales.orders/?view=open", "sales_salesorder"),
    ("sales orders of a month", "/s/sales.orders/?day=2025-06", "sales_salesorder"), ("sales orders with the words of one number", "/s/sales.orders/?q=ZK/00007", "sales_salesorder"),
    ("sales invoices", "/s/invoicing.sales_invoices/", "invoicing_invoice"), ("sales invoices by due day", "/s/invoicing.sales_invoices/?order=due_on", "invoicing_invoice"),
    ("journal", "/s/ledger.journal/", "ledger_entry"), ("stock moves", "/s/inventory.moves/", "inventory_move"), ("customers", "/s/parties.customers/", "parties_partyterms"),
    ("products", "/s/catalog.products/", "catalog_productterms"),
)  # fmt: skip
"""Lists whose page is measured: what, address, the table whose rows are counted."""
SKIPPED = "The limits' scripts are not here (../shared/bench/limits): figures stand alone, nothing is judged by them."


@dataclass(frozen=True)
class Sizes:
    """How much of everything."""

    goods: int = 5000
    customers: int = 1000
    history: int = 2000
    singles: int = 60
    sets: int = 5
    size: int = 200
    entries: int = 10_000
    lines: int = 1_000_000
    orders: int = 1_000_000
    pages: int = 300
    runs: int = 3


QUICK = Sizes(goods=500, customers=100, history=400, singles=20, sets=2, entries=2000, lines=100_000, orders=100_000, pages=60, runs=2)


def run(server: Any, limits: Limits, report: Report, *, quick: bool, only: set[str]) -> None:
    """All parts, or those named; each adds its section."""
    from ogniwo.site.testing import found  # noqa: PLC0415 - after Django is set up

    size, started = QUICK if quick else Sizes(), time.perf_counter()
    firm = found()
    house = House(firm.acting)
    house.furnish(size.goods, size.customers)
    measures.history(house, size.history)
    filler = Filler(server)
    filler.analyze()
    report.heads += [
        f"Measured {now()} on {machine()} Commit {commit()}. Sizes: {size.goods:,} products with stock in 4 layers, {size.customers:,} customers,"
        f" a past of {size.history:,} whole chains; then {size.lines:,} ledger lines and {size.orders:,} orders more.",
        "Server: its own PostgreSQL, durable (fsync, synchronous_commit, full_page_writes, checksums on), 2 GB shared buffers; limits and product on the same server in the same run."
        if limits.there else SKIPPED,
    ]  # fmt: skip
    parts = {"chain": chain, "preview": preview, "entries": entries, "doctor": doctor, "trial": trial, "page": page}
    for name, part in parts.items():
        if not only or name in only:
            part(Bench(server, limits, report, house, filler, firm, size))
    report.heads.append(f"Memory of the measuring process at most {memory()}; the whole run took {time.perf_counter() - started:.0f} s.")


@dataclass
class Bench:
    """What a part needs."""

    server: Any
    limits: Limits
    report: Report
    house: House
    filler: Filler
    firm: Any
    size: Sizes


def chain(b: Bench) -> None:
    """The chain one at a time and as a set, beside the limit's order-to-cash of 12 statements."""
    measures.chains(b.house, 1, 8)
    limits = [commits(b)]
    one = measures.chains(b.house, 1, b.size.singles)
    limits.append(commits(b))
    counted = {n: measures.chains(b.house, n, 1, counted=True) for n in (1, b.size.size)}
    many = measures.chains(b.house, b.size.size, b.size.sets)
    limits.append(commits(b))
    acts = [name for name in one if name != "chain"]
    singles, sets = [found[0] for found in limits if found], [found[1] for found in limits if found]
    bare, bare_set = (median(singles), median(sets)) if singles else (0.0, 0.0)
    same = all(counted[1][name].statements == counted[b.size.size][name].statements for name in acts)
    statements = counted[1]["chain"].statements
    each = many["chain"].median / b.size.size
    rows = [Row(f"chain, one order: {name}", f"{one[name].median:.1f} ms, {counted[1][name].statements} statements; in a set {many[name].median / b.size.size:.2f} ms") for name in acts]
    rows += [
        compared("chain, one order at a time", one["chain"].median, bare, 25, f"p95 {one['chain'].part(0.95):.1f} ms"),
        Row("the same, the fastest run beside the limit's fastest", f"{min(one['chain'].ms):.2f} ms", f"{min(singles, default=0):.2f} ms", min(one["chain"].ms) / min(singles) if singles else None, note="what a busy machine blurs least"),
        Row("statements of one order", str(statements), "120", met=statements <= 120, note="BEGIN and COMMIT of each act besides"),
        compared(f"chain, a set of {b.size.size}, per order", each, bare_set, 20),
        Row("the same, the fastest", f"{min(many['chain'].ms) / b.size.size:.2f} ms", f"{min(sets, default=0):.2f} ms", min(many["chain"].ms) / b.size.size / min(sets) if sets else None),
        Row(f"statements of {b.size.size} orders less those of one", str(counted[b.size.size]["chain"].statements - statements), "0", met=same, note="id blocks taken beforehand"),
    ]
    b.report.add("The chain: offer accepted, ordered, confirmed, reserved, delivered at FIFO cost, invoiced, paid", rows, [
        "Seven durable acts of 5 lines each by the product's commands, `accept` (the customer's answer) among them. Limit: `commits.1_clients` (the better of plain and pipeline; measured before, between and after ours, the median of the three) and"
        " `commits.set`: one transaction of 12 bare statements, against our seven commits. Reading the bank's file and accepting its proposals comes before `pay` and is not counted; offers are moved to \"sent\" without print and mail.",
    ])  # fmt: skip


def preview(b: Bench) -> None:
    """The act invoice previewed against done."""
    rows = []
    for size, runs in ((1, b.size.singles // 2), (b.size.size, b.size.runs)):
        shown, done = measures.previews(b.house, size, runs)
        ratio = shown.median / done.median
        rows.append(Row(f"preview of invoicing {size}", f"{shown.median:.1f} ms", f"{done.median:.1f} ms (the act)", ratio, 1.2))
    b.report.add("Preview", rows, [])


def entries(b: Bench) -> None:
    """Journal entries of four lines in one act."""
    limit = b.limits.measure("posting.py", "-n", str(b.size.entries), "-r", "3")
    found = measures.entries(b.house, b.size.entries, b.size.runs)
    again = b.limits.measure("posting.py", "-n", str(b.size.entries), "-r", "3")
    bare = {name: (limit[name]["median"] + again[name]["median"]) * 500 for name in limit if name in again}
    rows = [compared(f"{b.size.entries:,} entries of 4 lines", found.median, bare.get("posting.set_based", 0), 2.5, f"{found.statements} statements, id blocks too")]
    rows += [Row(f"limit {name}", "", f"{ms:.0f} ms", note=f"ours is {found.median / ms:.1f} times") for name, ms in bare.items()]
    b.report.add("Journal entries", rows, [
        "Compared with `set_based`: the same technique (INSERT FROM unnest, one statement trigger that checks and keeps balances). It writes 8 columns a line, no document, number, open item, seal, hash or row security;"
        " ours writes a document and a number for each entry besides. Mean of the limit before and after ours. posting.md's prototype had 1.45 s where this limit was near 1 s.",
    ])  # fmt: skip


def trial(b: Bench) -> None:
    """The trial balance over kept balances."""
    b.filler.lines(b.size.lines)
    limit = b.limits.measure("balances.py", "-n", str(b.size.lines), "-r", "5")
    found = measures.trial(b.house, 20)
    bare = limit.get("trial_balance.kept", {}).get("median", 0) * 1000
    met = found.median <= bare + 30 if bare else None
    b.report.add("Trial balance", [Row(f"trial balance, {b.filler.count('ledger_line'):,} lines", f"{found.median:.1f} ms, {found.statements} statements", f"{bare:.1f} + 30 ms", met=met)], [])


def page(b: Bench) -> None:
    """First pages through the view, beside Django's bare page."""
    from django.test import Client  # noqa: PLC0415

    from ogniwo.kernel.access.models import User  # noqa: PLC0415

    b.filler.orders(b.size.orders, b.size.customers)
    for fill in (b.filler.invoices, b.filler.moves, b.filler.parties, b.filler.products):
        fill(b.size.orders)
    b.filler.analyze()
    limit = b.limits.measure("django_floor.py", "-n", "10000", "-r", "1")
    user = User.objects.get(pk=b.house.acting.user_id)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    client = Client(SERVER_NAME="localhost")
    client.post("/sign-in", {"email": user.email, "password": PASSWORD})
    bare = limit.get("django.page", {}).get("p95", 0) * 1000
    rows, said = [], []
    for what, address, table in LISTS:
        found = measures.page(client, address, b.size.pages, rows=1 if "q=" in address else 50)
        rows.append(compared(f"{what}, {b.filler.count(table):,} rows, p95", found.part(0.95), bare, 6, f"median {found.median:.1f} ms, {found.statements} statements"))
        said.append(f"{what}: {found.slowest}")
    b.report.add("A list's first page", rows, [
        "Through the real URL with session, rights, row security, menus and template, by Django's test client, as the limit's bare page (`django.page`, p95: one statement, a table of 50 rows and 10 columns).", *said,
    ])  # fmt: skip


def doctor(b: Bench) -> None:
    """Every proof over a million ledger lines posted by the product itself: copies have no seals, so they would be found wrong."""
    from ogniwo.site.doctor import examine  # noqa: PLC0415 - imports models

    while (lines := b.filler.count("ledger_line")) < b.size.lines:
        measures.entries(b.house, 10_000, 0)
    b.filler.analyze()
    findings = list(examine())
    seconds = sum(finding.seconds for finding in findings)
    slow = sorted(findings, key=lambda finding: -finding.seconds)[:5]
    red = [finding.name for finding in findings if not finding.well]
    b.report.add("Doctor", [Row(f"{len(findings)} proofs, {lines:,} ledger lines", f"{seconds:.1f} s, {len(red)} red", "60 s", met=seconds < 60 and not red)],
                 ["Slowest: " + ", ".join(f"{finding.name} {finding.seconds:.1f} s" for finding in slow) + "."])


def commits(b: Bench) -> tuple[float, float] | None:
    """The limit's milliseconds a transaction of one client (the better of plain and pipeline), and an order of a set; medians of one measure."""
    found = b.limits.measure("commits.py", "-n", str(b.size.size), "-r", "3")
    if not found:
        return None
    one = min(found[name]["median"] * 1000 / found[name]["n"] for name in ("commits.1_clients.plain", "commits.1_clients.pipeline"))
    return one, found["commits.set"]["median"] * 1000 / b.size.size


def compared(what: str, ours: float, bare: float, must: float, note: str = "") -> Row:
    """Milliseconds beside the limit's."""
    return Row(what, f"{ours:.2f} ms", f"{bare:.2f} ms" if bare else "not measured", ours / bare if bare else None, must, note)
