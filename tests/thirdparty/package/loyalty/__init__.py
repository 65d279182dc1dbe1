"""Loyalty: a small package of somebody else. A tier of each customer, seen in our list, and orders it holds back.

Stands on: parties (a table one-to-one with the terms), sales (asked before orders are confirmed), the workbench (a column).
"""
