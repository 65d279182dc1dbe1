"""Documents made of other documents' lines, with the flow between them."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

from ogniwo.kernel.documents.commands import link
from ogniwo.kernel.documents.errors import TooMuch
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.commands.writing import Written, write_computed
from ogniwo.masterdata.trade.errors import NothingLeft
from ogniwo.masterdata.trade.queries.sources import Source, Taken, compute_taken, sources_of
from ogniwo.masterdata.trade.rules import Derivation, Take

LOCK = "SELECT id FROM documents_document WHERE id IN (SELECT document_id FROM documents_line WHERE id = ANY(%s)) ORDER BY id FOR UPDATE"


def derive_documents(unit: Unit, takes: Sequence[Take], how: Derivation, sources: Mapping[int, Source] | None = None) -> list[Written]:
    """Documents of ``how.type`` from parts of source lines, with the flow between the lines; in order of the first source.

    ``sources``: as the caller read them (`sources_of`) under its lock; else they are locked and read here. Lines with nothing left are
    passed over when no quantity was asked. Raises Refused with NotFound, TooMuch (by source document and line), NothingLeft, and the
    faults of `write_documents`.
    """
    known = sources if sources is not None else _locked(unit, takes, how)
    wrong: list[BusinessError] = [NotFound(line=t.line, field="lines") for t in takes if t.line not in known]
    left = {t.line: known[t.line].left for t in takes if t.line in known}
    parts: list[Taken] = []
    for take in takes:
        if take.line not in known:
            continue
        source = known[take.line]
        quantity = left[take.line] if take.quantity is None else take.quantity
        if take.quantity is not None and (abs(quantity) > abs(left[take.line]) or quantity * source.quantity <= 0):
            wrong.append(TooMuch(record=source.document, line=take.line, position=source.position, asked=quantity, left=left[take.line]))
        elif quantity:
            left[take.line] -= quantity
            parts.append(Taken(source, quantity))
    if not parts and not wrong:
        asked = [known[t.line] for t in takes]
        wrong += [NothingLeft(record=s.document, title=s.title or TYPES[s.type].title) for s in {s.document: s for s in asked}.values()] or [NothingLeft(title="")]
    if wrong:
        raise Refused(wrong)
    return _write(unit, parts, how)


def _locked(unit: Unit, takes: Sequence[Take], how: Derivation) -> dict[int, Source]:
    lines = [t.line for t in takes]
    unit.rows(LOCK, [lines])
    return sources_of(unit, how, lines=lines)


def _write(unit: Unit, parts: Sequence[Taken], how: Derivation) -> list[Written]:
    groups: dict[Hashable, list[Taken]] = {}
    for part in parts:
        s = part.source
        key: Hashable = (s.party, s.currency, s.price_mode, s.branch_id, how.apart.get(s.document)) if how.together else s.document
        groups.setdefault(key, []).append(part)
    computed = compute_taken(unit, [(replace(some[0].source.header(how.day), **how.change), some) for some in groups.values()], estimate=how.estimate)
    written = write_computed(unit, how.type, how.state, computed)
    links = []
    for made, some in zip(written, groups.values(), strict=True):
        made.sources = tuple(part.source.line for part in some)
        links += [(part.source.line, line.id, how.kind, part.quantity) for line, part in zip(made.document_lines, some, strict=True)]
    link(unit, links)
    unit.touch({part.source.document for part in parts})
    return written
