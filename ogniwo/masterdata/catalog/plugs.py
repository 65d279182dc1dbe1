"""Products can be found; own fields of parties are kept here, with those of products and documents."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from ogniwo.kernel.search.hooks import Kind, kind
from ogniwo.kernel.setup.hooks import Policy, policy
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.catalog import queries
from ogniwo.masterdata.catalog.commands.judging import known
from ogniwo.masterdata.catalog.models import PriceDifference, Valuation
from ogniwo.masterdata.parties.hooks import OwnFields, own_fields
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Panel


def _judged(unit: Unit, given: Mapping[str, Any]) -> dict[str, Any]:
    return known(unit, unit.company_id).custom("party", given)


own_fields(OwnFields(
    drawn=partial(queries.own_fields, "party"), columns=partial(queries.columns_of, "party"), annotated=partial(queries.annotated, kind="party"),
    typed=partial(queries.typed_values, "party"), judged=_judged,
))  # fmt: skip
registry.add_panel("parties.party", Panel("own", _("Own fields"), queries.own_of_party, kind="facts", order=12, quiet=True))
kind(Kind("product", _("Product"), permission="catalog.suggest", record="catalog.product", icon="package"))
policy(
    Policy("valuation", _("Valuation of new products"), _("How the cost of an issue is found, for products added from now on."), "choice", "fifo", dict(Valuation.choices)),
    Policy("price_difference", _("Price differences of new products"), _("Where a later price of a supplier goes, for products added from now on."), "choice", "stock", dict(PriceDifference.choices)),
    Policy("tax_class", _("Usual tax class"), _("The tax class of products added without one. Empty: the first of the list.")),
)  # fmt: skip
