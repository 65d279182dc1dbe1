"""One client of the crash run: does the chain over HTTP with idempotency keys and writes down what it asked and what was answered.

    python client.py CONFIG.json NUMBER LOG.jsonl

Knows the API and nothing of the program. A request without an answer is sent again, same key and body, until it is answered.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

PATIENCE = 10.0
GIVE_UP = 150.0
DAY = "2026-03-02"
LATER = "2026-12-31"


class GaveUp(Exception):
    """The server never answered a request."""


class Refused(Exception):
    """The server refused an act for a business reason; it must have left nothing."""


class Client:
    """Requests of one client, each written down before it is sent."""

    def __init__(self, config: dict[str, Any], number: int, log: Any) -> None:
        self.config, self.number, self.log = config, number, log
        self.rng = random.Random(f"{config['seed']}/{number}")
        self.asked = 0
        self.wire: http.client.HTTPConnection | None = None

    def note(self, kind: str, **what: Any) -> None:
        self.log.write(json.dumps({"kind": kind, "client": self.number, "at": time.time(), **what}) + "\n")
        self.log.flush()

    def act(self, role: str, command: str, body: dict[str, Any], **expect: Any) -> Any:
        """An act until it is acknowledged; ``expect``: what the checker must find of it. Raises Refused, GaveUp."""
        self.asked += 1
        key = f"c{self.number}-{self.asked:05}"
        self.note("ask", key=key, act=command, user=self.config["users"][role], **expect)
        if self.rng.random() < 0.06:
            self.throw(role, command, body, key)
        answer = self.until_answered(role, command, body, key)
        if self.rng.random() < 0.12:
            again = self.until_answered(role, command, body, key)
            if again != answer:
                self.note("differs", key=key, first=answer, second=again)
        return answer

    def throw(self, role: str, command: str, body: dict[str, Any], key: str) -> None:
        """Send and go away before the answer: lost on purpose."""
        wire = http.client.HTTPConnection("127.0.0.1", self.config["port"], timeout=PATIENCE)
        with contextlib.suppress(OSError, http.client.HTTPException):
            wire.request("POST", f"/api/v1/do/{command}", json.dumps(body), self.headers(role, key))
            time.sleep(self.rng.random() * 0.05)
        wire.close()

    def headers(self, role: str, key: str = "") -> dict[str, str]:
        common = {"Authorization": f"Bearer {self.config['keys'][role][self.number]}", "Content-Type": "application/json", "Accept-Language": "en"}
        return {**common, "Idempotency-Key": key} if key else common

    def until_answered(self, role: str, command: str, body: dict[str, Any], key: str) -> Any:
        limit = time.monotonic() + GIVE_UP
        while time.monotonic() < limit:
            status, answer = self.send("POST", f"/api/v1/do/{command}", json.dumps(body), self.headers(role, key))
            if status == 200:
                self.note("ack", key=key, act=command, result=answer["result"], replayed=answer["replayed"])
                return answer["result"]
            if status in (403, 404, 422) or (status == 409 and answer.get("code") != "kernel.in_flight"):
                self.note("refused", key=key, act=command, status=status, code=answer.get("code"), answer=answer)
                raise Refused(answer.get("code"))
            self.note("lost", key=key, act=command, status=status, code=answer.get("code"))
            time.sleep(0.05 + self.rng.random() * 0.2)
        self.note("gave_up", key=key, act=command)
        raise GaveUp(key)

    def ask(self, role: str, query: str, **parameters: str) -> Any:
        """What a query answers, however long it takes."""
        address = f"/api/v1/{query}?" + "&".join(f"{name}={value}" for name, value in parameters.items())
        limit = time.monotonic() + GIVE_UP
        while time.monotonic() < limit:
            status, answer = self.send("GET", address, None, self.headers(role))
            if status == 200:
                return answer.get("rows", answer.get("result"))
            if status in (403, 404, 422):
                self.note("unreadable", query=query, status=status, answer=answer)
                raise Refused(query)
            time.sleep(0.1 + self.rng.random() * 0.2)
        self.note("gave_up", key=query, act=query)
        raise GaveUp(query)

    def send(self, method: str, address: str, body: str | None, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Status and answer; 0 where there was none, or only half of one."""
        try:
            if self.wire is None:
                self.wire = http.client.HTTPConnection("127.0.0.1", self.config["port"], timeout=PATIENCE)
            self.wire.request(method, address, body, headers)
            answer = self.wire.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text[:1] == b"{" else {}
        except (OSError, http.client.HTTPException, ValueError):
            if self.wire is not None:
                self.wire.close()
            self.wire = None
            return 0, {}


