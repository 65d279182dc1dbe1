-- A posted line of a statement never changes again, and its matches neither: what was booked is what was matched.
CREATE OR REPLACE FUNCTION treasury_line_posted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.payment_id IS NOT NULL THEN
    RAISE EXCEPTION 'line % is posted', OLD.line_id USING ERRCODE = '23001', CONSTRAINT = 'treasury_statementline_posted';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER treasury_line_posted BEFORE UPDATE ON treasury_statementline FOR EACH ROW EXECUTE FUNCTION treasury_line_posted();

CREATE OR REPLACE FUNCTION treasury_match_posted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM touched m JOIN treasury_statementline l ON l.company_id = m.company_id AND l.line_id = m.line_id WHERE l.payment_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a match of a posted line' USING ERRCODE = '23001', CONSTRAINT = 'treasury_statementline_posted';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER treasury_match_posted_new AFTER INSERT ON treasury_match REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION treasury_match_posted();
CREATE OR REPLACE TRIGGER treasury_match_posted_old AFTER UPDATE ON treasury_match REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION treasury_match_posted();
CREATE OR REPLACE TRIGGER treasury_match_posted_gone AFTER DELETE ON treasury_match REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION treasury_match_posted();

-- Transfers are changed only while their run is a draft; afterwards only let go or marked as paid.
CREATE OR REPLACE FUNCTION treasury_runline_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.payee_account, NEW.title) IS DISTINCT FROM (OLD.payee_account, OLD.title)
     AND EXISTS (SELECT 1 FROM documents_document d WHERE d.company_id = OLD.company_id AND d.id = OLD.document_id AND d.state <> 'draft') THEN
    RAISE EXCEPTION 'transfer % waits for approval or was sent', OLD.line_id USING ERRCODE = '23001', CONSTRAINT = 'treasury_runline_kept';
  END IF;
  IF NEW.live AND NOT OLD.live THEN
    RAISE EXCEPTION 'transfer % was let go', OLD.line_id USING ERRCODE = '23001', CONSTRAINT = 'treasury_runline_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER treasury_runline_kept BEFORE UPDATE ON treasury_runline FOR EACH ROW EXECUTE FUNCTION treasury_runline_kept();
