-- A posted line of a statement changes only when its payment was taken back: then it waits again. Nor do its matches: what was booked is what was matched.
CREATE OR REPLACE FUNCTION treasury_line_posted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.payment_id IS NOT NULL AND NOT (NEW.payment_id IS NULL AND NEW.state = 'open'
      AND EXISTS (SELECT 1 FROM documents_document d WHERE d.company_id = OLD.company_id AND d.id = OLD.payment_id AND d.state = 'void')) THEN
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

-- Transfers are changed only while their run is a draft; afterwards only let go or marked as paid, and marked as not paid again.
CREATE OR REPLACE FUNCTION treasury_runline_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.payee_account, NEW.title, NEW.amount) IS DISTINCT FROM (OLD.payee_account, OLD.title, OLD.amount)
     AND EXISTS (SELECT 1 FROM documents_document d WHERE d.company_id = OLD.company_id AND d.id = OLD.document_id AND d.state <> 'draft') THEN
    RAISE EXCEPTION 'transfer % waits for approval or was sent', OLD.line_id USING ERRCODE = '23001', CONSTRAINT = 'treasury_runline_kept';
  END IF;
  IF NEW.live AND NOT OLD.live AND (OLD.paid_on IS NULL OR NEW.paid_on IS NOT NULL) THEN
    RAISE EXCEPTION 'transfer % was let go', OLD.line_id USING ERRCODE = '23001', CONSTRAINT = 'treasury_runline_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER treasury_runline_kept BEFORE UPDATE ON treasury_runline FOR EACH ROW EXECUTE FUNCTION treasury_runline_kept();

-- What lowers a transfer is decided in the draft too.
CREATE OR REPLACE FUNCTION treasury_runcredit_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM touched c JOIN treasury_runline r ON r.company_id = c.company_id AND r.line_id = c.line_id
             JOIN documents_document d ON d.company_id = r.company_id AND d.id = r.document_id WHERE d.state <> 'draft') THEN
    RAISE EXCEPTION 'a credit of a transfer that waits for approval or was sent' USING ERRCODE = '23001', CONSTRAINT = 'treasury_runline_kept';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER treasury_runcredit_kept_new AFTER INSERT ON treasury_runcredit REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION treasury_runcredit_kept();
CREATE OR REPLACE TRIGGER treasury_runcredit_kept_gone AFTER DELETE ON treasury_runcredit REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION treasury_runcredit_kept();
