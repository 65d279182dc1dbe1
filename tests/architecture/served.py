"""Whether an index serves the order of a list: asked of the planner, which on the way must find nothing else."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ogniwo.workbench import listing, ordering
from ogniwo.workbench.declare import List

OFF = ("seqscan", "sort", "hashjoin", "mergejoin", "bitmapscan", "material")
SLOW = {"Sort", "Seq Scan", "Hash Join", "Merge Join"}


def orders(screen: List) -> list[str]:
    """The orders a list of any size is shown in: its own, its views', its quick columns; both ways, but for the key's."""
    paths = dict.fromkeys(order.removeprefix("-") for order in (screen.order, *(view.order for view in screen.views if view.order), *screen.quick))
    return [sign + path for path in paths for sign in (("", "-") if path != "pk" else ("-",))]


def unserved(screen: List, acting: Any) -> Iterator[str]:
    """What the planner needs for the first page of each such order besides walking along an index; nothing when all is well.

    Sorting and reading whole tables are switched off: a plan that still does so has no index to follow, whatever the size.
    An incremental sort is well: its rows come along an index, sorted by all but the key.
    """
    for order in orders(screen):
        found = listing.narrowed(screen, listing.Asked(order=order), acting)
        with CaptureQueriesContext(connection) as sent:
            ordering.keys(found, listing.order_of(screen, order, acting), None, listing.PAGE + 1)
        with connection.cursor() as cursor:
            for way in OFF:
                cursor.execute(f"SET LOCAL enable_{way} = off")
            cursor.execute("EXPLAIN (FORMAT JSON) " + sent.captured_queries[-1]["sql"])
            answer = cursor.fetchone()[0]
        plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
        if ways := sorted({node["Node Type"] for node in nodes(plan, merged=bool(screen.each[1]))} & SLOW):
            yield f"{screen.name} by {order}: {', '.join(ways)}"


def nodes(plan: dict[str, Any], *, merged: bool) -> Iterator[dict[str, Any]]:
    """The nodes that make rows: not those of subqueries of columns, nor the last sort where pages of each kind are merged."""
    if not (merged and plan["Node Type"] == "Sort" and plan["Plans"][0]["Node Type"] in ("Append", "Subquery Scan")):
        yield plan
    for below in plan.get("Plans", ()):
        if below.get("Parent Relationship") not in ("SubPlan", "InitPlan"):
            yield from nodes(below, merged=merged)
