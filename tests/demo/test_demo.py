"""The demo company: built by commands, whole, believable, proved."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from ogniwo.site.environment import ROOT

MOST_SECONDS = 60
SALES = ("sales.order", "sales.delivery", "sales.return", "invoicing.invoice", "invoicing.correction")
PURCHASES = ("purchasing.order", "purchasing.receipt", "invoicing.purchase_invoice")
EVERY_TYPE = {
    "marketing.campaign", "marketing.lead", "pipeline.opportunity", "interactions.activity", "offers.offer", *SALES, *PURCHASES, "inventory.opening", "inventory.internal_receipt",
    "inventory.internal_issue", "inventory.transfer", "treasury.statement", "treasury.payment", "treasury.payment_run", "treasury.note", "servicedesk.ticket", "ledger.draft_entry",
}  # fmt: skip
MAIN = "company_id = (SELECT id FROM tenancy_company WHERE code = 'DEBOWE')"


def balances(demo: Any) -> dict[str, Decimal]:
    """Debit less credit by account of the main company."""
    return dict(demo.as_role().execute(
        f"SELECT a.code, sum(l.debit - l.credit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id AND a.company_id = l.company_id WHERE l.{MAIN} GROUP BY 1").fetchall())  # fmt: skip


def test_every_document_is_there(demo_module: Any) -> None:
    found = demo_module.as_role().execute(f"SELECT type, state, count(*) FROM documents_document WHERE {MAIN} GROUP BY 1, 2").fetchall()
    counts: Counter[str] = Counter()
    for kind, _state, count in found:
        counts[kind] += count
    assert not EVERY_TYPE - set(counts), sorted(EVERY_TYPE - set(counts))
    assert 350 <= sum(counts[kind] for kind in SALES) <= 550, counts
    assert 130 <= sum(counts[kind] for kind in PURCHASES) <= 260, counts
    states = {(kind, state) for kind, state, _count in found}
    for wanted in [("offers.offer", "accepted"), ("offers.offer", "declined"), ("offers.offer", "sent"), ("treasury.payment_run", "sent"), ("treasury.payment_run", "waiting"),
                   ("treasury.statement", "posted"), ("treasury.statement", "read"), ("pipeline.opportunity", "open"), ("pipeline.opportunity", "won"), ("pipeline.opportunity", "lost")]:  # fmt: skip
        assert wanted in states, wanted


def test_parties_and_products(demo_module: Any) -> None:
    rows = demo_module.as_role().execute
    ((parties, products, classes, valuations, people),) = rows(
        f"""SELECT (SELECT count(*) FROM parties_partyterms WHERE {MAIN}), (SELECT count(*) FROM catalog_productterms WHERE {MAIN}),
          (SELECT count(DISTINCT product_class) FROM catalog_productterms WHERE {MAIN}), (SELECT count(DISTINCT valuation) FROM catalog_productterms WHERE {MAIN}),
          (SELECT count(*) FROM access_user WHERE is_demo)""").fetchall()  # fmt: skip
    assert 55 <= parties <= 75
    assert (products, classes, valuations, people) == (150, 5, 2, 6)


def test_the_books_are_believable(demo_module: Any) -> None:
    found = balances(demo_module)
    assert sum(found.values()) == 0
    revenue = -sum(found.get(code, Decimal(0)) for code in ("700", "701", "702", "730", "740"))
    cost = sum(found.get(code, Decimal(0)) for code in ("735", "736", "741"))
    assert revenue > 500_000
    assert Decimal("0.25") <= (revenue - cost) / revenue <= Decimal("0.40"), (revenue, cost)
    assert found["221"] < 0 < found["222"]
    assert found.get("890", Decimal(0)) == 0, "the counter account of opening entries ends at zero"
    assert found["130"] > 0
    stock = sum(found[code] for code in ("310", "330", "601"))
    assert 2 <= cost * 365 / 84 / stock <= 12, "stock turns in a year"


def test_people_act_as_themselves(demo_module: Any) -> None:
    rows = demo_module.as_role().execute("SELECT u.email, a.command FROM audit_act a JOIN access_user u ON u.id = a.user_id").fetchall()
    by_person = {email: {command for one, command in rows if one == email} for email, _command in rows}
    assert any(command.startswith("sales.") for command in by_person["piotr@debowe.example"])
    assert "purchasing.receive_orders" in by_person["tomasz@debowe.example"]
    assert "treasury.post_statements" in by_person["barbara@debowe.example"]
    assert "approvals.approve" in by_person["anna@debowe.example"]
    assert not by_person.get("ewa@debowe.example"), "an auditor changes nothing"


def test_september_is_locked(demo_module: Any) -> None:
    ((locked, later),) = demo_module.as_role().execute(
        f"SELECT bool_and(locked) FILTER (WHERE month = '2026-09-01'), bool_or(locked) FILTER (WHERE month > '2026-09-01') FROM books_period WHERE area = 'books' AND {MAIN}").fetchall()  # fmt: skip
    assert (locked, later) == (True, False)


def test_the_doctor_finds_nothing(demo_module: Any) -> None:
    from ogniwo.site.doctor import examine

    wrong = [(found.name, found.problem or found.wrong[:3]) for found in examine() if not found.well]
    assert not wrong, wrong


def test_who_may_sign_in(demo: Any) -> None:
    from ogniwo.demo import company

    assert company.exists()
    assert {role for _name, role, _password in company.users()} == {"owner", "accountant", "seller", "buyer", "storekeeper", "auditor"}
    seller = demo.acting_as("seller")
    assert seller.may("sales.write_order") and not seller.may("ledger.post_entries")
    assert demo.acting_as("owner", company="JESION").directory_id == seller.directory_id


@pytest.mark.prove
def test_told_twice_it_is_the_same_and_quick(test_server: Any, django_db_blocker: Any, demo_module: Any, record_property: Any) -> None:
    from ogniwo.demo import company

    said = "SELECT d.type, n.text, d.day::text, d.total FROM documents_document d LEFT JOIN numbering_number n ON n.document_id = d.id ORDER BY 1, 2, 3, 4"
    first = demo_module.as_role().execute(said).fetchall()
    with django_db_blocker.unblock(), test_server.clone() as clone:
        started = time.perf_counter()
        company.build()
        seconds = time.perf_counter() - started
        again = clone.as_role("auditor").execute(said).fetchall()
    record_property("seconds", seconds)
    sys.stderr.write(f"\nThe demo was built in {seconds:.1f} s\n")
    assert again == first
    assert seconds < MOST_SECONDS


def test_the_crm_edition_has_its_own(test_server: Any, django_db_blocker: Any) -> None:
    code = "import django; django.setup(); from ogniwo.demo.company import build; build()"
    with django_db_blocker.unblock(), test_server.clone() as clone:
        known = {**os.environ, **clone.environment(), "OGNIWO_EDITION": "crm"}
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=known, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        counts = dict(clone.as_role("auditor").execute("SELECT type, count(*) FROM documents_document GROUP BY 1").fetchall())
    assert set(counts) == {"marketing.campaign", "marketing.lead", "pipeline.opportunity", "interactions.activity", "offers.offer", "servicedesk.ticket"}
