"""Registers the tax stage with the books."""

from ogniwo.finance.tax import queries  # noqa: F401 - queries are declared
from ogniwo.finance.tax.commands import register, take_back_documents
from ogniwo.finance.tax.drafts import TaxDraft
from ogniwo.kernel.books.hooks import processes, reverses

processes("tax", TaxDraft)(register)
reverses("tax")(take_back_documents)
