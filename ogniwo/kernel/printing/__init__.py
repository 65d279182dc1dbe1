"""Printing: documents as PDF, made by typst from data, never from text put into a template's source.

House templates (``templates``): invoice, offer, delivery, sharing ``house.typ``. Labels come in the data, so a
document speaks the language of its reader. The same template and data give the same bytes (PDF/A-3b, tagged).
Typefaces are built once from the front end's package by ``fonts``.
"""

from ogniwo.kernel.printing.rules import TEMPLATES, PrintingFailed, render

__all__ = ["TEMPLATES", "PrintingFailed", "render"]