class Chain(Client):
    """The chain of selling and of buying, as one person after another does it."""

    def lines(self, count: int, quantity: int, price: str) -> list[dict[str, Any]]:
        chosen = self.rng.sample(self.config["goods"], count)
        return [{"product": p, "quantity": str(quantity), "price": price} for p in chosen]

    def order(self, mark: str) -> str:
        """An order by way of a lead, an opportunity and an offer, or written at once; confirmed."""
        party = self.config["customers"][self.number]
        lines = self.lines(self.rng.choice((1, 2, 3)), 4, "50.00")
        if self.rng.random() < 0.5:
            (lead,) = self.act("seller", "marketing.add_lead", {"lead": {"company": mark, "source": "phone"}, "need": "Chairs", "party": party, "accept_duplicates": True},
                               makes="marketing.lead")  # fmt: skip
            (need,) = self.act("seller", "marketing.qualify_leads", {"leads": [lead], "expected_value": "500"}, makes="pipeline.opportunity", source=lead)
            header = {"party": party, "day": DAY, "their_reference": mark}
            (offer,) = self.act("seller", "offers.write_offer", {"header": header, "lines": lines, "opportunity": need}, makes="offers.offer", source=need, mark=mark)
            self.act("seller", "offers.send_offers", {"offers": [offer], "to": ["buyer@example.com"]}, state=[offer, "sent", "accepted"])
            self.act("seller", "offers.accept_offers", {"offers": [offer], "accepted_by": "Buyer"}, state=[offer, "accepted"])
            (order,) = self.act("seller", "sales.order_offers", {"offers": [offer], "on": DAY}, makes="sales.order", source=offer)
        else:
            head = {"party": party, "day": DAY, "their_reference": mark}
            (order,) = self.act("seller", "sales.write_order", {"head": head, "lines": lines}, makes="sales.order", mark=mark)
        self.act("seller", "sales.confirm_orders", {"orders": [order], "on": DAY}, state=[order, "confirmed", "closed"])
        return str(order)

    def sell(self, mark: str) -> None:
        """From the need to the money, with a correction, a return or a ticket on the way."""
        order = self.order(mark)
        self.act("storekeeper", "sales.reserve_orders", {"orders": [order]}, reserves=order)
        lines = [row["pk"] for row in self.ask("storekeeper", "sales.order_lines", order=order)]
        (delivery,) = self.act("storekeeper", "sales.deliver", {"order": order, "lines": [{"line": lines[0], "quantity": "1"}], "on": DAY}, makes="sales.delivery", source=order)
        (rest,) = self.act("storekeeper", "sales.deliver_orders", {"orders": [order], "on": DAY}, makes="sales.delivery", source=order)
        delivered = [row["pk"] for row in self.ask("storekeeper", "sales.delivery_lines", delivery=rest)]
        (first,) = self.act("seller", "sales.invoice_deliveries", {"deliveries": [delivery], "issued_on": DAY}, makes="invoicing.invoice", source=delivery)
        (second,) = self.act("accountant", "sales.invoice_deliveries", {"deliveries": [rest], "issued_on": DAY}, makes="invoicing.invoice", source=rest)
        then = self.asked % 3
        if then == 0:
            taken = {"lines": [{"line": delivered[0], "quantity": "1"}], "reason": "Damaged", "on": DAY}
            self.act("storekeeper", "sales.return_lines", taken, makes="sales.return", source=rest)
        elif then == 1:
            rows = self.ask("accountant", "invoicing.lines", invoice=second)
            after = [{"line": rows[0]["line_id"], "price": "45.00"}]
            (correction,) = self.act("seller", "invoicing.correct_invoice", {"invoice": second, "lines": after, "reason": "Rebate", "issued_on": DAY},
                                     makes="invoicing.correction", source=second)  # fmt: skip
            self.act("accountant", "invoicing.post_invoices", {"invoices": [correction]}, state=[correction, "posted"])
        else:
            self.act("seller", "servicedesk.open_ticket", {"about": rest, "topic": mark, "line": delivered[0]}, makes="servicedesk.ticket")
        self.collect({first, second}, mark)

    def collect(self, invoices: set[str], mark: str) -> None:
        """The customer pays: the bank's statement, matched and posted."""
        party = self.config["customers"][self.number]
        items = [row for row in self.ask("accountant", "treasury.items_of_party", record_id=party) if row["document_id"] in invoices and float(row["open"]) > 0]
        self.statement([(row["open"], row["number"], "", row["item_id"]) for row in items], mark)

    def statement(self, entries: list[tuple[str, str, str, int]], mark: str) -> None:
        """Import a statement of (amount, title, reference, item), say what each line is for, post it."""
        if not entries:
            return
        content = camt(self.config["account"], mark, entries)
        (statement,) = self.act("accountant", "treasury.import_statements", {"files": [{"name": f"{mark}.xml", "content": content, "media_type": "application/xml"}]},
                                makes="treasury.statement", mark_statement=f"S-{mark}")  # fmt: skip
        lines = self.ask("accountant", "treasury.statement_lines", record_id=statement)
        for line, (_amount, _title, _reference, item) in zip(sorted(lines, key=lambda row: row["line_id"]), entries, strict=True):
            try:
                self.act("accountant", "treasury.accept_matches", {"lines": [line["line_id"]]}, matched=line["line_id"])
            except Refused:
                self.act("accountant", "treasury.match_line", {"line": line["line_id"], "matches": [{"item": item}]}, matched=line["line_id"])
        self.act("accountant", "treasury.post_statements", {"statements": [statement]}, state=[statement, "posted"], payments=statement)

    def buy(self, mark: str) -> None:
        """Order, two receipts, the supplier's invoice matched and posted."""
        goods = self.rng.sample(self.config["goods"], 2)
        lines = [{"product": p, "quantity": "6", "price": "8.00"} for p in goods]
        body = {"head": {"party": self.config["supplier"], "day": DAY, "warehouse": self.config["warehouse"], "note": mark}, "lines": lines}
        (order,) = self.act("buyer", "purchasing.write_order", body, makes="purchasing.order")
        self.act("buyer", "purchasing.confirm_orders", {"orders": [order]}, state=[order, "confirmed", "closed"])
        rows = self.ask("buyer", "purchasing.order_lines", record_id=order)
        part = {"order": order, "lines": [{"line": rows[0]["line"], "quantity": "2"}], "on": DAY, "their_reference": f"{mark}-A"}
        self.act("storekeeper", "purchasing.receive", part, makes="purchasing.receipt", source=order, mark=f"{mark}-A")
        self.act("storekeeper", "purchasing.receive", {"order": order, "on": DAY, "their_reference": f"{mark}-B"}, makes="purchasing.receipt", source=order, mark=f"{mark}-B")
        stated = [{"description": "goods", "quantity": "6", "net": "50.40", "price": "8.40", "tax_class": "23", "product": p} for p in goods]
        invoice = {"party": self.config["supplier"], "number": mark, "issued_on": DAY, "received_on": DAY, "lines": stated, "payable_total": "123.98", "taxes": {"23": "23.18"},
                   "bank_account": self.config["theirs"]}  # fmt: skip
        (made,) = self.act("accountant", "invoicing.receive_invoice", {"invoice": invoice}, makes="invoicing.purchase_invoice", mark=mark)
        self.act("buyer", "purchasing.match_invoices", {"invoices": [made]}, matches=made)
        self.act("accountant", "invoicing.post_invoices", {"invoices": [made]}, state=[made, "posted"])

    def pay(self, mark: str) -> None:
        """A run of transfers, approved by another person, sent, and paid by the bank's statement."""
        run = self.act("accountant", "treasury.propose_payments", {"until": LATER}, makes="treasury.payment_run")
        self.act("accountant", "treasury.send_for_approval", {"runs": [run]}, state=[run, "waiting", "approved", "sent"])
        (request,) = self.ask("owner", "approvals.of_document", document=run)
        self.act("owner", "approvals.approve", {"requests": [request["id"]], "answer": "Good"}, state=[run, "approved", "sent"])
        self.act("accountant", "treasury.export_payments", {"runs": [run]}, state=[run, "sent"], file_of=run)
        transfers = self.ask("accountant", "treasury.transfers", record_id=run)
        self.statement([(f"-{t['amount']}", t["title"], t["reference"], t["item_id"]) for t in transfers if t["live"]], mark)

    def work(self) -> None:
        """One story after another until the run is over; the one begun is finished, so that nothing asked stays open."""
        stories = [self.sell, self.buy, self.sell, self.buy, self.sell]
        n = self.number % 5
        while not Path(self.config["stop"]).exists():
            story = self.pay if n % 8 == 7 else stories[n % len(stories)]
            n += 1
            with contextlib.suppress(Refused):
                story(f"K{self.config['seed']}-{self.number}-{n}")
        self.note("done")


