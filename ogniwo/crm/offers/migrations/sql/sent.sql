-- A sent offer keeps its promise: the day it holds until.
CREATE OR REPLACE FUNCTION offers_offer_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.valid_until IS DISTINCT FROM OLD.valid_until
     AND EXISTS (SELECT 1 FROM documents_document d WHERE d.company_id = OLD.company_id AND d.id = OLD.document_id AND d.fixed) THEN
    RAISE EXCEPTION 'offer % is sent', OLD.document_id USING ERRCODE = '23001', CONSTRAINT = 'offers_offer_sent';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER offers_offer_sent BEFORE UPDATE ON offers_offer FOR EACH ROW EXECUTE FUNCTION offers_offer_sent();
