"""The scene of the crash run: a durable PostgreSQL of its own, the product's web server, clients; and how they are killed."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ogniwo.site import environment, supervisor
from ogniwo.site.binaries import TRAVERSABLE
from ogniwo.site.postgres import Server, port_is_free
from ogniwo.site.testdatabase import Clone, pointed

CLIENTS = 8
ROLES = ("owner", "accountant", "seller", "buyer", "storekeeper")
OURS, THEIRS = "PL61109010140000071219812874", "PL10105000997603123456789123"
DAY = date(2026, 3, 2)


def quiet_port() -> int:
    """A free port below those the system gives to outgoing connections: nobody takes it while its server is dead."""
    low = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    for _try in range(200):
        port = random.randrange(12_000, max(low, 12_100))
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no free port")


@dataclass
class Scene:
    """What runs, all of it started here; ``kills``: (seconds since the start, what)."""

    home: Path
    seed: str
    server: Server = field(init=False)
    port: int = 0
    web: subprocess.Popen[bytes] | None = None
    clients: list[subprocess.Popen[bytes]] = field(default_factory=list)
    kills: list[tuple[float, str]] = field(default_factory=list)
    company: int = 0

    def build(self) -> None:
        """Database, company, goods, people, keys."""
        self.server = Server(self.home / "postgres", prefix="ogtest", durable=True)
        quick = Server(self.server.home, prefix="ogtest", durable=False)  # until there is something to lose
        quick.initialise()
        record = quick.record()
        record.port = quiet_port()
        quick.keep(record)
        quick.start()
        self.port = quiet_port()
        from ogniwo.site.migrating import migrate

        with pointed(Clone(self.server, record.database)):
            migrate()
            config = self.found()
        (self.home / "config.json").write_text(json.dumps(config))
        quick.stop()
        self.server.launch()
        with self.server.connect() as connection:
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                assert connection.execute(f"SHOW {name}").fetchone() == ("on",), name

    def found(self) -> dict[str, Any]:
        """A company that sells and buys, and everything a client must know of it."""
        from ogniwo.kernel.commands import run
        from ogniwo.site.testing import found

        firm = found()
        self.company = firm.company

        def do(name: str, **data: Any) -> Any:
            return run(name, firm.acting, data).result

        do("catalog.add_units", units=[{"code": "szt", "name": {"pl": "sztuka", "en": "piece"}}])
        goods = do("catalog.add_products", products=[
            {"code": f"KR-{n}", "name": {"pl": f"Krzesło {n}", "en": f"Chair {n}"}, "unit": "szt", "terms": {"tax_class": "23", "valuation": "average" if n % 2 else "fifo"}} for n in range(6)])
        customers = do("parties.add_parties", parties=[{"name": f"Customer {n}", "terms": {"customer": True, "payment_days": 14}} for n in range(CLIENTS)])
        (supplier,) = do("parties.add_parties", parties=[{"name": "Sawmill", "accounts": [{"number": THEIRS}], "terms": {"supplier": True, "payment_days": 14}}])
        (warehouse,) = do("inventory.add_warehouses", warehouses=[{"code": "M1", "name": "Main"}])
        do("inventory.open_stock", warehouse=warehouse, on="2026-01-02", lines=[{"product": p, "quantity": "100000", "value": str(Decimal(1_000_000))} for p in goods])
        do("treasury.add_bank_accounts", accounts=[{"number": OURS}])
        keys = {role: [run("people.issue_key", firm.acting_as(role) if role == "owner" else self.key_maker(firm, role), {"name": f"{role} {n}", "scopes": ["*"]}).result.text
                       for n in range(CLIENTS)] for role in ROLES}  # fmt: skip
        return {"seed": self.seed, "port": self.port, "stop": str(self.home / "stop"), "goods": [str(g) for g in goods], "customers": [str(c) for c in customers],
                "supplier": str(supplier), "warehouse": str(warehouse), "account": OURS, "theirs": THEIRS, "keys": keys,
                "users": {role: firm.acting_as(role).user_id for role in ROLES}, "company": firm.company}  # fmt: skip

    @staticmethod
    def key_maker(firm: Any, role: str) -> Any:
        """The person of a role, for this moment with the right to make a key."""
        from dataclasses import replace

        acting = firm.acting_as(role)
        return replace(acting, permissions=acting.permissions | {"people.issue_key"})

    def environment(self) -> dict[str, str]:
        """Of the web server and the program: this database, pools on, as a customer runs it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("OGNIWO_", "DATABASE_URL", "DJANGO_", "PYTEST_"))}
        clone = Clone(self.server, self.server.record().database)
        secret = "crash run, nobody signs in by it " * 2
        return {**kept, **clone.environment(), "OGNIWO_MODE": "demo", "OGNIWO_VAR": str(self.home), "OGNIWO_SECRET_KEY": secret, "OGNIWO_POOL": "4"}

    def start_web(self) -> None:
        with (self.home / "web.log").open("ab") as log:
            self.web = subprocess.Popen(supervisor.web_command(self.port), env=self.environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                        start_new_session=True, cwd=environment.ROOT)  # fmt: skip

    def answers(self) -> bool:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=5) as page:
            return bool(page.status == 200)
        return False

    def start_clients(self) -> None:
        for n in range(CLIENTS):
            with (self.home / "clients.err").open("ab") as log:
                command = [sys.executable, str(Path(__file__).with_name("client.py")), str(self.home / "config.json"), str(n), str(self.home / f"client{n}.jsonl")]
                self.clients.append(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True))

    def acknowledged(self) -> int:
        return sum(path.read_text(encoding="utf-8").count('"kind": "ack"') for path in self.home.glob("client*.jsonl"))

    def kill_database(self) -> None:
        """kill -9 of the postmaster; its backends die by themselves; then it is started again on its port."""
        pid = int((Path(self.server.data()) / "postmaster.pid").read_text().split()[0])
        port = self.server.record().port
        os.kill(pid, signal.SIGKILL)
        limit = time.monotonic() + 15
        while not port_is_free(port) and time.monotonic() < limit:  # until the last of its processes has gone
            time.sleep(0.05)
        self.server.launch()
        assert self.server.record().port == port, "somebody took the port of the dead database"

    def kill_web(self) -> None:
        """kill -9 of gunicorn and its processes, which are the group it leads; then started again."""
        assert self.web
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait(10)
        self.start_web()

    def disturb(self, seconds: float, least: int) -> None:
        """Kill one of the two at random moments for so many seconds, and at least so often."""
        rng = random.Random(f"{self.seed}/killer")
        begun = time.monotonic()
        due = rng.uniform(4, 7)
        while (now := time.monotonic() - begun) < seconds or len(self.kills) < least:
            if now >= due:
                what = "database" if (len(self.kills) + rng.randrange(3)) % 2 else "web"
                self.kills.append((round(now, 1), what))
                self.kill_database() if what == "database" else self.kill_web()
                due = time.monotonic() - begun + rng.uniform(3, 6.5)
            time.sleep(0.05)

    def let_finish(self, seconds: float) -> list[int]:
        """Tell the clients to end their stories; their exit codes."""
        (self.home / "stop").touch()
        limit = time.monotonic() + seconds
        return [client.wait(max(1.0, limit - time.monotonic())) for client in self.clients]

    def leave(self) -> None:
        """End what was started, by its id, and throw the data away."""
        for client in self.clients:
            if client.poll() is None:
                client.kill()
                client.wait()
        if self.web and self.web.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.web.pid, signal.SIGKILL)
            self.web.wait()
        if hasattr(self, "server") and self.server.kept.exists():
            place = Path(self.server.record().place)
            self.server.stop()
            if place.parent in TRAVERSABLE:
                shutil.rmtree(place, ignore_errors=True)
