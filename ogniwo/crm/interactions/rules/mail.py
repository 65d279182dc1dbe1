"""Mail pasted from a mail program: its head lines told from its text. Standard: RFC 5322, and the words programs print."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime

_HEADS = {
    "from": "from", "od": "from", "nadawca": "from", "to": "to", "do": "to", "cc": "to", "dw": "to", "subject": "subject", "temat": "subject",
    "date": "date", "data": "date", "sent": "date", "wysłano": "date",
}  # fmt: skip
_HEAD = re.compile(r"^\s*\*?([^\W\d_]+)\*?\s*:\*?\s*(.*)$")
MOST_HEADS = 40


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted mail says; empty where it says nothing. ``at`` has a time zone."""

    sender: str = ""
    recipients: tuple[str, ...] = ()
    topic: str = ""
    at: datetime | None = None
    text: str = ""


def read_mail(pasted: str) -> Pasted:
    """Read a pasted mail; text without head lines is all text.

    >>> read_mail("Od: Anna <anna@alfa.pl>\\nTemat: Oferta\\n\\nProszę o ofertę.")
    Pasted(sender='anna@alfa.pl', recipients=(), topic='Oferta', at=None, text='Proszę o ofertę.')
    """
    lines = pasted.replace("\r\n", "\n").lstrip("\ufeff\n ").split("\n")
    heads: dict[str, str] = {}
    last, used = "", 0
    for n, line in enumerate(lines[:MOST_HEADS]):
        found = _HEAD.match(line)
        if found and found[1].casefold() in _HEADS:
            last = _HEADS[found[1].casefold()]
            heads[last] = f"{heads[last]}, {found[2]}" if last in heads else found[2].strip()
            used = n + 1
        elif not heads or not line.strip():
            break
        elif line[:1] in " \t":  # a folded head line
            heads[last] = f"{heads[last]} {line.strip()}"
            used = n + 1
        elif not re.match(r"^[A-Za-z-]+:", line):
            break
    return Pasted(
        sender=next(iter(_addresses(heads.get("from", ""))), ""), recipients=tuple(_addresses(heads.get("to", ""))),
        topic=heads.get("subject", ""), at=_moment(heads.get("date", "")), text="\n".join(lines[used:]).strip(),
    )  # fmt: skip


def _addresses(text: str) -> list[str]:
    return [address.casefold() for _name, address in getaddresses([text]) if "@" in address]


def _moment(text: str) -> datetime | None:
    found = _read(parsedate_to_datetime, text) or _read(datetime.fromisoformat, text)
    return found.replace(tzinfo=found.tzinfo or UTC) if found else None


def _read(reader: Callable[[str], datetime], text: str) -> datetime | None:
    try:
        return reader(text.strip())
    except (TypeError, ValueError, IndexError):
        return None
