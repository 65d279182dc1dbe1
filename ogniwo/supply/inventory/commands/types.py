"""Documents of the warehouse."""

from ogniwo.kernel.documents.hooks import DocumentType, document_type
from ogniwo.kernel.text import N_ as _

POSTED, REVERSED = "posted", "reversed"
JOURNAL = "MAG"
"""The stock journal: of acts of the warehouse alone."""


def _paper(name: str, title: str, icon: str, series: str) -> DocumentType:
    return document_type(DocumentType(
        name=f"inventory.{name}", title=title, icon=icon, series=series, record="inventory.paper", reads="inventory.papers",
        states={POSTED: (_("Posted"), "good"), REVERSED: (_("Reversed"), "neutral")},
        transitions={POSTED: {"reverse": REVERSED}}, fixed=frozenset({POSTED, REVERSED}),
    ))  # fmt: skip


INTERNAL_RECEIPT = _paper("internal_receipt", _("Internal receipt"), "package-plus", "PW/{year}/{n:05}")
INTERNAL_ISSUE = _paper("internal_issue", _("Internal issue"), "package-minus", "RW/{year}/{n:05}")
TRANSFER = _paper("transfer", _("Stock transfer"), "arrow-left-right", "MM/{year}/{n:05}")
ADJUSTMENT = _paper("adjustment", _("Stock adjustment"), "scale", "RI/{year}/{n:05}")
OPENING = _paper("opening", _("Opening stock"), "flag", "BO/{year}/{n:05}")
PAPERS = (INTERNAL_RECEIPT, INTERNAL_ISSUE, TRANSFER, ADJUSTMENT, OPENING)
