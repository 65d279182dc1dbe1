"""How previews show what an act would write: ledger lines, stock, tax registers, open items, letters, numbers.

Stands in the site because it knows the tables of many modules; a module that declares its own `Effect` for a table wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.numbering.queries import types_of
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say
from ogniwo.workbench.declare import Amount, Badge, Column, Day, Effect, Quantity, State, Text
from ogniwo.workbench.registry import EFFECTS
from ogniwo.workbench.words import said

TOPICS = {"mail.letter": _("A letter by mail")}
KINDS = {
    "receipt": State(_("Receipt"), "good", "package-import"), "issue": State(_("Issue"), "neutral", "package-export"),
    "return_in": State(_("Customer return"), "info", "truck-return"), "return_out": State(_("Return to supplier"), "info", "truck-return"),
    "adjust": State(_("Count difference"), "warn", "scale"), "transfer": State(_("Transfer"), "neutral", "route"), "reversal": State(_("Taken back"), "warn", "arrow-back"),
}  # fmt: skip
REGISTERS = {"sale": State(_("Sales"), "neutral"), "purchase": State(_("Purchases"), "neutral")}


def _installed(label: str) -> bool:
    return any(config.label == label for config in apps.get_app_configs())


def _rows(label: str, ids: Iterable[Any], *joined: str) -> dict[Any, Any]:
    wanted = {i for i in ids if i is not None}
    if not wanted or not _installed(label.split(".")[0]):
        return {}
    return dict(apps.get_model(label).objects.select_related(*joined).in_bulk(list(wanted)))


def parties(ids: Iterable[Any]) -> dict[Any, str]:
    """Names of parties by id."""
    return {key: row.name for key, row in _rows("documents.Subject", ids).items()}


def products(ids: Iterable[Any], language: str) -> dict[Any, str]:
    """Codes and names of products by id."""
    return {key: f"{row.code} {say(row.name, language)}" for key, row in _rows("catalog.Product", ids).items()}


def ledger_lines(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """Entries line by line: the account's code and name, party, debit, credit."""
    accounts = _rows("ledger.Account", (d.account_id for d in drafts))
    names = parties(d.party_id for d in drafts)
    out = []
    for d in drafts:
        account = accounts.get(d.account_id)
        out.append({"account": f"{account.code} {say(account.name, acting.language)}" if account else str(d.account_id), "party": names.get(d.party_id, ""),
                    "debit": d.debit or None, "credit": d.credit or None, "day": d.day, "text": d.text})  # fmt: skip
    return out


def stock_moves(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """Moves: product, warehouse, quantity, value."""
    goods = products((d.product_id for d in drafts), acting.language)
    places = _rows("inventory.Warehouse", (d.warehouse_id for d in drafts))
    return [{"product": goods.get(d.product_id, ""), "kind": str(d.kind), "warehouse": getattr(places.get(d.warehouse_id), "code", ""), "quantity": d.quantity,
             "value": d.value, "day": d.day} for d in drafts]  # fmt: skip


def tax_lines(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """Lines of the tax registers."""
    names = parties(d.party_id for d in drafts)
    return [{"register": str(d.register), "tax_class": d.tax_class, "party": names.get(d.party_id, ""), "net": d.net, "tax": d.tax, "tax_period": f"{d.tax_period:%Y-%m}",
             "tax_point": d.tax_point} for d in drafts]  # fmt: skip


def open_items(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """Receivables (above zero) and payables that will be open."""
    names = parties(d.party_id for d in drafts)
    return [{"party": names.get(d.party_id, ""), "due": d.due, "amount_doc": d.amount_doc, "currency": d.currency} for d in drafts]


def settlements(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """What will be settled with what."""
    return [{"day": d.day, "amount": abs(d.amount)} for d in drafts]


def messages(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """What will leave the house, by topic."""
    topics = [said(TOPICS.get(d.topic, d.topic), acting.language) for d in drafts]
    return [{"topic": topic, "count": topics.count(topic)} for topic in dict.fromkeys(topics)]


def letters(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """Letters to whom and about what."""
    return [{"to": ", ".join(d.recipients), "topic": d.topic, "files": len(d.files)} for d in drafts]


def numbers(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """The numbers documents would get now; another act may take them first."""
    types = types_of({d.series_id for d in drafts})
    return [{"type": said(TYPES[types[d.series_id]].title, acting.language) if types.get(d.series_id) in TYPES else "", "text": d.text} for d in drafts]


def documents_written(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """Documents the act would make."""
    out = []
    for d in drafts:
        kind = TYPES.get(d.type)
        state = kind.states.get(d.state, (d.state, ""))[0] if kind else d.state
        out.append({"type": said(kind.title if kind else d.type, acting.language), "state": said(state, acting.language), "day": d.day, "total": d.total, "currency": d.currency})
    return out


PARTY, DAY = Text("party", title=_("Party")), Day("day", title=_("Date"))
SHOWN: dict[str, tuple[str, list[Column], Any, int]] = {
    "numbering_number": (_("Numbers"), [Text("type", title=_("Document")), Text("text", title=_("Number"))], numbers, 10),
    "documents_document": (_("Documents"), [Text("type", title=_("Document")), Text("state", title=_("State")), DAY,
                                            Amount("total", title=_("Total"), currency="currency")], documents_written, 15),
    "ledger_line": (_("Ledger"), [Text("account", title=_("Account")), PARTY, Amount("debit", title=_("Debit"), total=True),
                                  Amount("credit", title=_("Credit"), total=True)], ledger_lines, 20),
    "inventory_move": (_("Stock"), [Text("product", title=_("Product")), Badge("kind", title=_("Kind"), states=KINDS), Text("warehouse", title=_("Warehouse")),
                                    Quantity("quantity", title=_("Quantity")), Amount("value", title=_("Value"), sensitive="cost")], stock_moves, 30),
    "tax_taxregisterline": (_("Tax registers"), [Badge("register", title=_("Register"), states=REGISTERS), Text("tax_class", title=_("Tax class")), PARTY,
                                                 Amount("net", title=_("Net"), total=True), Amount("tax", title=_("Tax"), total=True), Text("tax_period", title=_("Period"))],
                            tax_lines, 40),
    "ledger_openitem": (_("Open items"), [PARTY, Day("due", title=_("Due")), Amount("amount_doc", title=_("Amount"), currency="currency")], open_items, 50),
    "ledger_settlement": (_("Settlements"), [DAY, Amount("amount", title=_("Amount"))], settlements, 55),
    "mail_letter": (_("Letters"), [Text("to", title=_("To")), Text("topic", title=_("Topic")), Text("files", title=_("Files"))], letters, 60),
    "outbox_message": (_("What will leave"), [Text("topic", title=_("Letter or message")), Text("count", title=_("How many"))], messages, 70),
}  # fmt: skip

effects = [Effect(table, title, columns, rows=rows, order=order) for table, (title, columns, rows, order) in SHOWN.items() if table not in EFFECTS]
