"""Editions other than the whole, proved where the rest of the house is absent from the disk."""
