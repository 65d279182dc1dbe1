"""Columns as PostgreSQL's binary arrays.

psycopg looks at every element of a list to find its type; a column's type is known, so here only the values are
looked at: a third of the time, and most of what writing one document costs the program is this.
"""

import json
import struct
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
from psycopg.adapt import Dumper, PyFormat
from psycopg.pq import Format

HEAD = struct.Struct("!iiIii")
"""Dimensions, whether there may be nulls, the elements' type, how many, the first one's place."""
NULL = b"\xff\xff\xff\xff"
_LENGTH, _SMALL, _INT, _BIG = struct.Struct("!i"), struct.Struct("!ih"), struct.Struct("!ii"), struct.Struct("!iq")
_DAY_ZERO, _ZERO = date(2000, 1, 1).toordinal(), datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_numeric = psycopg.adapters.get_dumper(Decimal, PyFormat.BINARY)(Decimal).dump


class Packed(bytes):
    """An array ready to be sent; the statement's cast says of what type."""


class PackedDumper(Dumper):
    """Sends it as it is."""

    format = Format.BINARY
    oid = 0

    def dump(self, obj: Any) -> bytes:
        return bytes(obj)


psycopg.adapters.register_dumper(Packed, PackedDumper)


def _sized(value: bytes | bytearray | memoryview) -> bytes:
    return _LENGTH.pack(len(value)) + bytes(value)


def _decimal(value: Any) -> bytes:
    found = _numeric(value if type(value) is Decimal else Decimal(value))
    return _sized(found if found is not None else b"")


def _json(value: Any) -> bytes:
    return _sized(b"\x01" + json.dumps(value).encode())


Encode = Callable[[Any], bytes]
KINDS: dict[str, tuple[int, Encode]] = {
    "uuid": (2950, lambda v: b"\x00\x00\x00\x10" + v.bytes),
    "bigint": (20, lambda v: _BIG.pack(8, v)),
    "integer": (23, lambda v: _INT.pack(4, v)),
    "smallint": (21, lambda v: _SMALL.pack(2, v)),
    "boolean": (16, lambda v: b"\x00\x00\x00\x01\x01" if v else b"\x00\x00\x00\x01\x00"),
    "varchar": (1043, lambda v: _sized(v.encode())),
    "text": (25, lambda v: _sized(v.encode())),
    "date": (1082, lambda v: _INT.pack(4, v.toordinal() - _DAY_ZERO)),
    "timestamp with time zone": (1184, lambda v: _BIG.pack(8, (v - _ZERO) // _MICROSECOND)),
    "numeric": (1700, _decimal),
    "jsonb": (3802, _json),
    "bytea": (17, _sized),
}


REPEATED, FEW = {"varchar", "text", "date", "timestamp with time zone", "numeric", "integer"}, 40
"""In long columns of these types values repeat: each is written once. (Keys are all different.)"""


def pack(kind: str, column: Sequence[Any]) -> Packed | Sequence[Any]:
    """The values of a column of a type; one not known here goes as psycopg has it."""
    if kind not in KINDS:
        return column
    oid, encode = KINDS[kind]
    if kind in REPEATED and len(column) > FEW:
        known = {v: NULL if v is None else encode(v) for v in set(column)}
        return Packed(HEAD.pack(1, 1, oid, len(column), 1) + b"".join([known[v] for v in column]))
    return Packed(HEAD.pack(1, 1, oid, len(column), 1) + b"".join([NULL if v is None else encode(v) for v in column]))
