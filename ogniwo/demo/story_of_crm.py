"""The story of the CRM edition: parties, products with prices, campaigns to offers, activities, tickets. No books, no stock."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ogniwo.crm.servicedesk.commands import answer_tickets, open_tickets, solve_tickets
from ogniwo.crm.servicedesk.rules import NewTicket
from ogniwo.demo import parties, people
from ogniwo.demo.catalogue import add_goods
from ogniwo.demo.crm import TROUBLES, Crm
from ogniwo.demo.stage import FIRST, TODAY, Stage, weeks
from ogniwo.masterdata.taxation.commands import NewTaxClass, NewTaxRate, add_tax_classes
from ogniwo.masterdata.taxation.models import Kind

YEAR = date(2011, 1, 1)
LAST_WEEK = 11
LAST = date(2026, 11, 23)


def tell() -> Stage:
    """Found the company and live three months of its salesman's life."""
    users = people.create()
    founder = people.found(people.MAIN, users, "42")
    stage = people.stage_of(founder.company_id, users)
    _tax_classes(stage)
    parties.add_all(stage)
    add_goods(stage)
    crm = Crm(stage)
    crm.plan(FIRST)
    for nth, days in enumerate(weeks(FIRST, TODAY)):
        for day in days:
            crm.run(day)
        _evening(crm, days[-1], nth)
    _tickets(stage)
    return stage


def _tax_classes(stage: Stage) -> None:
    """The classes offers need, where no country pack has brought them."""
    wanted = (("23", Decimal(23), Kind.STANDARD), ("0WDT", Decimal(0), Kind.UNION_SUPPLY))
    have = {code for (code,) in stage.rows("SELECT code FROM taxation_taxclass")}
    fresh = [NewTaxClass(code, {"pl": f"{code} %"}, (NewTaxRate(YEAR, percent, kind),)) for code, percent, kind in wanted if code not in have]
    if fresh:
        add_tax_classes(fresh, acting=stage.by("accountant", FIRST))


def _evening(crm: Crm, day: date, nth: int) -> None:
    if nth > 0:
        crm.talk(day)
    if nth in {1, 7, 10}:
        crm.known(day)
    crm.judge(day)
    if nth < LAST_WEEK:
        crm.answers(day)
        crm.work(day)


def _tickets(stage: Stage) -> None:
    """Tickets about customers: nothing is delivered in this edition."""
    seller = stage.by("seller", LAST)
    made = open_tickets([NewTicket(topic, text, about=c.id, priority=priority) for (topic, text, priority), c in zip(TROUBLES, stage.customers, strict=False)], acting=seller)
    answer_tickets(made[:5], "Dzień dobry, zajmiemy się tym jeszcze w tym tygodniu.", letter=False, acting=seller)
    solve_tickets(made[:2], "Wyjaśnione z klientem przez telefon", acting=seller)
