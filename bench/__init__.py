"""The bench: the product's speed, each figure beside what the database or the framework can do at best. `python -m bench`."""
