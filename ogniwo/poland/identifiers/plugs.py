"""Registers the Polish schemes of identifiers with parties."""

from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.parties.hooks import Scheme, scheme
from ogniwo.poland.identifiers.rules import VALIDATORS

TITLES = {"NIP": _("Tax number (NIP)"), "REGON": _("Statistical number (REGON)"), "PESEL": _("Personal number (PESEL)")}

for name, title in TITLES.items():
    scheme(Scheme(name, title, VALIDATORS[name], country="PL", main=name == "NIP"))
