"""Products can be found."""

from ogniwo.kernel.search.hooks import Kind, kind
from ogniwo.kernel.setup.hooks import Policy, policy
from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.catalog.models import PriceDifference, Valuation

kind(Kind("product", _("Product"), permission="catalog.suggest", record="catalog.product", icon="package"))
policy(
    Policy("valuation", _("Valuation of new products"), _("How the cost of an issue is found, for products added from now on."), "choice", "fifo", dict(Valuation.choices)),
    Policy("price_difference", _("Price differences of new products"), _("Where a later price of a supplier goes, for products added from now on."), "choice", "stock", dict(PriceDifference.choices)),
    Policy("tax_class", _("Usual tax class"), _("The tax class of products added without one. Empty: the first of the list.")),
)  # fmt: skip
