"""Who acts, and the kernel's door, without PostgreSQL: the same contract (Outcome, Refused, keys, previews) on SQLite."""
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from types import SimpleNamespace

from django.db import connection, transaction
from django.utils import translation

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.queries import CompanyOf
from ogniwo.kernel.commands import COMMANDS, Outcome
from ogniwo.kernel.errors import Refused

OWNER = Acting(1, 1, 1, None, frozenset({"*"}), frozenset({"margin"}), language="pl", today=date(2026, 11, 23))
ANSWERS: dict[str, Outcome] = {}


class Somebody:
    """The cookies `person` and `language` choose who acts."""

    def __init__(self, answer):
        self.answer = answer

    def __call__(self, request):
        request.user = SimpleNamespace(name="Anna Kos", theme=request.COOKIES.get("theme", "light"), density="", pk=1, is_authenticated=True)
        person = request.COOKIES.get("person", "owner")
        acting = replace(OWNER, language=request.COOKIES.get("language", "pl"))
        if person == "seller":
            acting = replace(acting, permissions=frozenset({"shop.orders", "shop.parties", "shop.products", "shop.write_order"}), sensitivities=frozenset())
        request.acting = acting
        translation.activate(acting.language)
        return self.answer(request)

    def process_exception(self, request, error):
        from django.http import HttpResponse
        return HttpResponse(status=error.status) if getattr(error, "status", 0) == 403 else None


@contextmanager
def reading(acting):
    yield


def run(name, acting, data, *, key=None, preview=False, versions=None):
    if key and key in ANSWERS and not preview:
        return ANSWERS[key]
    spec = COMMANDS[name]
    unit = SimpleNamespace(acting=acting, effects={}, versions=versions or {})
    with transaction.atomic():
        result = spec.function(**spec.read(data), unit=unit, acting=acting)
        if preview:
            transaction.set_rollback(True)
    outcome = Outcome(result, unit.effects)
    if key and not preview:
        ANSWERS[key] = outcome
    return outcome


def run_each(name, acting, data, *, chunk=200):
    spec = COMMANDS[name]
    report = []
    for one in spec.read(data)[spec.sets]:
        try:
            run(name, acting, {**data, spec.sets: [one]})
            report.append((one, []))
        except Refused as no:
            report.append((one, no.errors))
    return report


def install():
    from ogniwo.workbench.views import acts, boards, imports, lists, records, reports, screens, shell
    for module in (acts, boards, imports, lists, records, reports, screens):
        for name, fake in (("reading", reading), ("run", run), ("run_each", run_each)):
            if hasattr(module, name):
                setattr(module, name, fake)
    shell.inbox = lambda _acting: 0
    screens._search = lambda _asked, _acting: []
    shell.companies_of = lambda _user: [CompanyOf(1, "MEB", "Meblart Sp. z o.o.", 1, date(2026, 11, 23)), CompanyOf(2, "DOM", "Dom i Las Sp. z o.o.", 1, None)]


def fill(count=260):
    """The shop's tables with orders of one seed."""
    from ogniwo.workbench.tests.shop.models import Line, Order, Party
    with connection.schema_editor() as editor:
        for model in (Party, Order, Line):
            editor.create_model(model)
    dice = Random(7)
    parties = [Party(name=f"{a} {b}") for a in ("Meblex", "Drewmat", "Odra", "Karpaty", "Zielony") for b in ("Stolarz sp.j.", "Ogrodnik sp. z o.o.", "Północ S.A.")]
    Party.objects.bulk_create(parties)
    made = []
    for n in range(count):
        net = Decimal(dice.randint(1000, 20_000_000)) / 100
        day = date(2026, 11, 23) - timedelta(days=n // 2)
        made.append(Order(number=f"ZK/2026/{count - n:04d}", party=dice.choice(parties), day=day, due=day + timedelta(days=14), net=net, margin=net / 5,
                          state=("draft", "confirmed", "paid")[min(2, n // 40)]))
    made[3].number = "=1+1"
    Order.objects.bulk_create(made)
    Line.objects.bulk_create([Line(order=o, code=c, text=t, quantity=Decimal(q), price=Decimal("111.40"), net=Decimal(q) * Decimal("111.40"))
                              for o in made for c, t, q in (("KR-100", "Krzesło dębowe", 4), ("SR-226", "Śruba M8×60", 100))])
