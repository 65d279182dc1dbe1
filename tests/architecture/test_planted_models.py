"""Model and declaration checks catch planted faults."""

import ast
from typing import Any

import pytest
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test.utils import isolate_apps

from ogniwo.kernel.commands.registry import CommandSpec
from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.errors.rules import CODES
from ogniwo.kernel.tenancy.models import CompanyRow, ref
from tests.architecture import declared, house, shape


def model(name: str, module: str, base: type = CompanyRow, **fields: Any) -> Any:
    meta = type("Meta", (), {"app_label": module.split(".")[2]})
    return type(name, (base,), {"__module__": f"{module}.models", "Meta": meta, **fields})


def said(problems: Any) -> str:
    return " | ".join(problem.says for problem in problems)


@isolate_apps("ogniwo.kernel.tenancy")
def test_keys_that_point_up_out_or_anywhere() -> None:
    entry = model("Entry", "ogniwo.finance.ledger")
    order = model("Order", "ogniwo.supply.sales", entry=ref(entry))
    assert not said(shape.keys(order))
    assert "points up" in said(shape.keys(model("Line", "ogniwo.finance.ledger", order=ref(order))))
    assert "points up" in said(shape.keys(model("Account", "ogniwo.finance.ledger", bill=ref(model("Bill", "ogniwo.finance.treasury")))))
    assert "points up" in said(shape.keys(model("Offer", "ogniwo.crm.offers", entry=ref(entry))))
    assert "many-to-many" in said(shape.keys(model("Tag", "ogniwo.supply.sales", entries=models.ManyToManyField(entry))))
    assert "library" in said(shape.keys(model("Log", "ogniwo.supply.sales", kind=models.ForeignKey(ContentType, models.PROTECT))))
    generic = model("Note", "ogniwo.supply.sales", kind=ref(entry), of=GenericForeignKey("kind", "id"))
    assert "generic" in said(shape.keys(generic))
    assert "inherits" in said(shape.keys(model("Special", "ogniwo.finance.ledger", base=entry)))


@isolate_apps("ogniwo.kernel.tenancy")
def test_columns_that_lie() -> None:
    entry = model("Entry", "ogniwo.finance.ledger")
    simple = models.ForeignKey(entry, models.PROTECT)
    cases = {
        "float": models.FloatField(),
        "money()": models.DecimalField(max_digits=12, decimal_places=2),
        "clock": models.DateTimeField(auto_now_add=True),
        "take ref()": simple,
    }
    for number, (word, field) in enumerate(cases.items()):
        assert word in said(shape.columns(model(f"Bad{number}", "ogniwo.finance.ledger", column=field)))
    assert "neither" in said(shape.columns(model("Stray", "ogniwo.finance.ledger", base=models.Model)))
    fine = model("Fine", "ogniwo.finance.ledger", entry=ref(entry), amount=models.DecimalField(max_digits=18, decimal_places=2))
    assert not said(shape.columns(fine))


def test_models_named_in_strings() -> None:
    labels = {"sales": "ogniwo.supply.sales", "ledger": "ogniwo.finance.ledger"}
    up = ast.parse("apps.get_model('sales.Order')")
    assert "stands above" in said(shape.models_by_name("ogniwo.finance.ledger.queries", up, labels))
    down = ast.parse("ref('ledger.Entry'); x = 'sales.confirm_orders'")
    assert not said(shape.models_by_name("ogniwo.supply.sales.models", down, labels))


def fine(orders: list[int], *, unit: Any, acting: Any) -> None:
    """Confirm orders."""


def no_acting(orders: list[int], unit: Any) -> None:
    """Confirm orders."""


def untyped(orders, *, unit: Any, acting: Any) -> None:  # type: ignore[no-untyped-def]
    """Confirm orders."""


def silent(*, unit: Any, acting: Any) -> None: ...


@pytest.mark.parametrize(
    ("function", "changed", "word"),
    [
        (no_acting, {}, "acting by keyword"),
        (untyped, {}, "does not say what 'orders' is"),
        (silent, {"sets": None}, "docstring"),
        (fine, {"roles": ("salesman",)}, "not shipped"),
        (fine, {"name": "Sales.Confirm"}, "small letters"),
        (fine, {"name": "sales.confirm_orders"}, "begins with"),
        (fine, {"sets": "documents"}, "names no argument"),
        (fine, {"title": "Confirm."}, "full stop"),
    ],
)
def test_declarations_of_commands(function: Any, changed: dict[str, Any], word: str) -> None:
    name = house.home(__name__).split(".")[-1]
    options = {"name": f"{name}.confirm_orders", "title": "Confirm orders", "roles": ("seller",), "sets": "orders", **changed}
    assert word in said(declared.spec_problems(CommandSpec(function=function, **options), writes=True))
    sound = CommandSpec(name=f"{name}.confirm_orders", title="Confirm orders", roles=("seller",), sets="orders", function=fine)
    assert not said(declared.spec_problems(sound, writes=True))


def test_declarations_of_errors() -> None:
    before = dict(CODES)
    try:
        mute = type("Mute", (BusinessError,), {"code": "ledger.mute", "says": "No", "next": ""})
        stray = type("Stray", (BusinessError,), {"code": "nowhere.stray", "says": "It is not so.", "next": "Do this instead of that."})
        nameless = type("Nameless", (BusinessError,), {})
        assert "whole sentence" in said(declared.error_problems("ledger.mute", mute, {"ledger"}))
        assert "what to do" in said(declared.error_problems("ledger.mute", mute, {"ledger"}))
        assert "module.name" in said(declared.error_problems("nowhere.stray", stray, {"ledger"}))
        assert "no code" in said(declared.error_problems(nameless.code, nameless, {"kernel"}))
    finally:
        CODES.clear()
        CODES.update(before)


def test_order_of_the_house() -> None:
    assert house.may_know("ogniwo.supply.sales", "ogniwo.finance.ledger")
    assert house.may_know("ogniwo.supply.sales", "ogniwo.supply.inventory")
    assert not house.may_know("ogniwo.supply.inventory", "ogniwo.supply.sales")
    assert not house.may_know("ogniwo.crm.offers", "ogniwo.finance.ledger")
    assert not house.may_know("ogniwo.finance.ledger", "ogniwo.poland.identifiers")
