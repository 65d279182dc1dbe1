"""Privacy (ochrona danych): the audit as people read it, and erasing what it keeps of a person.

Every act keeps what it was given and what it changed, apart from the act itself. Erasing empties that payload and its
salt for good; the act, its time, its author and its digest stay, so the chain of acts goes on being valid.
Stands on: audit, access, commands.  Only an owner holds the commands; an auditor reads.
Not here: recording acts (audit), deleting business documents (nothing posted is ever deleted).
Standard: GDPR art. 17 (erasure) and 5(1)(e); ISO 27001:2022, A.8.15 for the protection of logs.
"""
