"""Proofs: what must be true of the facts, recomputed from the facts. `ogniwo doctor` runs them as the auditor."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.db import models

from ogniwo.kernel.audit.rules import digest as audit_digest
from ogniwo.kernel.books.rules import canonical_rows, digest
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import Plan, draft

CHUNK = 5000
Rows = Callable[[str], Iterator[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof: ``sql`` returns the rows that are wrong, none when all is well; or ``check(rows)`` yields them.

    The first column of a wrong row is its company. No proof checks a kept figure by another kept figure.
    """

    name: str
    title: str
    sql: str = ""
    check: Callable[[Rows], Iterator[tuple[Any, ...]]] | None = None


PROOFS: list[Proof] = []


def prove(*proofs: Proof) -> None:
    """Register proofs; a module's `plugs` calls it."""
    known = {p.name for p in PROOFS}
    PROOFS.extend(p for p in proofs if p.name not in known)


def _sealed_plans() -> list[Plan]:
    return [draft(model).plan for model in apps.get_models() if any(f.attname == "seal_id" for f in model._meta.concrete_fields)]


def _digests(rows: Rows) -> Iterator[tuple[Any, ...]]:
    """Recompute the digest of each seal from its facts, whatever tables they are in: all streams go along the seals, so memory does not grow."""
    facts = groupby(merge(*(_sealed(plan, rows) for plan in _sealed_plans())), key=itemgetter(0, 1))
    seals = rows("SELECT company_id, id, digest FROM books_seal ORDER BY company_id, id")
    found, seal = next(facts, None), next(seals, None)
    while found is not None or seal is not None:
        if seal is None or (found is not None and found[0] < seal[:2]):
            yield *found[0], "facts without a seal"  # type: ignore[index]  # one of the two is there
            found = next(facts, None)
            continue
        texts: list[str] = []
        if found is not None and found[0] == seal[:2]:
            texts = [text for _company, _seal, text in found[1]]
            found = next(facts, None)
        if digest(texts) != bytes(seal[2]):
            yield *seal[:2], "facts differ from their seal"
        seal = next(seals, None)


def _sealed(plan: Plan, rows: Rows) -> Iterator[tuple[int, int, str]]:
    """The facts of a table as texts, by company and seal."""
    names = plan.names
    at = names.index("seal_id")
    quoted = ", ".join(f'"{name}"' for name in names)
    wrapped = [n for n, f in enumerate(plan.fields) if isinstance(f, models.JSONField)]
    found = rows(f"SELECT company_id, {quoted} FROM {plan.table} WHERE seal_id IS NOT NULL ORDER BY company_id, seal_id")  # noqa: S608
    while chunk := list(islice(found, CHUNK)):
        companies, *columns = (list(column) for column in zip(*chunk, strict=True))
        for n in wrapped:
            columns[n] = [_json(value) for value in columns[n]]
        yield from zip(companies, columns[at], canonical_rows(plan.table, names, columns), strict=True)


def _json(value: Any) -> Any:
    """Django's connections give JSON as text."""
    return json.loads(value) if isinstance(value, str) else value


def _audit(rows: Rows) -> Iterator[tuple[Any, ...]]:
    sql = """SELECT a.company_id, a.id, a.digest, p.salt, p.body, p.erased_at IS NOT NULL, e.id IS NOT NULL FROM audit_act a
      LEFT JOIN audit_payload p ON p.company_id = a.company_id AND p.act_id = a.id LEFT JOIN audit_erasure e ON e.company_id = a.company_id AND e.act_id = a.id"""
    for company, act, kept, salt, body, erased, told in rows(sql):
        if salt is None:
            yield company, act, "the payload is gone"
        elif erased != told:
            yield company, act, "erased without a word of who and why" if erased else "said to be erased, and is not"
        elif erased and (bytes(salt) or _json(body) is not None):
            yield company, act, "erased in part"
        elif not erased and audit_digest(bytes(salt), _json(body)) != bytes(kept):
            yield company, act, "payload differs from its digest"


ACT_LINES = """SELECT p.company_id, p.seal, count(*) AS count, sha256(convert_to(string_agg(concat_ws('|', a.company_id, a.id, (extract(epoch FROM a.at) * 1000000)::bigint, a.user_id,
    a.command, a.source, encode(a.digest, 'hex'), t.targets), E'\\n' ORDER BY a.id), 'UTF8')) AS digest FROM audit_place p
  JOIN audit_act a ON a.company_id = p.company_id AND a.id = p.act_id
  LEFT JOIN (SELECT company_id, act_id, string_agg(target::text, ',' ORDER BY target) AS targets FROM audit_target GROUP BY 1, 2) t ON t.company_id = a.company_id AND t.act_id = a.id
  WHERE p.seal IS NOT NULL GROUP BY 1, 2"""


