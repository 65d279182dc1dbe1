"""Supply: goods and services from the supplier to the customer.

Modules in order: inventory, purchasing, sales, distribution, quality, manufacturing, planning.
"""
