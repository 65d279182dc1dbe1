"""Everything that changes parties."""

from ogniwo.masterdata.parties.commands.adding import add_parties, add_party, adopt, write_parties
from ogniwo.masterdata.parties.commands.changing import (
    add_accounts,
    add_addresses,
    add_contacts,
    add_identifiers,
    change_parties,
    change_party,
    give_consents,
    relate,
    withdraw_consent,
)
from ogniwo.masterdata.parties.commands.importing import import_parties

__all__ = [
    "add_accounts", "add_addresses", "add_contacts", "add_identifiers", "add_parties", "add_party", "adopt", "change_parties", "change_party",
    "give_consents", "import_parties", "relate", "withdraw_consent", "write_parties",
]
