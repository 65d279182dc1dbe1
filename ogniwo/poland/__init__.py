"""The Polish country pack: identifiers, e-invoices, declarations, chart, dated law.

Nothing imports it; it stands on the general modules and fills their doors (validators, formats, facts).
Every rate, limit and account is dated data with its source, in ``data/``.
"""
