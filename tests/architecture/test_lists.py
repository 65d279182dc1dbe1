"""Every list that may be long is served by an index in every order it offers at any size."""

from typing import Any

import pytest

from ogniwo.kernel.commands import reading
from ogniwo.site.testing import Firm
from ogniwo.supply.sales.models import SalesOrder
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Day, List, Number, Text
from tests.architecture import served


def lists() -> list[str]:
    registry.load()
    return sorted(name for name, screen in registry.SCREENS.items() if isinstance(screen, List))


def test_an_index_serves_every_order_of_every_list(firm: Firm) -> None:
    wrong = []
    for name in lists():
        screen = registry.screen(name)
        if isinstance(screen, List) and not screen.few:
            with reading(firm.acting):
                wrong += served.unserved(screen, firm.acting)
    assert not wrong, "\n".join([*wrong, "Give the list an order along an index (a document's: filter its type, or name `each`), or say that its rows are `few`."])


def planted(**more: Any) -> List:
    return List("planted.list", "Planted", source=lambda *, acting: SalesOrder.objects.all(), columns=[Number(), Day("day"), Text("title")], **more)


@pytest.mark.parametrize(("screen", "word"), [
    (planted(order="-day"), "-day: Sort"),                        # no type of document: the index over type and day can't be used
    (planted(order="-pk", quick=["title"]), "title: Sort"),
    (planted(order="delivery_day"), "delivery_day: Sort"),
])  # fmt: skip
def test_an_order_without_an_index_is_seen(firm: Firm, screen: List, word: str) -> None:
    with reading(firm.acting):
        assert any(word in problem for problem in served.unserved(screen, firm.acting))
