-- Ids of mass rows, taken in blocks of 512.
CREATE SEQUENCE IF NOT EXISTS writing_row_id INCREMENT 512;
GRANT USAGE ON SEQUENCE writing_row_id TO {app}, {worker};
CREATE SEQUENCE IF NOT EXISTS tenancy_company_number;
GRANT USAGE ON SEQUENCE tenancy_company_number TO {app}, {worker};

-- Posted facts do not change, not even for the owner of the tables.
CREATE OR REPLACE FUNCTION tenancy_unalterable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'posted rows of % are not changed', TG_TABLE_NAME USING ERRCODE = '23001', CONSTRAINT = 'tenancy_unalterable';
END $$;

-- Polish order for names, the same on every server (no ICU needed).
CREATE OR REPLACE FUNCTION pl_sort(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT translate(lower($1), 'aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abc') $$;

-- A company is seen in its own context; the directory in that of its companies.
ALTER TABLE tenancy_company ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenancy_company_self ON tenancy_company;
CREATE POLICY tenancy_company_self ON tenancy_company TO {app}, {worker} USING (id = nullif(current_setting('ogniwo.company', true), '')::int);
DROP POLICY IF EXISTS tenancy_company_audit ON tenancy_company;
CREATE POLICY tenancy_company_audit ON tenancy_company FOR SELECT TO {auditor} USING (true);
ALTER TABLE tenancy_directory ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenancy_directory_self ON tenancy_directory;
CREATE POLICY tenancy_directory_self ON tenancy_directory TO {app}, {worker} USING (id = nullif(current_setting('ogniwo.directory', true), '')::int);
DROP POLICY IF EXISTS tenancy_directory_audit ON tenancy_directory;
CREATE POLICY tenancy_directory_audit ON tenancy_directory FOR SELECT TO {auditor} USING (true);
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}, {worker};

-- Gathers the planner's figures of tables that have grown by half since this was done last; a table's owner alone may, so it is the owner's function.
CREATE OR REPLACE FUNCTION writing_analyze(tables text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '500ms' AS $$
DECLARE t text;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c WHERE c.oid IN (SELECT to_regclass(quote_ident(u)) FROM unnest(tables) u) AND c.relkind = 'r' AND c.relowner = current_user::regrole
      AND pg_relation_size(c.oid) / current_setting('block_size')::int > greatest(c.relpages, 0) * 1.5 + 4 ORDER BY c.relname LOOP
    EXECUTE format('ANALYZE %I', t);
  END LOOP;
EXCEPTION WHEN lock_not_available THEN NULL;  -- somebody gathers them already
END $$;
REVOKE ALL ON FUNCTION writing_analyze FROM PUBLIC;
GRANT EXECUTE ON FUNCTION writing_analyze TO {app}, {worker};