def camt(account: str, mark: str, entries: list[tuple[str, str, str, int]]) -> str:
    """A camt.053 file as base64: opening nothing, closing what came in and left."""
    import base64
    from decimal import Decimal

    def amount(value: Decimal) -> str:
        return f'<Amt Ccy="PLN">{abs(value):.2f}</Amt><CdtDbtInd>{"DBIT" if value < 0 else "CRDT"}</CdtDbtInd>'

    def balance(code: str, value: Decimal) -> str:
        return f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{amount(value)}<Dt><Dt>{DAY}</Dt></Dt></Bal>"

    rows = [(n, Decimal(e[0]), e[1], e[2]) for n, e in enumerate(entries, 1)]
    body = "".join(
        f"<Ntry>{amount(value)}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{DAY}</Dt></BookgDt><AcctSvcrRef>{mark}-{n}</AcctSvcrRef><BkTxCd/><NtryDtls><TxDtls>"
        f"<Refs><EndToEndId>{reference or 'NOTPROVIDED'}</EndToEndId></Refs>{amount(value)}<RmtInf><Ustrd>{title}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        for n, value, title, reference in rows
    )  # fmt: skip
    closing = sum((row[1] for row in rows), Decimal(0))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>M-{mark}</MsgId><CreDtTm>2026-03-02T20:00:00+00:00</CreDtTm></GrpHdr><Stmt><Id>S-{mark}</Id><Acct><Id><IBAN>{account}</IBAN></Id><Ccy>PLN</Ccy></Acct>"
        f"{balance('OPBD', Decimal(0))}{balance('CLBD', closing)}{body}</Stmt></BkToCstmrStmt></Document>"
    )  # fmt: skip
    return base64.b64encode(text.encode()).decode()


def main() -> None:
    config, number, log = sys.argv[1:]
    with Path(log).open("a", encoding="utf-8") as out:
        client = Chain(json.loads(Path(config).read_text()), int(number), out)
        try:
            client.work()
        except Exception as broken:
            client.note("broken", why=repr(broken))
            raise


if __name__ == "__main__":
    main()
