"""Every case file of the repository says what is true; a case that does not is told in words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ogniwo.site.cases.files import file
from ogniwo.site.cases.reading import CaseFault, read
from ogniwo.site.cases.runner import play

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "cases"
FILES = sorted(FOLDER.glob("*.yaml"))
FIRST = (FOLDER / "01-invoice.yaml").read_text(encoding="utf-8")


def test_there_are_enough():
    assert len(FILES) >= 16
    assert len({read(path).title for path in FILES}) == len(FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_case(path, db_clone):
    assert play(read(path)) == []


def wrong(tmp_path, old, new, case=FIRST):
    assert old in case
    path = tmp_path / "wrong.yaml"
    path.write_text(case.replace(old, new), encoding="utf-8")
    return path


FAULTS = [
    ('267.00 Dr, "221"', '266.99 Dr, "221"', "balances: 201 is 267.00 Dr, should be 266.99 Dr"),
    ("others: none", "others: none, \"100\": 1.00 Dr", "balances: 100 is 0.00, should be 1.00 Dr"),
    (', "700": 220.00 Cr', "", "balances: 700 is 220.00 Cr, should be 0.00"),
    ("{FV1: 267.00}", "{FV1: 267.01}", "open items: FV1 is 267.00 Dr, should be 267.01 Dr"),
    ('{Alfa: {"201": 267.00 Dr}}', '{Alfa: {"201": 0.00}}', "parties: Alfa's 201 is 267.00 Dr, should be 0.00"),
    ("tax: 46.00}", "tax: 45.99}", "tax: sale 2026-03 23 is 200.00 and 46.00, should be 200.00 and 45.99"),
    ("{FV1: posted}", "{FV1: draft}", "states: FV1 is posted, should be draft"),
    ("{FV1: FV/2026/00001}", "{FV1: FV/2026/00002}", "numbers: FV1 is FV/2026/00001, should be FV/2026/00002"),
    ("closing_debit: 267.00", "closing_debit: 1.00", "query: ledger.trial_balance has no row {'code': '201', 'closing_debit': '1.00'}; nearest is {'code': '201', 'closing_debit': '267.00'}"),
    ("{FV1: posted}", "{FV9: posted}", "nothing is labelled FV9"),
    ("refused: documents.wrong_state", "refused: documents.stale", "act 4: invoicing.post_invoices is refused with documents.wrong_state"),
    ("    refused: documents.wrong_state\n", "", "act 4: invoicing.post_invoices is refused with documents.wrong_state"),
    ("  - invoicing.post_invoices: [FV1]\n  - inv", "  - inv", "act 3: invoicing.post_invoices was allowed, but should be refused with documents.wrong_state"),
    ("as: FV1", "as: [FV1, FV2]", "act 2: 1 records were made, 2 labels given"),
    ("invoicing.write_invoices", "invoicing.no_such", "act 2: there is no command invoicing.no_such"),
    ("  balances:", "  balance:", "there is no assertion `balance`"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), FAULTS, ids=[f"{n}" for n in range(len(FAULTS))])
def test_what_is_wrong_is_said_in_words(db_clone, tmp_path, old, new, said):
    (problem, *more) = play(read(wrong(tmp_path, old, new)))
    assert problem.startswith(said), problem
    assert not more


def test_reports_that_did_not_change_and_stock_are_told(db_clone, tmp_path):
    path = wrong(tmp_path, "reports: {JANUARY: differ}\n  stock: {Wazon: {quantity: 10,", "reports: {JANUARY: same}\n  stock: {Wazon: {quantity: 9,",
                 (FOLDER / "19-as-known-on.yaml").read_text(encoding="utf-8"))  # fmt: skip
    found = play(read(path))
    assert len(found) == 8
    assert "reports: ledger.trial_balance of today should be the same as that of JANUARY" in found
    assert "stock: Wazon's quantity is 10.000000, should be 9" in found


def test_the_command_exits_with_one_and_leaves_no_database(test_server, tmp_path):
    path = wrong(tmp_path, "{FV1: 267.00}", "{FV1: 267.01}")
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "ogniwo.site.cli", "case", "run", FOLDER / "01-invoice.yaml", path]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:
        said, faults = process.communicate()
    assert process.returncode == 1, faults
    assert f"ok      {FOLDER / '01-invoice.yaml'}" in said
    assert f"differs {path}\n        open items: FV1 is 267.00 Dr, should be 267.01 Dr" in said
    assert test_server.databases(f"test\\_{process.pid}\\_%") == []  # its own: others may be at work on the same server


def test_scalars_stay_text_and_doubled_keys_are_named(tmp_path):
    twice = tmp_path / "twice.yaml"
    twice.write_text("case: x\nacts:\n  - date: 2026-01-01\n    date: 2026-01-02\n")
    with pytest.raises(CaseFault, match="line 4: date stands twice"):
        read(twice)
    text = tmp_path / "text.yaml"
    text.write_text('case: x\nacts:\n  - {date: 2026-01-01, on: 010, no: 1000.00}\n')
    assert read(text).acts == [{"date": "2026-01-01", "on": "010", "no": "1000.00"}]


def test_files_of_acts(tmp_path):
    (tmp_path / "bytes.bin").write_bytes(b"\x00\xff")
    assert file({"path": str(tmp_path / "bytes.bin")}, str) == {"name": "bytes.bin", "content": b"\x00\xff"}
    with pytest.raises(CaseFault, match="No such file"):
        file({"path": str(tmp_path / "none")}, str)
    with pytest.raises(CaseFault, match="a statement has no balance"):
        file({"statement": {"account": "PL61109010140000071219812874", "day": "2026-03-02", "opening": "0.00", "balance": "1"}}, str)
    written = file({"statement": {"account": "PL61109010140000071219812874", "day": "2026-03-02", "opening": "1.00", "lines": [{"amount": "2.50", "title": "Za {FV1}!"}]}},
                   {"FV1.number": "FV/1"}.get)["content"].decode()  # fmt: skip
    assert "Za FV/1!" in written and ">3.50<" in written
