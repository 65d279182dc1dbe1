-- Two rules that say the same never hold on one day. The lock makes two writers see each other.
CREATE OR REPLACE FUNCTION ledger_accountrule_once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ledger_accountrule'), c.company_id) FROM (SELECT DISTINCT company_id FROM changed ORDER BY 1) c;
  IF EXISTS (SELECT 1 FROM changed n JOIN ledger_accountrule o
             ON (o.company_id, o.role, o.product_class, o.party_class, o.tax_class, o.place) = (n.company_id, n.role, n.product_class, n.party_class, n.tax_class, n.place) AND o.id <> n.id
             WHERE n.valid_from <= coalesce(n.valid_to, 'infinity') AND o.valid_from <= coalesce(o.valid_to, 'infinity')
               AND n.valid_from <= coalesce(o.valid_to, 'infinity') AND o.valid_from <= coalesce(n.valid_to, 'infinity')) THEN
    RAISE EXCEPTION 'two rules hold on one day' USING ERRCODE = '23P01', CONSTRAINT = 'ledger_accountrule_once';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER ledger_accountrule_added AFTER INSERT ON ledger_accountrule REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ledger_accountrule_once();
CREATE OR REPLACE TRIGGER ledger_accountrule_changed AFTER UPDATE ON ledger_accountrule REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ledger_accountrule_once();
ALTER TABLE ledger_accountrule DROP CONSTRAINT IF EXISTS ledger_accountrule_days;
ALTER TABLE ledger_accountrule ADD CONSTRAINT ledger_accountrule_days CHECK (valid_to >= valid_from - 1);
