"""Products can be found."""

from ogniwo.kernel.search.hooks import Kind, kind
from ogniwo.kernel.text import N_ as _

kind(Kind("product", _("Product"), permission="catalog.suggest", record="catalog.product", icon="package"))
