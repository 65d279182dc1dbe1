"""Controlling: what it cost and what it earned, read from the books."""
