"""The one writer: drafts of rows become columns, columns become one INSERT per table.

A `Unit` gathers the drafts of one act and writes each table once, in one fixed order, however many
documents the act has. Commands never insert by themselves.
"""
