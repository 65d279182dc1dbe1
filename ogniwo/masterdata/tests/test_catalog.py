"""Products, units, prices and why they win, suppliers' codes, own fields."""

from datetime import date
from decimal import Decimal

import pytest

from ogniwo.kernel.commands.acts import reading, run
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.writing.unit import Counter
from ogniwo.masterdata.catalog import commands, queries
from ogniwo.masterdata.catalog.models import Product, ProductTerms, ProductUnit
from ogniwo.masterdata.catalog.rules.inputs import ItemInput, NewField, NewPriceList, PriceInput, ProductChange, ProductRow, StockTerms
from ogniwo.masterdata.parties import commands as parties
from ogniwo.masterdata.tests.samples import UNITS, party, product

DAY = date(2026, 11, 2)


@pytest.fixture
def units(acting):
    return commands.add_units(UNITS, acting=acting)


def sent(work):
    before = Counter.sent
    work()
    return Counter.sent - before


def test_product_is_found_by_code_name_ean_and_suppliers_code(acting, units, other):
    (pk,) = commands.add_products([product(3, ean="5901234123457")], acting=acting)
    (supplier,) = parties.add_parties([party(1)], acting=acting)
    commands.set_supplier_items([ItemInput(supplier, pk, "XX-99", price=Decimal("3.5"), lead_time_days=7)], acting=acting)
    with reading(acting):
        for words in ("KR-0003", "kr0003", "krzeslo", "chair", "5901234123457", "xx-9"):
            assert [s.id for s in queries.suggest(words, acting=acting)] == [pk], words
        assert queries.suggest(ids=[pk], acting=acting)[0].fill["unit"] == "szt"
        assert queries.supplier_items(pk, acting=acting).get().price == Decimal("3.5")
    with reading(other):
        assert queries.suggest("krzeslo", acting=other) == []


def test_usual_terms_are_the_companys(acting, units):
    (pk, service) = commands.add_products([product(1), product(2, kind="service", terms=StockTerms(tax_class="8"))], acting=acting)
    with reading(acting):
        terms = ProductTerms.objects.get(pk=pk)
        assert (terms.tax_class_id, terms.stocked, terms.valuation, terms.price_difference) == ("23", True, "fifo", "stock")
        terms = ProductTerms.objects.get(pk=service)
        assert (terms.tax_class_id, terms.stocked) == ("8", False)
        assert ProductUnit.objects.filter(product=pk).get().numerator == 12


def test_bad_products_are_all_refused(acting, units):
    (pk,) = commands.add_products([product(1)], acting=acting)
    with pytest.raises(Refused) as no:
        commands.add_products([product(1), product(2, unit="miarka"), product(3, terms=StockTerms(tax_class="99", valuation="lifo")), product(4, terms=StockTerms(custom={"a": 1}))], acting=acting)
    assert [(e.code, e.line) for e in no.value.errors] == [
        ("catalog.code_taken", 1), ("catalog.no_unit", 2), ("catalog.no_tax_class", 3), ("catalog.wrong_choice", 3), ("catalog.no_own_field", 4)]
    assert no.value.errors[0].record == pk


def test_statements_do_not_grow(acting, units):
    commands.add_products([product(999)], acting=acting)
    one = sent(lambda: commands.add_products([product(1)], acting=acting))
    hundred = sent(lambda: commands.add_products([product(n) for n in range(2, 102)], acting=acting))
    assert hundred - one <= 1
    (standard,) = commands.add_price_lists([NewPriceList("S", {"pl": "S"}, standard=True)], acting=acting)
    with reading(acting):
        ids = list(ProductTerms.objects.values_list("pk", flat=True))
    one = sent(lambda: commands.set_prices(standard, [PriceInput(ids[0], Decimal(1))], acting=acting))
    assert sent(lambda: commands.set_prices(standard, [PriceInput(i, Decimal(2)) for i in ids], acting=acting)) - one <= 1
    one = sent(lambda: commands.change_products([ProductChange(ids[0], minimum=Decimal(3))], acting=acting))
    assert sent(lambda: commands.change_products([ProductChange(i, minimum=Decimal(4)) for i in ids], acting=acting)) - one <= 1


def test_the_partys_own_price_wins_and_says_why(acting, units):
    (pk,) = commands.add_products([product(1)], acting=acting)
    (mine, theirs) = parties.add_parties([party(1), party(2)], acting=acting)
    (standard, own) = commands.add_price_lists([NewPriceList("STD", {"pl": "Podstawowy"}, standard=True), NewPriceList("VIP", {"pl": "VIP"})], acting=acting)
    commands.set_prices(standard, [PriceInput(pk, Decimal("100")), PriceInput(pk, Decimal("90"), from_quantity=Decimal(10)), PriceInput(pk, Decimal(960), unit="karton", from_quantity=Decimal(1))], acting=acting)
    commands.set_prices(own, [PriceInput(pk, Decimal("70.123456"), valid_from=date(2026, 6, 1))], acting=acting)
    commands.give_price_list([mine], own, acting=acting)
    with reading(acting):
        found = queries.price_for(pk, Decimal(1), DAY, mine, acting=acting)
        assert (found.price, found.source.price_list) == (Decimal("70.123456"), "VIP")
        assert "VIP is agreed with this party." in [r.sentence() for r in found.reasons]
        assert queries.price_for(pk, Decimal(1), date(2026, 5, 1), mine, acting=acting).price == 100
        assert queries.price_for(pk, Decimal(10), DAY, theirs, acting=acting).price == 90
        assert queries.price_for(pk, Decimal(12), DAY, acting=acting).price == 80  # by the box
    commands.give_price_list([mine], None, acting=acting)
    commands.set_prices(standard, [PriceInput(pk, Decimal("101"))], acting=acting)
    with reading(acting):
        assert queries.price_for(pk, Decimal(1), DAY, mine, acting=acting).price == 101
        assert queries.prices_of(pk, acting=acting).count() == 4


def test_own_fields_are_typed_and_kept(acting, units):
    commands.add_fields([NewField("product", "shelf", {"pl": "Półka", "en": "Shelf"}, "number"), NewField("product", "colour", {"pl": "Kolor"}, "choice", ("dąb", "buk"))], acting=acting)
    (pk,) = commands.add_products([product(1, terms=StockTerms(custom={"shelf": Decimal("7.50")}))], acting=acting)
    run("catalog.change_products", acting, {"changes": [{"product": str(pk), "custom": {"colour": "buk"}}]})
    with reading(acting):
        assert ProductTerms.objects.get().custom == {"shelf": "7.50", "colour": "buk"}
        assert ("Półka", Decimal("7.50")) in queries.own_values(pk, acting=acting)
    with pytest.raises(Refused) as no:
        run("catalog.change_products", acting, {"changes": [{"product": str(pk), "custom": {"colour": "sosna"}}]})
    assert no.value.errors[0].code == "catalog.own_field_wrong"


def test_import_and_adopting_by_a_sister(acting, units, sister):
    commands.add_products([product(1)], acting=acting)
    results = commands.import_products([ProductRow("KR-0001", "x"), ProductRow("NEW", "Nowy", tax_class="8"), ProductRow("NEW", "Nowy 2", tax_class="8")], acting=sister)
    assert [r.outcome for r in results] == ["taken over", "added", "added"]
    with reading(sister):
        assert ProductTerms.objects.count() == 2
        assert Product.objects.get(code="NEW").name == {"pl": "Nowy 2"}
    (new,) = {r.product for r in results[1:]}
    commands.adopt([new], acting=acting)
    with reading(acting):
        assert ProductTerms.objects.get(pk=new).tax_class_id == "23"
