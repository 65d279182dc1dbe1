"""The kernel: what every module stands on and none may bend.

Directories and companies, access, documents and their flow, commands and queries, the one writer,
numbers and seals, audit, outbox. It knows no trade, no ledger and no country.
"""
