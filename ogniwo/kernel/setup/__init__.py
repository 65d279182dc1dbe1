"""Founding a company: its directory, branch, roles, months and series; modules above add their own.

Stands on: the whole kernel.  Heard by: charts of accounts, journals, tax classes.
"""
