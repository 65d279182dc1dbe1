"""Money: exact arithmetic of amounts, rates and units. Rules only; no tables.

One rounding (half up), one way to split a sum into parts that add up to it, one conversion between
currencies and between units. Everything that computes an amount stands on it.
Stands on: nothing.  Heard by: everybody.
Not here: exchange rate tables (masterdata, country pack), tax (masterdata.taxation), costs (supply.inventory).
Standard: ISO 4217 for the places of a currency.
"""
