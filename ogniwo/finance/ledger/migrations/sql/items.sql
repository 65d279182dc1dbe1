ALTER TABLE ledger_openitembalance SET (fillfactor = 50);

-- What is open of a new item is all of it.
CREATE OR REPLACE FUNCTION ledger_openitem_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO ledger_openitembalance (company_id, item_id, amount, amount_doc, open, open_doc)
    SELECT company_id, id, amount, amount_doc, amount, amount_doc FROM added ORDER BY company_id, id;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER ledger_openitem_kept AFTER INSERT ON ledger_openitem REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_openitem_kept();

-- Locks items in one order and reads what is open of them.
CREATE OR REPLACE FUNCTION ledger_lock_items(items bigint[]) RETURNS TABLE (item_id bigint, open numeric, open_doc numeric)
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT b.item_id, b.open, b.open_doc FROM ledger_openitembalance b
    WHERE b.company_id = current_setting('ogniwo.company')::int AND b.item_id = ANY(items) ORDER BY b.item_id FOR UPDATE
$$;
REVOKE ALL ON FUNCTION ledger_lock_items FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_lock_items TO {app}, {worker};

-- A settlement ties two items of one account, party and currency, opposite in sign, in an open month; both move nearer to zero, never over it.
CREATE OR REPLACE FUNCTION ledger_settlement_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM added s JOIN ledger_openitem i ON i.company_id = s.company_id AND i.id = s.item_id
             JOIN ledger_openitem c ON c.company_id = s.company_id AND c.id = s.counter_id
             WHERE (i.account_id, i.party_id, i.currency) IS DISTINCT FROM (c.account_id, c.party_id, c.currency)
                OR sign(i.amount) * sign(c.amount) > 0 OR sign(i.amount_doc) * sign(c.amount_doc) > 0) THEN
    RAISE EXCEPTION 'items that cannot settle each other' USING ERRCODE = '23514', CONSTRAINT = 'ledger_settlement_alike';
  END IF;
  PERFORM books_require_open(p.company_id, array_agg('books'::text ORDER BY p.month), array_agg(p.month ORDER BY p.month))
    FROM (SELECT DISTINCT company_id, date_trunc('month', day)::date AS month FROM added) p GROUP BY p.company_id;
  PERFORM 1 FROM ledger_openitembalance b
    WHERE (b.company_id, b.item_id) IN (SELECT company_id, item_id FROM added UNION SELECT company_id, counter_id FROM added)
    ORDER BY b.company_id, b.item_id FOR UPDATE;
  UPDATE ledger_openitembalance b SET open = b.open - m.amount, open_doc = b.open_doc - m.amount_doc
    FROM (SELECT company_id, item, sum(amount) AS amount, sum(amount_doc) AS amount_doc FROM (
            SELECT company_id, item_id AS item, amount, amount_doc FROM added UNION ALL SELECT company_id, counter_id, -amount, -amount_doc FROM added) u
          GROUP BY company_id, item) m
    WHERE b.company_id = m.company_id AND b.item_id = m.item;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER ledger_settlement_kept AFTER INSERT ON ledger_settlement REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_settlement_kept();
