"""Many at once through the product's own commands: one winner each, and nobody deadlocks."""
