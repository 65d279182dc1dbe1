"""Polish identifiers: tax number (NIP), statistical number (REGON), personal number (PESEL), bank account (NRB, IBAN).

A table of validators ``scheme -> function``: it takes what a person typed and returns the canonical value, or
refuses with one reason in Polish and English. Checksums come from python-stdnum; what it lets pass and
the law does not (a tax number of zeros, an office code with two zeros) is refused here.
Source: rozporządzenie o NIP (weights 6 5 7 2 3 4 5 6 7 mod 11); ISO 13616 (IBAN, mod 97).
"""
