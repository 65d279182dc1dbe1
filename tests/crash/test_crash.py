"""The crash run: killed at random while eight clients work; afterwards nothing is lost, doubled, half, unbalanced or gapped.

OGNIWO_CRASH_SEED repeats a run's choices (moments still differ), OGNIWO_CRASH_SECONDS makes it longer.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ogniwo.site import environment

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="the run finds what it started under /proc, which this system does not have")
KILLS, ACTS = 8, 500
CHAIN = {
    "marketing.add_lead", "marketing.qualify_leads", "offers.write_offer", "offers.send_offers", "offers.accept_offers", "sales.order_offers", "sales.write_order", "sales.confirm_orders",
    "sales.reserve_orders", "sales.deliver", "sales.deliver_orders", "sales.invoice_deliveries", "sales.return_lines", "invoicing.correct_invoice", "invoicing.post_invoices", "servicedesk.open_ticket",
    "treasury.import_statements", "treasury.accept_matches", "treasury.post_statements", "purchasing.write_order", "purchasing.confirm_orders", "purchasing.receive", "invoicing.receive_invoice",
    "purchasing.match_invoices", "treasury.propose_payments", "treasury.send_for_approval", "approvals.approve", "treasury.export_payments",
}  # fmt: skip


def test_crash_run(tmp_path: Path, django_db_blocker: Any, capsys: Any) -> None:
    from tests.crash.scene import Scene

    seed = os.environ.get("OGNIWO_CRASH_SEED") or secrets.token_hex(3)
    seconds = int(os.environ.get("OGNIWO_CRASH_SECONDS", "60"))
    scene = Scene(tmp_path, seed)
    try:
        with django_db_blocker.unblock():
            scene.build()
        scene.start_web()
        wait(scene.answers, 90)
        scene.start_clients()
        scene.disturb(seconds, KILLS)
        wait(lambda: scene.acknowledged() >= ACTS * 1.3, 120)  # a busy machine needs longer for as many acts; the log counts repeated answers too
        codes = scene.let_finish(150)
        url = f"host=127.0.0.1 port={scene.server.record().port} dbname={scene.server.record().database} user=postgres password={scene.server.record().passwords['postgres']}"
        logs = sorted(str(path) for path in tmp_path.glob("client*.jsonl"))
        checker = subprocess.run([sys.executable, "-I", str(Path(__file__).with_name("checker.py")), url, *logs], capture_output=True, text=True, check=False, timeout=300)
        doctor = subprocess.run([sys.executable, "-m", "ogniwo.site.cli", "doctor"], env=scene.environment(), cwd=environment.ROOT, capture_output=True, text=True, check=False, timeout=300)
        server_log = (Path(scene.server.record().place) / "server.log").read_text(errors="replace")
    finally:
        scene.leave()
    told = f"OGNIWO_CRASH_SEED={seed}; kills {scene.kills}\n{checker.stdout}{checker.stderr}"
    with capsys.disabled():
        sys.stdout.write(f"\ncrash run: {told.splitlines()[0]}\n{told.splitlines()[1]}\n")
    assert codes == [0] * len(codes), (tmp_path / "clients.err").read_text()[-2000:]
    assert checker.returncode == 0, told
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    assert "deadlock detected" not in server_log, told
    figures = json.loads(checker.stdout.splitlines()[0])
    assert len(scene.kills) >= KILLS and {what for _at, what in scene.kills} == {"database", "web"}, told
    assert figures["acknowledged"] >= ACTS, told
    done = {row["act"] for log in logs for row in map(json.loads, Path(log).read_text(encoding="utf-8").splitlines()) if row["kind"] == "ack"}
    assert done >= CHAIN, CHAIN - done


def wait(until: Any, seconds: float) -> None:
    """Until it is so, or so long."""
    limit = time.monotonic() + seconds
    while not until() and time.monotonic() < limit:
        time.sleep(0.2)
