-- A fixed document keeps its content; the transaction that fixed it may still write its lines.
ALTER TABLE documents_document ADD COLUMN IF NOT EXISTS fixed_in xid8;
CREATE OR REPLACE FUNCTION documents_document_fixing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.fixed THEN
    IF NOT NEW.fixed OR (NEW.type, NEW.subject_id, NEW.day, NEW.currency, NEW.total, NEW.branch_id, NEW.created_at, NEW.created_by_id, NEW.fixed_in)
        IS DISTINCT FROM (OLD.type, OLD.subject_id, OLD.day, OLD.currency, OLD.total, OLD.branch_id, OLD.created_at, OLD.created_by_id, OLD.fixed_in) THEN
      RAISE EXCEPTION 'document % is fixed', OLD.id USING ERRCODE = '23001', CONSTRAINT = 'documents_document_fixed';
    END IF;
  ELSE
    NEW.fixed_in := CASE WHEN NEW.fixed THEN pg_current_xact_id() END;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER documents_document_fixing BEFORE INSERT OR UPDATE ON documents_document FOR EACH ROW EXECUTE FUNCTION documents_document_fixing();

-- Lists of ids, and never a sequential scan: the plan is made once, for the few rows of its first use, and would then walk all
-- documents for each line (10,000 lines took 7 s, now 0.1 s). Planning anew at each use was dearer than the check itself.
CREATE OR REPLACE FUNCTION documents_refuse_fixed(company int, ids uuid[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE bad uuid;
BEGIN
  SELECT d.id INTO bad FROM documents_document d WHERE d.company_id = company AND d.id = ANY (ids) AND d.fixed AND d.fixed_in <> pg_current_xact_id() LIMIT 1;
  IF bad IS NOT NULL THEN
    RAISE EXCEPTION 'document % is fixed', bad USING ERRCODE = '23001', CONSTRAINT = 'documents_line_fixed';
  END IF;
END $$;
CREATE OR REPLACE FUNCTION documents_line_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
  FOR r IN SELECT t.company_id, array_agg(DISTINCT t.document_id) AS ids FROM touched t GROUP BY 1 LOOP
    PERFORM documents_refuse_fixed(r.company_id, r.ids);
  END LOOP;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER documents_line_fixed_new AFTER INSERT ON documents_line REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION documents_line_fixed();
CREATE OR REPLACE TRIGGER documents_line_fixed_old AFTER UPDATE ON documents_line REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION documents_line_fixed();
CREATE OR REPLACE TRIGGER documents_line_fixed_gone AFTER DELETE ON documents_line REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION documents_line_fixed();

-- The same for tables of modules that share the key of a document (argument: its column) or of a line.
CREATE OR REPLACE FUNCTION documents_part_fixed() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE r record;
BEGIN
  IF TG_ARGV[0] = 'line_id' THEN
    FOR r IN SELECT t.company_id, array_agg(t.line_id) AS lines FROM touched t GROUP BY 1 LOOP
      PERFORM documents_refuse_fixed(r.company_id, (SELECT array_agg(DISTINCT l.document_id) FROM documents_line l WHERE l.company_id = r.company_id AND l.id = ANY (r.lines)));
    END LOOP;
  ELSE
    FOR r IN SELECT t.company_id, array_agg(DISTINCT t.document_id) AS ids FROM touched t GROUP BY 1 LOOP
      PERFORM documents_refuse_fixed(r.company_id, r.ids);
    END LOOP;
  END IF;
  RETURN NULL;
END $$;
