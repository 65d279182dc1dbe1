"""Files that acts bring: a bank's statement written from its lines, or the bytes of a file beside the cases."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from ogniwo.site.cases.reading import CaseFault, number

FIELDS = {"account", "day", "opening", "closing", "number", "currency", "lines"}


def file(value: Mapping[str, Any], find: Callable[[str], Any]) -> dict[str, Any]:
    """A file as a command asks for it, from one of

    ``{path: statement.xml}``, read where the case is run from;
    ``{name: note.txt, content: text}``;
    ``{statement: {account: PL61.., day: 2026-03-02, opening: 0.00, lines: [{amount: 180.00, title: .., name: .., account: ..}]}}``,
    written as camt.053; ``closing`` where it shall not be what the lines make. Titles may hold ``{FV1}``: its number.
    """
    if "path" in value:
        path = Path(value["path"])
        try:
            return {"name": path.name, "content": path.read_bytes()}
        except OSError as wrong:
            raise CaseFault(f"{path}: {wrong.strerror}") from None
    if "statement" in value:
        return _statement(value["statement"], find)
    return dict(value)


def _statement(given: Mapping[str, Any], find: Callable[[str], Any]) -> dict[str, Any]:
    from ogniwo.finance.treasury.formats.camt053_writer import write_camt053  # noqa: PLC0415 - absent in the CRM edition
    from ogniwo.finance.treasury.formats.statement import Balance, Detail, Entry, Statement  # noqa: PLC0415

    if unknown := set(given) - FIELDS:
        raise CaseFault(f"a statement has no {', '.join(sorted(unknown))}; it has {', '.join(sorted(FIELDS))}")
    day, opening, name = date.fromisoformat(given["day"]), number(given["opening"]), given.get("number", given["day"])
    entries = tuple(
        Entry(position=n, amount=number(line["amount"]), booking_day=day, bank_reference=f"{name}-{n}", details=(
            Detail(amount=number(line["amount"]), title=_title(line.get("title", ""), find), name=line.get("name"), account=line.get("account")),
        )) for n, line in enumerate(given.get("lines") or [], 1)
    )  # fmt: skip
    closing = number(given["closing"]) if "closing" in given else opening + sum((e.amount for e in entries), Decimal(0))
    statement = Statement(
        statement_id=name, account=given["account"], currency=given.get("currency", "PLN"), number=name, entries=entries,
        opening=Balance(code="OPBD", amount=opening, day=day), closing=Balance(code="CLBD", amount=closing, day=day),
    )  # fmt: skip
    made = datetime.combine(day, time(20), UTC)
    return {"name": f"{name}.xml", "content": write_camt053([statement], message_id=name, made_at=made), "media_type": "application/xml"}


def _title(text: str, find: Callable[[str], Any]) -> str:
    for part in text.split("{")[1:]:
        label = part.partition("}")[0]
        text = text.replace(f"{{{label}}}", str(find(f"{label}.number")))
    return text
