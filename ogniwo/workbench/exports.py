"""Exports of exactly what a list or report shows: the same filters, order and columns, all rows, streamed.

Text that a spreadsheet would run as a formula is written as text; figures stay figures, negative ones too (OWASP, CSV injection).
"""
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

from ogniwo.kernel.access.acting import Acting
from ogniwo.workbench import cells, listing
from ogniwo.workbench.declare import Column, List
from ogniwo.workbench.format import ZONE

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
CHUNK = 1000


def safe(text: str) -> str:
    """Text a spreadsheet will not run: an apostrophe before what looks like a formula.

    >>> safe("=1+1"), safe("Acme"), safe("-5 pcs")
    ("'=1+1", 'Acme', "'-5 pcs")
    """
    return f"'{text}" if text.startswith(RISKY) or text.lstrip().startswith(RISKY[:4]) else text


def rows_of_list(screen: List, asked: listing.Asked, acting: Acting) -> Iterator[list[cells.Cell]]:
    """All rows of a list from its first page on, page by page by key (constant memory)."""
    columns = cells.visible(screen.columns, acting)
    asked.after = ""
    found = listing.narrowed(screen, asked, acting)
    listing.settle(screen, asked, acting, many=listing.is_many(screen, asked, found, acting))
    while True:
        rows, following = listing.page(screen, found, asked, columns, acting, CHUNK)
        for row in rows:
            yield row.cells
        if not following:
            return
        asked.after = following


def csv_of(columns: Sequence[Column], rows: Iterable[list[cells.Cell]], language: str) -> Iterator[bytes]:
    """CSV for a spreadsheet: UTF-8 with its mark; semicolons and comma decimals in Polish."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language == "pl" else ",")
    out.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer.writerow([safe(cells.title_of(c, language)) for c in columns])
    for row in rows:
        writer.writerow([_csv_value(cell, language) for cell in row])
        if out.tell() > 64_000:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def _csv_value(cell: cells.Cell, language: str) -> str:
    raw = cell.raw
    if isinstance(raw, (Decimal, int)) and not isinstance(raw, bool) and cell.column.right:
        text = f"{raw:f}" if isinstance(raw, Decimal) else str(raw)
        return text.replace(".", ",") if language == "pl" else text
    if isinstance(raw, datetime):
        return raw.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
    if isinstance(raw, date):
        return raw.isoformat()
    return safe(cell.text)


def xlsx_of(title: str, columns: Sequence[Column], rows: Iterable[list[cells.Cell]], language: str, target: Any) -> None:
    """An XLSX written row by row to `target` (a temporary file): figures as numbers, days as days, text as text."""
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_sheet_name(title))
    head, money, plain_number, days = (book.add_format(f) for f in (
        {"bold": True, "bottom": 1}, {"num_format": "#,##0.00"}, {"num_format": "General"}, {"num_format": "yyyy-mm-dd"}))
    sheet.freeze_panes(1, 0)
    for x, c in enumerate(columns):
        sheet.set_column(x, x, 14 if c.right or c.kind == "day" else 24)
        sheet.write_string(0, x, cells.title_of(c, language), head)
    for y, row in enumerate(rows, 1):
        for x, cell in enumerate(row):
            raw = cell.raw
            if raw is None:
                continue
            if isinstance(raw, (Decimal, int)) and not isinstance(raw, bool) and cell.column.right:
                sheet.write_number(y, x, raw, money if cell.column.kind == "amount" else plain_number)
            elif isinstance(raw, datetime):
                sheet.write_datetime(y, x, raw.astimezone(ZONE).replace(tzinfo=None), days)
            elif isinstance(raw, date):
                sheet.write_datetime(y, x, datetime.combine(raw, time()), days)
            else:
                sheet.write_string(y, x, cell.text)
    book.close()


def _sheet_name(title: str) -> str:
    return "".join(c for c in title if c not in "[]:*?/\\'")[:31] or "1"
