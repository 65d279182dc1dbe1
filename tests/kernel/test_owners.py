"""A company's row hangs on its company: by a key of its own, or by a row of the company it can't be without."""

import psycopg
import pytest

ANCHORED = """WITH RECURSIVE keys AS (
    SELECT c.conrelid AS here, c.confrelid AS there FROM pg_constraint c WHERE c.contype = 'f' AND NOT EXISTS (
        SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) AND NOT a.attnotnull)
      AND (c.confrelid = 'tenancy_company'::regclass OR EXISTS (
        SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) AND a.attname = 'company_id'))
  ), held AS (SELECT 'tenancy_company'::regclass::oid AS id UNION SELECT k.here FROM keys k JOIN held h ON k.there = h.id)
  SELECT t.oid::regclass::text FROM pg_class t WHERE t.relkind = 'r' AND NOT t.oid IN (SELECT id FROM held)
    AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'company_id' AND NOT a.attisdropped)
    AND NOT EXISTS (SELECT 1 FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = t.relname || '_facts') ORDER BY 1"""


def test_every_row_hangs_on_its_company(db_module):
    with db_module.as_role("superuser") as root:
        assert [table for (table,) in root.execute(ANCHORED)] == []


def test_a_row_of_no_company_is_refused(firm, as_role):
    root = as_role("superuser")
    with pytest.raises(psycopg.errors.ForeignKeyViolation, match="documents_line_document_id_own"), root.transaction():
        root.execute("SET CONSTRAINTS ALL IMMEDIATE")
        root.execute("INSERT INTO documents_line (company_id, id, document_id, position, text, unit) VALUES (99999, 1, gen_random_uuid(), 1, '', '')")
