"""Trade documents: computed, written, derived with flow, replaced; statements that do not grow; the grid says the same."""

from datetime import date
from decimal import Decimal

import pytest

from ogniwo.kernel.commands import registry
from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.documents import hooks as documents
from ogniwo.kernel.documents.commands import lock
from ogniwo.kernel.documents.models import Document, Flow, Line
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.search import hooks as searching
from ogniwo.kernel.search.queries import find
from ogniwo.kernel.writing.unit import Counter
from ogniwo.masterdata.catalog import commands as catalog
from ogniwo.masterdata.catalog.rules.inputs import ItemInput, NewPriceList, PriceInput, StockTerms
from ogniwo.masterdata.parties import commands as parties
from ogniwo.masterdata.parties.rules.inputs import Terms
from ogniwo.masterdata.taxation.commands import NewExchangeRate, set_exchange_rates
from ogniwo.masterdata.tests.samples import UNITS, party, product
from ogniwo.masterdata.trade import commands as trade
from ogniwo.masterdata.trade.models import TradeDocument, TradeLine, TradeTax
from ogniwo.masterdata.trade.queries import calc
from ogniwo.masterdata.trade.rules import Derivation, HeaderInput, LineInput, Take
from ogniwo.workbench.declare import GridRow

DAY = date(2026, 11, 2)
D = Decimal


@pytest.fixture(autouse=True)
def toys(monkeypatch):
    states = {"draft": ("Draft", "neutral"), "done": ("Done", "good")}
    for name in ("toy.order", "toy.invoice"):
        kind = documents.DocumentType(name, name, "file", states, {"draft": {"finish": "done"}}, fixed=frozenset({"done"}))
        monkeypatch.setitem(documents.TYPES, name, kind)
    monkeypatch.setitem(searching.KINDS, "toy.order", searching.Kind("toy.order", "Toy", "search.find", "toy.order", document_type="toy.order"))


@pytest.fixture
def goods(acting):
    catalog.add_units(UNITS, acting=acting)
    ids = catalog.add_products([product(1), product(2, terms=StockTerms(tax_class="8", standard_cost=D("4.5"))), product(3)], acting=acting)
    (standard,) = catalog.add_price_lists([NewPriceList("STD", {"pl": "S"}, standard=True)], acting=acting)
    catalog.set_prices(standard, [PriceInput(ids[0], D("9.99")), PriceInput(ids[1], D("10.00"))], acting=acting)
    return ids


@pytest.fixture
def buyers(acting):
    return parties.add_parties([party(1), party(2, terms=Terms(customer=True, currency="EUR")), party(3, terms=Terms(customer=True, tax_class="ZW"))], acting=acting)


@pytest.fixture
def act(acting):
    """Run a function as one act."""

    def run(work):
        def body(*, unit, acting):
            return work(unit)

        registry.command("toy.act", "Toy")(body)
        try:
            return registry.COMMANDS["toy.act"].function and _perform(acting)
        finally:
            del registry.COMMANDS["toy.act"]

    def _perform(acting):
        from ogniwo.kernel.commands.acts import perform

        return perform(registry.COMMANDS["toy.act"], {}, acting=acting).result

    return run


def sent(work):
    before = Counter.sent
    work()
    return Counter.sent - before


def test_a_document_is_written_with_its_figures(acting, goods, buyers, act):
    lines = [LineInput(product=goods[0], quantity=D(3)), LineInput(code="KR-0002", quantity=D("1.5"), discount_percent=D(10)), LineInput(description="Montaż", price=D(100), unit="godz", tax_class="23")]
    (made,) = act(lambda u: trade.write_documents(u, "toy.order", "draft", [(HeaderInput(buyers[0], DAY, their_reference="ZAM/7"), lines)]))
    with reading(acting):
        header = TradeDocument.objects.get(pk=made.id)
        assert (header.net, header.tax, header.gross, header.payment_days, header.currency) == (D("143.47"), D("30.97"), D("174.44"), 14, "PLN")
        assert Document.objects.get(pk=made.id).total == D("174.44")
        assert Document.objects.get(pk=made.id).subject_id == buyers[0]
        rows = TradeLine.objects.filter(document=made.id).order_by("line__position")
        assert [(r.price_reason, r.net, r.tax_class) for r in rows] == [("list", D("29.97"), "23"), ("list", D("13.50"), "8"), ("typed", D("100.00"), "23")]
        assert rows[1].cost_estimate == D("6.75")
        assert [(t.tax_class, t.net, t.tax) for t in TradeTax.objects.order_by("pk")] == [("23", D("129.97"), D("29.89")), ("8", D("13.50"), D("1.08"))]
        assert [f.record for f in find("zam montaz", acting=acting)] == [made.id]


