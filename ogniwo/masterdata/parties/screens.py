"""Screens of customers, suppliers and the card of a party."""

from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.parties import commands, queries
from ogniwo.workbench.declare import (
    Action,
    Amount,
    Bool,
    Column,
    Count,
    Field,
    Flag,
    Form,
    Import,
    List,
    Menu,
    Panel,
    PartyOf,
    Record,
    Reference,
    Section,
    Text,
)

party_reference = Reference(["party", "parties", "customer", "supplier", "other"], suggest=queries.suggest, create="parties.add_party", opens="parties.party")

COLUMNS: list[Column] = [PartyOf("party", title=_("Name"), card="title", opens=""), Text("identifier", title=_("Identifier"), card="sub"), Text("city", title=_("Town"), card="meta"),
    Count("payment_days", title=_("Payment days")), Amount("credit_limit", title=_("Credit limit"), currency="currency", card="side")]  # fmt: skip
FILTERS = [Flag("inactive", title=_("Not in use"), when=lambda rows, acting: rows.filter(active=False))]
ADD = Action(commands.add_party, new=True, primary=True, icon="plus")
SEARCH = ["party__name", "identifier", "city"]

customers = List("parties.customers", _("Customers"), find={"pk": ["party"]}, menu=Menu(_("Sales"), 90, "building"), source=queries.customers, record="parties.party", search=SEARCH, own=queries.own_columns,
    order="party__name", columns=COLUMNS, filters=FILTERS, actions=[ADD], empty=_("No customers yet. Add one, import a file, or take some over from the directory."))  # fmt: skip
suppliers = List("parties.suppliers", _("Suppliers"), find={"pk": ["party"]}, menu=Menu(_("Purchasing"), 90, "truck-delivery"), source=queries.suppliers, record="parties.party", search=SEARCH, own=queries.own_columns,
    order="party__name", columns=COLUMNS, filters=FILTERS, actions=[ADD], empty=_("No suppliers yet. Add one, or take some over from the directory."))  # fmt: skip
directory = List("parties.directory", _("Directory of parties"), find={"pk": ["party"]}, menu=Menu(_("Settings"), 40, "address-book"), source=queries.directory, search=["name", "identifier"], order="name",
    columns=[Text("name", title=_("Name"), card="title"), Text("identifier", title=_("Identifier"), card="sub"), Text("country", title=_("Country")), Bool("ours", title=_("In this company"))],
    actions=[commands.adopt], empty=_("The directory is empty. Add a party from the customers or the suppliers."))  # fmt: skip

card_form = Form(commands.change_party, prefill=queries.card_form, key="party", done="parties.party", sections=[Section(fields=[Field("card", own=queries.own_drawn)])])
party = Record("parties.party", _("Party"), source=queries.parties, parent="parties.customers", heading="party__name", overview=True,
    sections=[Section(fields=[Bool("customer", title=_("Customer")), Bool("supplier", title=_("Supplier")), Count("payment_days", title=_("Payment days")),
              Amount("credit_limit", title=_("Credit limit"), currency="currency"), Text("currency", title=_("Currency")), Text("party_class", title=_("Class"))])],
    panels=[Panel("facts", _("Particulars"), queries.card_facts, kind="facts", order=10, sensitive="personal"),
            Panel("contacts", _("People"), queries.contacts, order=5, sensitive="personal", empty=_("Nobody yet."),
                  columns=[Text("name", title=_("Name")), Text("position", title=_("Position")), Text("reached", title=_("Mail, phone"))])],
    actions=[Action(commands.change_party, title=_("Change"), icon="pencil", drawer=False),
             *(Action(command, quiet=True) for command in (commands.add_contacts, commands.add_addresses, commands.add_identifiers, commands.add_accounts))])  # fmt: skip

import_parties = Import(commands.import_parties, "parties.import", _("Import parties"), rows="rows", back="parties.customers")
