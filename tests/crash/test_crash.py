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
FAULTS = {  # planted when all is well, as superuser and past every trigger; the checker must name each
    "LOST, an acknowledged act": "DELETE FROM commands_key WHERE id = (SELECT max(id) FROM commands_key)",
    "LOST or changed, a document": "DELETE FROM documents_document WHERE id = (SELECT max(document_id::text)::uuid FROM sales_salesorder)",
    "an audited act without a key (DOUBLED)": "UPDATE audit_act SET at = at + interval '1 second' WHERE id = (SELECT max(id) FROM audit_act WHERE source = 'api')",
    "(DOUBLED): ('sales.delivery'": "UPDATE documents_document SET id = gen_random_uuid() WHERE id = (SELECT max(document_id::text)::uuid FROM sales_delivery)",
    "an entry that does not balance": "UPDATE ledger_line SET debit = debit + 1 WHERE id = (SELECT max(id) FROM ledger_line WHERE debit > 0)",
    "a broken chain": "UPDATE books_seal SET digest = sha256('x') WHERE id = (SELECT max(id) FROM books_seal)",
    "an entry without a seal": "UPDATE ledger_entry SET seal_id = 1 WHERE id = (SELECT max(id) FROM ledger_entry)",
    "numbers with a gap": "DELETE FROM numbering_number WHERE (series_id, n) = (SELECT series_id, 2 FROM numbering_number GROUP BY series_id ORDER BY count(*) DESC LIMIT 1)",
    "stock that is not its moves": "UPDATE inventory_stock SET quantity = quantity + 1 WHERE id = (SELECT max(id) FROM inventory_stock)",
    "a move without its entry": "UPDATE inventory_move SET seal_id = 1 WHERE id = (SELECT max(id) FROM inventory_move WHERE value <> 0)",
    "an open item that is not": "UPDATE ledger_openitembalance SET open = 0 WHERE item_id = (SELECT max(item_id) FROM ledger_openitembalance WHERE open <> 0)",
    "an invoice posted in part": "DELETE FROM tax_taxregisterline WHERE id = (SELECT max(id) FROM tax_taxregisterline)",
    "a document without its lines": "DELETE FROM documents_line WHERE document_id = (SELECT max(document_id::text)::uuid FROM purchasing_receipt)",
    "a posted bank line": "DELETE FROM treasury_payment WHERE document_id = (SELECT max(document_id::text)::uuid FROM treasury_payment)",
}
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
        checker = judge(url, logs)
        doctor = subprocess.run([sys.executable, "-m", "ogniwo.site.cli", "doctor"], env=scene.environment(), cwd=environment.ROOT, capture_output=True, text=True, check=False, timeout=300)
        unseen = plant(scene, url, logs) if checker.returncode == 0 else []
        server_log = (Path(scene.server.record().place) / "server.log").read_text(errors="replace")
    finally:
        scene.leave()
    told = f"OGNIWO_CRASH_SEED={seed}; kills {scene.kills}\n{checker.stdout}{checker.stderr}"
    with capsys.disabled():
        sys.stdout.write(f"\ncrash run: {told.splitlines()[0]}\n{told.splitlines()[1]}\n")
    assert codes == [0] * len(codes), (tmp_path / "clients.err").read_text()[-2000:]
    assert checker.returncode == 0, told
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    assert not unseen, f"{told}The checker did not see: {unseen}"
    assert "deadlock detected" not in server_log, told
    figures = json.loads(checker.stdout.splitlines()[0])
    assert len(scene.kills) >= KILLS and {what for _at, what in scene.kills} == {"database", "web"}, told
    assert figures["acknowledged"] >= ACTS, told
    done = {row["act"] for log in logs for row in map(json.loads, Path(log).read_text(encoding="utf-8").splitlines()) if row["kind"] == "ack"}
    assert done >= CHAIN, CHAIN - done


def judge(url: str, logs: list[str]) -> subprocess.CompletedProcess[str]:
    """The checker, in a Python that sees nothing of this program."""
    return subprocess.run([sys.executable, "-I", str(Path(__file__).with_name("checker.py")), url, *logs], capture_output=True, text=True, check=False, timeout=300)


def plant(scene: Any, url: str, logs: list[str]) -> list[str]:
    """Do each of FAULTS to the database, which is thrown away; what of them the checker does not name."""
    with scene.server.connect(scene.server.record().database) as connection:
        connection.execute("SET session_replication_role = replica")
        done = {name: connection.execute(sql).rowcount for name, sql in FAULTS.items()}
    assert all(done.values()), done
    said = judge(url, logs).stdout
    return [name for name in FAULTS if name not in said]


def wait(until: Any, seconds: float) -> None:
    """Until it is so, or so long."""
    limit = time.monotonic() + seconds
    while not until() and time.monotonic() < limit:
        time.sleep(0.2)