def test_the_grid_says_what_the_document_will(acting, goods, buyers, act):
    rows = [GridRow("a", {"product": goods[0], "quantity": D(3)}), GridRow("b", {"product": goods[2], "quantity": D(1)}), GridRow("c", {})]
    with reading(acting):
        answer = calc(rows, {"header.party": buyers[0], "day": DAY}, acting=acting)
    assert answer.rows[0].outputs["net"] == D("29.97")
    assert answer.rows[0].fill["price"] == D("9.99")
    assert "price" in answer.rows[1].errors
    assert answer.rows[2].errors == {}
    (made,) = act(lambda u: trade.write_documents(u, "toy.order", "draft", [(HeaderInput(buyers[0], DAY), [LineInput(product=goods[0], quantity=D(3))])]))
    assert [t.amount for t in answer.totals if t.strong] == [made.header.gross]


def test_currency_rate_class_and_gross_prices(acting, goods, buyers, act):
    set_exchange_rates([NewExchangeRate("EUR", date(2026, 10, 30), D("4.2512"), source="T"), NewExchangeRate("EUR", DAY, D("9"), source="T")], acting=acting)
    (eur, free, gross) = act(lambda u: trade.write_documents(u, "toy.order", "draft", [
        (HeaderInput(buyers[1], DAY), [LineInput(product=goods[0], price=D(100))]),
        (HeaderInput(buyers[2], DAY), [LineInput(product=goods[0])]),
        (HeaderInput(buyers[0], DAY, price_mode="gross"), [LineInput(product=goods[0], quantity=D(2))]),
    ]))  # fmt: skip
    assert (eur.header.currency, eur.header.rate, eur.header.rate_day) == ("EUR", D("4.2512"), date(2026, 10, 30))
    assert (free.lines[0].tax_class, free.header.tax) == ("ZW", 0)
    assert (gross.lines[0].price, gross.header.gross) == (D("12.287700"), D("24.58"))
    (later,) = act(lambda u: trade.write_documents(u, "toy.order", "draft", [(HeaderInput(buyers[0], date(2027, 1, 2)), [LineInput(product=goods[0])])]))
    assert later.lines[0].rate_percent == 22


def test_a_supplier_is_asked_its_own_price(acting, goods, buyers, act):
    catalog.set_supplier_items([ItemInput(buyers[0], goods[2], "S-1", price=D("3.21"), unit="karton")], acting=acting)
    (made,) = act(lambda u: trade.write_documents(u, "toy.order", "draft", [(HeaderInput(buyers[0], DAY, buying=True), [LineInput(product=goods[2], quantity=D(2), unit="karton")])]))
    assert (made.lines[0].price, made.lines[0].price_reason, made.lines[0].quantity_base) == (D("3.21"), "supplier", 24)


def test_every_fault_is_named(acting, goods, buyers, act, other):
    lines = [LineInput(product=goods[2]), LineInput(code="NIE-MA"), LineInput(price=D(1)), LineInput(product=goods[0], quantity=D(0)), LineInput(product=goods[0], unit="kg"),
             LineInput(product=goods[0], tax_class="77"), LineInput(product=goods[0], price=D("NaN")), LineInput(product=goods[0], discount_percent=D(101))]
    with pytest.raises(Refused) as no:
        act(lambda u: trade.write_documents(u, "toy.order", "draft", [(HeaderInput(buyers[0], DAY), lines)]))
    assert [(e.code, e.line) for e in no.value.errors] == [
        ("trade.no_price", 1), ("trade.no_product", 2), ("trade.no_text", 3), ("trade.wrong_quantity", 4), ("catalog.not_its_unit", 5), ("taxation.no_rate", 6),
        ("trade.wrong_price", 7), ("trade.wrong_discount", 8)]
    stranger = parties.add_parties([party(8)], acting=other)[0]
    with pytest.raises(Refused) as no:
        act(lambda u: trade.write_documents(u, "toy.order", "draft", [(HeaderInput(stranger, DAY), []), (HeaderInput(buyers[0], DAY), [])]))
    assert [(e.code, e.record) for e in no.value.errors] == [("parties.no_terms", stranger), ("trade.no_lines", 2)]
    with reading(acting):
        assert not Document.objects.exists()


def test_writing_and_deriving_take_the_same_statements(acting, goods, buyers, act):
    def write(n):
        return act(lambda u: trade.write_documents(u, "toy.order", "draft", [(HeaderInput(buyers[0], DAY), [LineInput(product=goods[0]), LineInput(product=goods[1])])] * n))

    write(1)
    assert sent(lambda: write(100)) - sent(lambda: write(1)) <= 1
    lines = [line.line_id for made in write(100) for line in made.lines]
    one = sent(lambda: act(lambda u: trade.derive_documents(u, [Take(n) for n in lines[:2]], Derivation("toy.invoice", "draft", "invoiced", DAY))))
    many = sent(lambda: act(lambda u: trade.derive_documents(u, [Take(n) for n in lines[2:]], Derivation("toy.invoice", "draft", "invoiced", DAY))))
    assert many - one <= 1


