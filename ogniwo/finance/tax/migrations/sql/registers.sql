-- A register line stands in an open month of VAT, or corrects a locked one on a day of an open one; its shares, written before it, sum to it; none joins it later.
CREATE OR REPLACE FUNCTION tax_taxregisterline_posting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM added a JOIN tax_taxshare s ON s.company_id = a.company_id AND s.tax_line_id = a.id
             GROUP BY a.company_id, a.id, a.net, a.tax HAVING (sum(s.net) = a.net AND sum(s.tax) = a.tax) IS NOT TRUE) THEN
    RAISE EXCEPTION 'shares do not sum to their register line' USING ERRCODE = '23514', CONSTRAINT = 'tax_taxshare_sum';
  END IF;
  PERFORM books_require_open(p.company_id, array_agg('vat'::text ORDER BY p.month), array_agg(p.month ORDER BY p.month))
    FROM (SELECT DISTINCT company_id, coalesce(date_trunc('month', corrected_on)::date, tax_period) AS month FROM added) p GROUP BY p.company_id;
  IF EXISTS (SELECT 1 FROM added WHERE corrected_on IS NOT NULL) THEN
    PERFORM 1 FROM books_period p JOIN (SELECT DISTINCT company_id, tax_period FROM added WHERE corrected_on IS NOT NULL) a ON a.company_id = p.company_id AND a.tax_period = p.month
      WHERE p.area = 'vat' ORDER BY p.company_id, p.month FOR SHARE OF p;
    IF EXISTS (SELECT 1 FROM added a LEFT JOIN books_period p ON p.company_id = a.company_id AND p.area = 'vat' AND p.month = a.tax_period AND p.locked
               WHERE a.corrected_on IS NOT NULL AND p.month IS NULL) THEN
      RAISE EXCEPTION 'a correction of a month that is not locked' USING ERRCODE = '23514', CONSTRAINT = 'tax_taxregisterline_correction';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER tax_taxregisterline_posting AFTER INSERT ON tax_taxregisterline REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tax_taxregisterline_posting();

CREATE OR REPLACE FUNCTION tax_taxshare_before_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM added a JOIN tax_taxregisterline t ON t.company_id = a.company_id AND t.id = a.tax_line_id) THEN
    RAISE EXCEPTION 'a share of a register line that stands' USING ERRCODE = '23514', CONSTRAINT = 'tax_taxshare_after_line';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER tax_taxshare_before_line AFTER INSERT ON tax_taxshare REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tax_taxshare_before_line();

-- The ledger stands below and knows only the number; the key that makes it real belongs to the register.
ALTER TABLE ledger_line DROP CONSTRAINT IF EXISTS ledger_line_tax_line_id_own;
ALTER TABLE ledger_line ADD CONSTRAINT ledger_line_tax_line_id_own FOREIGN KEY (company_id, tax_line_id) REFERENCES tax_taxregisterline (company_id, id) DEFERRABLE INITIALLY DEFERRED;
