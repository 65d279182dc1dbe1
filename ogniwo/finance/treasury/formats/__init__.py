"""Files of banks: bytes in, frozen dataclasses out, and back. Pure: no database, no country's law.

Statements: camt.053 (001.02, 001.08). Payment orders: pain.001.001.09. Source: ISO 20022 message definitions.
"""
