"""E-invoice content: the structured invoice FA(3) of the national system (KSeF), read, checked, written, shown.

Files only, no database: bytes become frozen dataclasses with all the file says (``reader``), are checked against
the official schema and against sense (``schema``, ``checks``), are made from a sale (``compose``, ``writer``),
and are listed for a screen (``visualise``). Sums are never recomputed: what differs is said, not mended.
Not here: sending (clearance), booking (invoicing).
Standard: FA(3), wzór 13775 of 2025-06-25; art. 106e, 106j, 106f ustawy o VAT.
"""