KERNEL = (
    Proof("numbers_gapless", _("Numbers run from one without a gap"), """
        SELECT company_id, series_id, period, count(*), max(n) FROM numbering_number WHERE take = 0 GROUP BY 1, 2, 3 HAVING count(*) <> max(n) OR min(n) <> 1"""),
    Proof("numbers_last", _("Each series goes on after its last number"), """
        SELECT company_id, series_id, period, c.last, n.last FROM numbering_seriescounter c
        FULL JOIN (SELECT company_id, series_id, period, max(n) AS last FROM numbering_number GROUP BY 1, 2, 3) n USING (company_id, series_id, period)
        WHERE coalesce(c.last, 0) <> coalesce(n.last, 0)"""),
    Proof("numbers_unique", _("No two documents in force have the same number"), """
        SELECT n.company_id, n.series_id, n.period, n.n, count(*) FROM numbering_number n
        JOIN documents_document d ON d.company_id = n.company_id AND d.id = n.document_id WHERE d.state <> 'void' GROUP BY 1, 2, 3, 4 HAVING count(*) > 1"""),
    Proof("positions_gapless", _("Journal positions run from one without a gap"), """
        SELECT company_id, journal_id, year, count(*), max(position) FROM books_seal GROUP BY 1, 2, 3 HAVING count(*) <> max(position) OR min(position) <> 1"""),
    Proof("positions_last", _("Each journal goes on after its last position"), """
        SELECT company_id, journal_id, year, h.last, s.last FROM books_head h
        FULL JOIN (SELECT company_id, journal_id, year, max(position) AS last FROM books_seal GROUP BY 1, 2, 3) s USING (company_id, journal_id, year)
        WHERE coalesce(h.last, 0) <> coalesce(s.last, 0)"""),
    Proof("chain", _("Each seal holds the hash of the one before"), """
        SELECT company_id, journal_id, year, position FROM (
          SELECT s.*, coalesce(lag(hash) OVER (PARTITION BY company_id, journal_id, year ORDER BY position), ''::bytea) AS before FROM books_seal s) s
        WHERE previous <> before OR hash <> sha256(previous || convert_to(concat_ws('|', company_id, journal_id, year, position, label), 'UTF8') || digest)"""),
    Proof("seals", _("Facts are as they were sealed"), check=_digests),
    Proof("audit", _("Audit payloads are as they were written, or erased by somebody who said why"), check=_audit),
    Proof("acts_chain", _("Each seal of acts holds the hash of the one before"), """
        SELECT company_id, position FROM (
          SELECT s.*, row_number() OVER w AS nth, coalesce(lag(hash) OVER w, ''::bytea) AS before FROM audit_seal s WINDOW w AS (PARTITION BY company_id ORDER BY position)) s
        WHERE position <> nth OR previous <> before OR hash <> sha256(previous || convert_to(concat_ws('|', company_id, position, count), 'UTF8') || digest)"""),
    Proof("acts_sealed", _("Acts are as they were sealed, and none is gone"), f"""
        SELECT company_id, s.position, s.count, l.count FROM audit_seal s JOIN ({ACT_LINES}) l USING (company_id)
        WHERE l.seal = s.position AND (l.count <> s.count OR l.digest <> s.digest)
        UNION ALL SELECT s.company_id, s.position, s.count, 0 FROM audit_seal s
          WHERE NOT EXISTS (SELECT 1 FROM audit_place p WHERE p.company_id = s.company_id AND p.seal = s.position)
        UNION ALL SELECT p.company_id, p.seal, 0, 1 FROM audit_place p WHERE p.seal IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.company_id = p.company_id AND s.position = p.seal)
        UNION ALL SELECT a.company_id, a.id, NULL, NULL FROM audit_act a LEFT JOIN audit_place p ON p.company_id = a.company_id AND p.act_id = a.id WHERE p.act_id IS NULL"""),  # noqa: S608 - text of ours
    Proof("acts_in_time", _("No act was put in behind the chain"), """
        SELECT a.company_id, a.id, a.at, s.at FROM audit_act a JOIN audit_place p ON p.company_id = a.company_id AND p.act_id = a.id
        JOIN audit_seal s ON s.company_id = a.company_id AND s.position = coalesce(p.seal - 1, (SELECT max(position) FROM audit_seal m WHERE m.company_id = a.company_id))
        WHERE a.at < s.at - interval '1 hour'"""),
    Proof("flow_quantities", _("No line went on with more than it had"), """
        SELECT l.company_id, l.id, f.kind, l.quantity, f.gone FROM documents_line l
        JOIN (SELECT company_id, source_id, kind, sum(quantity) AS gone FROM documents_flow GROUP BY 1, 2, 3) f ON f.company_id = l.company_id AND f.source_id = l.id
        WHERE l.quantity IS NOT NULL AND abs(f.gone) > abs(l.quantity)"""),
    Proof("flow_within", _("Flow stays within a company"), """
        SELECT f.company_id, f.id FROM documents_flow f LEFT JOIN documents_line s ON s.company_id = f.company_id AND s.id = f.source_id
        LEFT JOIN documents_line t ON t.company_id = f.company_id AND t.id = f.target_id WHERE s.id IS NULL OR t.id IS NULL"""),
    Proof("directories", _("Every document uses its company's own directory"), """
        SELECT d.company_id, d.id FROM documents_document d JOIN tenancy_company c ON c.id = d.company_id
        LEFT JOIN documents_subject s ON s.directory_id = c.directory_id AND s.id = d.subject_id
        WHERE d.directory_id <> c.directory_id OR (d.subject_id IS NOT NULL AND s.id IS NULL)"""),
    Proof("approvals", _("Nobody approved their own request"), """
        SELECT company_id, id FROM approvals_request WHERE decided_by_id = asked_by_id"""),
    Proof("messages", _("No message gave up"), """
        SELECT company_id, id, topic, problem FROM outbox_message WHERE state = 'failed'"""),
)
prove(*KERNEL)


