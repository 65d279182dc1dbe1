"""Workbench (pulpit roboczy): the UI engine and the API shell.

Modules declare screens (`ogniwo.workbench.declare`) in their `screens.py`; the engine here draws them all alike: lists,
records, forms bound to commands, boards, reports, dashboards, imports, exports. It knows no module: screens are found by
walking the installed apps, and higher modules contribute columns, panels, sections and actions through `registry`.
Stands on: kernel (commands, queries, access, text).  Not here: business rules, SQL of modules, printed documents.
Standard: WCAG 2.2 AA; a strict Content-Security-Policy (no inline script, no inline style).
"""
