"""Parties can be found; identifiers of the company itself are judged by the same schemes."""

from ogniwo.kernel.search.hooks import Kind, kind
from ogniwo.kernel.setup.hooks import checks_identifiers
from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.parties.hooks import SCHEMES

kind(Kind("party", _("Party"), permission="parties.suggest", record="parties.party", icon="building"))


@checks_identifiers
def plain_identifier(scheme: str, typed: str) -> str:
    """The plain value of an identifier, by its scheme if there is one. Raises ValueError."""
    return SCHEMES[scheme].check(typed) if scheme in SCHEMES else typed.strip()
