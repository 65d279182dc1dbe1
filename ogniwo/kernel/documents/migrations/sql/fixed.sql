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

CREATE OR REPLACE FUNCTION documents_line_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM touched l JOIN documents_document d ON d.company_id = l.company_id AND d.id = l.document_id
             WHERE d.fixed AND d.fixed_in <> pg_current_xact_id()) THEN
    RAISE EXCEPTION 'a line of a fixed document' USING ERRCODE = '23001', CONSTRAINT = 'documents_line_fixed';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER documents_line_fixed_new AFTER INSERT ON documents_line REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION documents_line_fixed();
CREATE OR REPLACE TRIGGER documents_line_fixed_old AFTER UPDATE ON documents_line REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION documents_line_fixed();
CREATE OR REPLACE TRIGGER documents_line_fixed_gone AFTER DELETE ON documents_line REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION documents_line_fixed();

-- The same for tables of modules that share the key of a document (argument: its column) or of a line.
CREATE OR REPLACE FUNCTION documents_part_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad boolean;
BEGIN
  IF TG_ARGV[0] = 'line_id' THEN
    SELECT true INTO bad FROM touched t JOIN documents_line l ON l.company_id = t.company_id AND l.id = t.line_id
      JOIN documents_document d ON d.company_id = l.company_id AND d.id = l.document_id
      WHERE d.fixed AND d.fixed_in <> pg_current_xact_id() LIMIT 1;
  ELSE
    SELECT true INTO bad FROM touched t JOIN documents_document d ON d.company_id = t.company_id AND d.id = t.document_id
      WHERE d.fixed AND d.fixed_in <> pg_current_xact_id() LIMIT 1;
  END IF;
  IF bad THEN
    RAISE EXCEPTION 'a part of a fixed document in %', TG_TABLE_NAME USING ERRCODE = '23001', CONSTRAINT = 'documents_line_fixed';
  END IF;
  RETURN NULL;
END $$;
