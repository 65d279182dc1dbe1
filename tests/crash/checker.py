"""Looks at what is left after the crash run. A stranger: it knows only SQL and the clients' logs, and imports nothing of the program.

    python checker.py postgresql://...  LOG.jsonl ...

Prints a line for each thing that is wrong and ends with 1 where there is any.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import psycopg

Rows = list[tuple[Any, ...]]
SHOWN = 5

BOOKS = {
    "an entry without a seal": "SELECT e.id FROM ledger_entry e LEFT JOIN books_seal s ON s.id = e.seal_id AND s.company_id = e.company_id WHERE s.id IS NULL",
    "a seal without any fact": """SELECT s.id, s.label FROM books_seal s WHERE NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seal_id = s.id) AND NOT EXISTS (SELECT 1 FROM inventory_move m WHERE m.seal_id = s.id)
        AND NOT EXISTS (SELECT 1 FROM ledger_settlement t WHERE t.seal_id = s.id) AND NOT EXISTS (SELECT 1 FROM tax_taxregisterline t WHERE t.seal_id = s.id)
        AND NOT EXISTS (SELECT 1 FROM inventory_costdelta t WHERE t.seal_id = s.id)""",
    "a line without its entry": "SELECT l.id FROM ledger_line l LEFT JOIN ledger_entry e ON e.id = l.entry_id AND e.company_id = l.company_id WHERE e.id IS NULL",
    "an entry that does not balance": """SELECT e.id FROM ledger_entry e LEFT JOIN ledger_line l ON l.entry_id = e.id GROUP BY e.id
        HAVING count(l.id) < 2 OR sum(l.debit) <> sum(l.credit) OR (count(DISTINCT l.currency) = 1 AND sum(l.amount_doc) <> 0)""",
    "a kept balance that is not the sum of lines": """SELECT account_id, month, b.debit, b.credit, l.debit, l.credit FROM (SELECT account_id, month, sum(debit) AS debit, sum(credit) AS credit FROM ledger_balance GROUP BY 1, 2) b
        FULL JOIN (SELECT account_id, date_trunc('month', day)::date AS month, sum(debit) AS debit, sum(credit) AS credit FROM ledger_line GROUP BY 1, 2) l USING (account_id, month)
        WHERE (b.debit, b.credit) IS DISTINCT FROM (l.debit, l.credit)""",
    "a move without its entry": "SELECT m.id, m.kind FROM inventory_move m WHERE m.value <> 0 AND NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seal_id = m.seal_id AND e.document_id = m.document_id)",
    "a change of cost without its entry": "SELECT m.id FROM inventory_costdelta m WHERE m.value <> 0 AND NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seal_id = m.seal_id)",
    "positions of a journal with a gap": "SELECT journal_id, year, count(*), min(position), max(position) FROM books_seal GROUP BY 1, 2 HAVING count(*) <> max(position) OR min(position) <> 1 OR count(DISTINCT position) <> count(*)",
    "a journal's head that is not its last seal": """SELECT h.journal_id, h.year, h.last, s.last FROM books_head h FULL JOIN (SELECT DISTINCT ON (journal_id, year) journal_id, year, position AS last, hash FROM books_seal
        ORDER BY journal_id, year, position DESC) s USING (journal_id, year) WHERE h.last IS DISTINCT FROM s.last OR (h.last > 0 AND h.hash IS DISTINCT FROM s.hash)""",
    "a broken chain": """SELECT journal_id, year, position FROM (SELECT s.*, coalesce(lag(hash) OVER (PARTITION BY company_id, journal_id, year ORDER BY position), ''::bytea) AS before FROM books_seal s) s
        WHERE previous <> before OR hash <> sha256(before || convert_to(company_id || '|' || journal_id || '|' || year || '|' || position || '|' || label, 'UTF8') || digest)""",
    "numbers with a gap": "SELECT series_id, period, count(*), min(n), max(n) FROM numbering_number GROUP BY 1, 2 HAVING count(*) <> max(n) OR min(n) <> 1 OR count(DISTINCT n) <> count(*)",
    "a number given twice": "SELECT text, count(*) FROM numbering_number GROUP BY text, series_id HAVING count(*) > 1",
}

STOCK = {
    "stock that is not its moves": """SELECT product_id, location_id, k.q, m.q FROM (SELECT product_id, location_id, sum(quantity) AS q FROM inventory_stock GROUP BY 1, 2) k
        FULL JOIN (SELECT product_id, location_id, sum(quantity) AS q FROM inventory_move GROUP BY 1, 2) m USING (product_id, location_id) WHERE k.q IS DISTINCT FROM m.q""",
    "a stock value that is not its moves": """SELECT product_id, k.q, k.v, m.q, m.v FROM (SELECT product_id, sum(quantity) AS q, sum(value) AS v FROM inventory_stockvalue GROUP BY 1) k FULL JOIN
        (SELECT product_id, sum(q) AS q, sum(v) AS v FROM (SELECT product_id, quantity AS q, value AS v FROM inventory_move UNION ALL SELECT product_id, 0, value FROM inventory_costdelta) u GROUP BY 1) m
        USING (product_id) WHERE (k.q, k.v) IS DISTINCT FROM (m.q, m.v)""",
    "layers that are not their receipts less what was used": """SELECT l.move_id, l.quantity_left, m.quantity, u.q FROM inventory_layer l JOIN inventory_move m ON m.id = l.move_id
        LEFT JOIN (SELECT layer_id, sum(quantity) AS q FROM inventory_layeruse GROUP BY 1) u ON u.layer_id = l.move_id WHERE l.quantity_left <> m.quantity - coalesce(u.q, 0)""",
    "reservations that are not what is kept": """SELECT product_id, warehouse_id, a.reserved, r.q FROM inventory_available a
        LEFT JOIN (SELECT product_id, warehouse_id, sum(quantity) AS q FROM inventory_reservation GROUP BY 1, 2) r USING (product_id, warehouse_id) WHERE a.reserved <> coalesce(r.q, 0)""",
    "goods delivered without a move": """SELECT l.line_id, l.quantity_base, m.q FROM trade_tradeline l JOIN documents_document d ON d.id = l.document_id
        LEFT JOIN (SELECT line_id, sum(quantity) AS q FROM inventory_move GROUP BY 1) m ON m.line_id = l.line_id
        WHERE d.type IN ('sales.delivery', 'sales.return', 'purchasing.receipt') AND coalesce(m.q, 0) <> CASE d.type WHEN 'sales.delivery' THEN -l.quantity_base ELSE l.quantity_base END""",
}

DOCUMENTS = {
    "a document without its lines": """SELECT d.type, d.id FROM documents_document d WHERE (d.type IN ('offers.offer', 'sales.order', 'sales.delivery', 'sales.return', 'invoicing.invoice', 'invoicing.correction',
        'purchasing.order', 'purchasing.receipt', 'invoicing.purchase_invoice', 'treasury.statement', 'treasury.payment_run')) AND NOT EXISTS (SELECT 1 FROM documents_line l WHERE l.document_id = d.id)""",
    "a trade document without its header": """SELECT d.type, d.id FROM documents_document d LEFT JOIN trade_tradedocument t ON t.document_id = d.id WHERE t.document_id IS NULL AND d.type IN ('offers.offer', 'sales.order',
        'sales.delivery', 'sales.return', 'invoicing.invoice', 'invoicing.correction', 'purchasing.order', 'purchasing.receipt', 'invoicing.purchase_invoice')""",
    "a line of a trade document that is half": """SELECT d.type, l.id FROM documents_line l JOIN trade_tradedocument t ON t.document_id = l.document_id JOIN documents_document d ON d.id = l.document_id
        LEFT JOIN trade_tradeline x ON x.line_id = l.id WHERE x.line_id IS NULL OR x.document_id <> l.document_id""",
    "positions of lines with a gap": "SELECT document_id FROM documents_line GROUP BY 1 HAVING count(*) <> max(position) OR min(position) <> 1",
    "a header that is not the sum of its rates": """SELECT h.document_id, h.net, t.net, h.tax, t.tax FROM trade_tradedocument h JOIN (SELECT document_id, sum(net) AS net, sum(tax) AS tax FROM trade_tradetax GROUP BY 1) t
        USING (document_id) WHERE (h.net, h.tax) IS DISTINCT FROM (t.net, t.tax)""",
    "a document in force without its number": """SELECT d.type, d.state, d.id FROM documents_document d LEFT JOIN numbering_number n ON n.document_id = d.id WHERE n.document_id IS NULL AND (
        (d.type = 'sales.order' AND d.state IN ('confirmed', 'closed')) OR d.type IN ('sales.delivery', 'sales.return', 'purchasing.receipt')
        OR (d.type IN ('invoicing.invoice', 'invoicing.correction', 'invoicing.purchase_invoice', 'treasury.statement') AND d.state = 'posted') OR (d.type = 'purchasing.order' AND d.state IN ('confirmed', 'closed')))""",
    "an invoice posted in part": """SELECT d.type, d.id FROM documents_document d WHERE d.type IN ('invoicing.invoice', 'invoicing.correction', 'invoicing.purchase_invoice') AND d.state = 'posted' AND (
        NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.document_id = d.id) OR NOT EXISTS (SELECT 1 FROM tax_taxregisterline t WHERE t.document_id = d.id)
        OR (SELECT count(*) FROM ledger_openitem o WHERE o.document_id = d.id) <> 1 OR NOT d.fixed)""",
    "a draft that was booked": """SELECT d.type, d.id FROM documents_document d WHERE d.type LIKE 'invoicing.%' AND d.state <> 'posted' AND (EXISTS (SELECT 1 FROM ledger_entry e WHERE e.document_id = d.id)
        OR EXISTS (SELECT 1 FROM tax_taxregisterline t WHERE t.document_id = d.id) OR EXISTS (SELECT 1 FROM numbering_number n WHERE n.document_id = d.id))""",
    "tax that is not in its register": """SELECT h.document_id, h.net, r.net, h.tax, r.tax FROM trade_tradedocument h JOIN documents_document d ON d.id = h.document_id
        JOIN (SELECT document_id, sum(net_doc) AS net, sum(tax_doc) AS tax FROM tax_taxregisterline GROUP BY 1) r ON r.document_id = h.document_id WHERE (h.net, h.tax) <> (r.net, r.tax)""",
    "a receivable that is not the invoice": """SELECT h.document_id, h.gross, o.amount FROM trade_tradedocument h JOIN documents_document d ON d.id = h.document_id JOIN ledger_openitem o ON o.document_id = h.document_id
        WHERE d.type IN ('invoicing.invoice', 'invoicing.correction') AND o.amount_doc <> h.gross""",
    "a line that went on with more than it had": """SELECT l.id, f.kind, l.quantity, f.q FROM documents_line l JOIN (SELECT source_id, kind, sum(quantity) AS q FROM documents_flow GROUP BY 1, 2) f ON f.source_id = l.id
        WHERE abs(f.q) > abs(l.quantity)""",
    "an audited act without what it was given": "SELECT a.id, a.command FROM audit_act a LEFT JOIN audit_payload p ON p.act_id = a.id WHERE p.act_id IS NULL",
    "a message that gave up": "SELECT id, topic FROM outbox_message WHERE state = 'failed'",
    "an offer sent without exactly one letter": """SELECT d.id, count(m.id) FROM documents_document d LEFT JOIN mail_letter m ON m.document_id = d.id WHERE d.type = 'offers.offer' AND d.state IN ('sent', 'accepted')
        GROUP BY 1 HAVING count(m.id) <> 1""",
}

MONEY = {
    "an open item that is not its amount less settlements": """SELECT i.id, i.amount, b.open, s.q FROM ledger_openitem i LEFT JOIN ledger_openitembalance b ON b.item_id = i.id
        LEFT JOIN (SELECT item, sum(q) AS q FROM (SELECT item_id AS item, amount AS q FROM ledger_settlement UNION ALL SELECT counter_id, -amount FROM ledger_settlement) u GROUP BY 1) s ON s.item = i.id
        WHERE b.item_id IS NULL OR b.open <> i.amount - coalesce(s.q, 0) OR b.open * i.amount < 0 OR abs(b.open) > abs(i.amount)""",
    "open items that are not their account": """SELECT a.code, i.q, l.q FROM ledger_account a JOIN (SELECT account_id, sum(open) AS q FROM ledger_openitem o JOIN ledger_openitembalance b ON b.item_id = o.id GROUP BY 1) i
        ON i.account_id = a.id JOIN (SELECT account_id, sum(debit - credit) AS q FROM ledger_line GROUP BY 1) l ON l.account_id = a.id WHERE i.q <> l.q""",
    "a statement that does not add up": """SELECT s.document_id, s.opening, s.closing, l.q FROM treasury_statement s JOIN (SELECT document_id, sum(amount) AS q FROM treasury_statementline GROUP BY 1) l USING (document_id)
        WHERE s.opening + l.q <> s.closing""",
    "a posted bank line without exactly one payment with its entry": """SELECT l.line_id, count(p.document_id), count(e.id) FROM treasury_statementline l LEFT JOIN treasury_payment p ON p.line_id = l.line_id
        LEFT JOIN ledger_entry e ON e.document_id = p.document_id WHERE l.state = 'posted' GROUP BY 1 HAVING count(p.document_id) <> 1 OR count(e.id) <> 1""",
    "a payment of a line that is not posted": "SELECT p.document_id FROM treasury_payment p JOIN treasury_statementline l ON l.line_id = p.line_id WHERE l.state <> 'posted'",
    "a bank movement that is here twice": "SELECT bank_account_id, key, count(*) FROM treasury_statementline GROUP BY 1, 2 HAVING count(*) > 1",
    "an item in two living transfers": "SELECT item_id FROM treasury_runline WHERE live GROUP BY 1 HAVING count(*) > 1",
    "an item paid twice by transfers": """SELECT r.item_id, sum(r.amount), abs(i.amount) FROM treasury_runline r JOIN ledger_openitem i ON i.id = r.item_id JOIN documents_document d ON d.id = r.document_id
        WHERE d.state = 'sent' GROUP BY r.item_id, i.amount HAVING sum(r.amount) > abs(i.amount)""",
    "the bank account is not the sum of payments": """SELECT p.q, l.q FROM (SELECT coalesce(sum(amount), 0) AS q FROM treasury_payment) p, (SELECT coalesce(sum(l.debit - l.credit), 0) AS q FROM ledger_line l
        WHERE l.account_id IN (SELECT account_id FROM treasury_bankaccount)) l WHERE p.q <> l.q""",
}

DEADLOCKS = {"deadlocks": "SELECT datname, deadlocks FROM pg_stat_database WHERE deadlocks > 0"}

AFTER = {  # what must be there of an act that was acknowledged, by what the client expected of it; a row is a fault
    "mark": """SELECT d.type, h.their_reference, count(*) FROM trade_tradedocument h JOIN documents_document d ON d.id = h.document_id WHERE (h.their_reference, d.type) = (%(mark)s, %(makes)s)
        GROUP BY 1, 2 HAVING count(*) <> 1""",
    "payments": """SELECT 'payments' WHERE (SELECT count(*) FROM treasury_payment p JOIN treasury_statementline l ON l.line_id = p.line_id WHERE l.document_id = %(payments)s)
        <> (SELECT count(*) FROM treasury_statementline WHERE document_id = %(payments)s)""",
    "matched": """SELECT 'matched' WHERE (SELECT sum(amount) FROM treasury_match WHERE line_id = %(matched)s AND accepted) IS DISTINCT FROM (SELECT amount FROM treasury_statementline WHERE line_id = %(matched)s)""",
    "matches": """SELECT l.line_id, l.quantity, sum(m.quantity) FROM trade_tradeline l LEFT JOIN purchasing_match m ON m.invoice_line_id = l.line_id WHERE l.document_id = %(matches)s
        GROUP BY 1, 2 HAVING sum(m.quantity) IS DISTINCT FROM l.quantity""",
    "file_of": """SELECT 'file' WHERE (SELECT count(*) FROM files_file WHERE document_id = %(file_of)s) <> 1 OR NOT EXISTS (SELECT 1 FROM treasury_paymentrun r JOIN files_file f ON f.id = r.file_id
        JOIN files_content c ON c.digest = f.content_id WHERE r.document_id = %(file_of)s AND length(c.body) > 0)""",
    "reserves": "SELECT l.id, count(r.id) FROM documents_line l LEFT JOIN inventory_reservation r ON r.line_id = l.id WHERE l.document_id = %(reserves)s GROUP BY 1 HAVING count(r.id) <> 1",
    "mark_statement": "SELECT count(*) FROM treasury_statement WHERE reference = %(mark_statement)s HAVING count(*) <> 1",
}


DESCENT = """SELECT s.document_id::text, d.type, count(DISTINCT d.id) FROM documents_flow f JOIN documents_line s ON s.id = f.source_id JOIN documents_line t ON t.id = f.target_id
    JOIN documents_document d ON d.id = t.document_id GROUP BY 1, 2
    UNION ALL SELECT c.source_id::text, d.type, count(DISTINCT d.id) FROM documents_cause c JOIN documents_document d ON d.id = c.target_id GROUP BY 1, 2"""


class Checker:
    """One look at the database and the logs; ``wrong`` holds what is not as it must be."""

    def __init__(self, url: str, logs: list[Path]) -> None:
        self.connection = psycopg.connect(url)
        self.connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self.log = [json.loads(line) for path in logs for line in path.read_text(encoding="utf-8").splitlines()]
        self.asks = {row["key"]: row for row in self.log if row["kind"] == "ask"}
        self.answers: dict[str, list[Any]] = defaultdict(list)
        for row in self.log:
            if row["kind"] == "ack":
                self.answers[row["key"]].append(row["result"])
        self.refused = {row["key"] for row in self.log if row["kind"] == "refused"}
        self.wrong: list[str] = []

    def rows(self, sql: str, parameters: Any = None) -> Rows:
        return self.connection.execute(sql, parameters).fetchall()

    def fault(self, what: str, found: Any) -> None:
        self.wrong.append(f"{what}: {found}")

    def check(self) -> None:
        self.log_is_whole()
        self.keys_and_acts()
        self.documents()
        self.descended()
        self.expected()
        for name, sql in {**BOOKS, **STOCK, **DOCUMENTS, **MONEY, **DEADLOCKS}.items():
            if found := self.rows(sql):
                self.fault(name, f"{len(found)}, {found[:SHOWN]}")

    def log_is_whole(self) -> None:
        """Every request was answered in the end, and with one answer."""
        for row in self.log:
            if row["kind"] in ("gave_up", "differs", "unreadable", "broken"):
                self.fault(f"the client says {row['kind']}", row)
        for key in self.asks:
            answers = self.answers.get(key, [])
            if not answers and key not in self.refused:
                self.fault("asked and never answered", self.asks[key])
            if len({json.dumps(a, sort_keys=True) for a in answers}) > 1:
                self.fault("one key, two answers", (key, answers))
            if answers and key in self.refused:
                self.fault("acknowledged and refused", self.asks[key])

    def keys_and_acts(self) -> None:
        """Each acknowledged key is kept once with its answer and is one audited act; nothing else was done through the door."""
        kept = {(user, key): (answer, at) for user, key, answer, at in self.rows("SELECT user_id, key, answer, at FROM commands_key")}
        self.at = {key: at for (_user, key), (_answer, at) in kept.items()}
        acts = Counter(self.rows("SELECT user_id, command, at FROM audit_act WHERE source = 'api'"))
        for key, answers in self.answers.items():
            ask = self.asks[key]
            found = kept.pop((ask["user"], key), None)
            if found is None:
                self.fault("LOST, an acknowledged act is not there", ask)
                continue
            if found[0] != answers[0]:
                self.fault("another answer is kept than was given", (ask, found[0], answers[0]))
            if acts.pop((ask["user"], ask["act"], found[1]), 0) != 1:
                self.fault("an acknowledged act is not audited once", ask)
        for left in kept:
            self.fault("an act that nobody was told of" if left[1] not in self.refused else "a refused act is there", left)
        for act, count in acts.items():
            self.fault("an audited act without a key (DOUBLED)", (act, count))

    def documents(self) -> None:
        """Each made document answers one key, was made in that key's act, and no other documents came through the door."""
        made: dict[str, str] = {}
        for key, _ask in self.making():
            answer = self.answers[key][0]
            for one in answer if isinstance(answer, list) else [answer]:
                if one in made:
                    self.fault("one document answers two keys", (one, made[one], key))
                made[one] = key
        found = {str(pk): (kind, at) for pk, kind, at in self.rows("SELECT id, type, created_at FROM documents_document")}
        for pk, key in made.items():
            kind, at = found.get(pk, (None, None))
            if kind != self.asks[key]["makes"] or at != self.at.get(key):
                self.fault("LOST or changed, a document that was acknowledged", (pk, self.asks[key], kind, at))
        moments = Counter(self.at.values())
        began = min(self.at.values())
        for pk, (kind, at) in found.items():
            if at >= began and moments[at] != 1:
                self.fault("a document of no acknowledged act (DOUBLED)", (kind, pk))
            if at >= began and pk not in made and kind not in ("treasury.payment", "invoicing.correction"):
                self.fault("a document that no answer names (DOUBLED)", (kind, pk))

    def making(self) -> list[tuple[str, Any]]:
        """Acknowledged keys that make documents, with what was asked."""
        return [(key, self.asks[key]) for key in self.answers if "makes" in self.asks[key]]

    def descended(self) -> None:
        """From each document came as many of a type as acts on it were acknowledged."""
        wanted = Counter((ask["source"], ask["makes"]) for _key, ask in self.making() if "source" in ask)
        come: dict[tuple[str, str], int] = {}
        for source, kind, count in self.rows(DESCENT):
            come[source, kind] = max(count, come.get((source, kind), 0))
        for (source, kind), count in wanted.items():
            if come.get((source, kind), 0) != count:
                self.fault("from a document came another number of documents than was acknowledged", (source, kind, count, come.get((source, kind), 0)))

    def expected(self) -> None:
        """What each client said must be there of its acknowledged acts."""
        states = {str(pk): state for pk, state in self.rows("SELECT id, state FROM documents_document")}
        for key in self.answers:
            ask = self.asks[key]
            if "state" in ask and states.get(ask["state"][0]) not in ask["state"][1:]:
                self.fault("LOST, a document is not in its acknowledged state", (ask, states.get(ask["state"][0])))
            for name, sql in AFTER.items():
                if name in ask and (found := self.rows(sql, ask)):
                    self.fault(f"what was acknowledged is not there once ({name})", (ask, found[:SHOWN]))

    def figures(self) -> dict[str, int]:
        lost = Counter(row["key"] for row in self.log if row["kind"] == "lost")
        replayed = sum(1 for row in self.log if row["kind"] == "ack" and row["replayed"])
        ((seals, lines),) = self.rows("SELECT (SELECT count(*) FROM books_seal), (SELECT count(*) FROM ledger_line)")
        return {"acknowledged": len(self.answers), "refused": len(self.refused), "sent again after a loss": len(lost), "answered by the key": replayed, "commands": len({self.asks[k]["act"] for k in self.answers}),
                "seals": seals, "ledger lines": lines}  # fmt: skip


def main() -> int:
    url, *logs = sys.argv[1:]
    checker = Checker(url, [Path(log) for log in logs])
    checker.check()
    sys.stdout.write(json.dumps(checker.figures()) + "\n")
    for line in checker.wrong:
        sys.stdout.write(line[:600] + "\n")
    return 1 if checker.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