def test_deriving_takes_what_is_left_and_no_more(acting, goods, buyers, act):
    header = HeaderInput(buyers[0], DAY)
    orders = act(lambda u: trade.write_documents(u, "toy.order", "draft", [(header, [LineInput(product=goods[0], quantity=D(10))]), (header, [LineInput(product=goods[1], quantity=D(4), price=D("7.77"))])]))
    a, b = (o.lines[0].line_id for o in orders)
    how = Derivation("toy.invoice", "draft", "invoiced", DAY, together=True, less=("returned",), change={"note": "razem"})
    (first,) = act(lambda u: trade.derive_documents(u, [Take(a, D(6)), Take(b)], how))
    assert ([x.quantity for x in first.lines], first.lines[1].price, first.header.note) == ([6, 4], D("7.77"), "razem")
    with pytest.raises(Refused) as no:
        act(lambda u: trade.derive_documents(u, [Take(a, D(5))], how))
    error = no.value.errors[0]
    assert (error.code, error.record, error.words["left"]) == ("documents.too_much", orders[0].id, 4)
    (rest,) = act(lambda u: trade.derive_documents(u, [Take(a), Take(b)], how))
    assert [x.quantity for x in rest.lines] == [4]
    with pytest.raises(Refused) as no:
        act(lambda u: trade.derive_documents(u, [Take(a), Take(b)], how))
    assert {e.code for e in no.value.errors} == {"trade.nothing_left"}
    act(lambda u: trade.derive_documents(u, [Take(a, D(1))], Derivation("toy.invoice", "draft", "returned", DAY)))
    (again,) = act(lambda u: trade.derive_documents(u, [Take(a)], how))
    assert again.lines[0].quantity == 1


def test_replacing_keeps_flow_right(acting, goods, buyers, act):
    header = HeaderInput(buyers[0], DAY)
    (order,) = act(lambda u: trade.write_documents(u, "toy.order", "draft", [(header, [LineInput(product=goods[0], quantity=D(10)), LineInput(product=goods[1], quantity=D(5))])]))
    a, b = (x.line_id for x in order.lines)
    how = Derivation("toy.invoice", "draft", "invoiced", DAY)
    (made,) = act(lambda u: trade.derive_documents(u, [Take(a, D(6)), Take(b)], how))
    first, _second = (x.line_id for x in made.lines)

    def replace(lines):
        return act(lambda u: trade.replace_lines(u, [(lock(u, [made.id], type="toy.invoice")[0], header, lines)]))

    with pytest.raises(Refused) as no:
        replace([LineInput(product=goods[0], quantity=D(11), line=first)])
    assert no.value.errors[0].code == "documents.too_much"
    replace([LineInput(product=goods[0], quantity=D(2), price=D(5), line=first), LineInput(description="Transport", price=D(50))])
    with reading(acting):
        assert [(r.line_id == first, r.quantity, r.net) for r in TradeLine.objects.filter(document=made.id).order_by("line__position")] == [(True, 2, D(10)), (False, 1, D(50))]
        assert TradeDocument.objects.get(pk=made.id).gross == D("73.80") == Document.objects.get(pk=made.id).total
        assert sum(Flow.objects.filter(source=a).values_list("quantity", flat=True)) == 2
        assert sum(Flow.objects.filter(source=b).values_list("quantity", flat=True)) == 0
        assert Line.objects.filter(document=made.id, quantity=0, position=0).count() == 1
    (rest,) = act(lambda u: trade.derive_documents(u, [Take(a), Take(b)], how))
    assert [x.quantity for x in rest.lines] == [8, 5]


def test_lines_of_a_fixed_document_are_defended(acting, goods, buyers, act, as_role):
    (made,) = act(lambda u: trade.write_documents(u, "toy.order", "done", [(HeaderInput(buyers[0], DAY), [LineInput(product=goods[0])])]))
    app = as_role("app")
    for sql in ("UPDATE trade_tradeline SET price = 1", "DELETE FROM trade_tradeline", "UPDATE trade_tradedocument SET net = 0, gross = tax", "DELETE FROM trade_tradetax"):
        app.execute("SELECT set_config('ogniwo.company', %s, false)", [str(acting.company_id)])
        with pytest.raises(Exception, match="fixed"):
            app.execute(sql)
    assert made.id
