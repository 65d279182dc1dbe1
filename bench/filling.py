"""A million rows, copied from one real row by the superuser with triggers and keys off: what is read from, never what is proved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

UUIDS = "('01a00000-0000-7000-8000-' || lpad(to_hex({n}), 12, '0'))::uuid"
OTHERS = "('01a0000{k}-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid"
AMOUNT = "(i % 9973)::numeric + 0.99"
FIRST = 10**12
"""Ids of mass rows begin here, far from those of the sequence."""


class Filler:
    """Copies one row of a table many times, some columns changed by the copy's number ``i``."""

    def __init__(self, server: Any) -> None:
        self.connection = server.connect(server.record().database)
        self.connection.execute("SET session_replication_role = replica")

    def copies(self, table: str, where: str, number: int, changed: Mapping[str, str]) -> None:
        """``changed``: SQL by column, with ``i`` from 1; the row copied is ``t``."""
        columns = [row[0] for row in self.connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attidentity <> 'a' AND attgenerated = '' ORDER BY attnum", [table])]  # fmt: skip
        names = ", ".join(f'"{c}"' for c in columns)
        values = ", ".join(changed.get(c, f't."{c}"') for c in columns)
        self.connection.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM (SELECT * FROM {table} WHERE {where} LIMIT 1) t, generate_series(1, {number}) g(i)")

    def orders(self, number: int, customers: int) -> None:
        """Confirmed orders without lines, over two years, of all customers."""
        key = UUIDS.format(n="i")
        ((real,),) = self.connection.execute("SELECT id FROM documents_document WHERE type = 'sales.order' ORDER BY id LIMIT 1").fetchall()
        one = f"document_id = '{real}'"
        self.connection.execute(f"CREATE TEMP TABLE chosen AS SELECT row_number() OVER (ORDER BY party_id) - 1 AS k, party_id FROM parties_partyterms LIMIT {customers}")
        party = f"(ARRAY(SELECT party_id FROM chosen ORDER BY k))[1 + i % {customers}]"
        day, amount = f"date '2025-01-01' + (i::bigint * 420 / {number})::int", "(i % 9973)::numeric + 0.99"
        self.copies("documents_document", one.replace("document_id", "id", 1), number, {"id": key, "subject_id": party, "day": day, "total": amount})
        self.copies("trade_tradedocument", one, number, {"document_id": key, "party_id": party, "net": amount, "tax": "0", "gross": amount})
        self.copies("sales_salesorder", one, number, {"document_id": key})
        self.copies("numbering_number", one, number, {"document_id": key, "n": "1000000 + i", "text": "'ZK/1/' || i", "day": day})
        self.analyze()

    def invoices(self, number: int) -> None:
        """Sales invoices without lines, over 420 days."""
        ((real,),) = self.connection.execute("SELECT id FROM documents_document WHERE type = 'invoicing.invoice' ORDER BY id LIMIT 1").fetchall()
        key, one, day = OTHERS.format(k=1), f"document_id = '{real}'", f"date '2025-01-01' + (i::bigint * 420 / {number})::int"
        self.copies("documents_document", one.replace("document_id", "id", 1), number, {"id": key, "day": day, "total": AMOUNT})
        self.copies("trade_tradedocument", one, number, {"document_id": key, "net": AMOUNT, "tax": "0", "gross": AMOUNT})
        self.copies("invoicing_invoice", one, number, {"document_id": key, "issued_on": day, "due_on": f"{day} + 14"})
        self.copies("numbering_number", one, number, {"document_id": key, "n": "2000000 + i", "text": "'FV/1/' || i", "day": day})

    def moves(self, number: int) -> None:
        """Stock moves of one product."""
        self.copies("inventory_move", "true", number, {"id": f"{FIRST} + i", "day": f"date '2025-01-01' + (i::bigint * 420 / {number})::int", "nth": "1000000 + i"})

    def parties(self, number: int) -> None:
        """Customers with names in no order."""
        ((real,),) = self.connection.execute("SELECT party_id FROM parties_partyterms WHERE customer ORDER BY party_id LIMIT 1").fetchall()
        key, name = OTHERS.format(k=2), "'Firma ' || (i::bigint * 7919 % 1000003) || ' sp. z o.o.'"
        self.copies("documents_subject", f"id = '{real}'", number, {"id": key, "name": name})
        self.copies("parties_party", f"subject_id = '{real}'", number, {"subject_id": key, "name": name})
        self.copies("parties_partyterms", f"party_id = '{real}'", number, {"party_id": key})

    def products(self, number: int) -> None:
        """Products with codes in no order."""
        ((real,),) = self.connection.execute("SELECT product_id FROM catalog_productterms ORDER BY product_id LIMIT 1").fetchall()
        key = OTHERS.format(k=3)
        self.copies("catalog_product", f"id = '{real}'", number, {"id": key, "code": "'TW-' || (i::bigint * 7919 % 1000003)"})
        self.copies("catalog_productterms", f"product_id = '{real}'", number, {"product_id": key})

    def lines(self, number: int) -> None:
        """Entries of four lines each and their kept balances, over all accounts without parties and 24 months."""
        entries = number // 4
        accounts = "ARRAY(SELECT id FROM ledger_account WHERE control = 'none' AND active ORDER BY id)"
        self.connection.execute(f"CREATE TEMP TABLE known AS SELECT {accounts} AS ids")
        day = f"date '2025-01-01' + (i::bigint * 23 / {entries})::int * 30"
        days = {"day": day, "document_day": day, "operation_day": day}
        self.copies("ledger_entry", "reverses_id IS NULL", entries, {"id": f"{FIRST} + i", **days})
        for k in range(4):
            account = f"(SELECT ids[1 + (i * 7 + {k * 13}) % cardinality(ids)] FROM known)"
            amount = "(i % 997 + 1)::numeric"
            self.copies("ledger_line", "true", entries, {
                "id": f"{FIRST} + i * 4::bigint + {k}", "entry_id": f"{FIRST} + i", "day": day, "account_id": account, "party_id": "NULL", "document_line_id": "NULL",
                "debit": amount if k < 2 else "0", "credit": "0" if k < 2 else amount, "amount_doc": amount if k < 2 else f"-{amount}",
            })  # fmt: skip
        self.connection.execute(f"""INSERT INTO ledger_balance AS b (company_id, account_id, month, debit, credit)
          SELECT company_id, account_id, date_trunc('month', day)::date, sum(debit), sum(credit) FROM ledger_line WHERE id >= {FIRST} GROUP BY 1, 2, 3
          ON CONFLICT (company_id, account_id, month, party_id) DO UPDATE SET debit = b.debit + excluded.debit, credit = b.credit + excluded.credit""")
        self.analyze()

    def analyze(self) -> None:
        """Visibility maps and figures for the planner, as a server in use has them."""
        self.connection.execute("VACUUM ANALYZE")

    def count(self, table: str) -> int:
        """Rows of a table of ours."""
        ((found,),) = self.connection.execute(f"SELECT count(*) FROM {table}").fetchall()
        return found
