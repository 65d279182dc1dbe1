"""The catalogue: units, products, price lists, suppliers' codes, and a company's own fields.

A product (towar, usługa) is an identity of the directory; a company uses it through its terms: tax class,
valuation, minimum. Prices stand in lists; `price_for` says which one wins and why. Factors between units
are exact rationals. Source of unit codes: UN/ECE recommendation 20.
Stands on: taxation, parties.  Heard by: trade, supply, crm.
"""
