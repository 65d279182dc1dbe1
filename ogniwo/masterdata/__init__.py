"""Master data: what trade and books both speak about.

Modules in order: taxation (tax classes, rates, the one tax arithmetic), parties, catalog (products, units, prices).
"""
