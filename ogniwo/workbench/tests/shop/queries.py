from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from django.db.models import Count, Sum

from ogniwo.kernel.commands import query
from ogniwo.workbench.declare import Figure, FlowStep, GridAnswer, RowAnswer, Sentence, Suggestion, TimelineItem, Total, link
from ogniwo.workbench.tests.shop.models import Line, Order, Party

PRODUCTS = {f"11111111-0000-0000-0000-00000000000{i}": (code, name, Decimal(price)) for i, (code, name, price) in enumerate(
    [("KR-100", "Krzesło dębowe", "111.40"), ("BL-372", "Blat bukowy 28 mm", "1483.78"), ("SR-226", "Śruba M8×60", "174.61")])}


@query("shop.orders", "Orders", roles=("seller",))
def orders(*, acting):
    return Order.objects.all()


@query("shop.parties", "Parties", roles=("seller",))
def suggest_parties(text, *, ids=(), acting) -> list[Suggestion]:
    found = Party.objects.filter(pk__in=ids) if ids else Party.objects.filter(name__icontains=text)[:12]
    return [Suggestion(p.id, p.name) for p in found]


@query("shop.products", "Products", roles=("seller",))
def suggest_products(text, *, ids=(), acting) -> list[Suggestion]:
    wanted = set(map(str, ids))
    return [Suggestion(key, code, name, f"{price} zł", {"text": name, "price": price}) for key, (code, name, price) in PRODUCTS.items()
            if (key in wanted if wanted else text.lower() in f"{code} {name}".lower())]


def order_form(key, *, acting):
    if key is None:
        return {}
    one = Order.objects.get(pk=key)
    keys = {code: k for k, (code, _n, _p) in PRODUCTS.items()}
    return {"party": one.party_id, "day": one.day, "reference": one.reference, "notes": one.notes, "version": one.version,
            "lines": [{"product": keys.get(line.code), "text": line.text, "quantity": line.quantity, "price": line.price} for line in one.line_set.all()]}


def order_totals(rows, header, *, acting):
    answers, net = [], Decimal(0)
    for row in rows:
        line = (row.values.get("quantity", Decimal(0)) * row.values.get("price", Decimal(0))).quantize(Decimal("0.01"))
        net += line
        known = PRODUCTS.get(str(row.values.get("product")))
        answers.append(RowAnswer(row.key, {"net": line}, {"text": known[1]} if known else {}))
    tax = (net * Decimal("0.23")).quantize(Decimal("0.01"))
    return GridAnswer(answers, [Total("Net", net), Total("VAT 23%", tax, quiet=True), Total("Gross, PLN", net + tax, strong=True)])


def lines_of(key, *, acting):
    return Line.objects.filter(order=key).order_by("pk")


def timeline(key, *, acting):
    return [TimelineItem(datetime(2026, 11, 23, 9, 41, tzinfo=UTC), "Anna Kos", "zmieniła termin płatności z 30.11 na 07.12"),
            TimelineItem(datetime(2026, 11, 20, 11, 5, tzinfo=UTC), "Piotr Wrona", "„Klient prosi o jedną fakturę zbiorczą.”")]


def flow(key, *, acting):
    return [FlowStep("Szansa", "SZ/2026/118", "target", link("shop.orders")), FlowStep("Oferta", "OF/2026/204", "file-text", link("shop.orders")),
            FlowStep("Zamówienie", "ten dokument", "shopping-cart", current=True), FlowStep("Faktura", "czeka", "file-invoice")]


def what_next(key, *, acting):
    return [Sentence("Wydanie: 3 z 5 pozycji jest na stanie.", "truck-delivery", command="shop.confirm_orders")]


@dataclass(frozen=True)
class Month:
    month: str
    orders: int
    net: Decimal
    margin: Decimal


@query("shop.by_month", "Sales by month", roles=("accountant",))
def by_month(*, year: int = 2026, as_of: date, acting):
    rows = Order.objects.filter(day__year=year, day__lte=as_of).values("day__month").annotate(n=Count("pk"), s=Sum("net"), m=Sum("margin")).order_by("day__month")
    return [Month(f"{year}-{r['day__month']:02d}", r["n"], r["s"], r["m"]) for r in rows]


@query("shop.overdue", "Overdue", roles=("seller",))
def overdue(*, acting):
    found = Order.objects.filter(due__lt=acting.today)
    return Figure(found.aggregate(s=Sum("net"))["s"] or Decimal(0), f"{found.count()} dok.", "bad", "zł")
