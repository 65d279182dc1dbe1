"""A company with one record of every kind the program knows, all of it named by one word and priced by one figure."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.site.testing import TODAY, Firm

DAY = str(TODAY)
LATER = "2026-12-31"


@dataclass
class Furnished:
    """``firm`` with documents of each type: ``ids`` by what they are. ``cost`` of what lay in stock, ``paid`` for what was bought later."""

    firm: Firm
    word: str
    price: Decimal
    cost: Decimal
    paid: Decimal = Decimal("19.00")
    ids: dict[str, Any] = field(default_factory=dict)

    def do(self, command: str, role: str = "owner", /, **data: Any) -> Any:
        from ogniwo.kernel.commands import run

        return run(command, self.firm.acting_as(role), data).result

    def lines(self, document: Any) -> list[int]:
        return [n for (n,) in self.firm.rows("SELECT id FROM documents_line WHERE document_id = %s ORDER BY position", [document])]

    def build(self) -> Furnished:
        self.masters()
        self.need()
        self.sold()
        self.bought()
        self.money()
        self.papers()
        self.firm.deliver()
        return self

    def masters(self) -> None:
        w, do = self.word, self.do
        do("catalog.add_units", units=[{"code": "szt", "name": {"pl": "sztuka", "en": "piece"}}])
        self.ids["products"] = do("catalog.add_products", products=[
            {"code": f"{w}-{n}", "name": {"pl": f"{w} krzesło {n}", "en": f"{w} chair {n}"}, "unit": "szt", "terms": {"tax_class": "23", "minimum": "500"}} for n in range(3)])
        party = {"addresses": [{"street": f"{w} 1", "city": w, "postal_code": "60-001"}], "points": [{"kind": "email", "value": f"{w.lower()}@example.com"}],
                 "contacts": [{"name": f"{w} Nowak", "points": [{"kind": "phone", "value": "+48 600 100 200"}]}]}  # fmt: skip
        self.ids["customers"] = do("parties.add_parties", parties=[{"name": f"{w} odbiorca {n}", "terms": {"customer": True, "payment_days": 14}, **party} for n in range(2)])
        (self.ids["supplier"],) = do("parties.add_parties", parties=[{"name": f"{w} tartak", "accounts": [{"number": "PL10105000997603123456789123"}],
                                                                     "terms": {"supplier": True, "payment_days": 14}, **party}])  # fmt: skip
        do("catalog.set_supplier_items", items=[{"party": self.ids["supplier"], "product": p, "code": f"{w}-S{n}", "name": f"{w} towar", "price": str(self.cost)}
                                                for n, p in enumerate(self.ids["products"])])  # fmt: skip
        (self.ids["price_list"],) = do("catalog.add_price_lists", price_lists=[{"code": w[:10], "name": {"pl": f"{w} cennik", "en": f"{w} prices"}, "standard": True}])
        do("catalog.set_prices", price_list=self.ids["price_list"], prices=[{"product": p, "price": str(self.price)} for p in self.ids["products"]])
        (self.ids["warehouse"],) = do("inventory.add_warehouses", warehouses=[{"code": w[:8], "name": f"{w} magazyn"}])
        stock = [{"product": p, "quantity": "100", "value": str(self.cost * 100)} for p in self.ids["products"]]
        self.ids["papers"] = do("inventory.open_stock", warehouse=self.ids["warehouse"], on="2026-01-02", text=f"{w} otwarcie", lines=stock)
        do("treasury.add_bank_accounts", accounts=[{"number": "PL61109010140000071219812874", "name": f"{w} bank"}])
        do("people.issue_key", name=f"{w} key", scopes=["*"])

    def need(self) -> None:
        w, do = self.word, self.do
        (campaign,) = do("marketing.add_campaigns", campaigns=[{"name": f"{w} kampania", "starts_on": "2026-01-01"}])
        do("marketing.start_campaigns", campaigns=[campaign])
        leads = do("marketing.add_leads", leads=[{"company": f"{w} lead {n}", "name": f"{w} Osoba", "email": f"{w.lower()}{n}@example.com", "need": f"{w} potrzeba", "campaign": campaign} for n in range(2)], accept_duplicates=True)
        (need,) = do("marketing.qualify_leads", leads=leads[:1], party=self.ids["customers"][0], expected_value=str(self.price))
        do("interactions.log_call", about=need, topic=f"{w} rozmowa", text=f"{w} treść")
        do("interactions.plan_activity", about=need, topic=f"{w} plan", due=DAY)
        self.ids |= {"campaign": campaign, "lead": leads[1], "opportunity": need}
        header = {"party": self.ids["customers"][0], "day": DAY, "their_reference": f"{w}/ref", "note": f"{w} uwaga"}
        line = {"product": self.ids["products"][0], "quantity": "2", "price": str(self.price)}
        (offer,) = do("offers.write_offer", header=header, lines=[line], opportunity=need)
        do("offers.send_offers", offers=[offer], to=[f"{w.lower()}@example.com"], message=f"{w} list")
        do("offers.accept_offers", offers=[offer], accepted_by=f"{w} Nowak")
        (self.ids["draft_offer"],) = do("offers.write_offer", "seller", header=header, lines=[line])
        self.ids["offer"] = offer

    def sold(self) -> None:
        w, do = self.word, self.do
        (order,) = do("sales.order_offers", offers=[self.ids["offer"]], on=DAY)
        do("sales.confirm_orders", orders=[order], on=DAY)
        do("sales.reserve_orders", orders=[order])
        (line,) = self.lines(order)
        (delivery,) = do("sales.deliver", order=order, lines=[{"line": line, "quantity": "1"}], on=DAY)
        (second,) = do("sales.deliver_orders", orders=[order], on=DAY)
        (invoice,) = do("sales.invoice_deliveries", deliveries=[delivery], issued_on=DAY)
        (other,) = do("sales.invoice_deliveries", deliveries=[second], issued_on=DAY)
        do("sales.return_lines", lines=[{"line": self.lines(second)[0], "quantity": "1"}], reason=f"{w} zwrot", on=DAY)
        (correction,) = do("invoicing.correct_invoice", invoice=invoice, lines=[{"line": self.lines(invoice)[0], "price": str(self.price - 1)}], reason=f"{w} rabat", issued_on=DAY)
        (draft,) = do("sales.write_order", "seller", head={"party": self.ids["customers"][1], "day": DAY, "note": f"{w} uwaga"},
                      lines=[{"product": self.ids["products"][1], "quantity": "3", "price": str(self.price)}])  # fmt: skip
        (mine,) = do("sales.write_order", "seller", head={"party": self.ids["customers"][1], "day": DAY}, lines=[{"product": self.ids["products"][2], "quantity": "1", "price": str(self.price)}])
        do("sales.confirm_orders", "seller", orders=[mine], on=DAY)
        (theirs,) = do("sales.deliver_orders", "seller", orders=[mine], on=DAY)
        (ready,) = do("sales.write_order", "seller", head={"party": self.ids["customers"][1], "day": DAY}, lines=[{"product": self.ids["products"][2], "quantity": "1", "price": str(self.price)}])
        do("sales.confirm_orders", "seller", orders=[ready], on=DAY)
        (ticket,) = do("servicedesk.open_ticket", about=delivery, topic=f"{w} reklamacja", text=f"{w} pękło", line=self.lines(delivery)[0])
        self.ids |= {"order": order, "draft_order": draft, "seller_order": mine, "ready_order": ready, "delivery": delivery, "seller_delivery": theirs, "invoice": invoice, "second_invoice": other,
                     "correction": correction, "ticket": ticket}  # fmt: skip

    def bought(self) -> None:
        w, do, product = self.word, self.do, self.ids["products"][1]
        self.ids["proposals"] = do("purchasing.propose_orders")
        head = {"party": self.ids["supplier"], "day": DAY, "warehouse": self.ids["warehouse"], "note": f"{w} uwaga"}
        (order,) = do("purchasing.write_order", head=head, lines=[{"product": product, "quantity": "4", "price": str(self.paid)}])
        do("purchasing.confirm_orders", orders=[order])
        (receipt,) = do("purchasing.receive", order=order, on=DAY, their_reference=f"{w}/WZ")
        net = self.paid * 4
        tax = (net * Decimal("0.23")).quantize(Decimal("0.01"))
        stated = {"description": f"{w} towar", "quantity": "4", "net": str(net), "price": str(self.paid), "tax_class": "23", "product": product}
        paper = {"party": self.ids["supplier"], "number": f"{w}/1", "issued_on": DAY, "received_on": DAY, "lines": [stated], "payable_total": str(net + tax), "note": f"{w} uwaga"}
        (invoice,) = do("invoicing.receive_invoice", invoice=paper)
        do("purchasing.match_invoices", invoices=[invoice])
        do("invoicing.post_invoices", invoices=[invoice])
        self.ids |= {"purchase_order": order, "receipt": receipt, "purchase_invoice": invoice}

    def money(self) -> None:
        from tests.crash.client import camt

        w, do = self.word, self.do
        ((number, open_item),) = self.firm.rows("SELECT n.text, b.open FROM ledger_openitem i JOIN ledger_openitembalance b ON b.item_id = i.id JOIN numbering_number n ON n.document_id = i.document_id"
                                                " WHERE i.document_id = %s", [self.ids["invoice"]])  # fmt: skip
        content = camt("PL61109010140000071219812874", f"{w}-1", [(str(open_item), f"{w} {number}", "", 0), ("1.00", f"{w} nieznane", "", 0)])
        (statement,) = do("treasury.import_statements", files=[{"name": f"{w}.xml", "content": content, "media_type": "application/xml"}])
        lines = self.lines(statement)
        ((item,),) = self.firm.rows("SELECT id FROM ledger_openitem WHERE document_id = %s", [self.ids["invoice"]])
        do("treasury.match_line", line=lines[0], matches=[{"item": item}])
        do("treasury.post_lines", lines=lines[:1])
        run = do("treasury.propose_payments", until=LATER)
        do("treasury.send_for_approval", "accountant", runs=[run])
        self.ids |= {"statement": statement, "run": run, "item": item, "bank_line": lines[1]}
        lines_ = [{"account": "400", "debit": str(self.price)}, {"account": "249", "credit": str(self.price)}]
        codes = {code for (code,) in self.firm.rows("SELECT code FROM ledger_account WHERE control = 'none' AND active ORDER BY code")}
        if not {"400", "249"} <= codes:
            chosen = sorted(c for c in codes if c[:1] in "47" and len(c) == 3)[:2]
            lines_ = [{"account": chosen[0], "debit": str(self.price)}, {"account": chosen[1], "credit": str(self.price)}]
        self.ids["entry"] = do("ledger.write_entry", journal="PK", day=DAY, lines=lines_, text=f"{w} zapis")
        do("ledger.save_report", query="ledger.trial_balance", arguments={"as_of": DAY}, title=f"{w} zestawienie")

    def papers(self) -> None:
        w, do = self.word, self.do
        do("comments.add_comment", document=self.ids["delivery"], text=f"{w} uwaga do WZ")
        content = base64.b64encode(f"{w} plik".encode()).decode()
        do("files.attach_files", document=self.ids["delivery"], files=[{"name": f"{w}.txt", "content": content, "media_type": "text/plain"}])
        do("mail.send_letter", to=[f"{w.lower()}@example.com"], topic=f"{w} temat", text=f"{w} list", document=self.ids["invoice"])
        self.ids["print"] = do("printing.keep_print", document=self.ids["invoice"], language="pl")

    def everything(self) -> set[str]:
        """Every id of the company's rows that no other company could have by chance: all UUIDs."""
        from django.apps import apps
        from django.db import models

        found: set[str] = set()
        with self.firm.act() as unit:
            for model in apps.get_models():
                names = {f.name for f in model._meta.concrete_fields}
                if isinstance(model._meta.pk, models.UUIDField) and names & {"company_id", "directory_id"}:
                    found |= {str(pk) for (pk,) in unit.rows(f"SELECT {model._meta.pk.column} FROM {model._meta.db_table}")}
        return found

    def documents(self) -> list[UUID]:
        return [pk for (pk,) in self.firm.rows("SELECT id FROM documents_document ORDER BY created_at, id")]
