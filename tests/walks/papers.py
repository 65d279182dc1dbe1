"""Files that come from outside: a bank's statement, a judgement of an e-invoice by the official schema."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime
from decimal import Decimal as D
from pathlib import Path

from lxml import etree

FA3 = "{http://crd.gov.pl/wzor/2025/06/25/13775/}"
OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "schemas" / "ksef"


def statement(number: int, account: str, day: date, line: tuple[str, str, str, str], opening: str = "0") -> bytes:
    """A bank's camt.053 file of one line: amount (what came is above zero), counterparty, its account, title."""
    from ogniwo.finance.treasury.formats.camt053_writer import write_camt053
    from ogniwo.finance.treasury.formats.statement import Balance, Detail, Entry, Statement

    amount, name, theirs, title = line
    came = D(amount)
    entry = Entry(position=1, amount=came, booking_day=day, value_day=day, reference=f"R{number}", details=(Detail(amount=came, name=name, account=theirs, title=title),))
    ends = [Balance(code=code, amount=amount, day=day) for code, amount in (("OPBD", D(opening)), ("CLBD", D(opening) + came))]
    one = Statement(statement_id=f"WB{number}", number=str(number), account=account, currency="PLN", opening=ends[0], closing=ends[1], entries=(entry,))
    return write_camt053([one], message_id=f"M{number}", made_at=datetime(2026, 3, 2, 12, tzinfo=UTC))


def invoice_file(content: bytes) -> etree._Element:
    """The root of an FA(3) file, valid by the product's own reader and by the ministry's XSD where that lies beside the project."""
    from ogniwo.poland.einvoice.schema import checked_root, schema_faults

    root = checked_root(content)
    assert schema_faults(root) == []
    if OFFICIAL.exists():
        schema = etree.XMLSchema(etree.parse(str(OFFICIAL / "fa3" / "schemat_FA(3)_v1-0E.xsd"), etree.XMLParser(no_network=True)))
        assert schema.validate(root.getroottree()), schema.error_log
    else:
        warnings.warn("shared/schemas/ksef is not beside the project: FA(3) was judged only by the schema that comes with the package.", stacklevel=2)
    return root


def said(root: etree._Element, name: str) -> list[str]:
    """The texts of all elements of a name."""
    return [element.text or "" for element in root.iter(f"{FA3}{name}")]
