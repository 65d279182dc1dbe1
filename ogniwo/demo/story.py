"""The story of three months, day by day: who does what when."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from ogniwo.demo import catalogue, goods, parties, people, second
from ogniwo.demo.buying import Buying
from ogniwo.demo.crm import CAMPAIGNS, Crm
from ogniwo.demo.money import Money, Movement
from ogniwo.demo.selling import Sales
from ogniwo.demo.stage import FIRST, TODAY, ZERO, Stage, fresh_statistics, month_end, weeks, working, working_days
from ogniwo.finance.ledger.commands.entries import EntryLine
from ogniwo.kernel.approvals.commands import approve
from ogniwo.supply.sales.commands import confirm_orders, order_offers

SPENT = ((0, date(2026, 9, 14), "18650.00"), (1, date(2026, 9, 30), "1980.00"), (2, date(2026, 10, 30), "3100.00"), (3, date(2026, 11, 5), "4300.00"))
CREDIT = "SELECT id FROM approvals_request WHERE kind = 'sales.credit' AND state = 'waiting' ORDER BY id"
FRESH = (0, 1, 3, 6, 9)
LAST_WEEK = 11
LAST_STATEMENT = date(2026, 11, 20)


def tell() -> Stage:
    """Found the companies and live through September to November 2026. Returns the main company's stage."""
    users = people.create()
    founder = people.found(people.MAIN, users, "42")
    stage = people.stage_of(founder.company_id, users)
    goods.set_accounts(stage)
    parties.add_all(stage)
    catalogue.add_goods(stage)
    goods.fill_warehouses(stage)
    Story(stage).months()
    second.tell(stage, users)
    return stage


class Story:
    """Everybody's desks, and their days."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.sales, self.buying, self.money, self.crm = Sales(stage), Buying(stage), Money(stage), Crm(stage)

    def months(self) -> None:
        """All weeks up to the business date, which is a Monday."""
        self.money.open()
        self.crm.plan(FIRST)
        for nth, days in enumerate(weeks(FIRST, TODAY)):
            self.week(days, nth)
            if nth in FRESH:
                fresh_statistics()
        self.last_days()
        self.money.lock_september(TODAY)

    def week(self, days: list[date], nth: int) -> None:
        """Each day's acts in the order they happen."""
        stage = self.stage
        sending = {days[len(days) // 3], days[-1]}
        for day in days:
            self.crm.run(day)
            if self._opens_month(day):
                self.close_month(day)
            if day == days[0]:
                self.buying.receive(day)
                self.buying.make(day)
                self.sales.confirm_released(day)
            if day in sending:
                self.buying.receive(day)
                self.sales.deliver(day)
            self.sales.invoice(day) if day.weekday() in {1, 4} else None
            if self._ends_month(day):
                self.sales.invoice_month(day)
                self.month_costs(day)
            self._campaign_cost(day)
        if days[-1] < TODAY:
            self.evening(days[-1], nth)
        if nth % 2 and days[-1] < TODAY:
            self.money.pay_suppliers(days[-1])
        if stage.rng.random() < 0.7 and nth > 1:
            self.sales.take_back(days[-1])

    def evening(self, day: date, nth: int) -> None:
        """A week's end: orders, proposals, suppliers' invoices, the pipeline."""
        days = working_days(day - timedelta(days=day.weekday()), day)
        self.buying.top_up(day)
        self.sales.orders_of_week([d for d in days if d >= FIRST], nth)
        self.buying.order(day)
        self.buying.enter_invoices(day)
        if nth > 0:
            self.crm.talk(day)
        if nth in {1, 7, 10}:
            self.crm.known(day)
        self.crm.judge(day)
        if nth < LAST_WEEK:  # the last offers wait for their answers, the last leads for their offers
            self.crm.answers(day)
            self.crm.work(day)
        self.order_accepted(day)
        if nth > 2:
            self.crm.complain(day, nth)
        if nth in {4, 8}:
            self.sales.correct_prices(day)
        if nth % 3 == 1:
            self.release(day)
        if nth > 1:
            self.sales.tidy(day)

    def order_accepted(self, day: date) -> None:
        """Accepted offers become orders."""
        if self.crm.accepted:
            orders = order_offers(self.crm.accepted, on=day, acting=self.stage.by("seller", day))
            self.crm.accepted = []
            confirm_orders(orders, on=day, acting=self.stage.by("seller", day))

    def release(self, day: date) -> None:
        """The accountant lets some orders pass the credit check."""
        if waiting := [pk for (pk,) in self.stage.rows(CREDIT)]:
            approve(waiting[:2], answer="Klient potwierdził przelew", acting=self.stage.by("accountant", day))

    def close_month(self, day: date) -> None:
        """The month's statement comes on the first day of the next; corrections are set off before."""
        self.money.set_off(day)
        self.money.statement(month_end(day.replace(day=1) - timedelta(days=1)), day)

    def month_costs(self, day: date) -> None:
        """Costs of a month on its last working day."""
        self.buying.costs(day)
        self.money.month_costs(day, self.buying.made)
        self.money.settle_tax(day)
        self.buying.made = ZERO

    def _campaign_cost(self, day: date) -> None:
        """What campaigns cost, by the agency's note, with the campaign on the line."""
        agency = self.stage.suppliers["REKLAMA"]
        for n, on, amount in SPENT:
            if working(on) == day:
                campaign = self.stage.campaigns[n]
                cost = EntryLine("407", text=CAMPAIGNS[n][0], debit=Decimal(amount), dimensions={"campaign": str(campaign)})
                owed = EntryLine("202", credit=Decimal(amount), party=agency.id, due=day + timedelta(days=14))
                self.money.book(day, [(f"Nota agencji: {CAMPAIGNS[n][0]}", (cost, owed))])

    @staticmethod
    def _opens_month(day: date) -> bool:
        return day.month > FIRST.month and working(day.replace(day=1)) == day

    @staticmethod
    def _ends_month(day: date) -> bool:
        return day.month != (working(day + timedelta(days=1))).month

    def last_days(self) -> None:
        """What came until the business date: the bank's last statement, with lines that wait for the accountant."""
        day = TODAY
        self.money.set_off(day)
        unknown = Movement(date(2026, 11, 19), Decimal("1230.00"), "J. Nowak", "zaliczka na meble", mystery=True)
        self.money.statement(LAST_STATEMENT, day, [unknown])
        self.buying.enter_invoices(day)
