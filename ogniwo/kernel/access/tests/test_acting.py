"""Rights as values: patterns, overlaps, rules of several roles. No database."""

from datetime import UTC, date, datetime

import pytest

from ogniwo.kernel.access.acting import Acting, covers, overlap, widest
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.access.hooks import COMMAND, QUERY, Permission, declare, granted_by_default
from ogniwo.kernel.access.rules import SHIPPED, business_date


def acting(*permissions: str, kinds: tuple[str, ...] = ()) -> Acting:
    return Acting(1, 1, 1, None, frozenset(permissions), frozenset(kinds))


@pytest.mark.parametrize(
    ("granted", "asked", "may"),
    [
        ("*", "sales.confirm_orders", True),
        ("sales.*", "sales.confirm_orders", True),
        ("sales.confirm_orders", "sales.confirm_orders", True),
        ("sales.*", "salesforce.sync", False),
        ("sales.confirm", "sales.confirm_orders", False),
        ("sales.confirm_orders", "sales.*", False),
        ("sales.*", "sales.*", True),
        ("", "sales.orders", False),
        ("sales.*", "sales", False),
    ],
)
def test_may(granted: str, asked: str, may: bool) -> None:
    assert acting(granted).may(asked) is may
    assert covers(granted, asked) is may


def test_require_names_the_permission_and_who_grants_it() -> None:
    with pytest.raises(NoRight) as refused:
        acting("tax.*").require("ledger.post_entries")
    assert "ledger.post_entries" in refused.value.sentence()
    assert "owner" in refused.value.advice()
    assert refused.value.status == 403


def test_a_key_narrows_and_never_widens() -> None:
    seller = acting("sales.*", "parties.list")
    assert seller.narrowed(["*"]).permissions == seller.permissions
    assert seller.narrowed(["sales.orders", "ledger.*"]).permissions == {"sales.orders"}
    assert seller.narrowed([]).permissions == frozenset()
    assert overlap({"*"}, {"ledger.*"}) == {"ledger.*"}


def test_sensitivities_are_asked_by_kind() -> None:
    assert acting(kinds=("cost",)).sees("cost") and not acting(kinds=("cost",)).sees("margin")


def test_of_several_roles_the_widest_rule_wins_and_silence_means_all() -> None:
    assert dict(widest([("offer", "own", 1), ("offer", "team", 2)], roles=2)) == {"offer": "team"}
    assert dict(widest([("offer", "own", 1)], roles=2)) == {}
    assert dict(widest([("offer", "own", 1)], roles=1)) == {"offer": "own"}


def test_today_is_the_pinned_day_or_the_companys_own() -> None:
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert business_date(date(2026, 3, 2), "Europe/Warsaw", late) == date(2026, 3, 2)
    assert business_date(None, "Europe/Warsaw", late) == date(2027, 1, 1)
    assert business_date(None, "UTC", late) == date(2026, 12, 31)


def test_what_shipped_roles_get() -> None:
    known = [
        Permission("sales.confirm_orders", "Confirm", COMMAND, ("seller",)),
        Permission("sales.orders", "Orders", QUERY, ("seller", "storekeeper")),
    ]
    grants = granted_by_default(known)
    assert grants["owner"] == {"*"}
    assert grants["seller"] == {"sales.confirm_orders", "sales.orders"}
    assert grants["auditor"] == {"sales.orders"}
    assert grants["buyer"] == frozenset()
    assert set(grants) == set(SHIPPED) == {"owner", "accountant", "seller", "buyer", "storekeeper", "auditor"}


def test_an_unknown_role_or_kind_is_refused_at_start() -> None:
    with pytest.raises(ValueError, match="salesman"):
        declare(Permission("sales.x", "X", COMMAND, ("salesman",)))
    with pytest.raises(ValueError, match="kind"):
        declare(Permission("sales.x", "X", "thing"))
