"""Parties can be found."""

from ogniwo.kernel.search.hooks import Kind, kind
from ogniwo.kernel.text import N_ as _

kind(Kind("party", _("Party"), permission="parties.suggest", record="parties.party", icon="building"))
