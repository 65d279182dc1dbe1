"""Approvals (akceptacje): one mechanism for offers below floor, orders over budget, invoices, payments.

Who asks is not who approves. A module asks with `ask`, listens to `decided`, and goes on.
Stands on: documents, commands.
"""
