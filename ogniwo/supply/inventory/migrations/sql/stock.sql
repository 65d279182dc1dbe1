-- Hot rows are changed in place.
ALTER TABLE inventory_stock SET (fillfactor = 60);
ALTER TABLE inventory_available SET (fillfactor = 60);
ALTER TABLE inventory_stockvalue SET (fillfactor = 60);
ALTER TABLE inventory_layer SET (fillfactor = 60);

-- Locks the values of products, all their areas, in key order; makes those that are missing.
CREATE OR REPLACE FUNCTION inventory_lock_values(products uuid[], areas text[])
RETURNS TABLE (product_id uuid, area varchar, quantity numeric, value numeric, last_day date, nth bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE company int := current_setting('ogniwo.company')::int;
BEGIN
  INSERT INTO inventory_stockvalue (company_id, product_id, area, quantity, value, nth)
    SELECT DISTINCT company, u.p, u.a, 0, 0, 0 FROM unnest(products, areas) u(p, a)
    WHERE NOT EXISTS (SELECT 1 FROM inventory_stockvalue v WHERE v.company_id = company AND v.product_id = u.p AND v.area = u.a)
    ORDER BY 2, 3 ON CONFLICT DO NOTHING;
  RETURN QUERY SELECT v.product_id, v.area, v.quantity, v.value, v.last_day, v.nth FROM inventory_stockvalue v
    WHERE v.company_id = company AND v.product_id = ANY (products) ORDER BY v.product_id, v.area FOR UPDATE;
END $$;

-- The same for what is available of products in warehouses.
CREATE OR REPLACE FUNCTION inventory_lock_available(products uuid[], warehouses uuid[])
RETURNS TABLE (product_id uuid, warehouse_id uuid, quantity numeric, reserved numeric)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE company int := current_setting('ogniwo.company')::int;
BEGIN
  INSERT INTO inventory_available (company_id, product_id, warehouse_id, quantity, reserved)
    SELECT DISTINCT company, u.p, u.w, 0, 0 FROM unnest(products, warehouses) u(p, w)
    WHERE NOT EXISTS (SELECT 1 FROM inventory_available v WHERE v.company_id = company AND v.product_id = u.p AND v.warehouse_id = u.w)
    ORDER BY 2, 3 ON CONFLICT DO NOTHING;
  RETURN QUERY SELECT v.product_id, v.warehouse_id, v.quantity, v.reserved FROM inventory_available v
    WHERE v.company_id = company AND (v.product_id, v.warehouse_id) IN (SELECT p, w FROM unnest(products, warehouses) u(p, w))
    ORDER BY v.product_id, v.warehouse_id FOR UPDATE;
END $$;
REVOKE ALL ON FUNCTION inventory_lock_values, inventory_lock_available FROM PUBLIC;
GRANT EXECUTE ON FUNCTION inventory_lock_values, inventory_lock_available TO {app}, {worker};

-- Moves: open months; kept stock, availability and value; stock of every key below zero on no day.
CREATE OR REPLACE FUNCTION inventory_move_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE short record;
BEGIN
  PERFORM books_require_open(company_id, array_agg(a), array_agg(day))
    FROM (SELECT DISTINCT company_id, a, day FROM added, unnest(ARRAY['books', 'stock']) a) d GROUP BY company_id;
  IF EXISTS (SELECT 1 FROM added m JOIN inventory_location l ON (l.company_id, l.id) = (m.company_id, m.location_id)
             JOIN inventory_warehouse w ON (w.company_id, w.id) = (l.company_id, l.warehouse_id)
             LEFT JOIN inventory_lot t ON (t.company_id, t.id) = (m.company_id, m.lot_id)
             WHERE w.id <> m.warehouse_id OR w.valuation_area <> m.area OR t.product_id <> m.product_id) THEN
    RAISE EXCEPTION 'a move in a place or lot of another' USING ERRCODE = '23514', CONSTRAINT = 'inventory_move_place';
  END IF;

  INSERT INTO inventory_stockvalue (company_id, product_id, area, quantity, value, nth)
    SELECT DISTINCT company_id, product_id, area, 0, 0, 0 FROM added m WHERE owner_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM inventory_stockvalue v WHERE (v.company_id, v.product_id, v.area) = (m.company_id, m.product_id, m.area))
    ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING;
  WITH sums AS (SELECT company_id, product_id, area, sum(CASE WHEN owner_id IS NULL THEN quantity ELSE 0 END) AS quantity, sum(value) AS value, max(day) AS day, max(nth) AS nth
                FROM added GROUP BY 1, 2, 3),
    held AS (SELECT v.id, v.company_id, s.quantity, s.value, s.day, s.nth FROM inventory_stockvalue v JOIN sums s USING (company_id, product_id, area)
             ORDER BY v.company_id, v.product_id, v.area FOR UPDATE OF v)
    UPDATE inventory_stockvalue v SET quantity = v.quantity + h.quantity, value = v.value + h.value, last_day = greatest(v.last_day, h.day), nth = greatest(v.nth, h.nth)
    FROM held h WHERE v.company_id = h.company_id AND v.id = h.id;

  INSERT INTO inventory_stock (company_id, product_id, lot_id, warehouse_id, location_id, status, owner_id, packing, quantity, last_day)
    SELECT company_id, product_id, lot_id, warehouse_id, location_id, status, owner_id, packing, 0, min(day) FROM added m
    WHERE NOT EXISTS (SELECT 1 FROM inventory_stock s WHERE (s.company_id, s.product_id, s.location_id, s.status, s.packing) = (m.company_id, m.product_id, m.location_id, m.status, m.packing)
                      AND s.lot_id IS NOT DISTINCT FROM m.lot_id AND s.owner_id IS NOT DISTINCT FROM m.owner_id)
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 5, 6, 8, 3, 7 ON CONFLICT DO NOTHING;
  WITH sums AS (SELECT company_id, product_id, location_id, status, packing, lot_id, owner_id, sum(quantity) AS quantity, max(day) AS day FROM added GROUP BY 1, 2, 3, 4, 5, 6, 7),
    held AS (SELECT s.id, s.company_id, a.quantity, a.day FROM inventory_stock s JOIN sums a USING (company_id, product_id, location_id, status, packing)
             WHERE s.lot_id IS NOT DISTINCT FROM a.lot_id AND s.owner_id IS NOT DISTINCT FROM a.owner_id
             ORDER BY s.company_id, s.product_id, s.location_id, s.status, s.packing, s.lot_id, s.owner_id FOR UPDATE OF s)
    UPDATE inventory_stock s SET quantity = s.quantity + h.quantity, last_day = greatest(s.last_day, h.day) FROM held h WHERE s.company_id = h.company_id AND s.id = h.id;

  INSERT INTO inventory_available (company_id, product_id, warehouse_id, quantity, reserved)
    SELECT DISTINCT company_id, product_id, warehouse_id, 0, 0 FROM added m WHERE owner_id IS NULL AND status = 'free'
      AND NOT EXISTS (SELECT 1 FROM inventory_available v WHERE (v.company_id, v.product_id, v.warehouse_id) = (m.company_id, m.product_id, m.warehouse_id))
    ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING;
  WITH sums AS (SELECT company_id, product_id, warehouse_id, sum(quantity) AS quantity FROM added WHERE owner_id IS NULL AND status = 'free' GROUP BY 1, 2, 3),
    held AS (SELECT v.id, v.company_id, s.quantity FROM inventory_available v JOIN sums s USING (company_id, product_id, warehouse_id)
             ORDER BY v.company_id, v.product_id, v.warehouse_id FOR UPDATE OF v)
    UPDATE inventory_available v SET quantity = v.quantity + h.quantity FROM held h WHERE v.company_id = h.company_id AND v.id = h.id;

  -- Only a key with moves after its earliest issue looks back: what it held at the end of each day is what it holds now less what came later.
  SELECT x.product_id, x.day, x.held INTO short FROM (
    SELECT s.product_id, d.day, s.quantity - d.later AS held
    FROM (SELECT company_id, product_id, location_id, status, packing, lot_id, owner_id, min(day) AS day FROM added WHERE quantity < 0 GROUP BY 1, 2, 3, 4, 5, 6, 7) a
    JOIN inventory_stock s ON (s.company_id, s.product_id, s.location_id, s.status, s.packing) = (a.company_id, a.product_id, a.location_id, a.status, a.packing)
      AND s.lot_id IS NOT DISTINCT FROM a.lot_id AND s.owner_id IS NOT DISTINCT FROM a.owner_id AND s.last_day > a.day
    CROSS JOIN LATERAL (
      SELECT t.day, sum(t.quantity) OVER (ORDER BY t.day DESC) - t.quantity AS later
      FROM (SELECT m.day, sum(m.quantity) AS quantity FROM inventory_move m
            WHERE (m.company_id, m.product_id, m.location_id, m.status, m.packing) = (s.company_id, s.product_id, s.location_id, s.status, s.packing)
              AND m.lot_id IS NOT DISTINCT FROM s.lot_id AND m.owner_id IS NOT DISTINCT FROM s.owner_id AND m.day >= a.day
            GROUP BY m.day) t) d) x
    WHERE x.held < 0 ORDER BY x.product_id, x.day LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'stock of % is % on %', short.product_id, short.held, short.day
      USING ERRCODE = '23514', CONSTRAINT = 'inventory_stock_any_day', DETAIL = short.product_id || ' ' || short.day || ' ' || short.held;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER inventory_move_added AFTER INSERT ON inventory_move REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION inventory_move_added();

CREATE OR REPLACE FUNCTION inventory_costdelta_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM books_require_open(company_id, array_agg(a), array_agg(day))
    FROM (SELECT DISTINCT company_id, a, day FROM added, unnest(ARRAY['books', 'stock']) a) d GROUP BY company_id;
  IF EXISTS (SELECT 1 FROM added d LEFT JOIN inventory_move m ON (m.company_id, m.id, m.product_id, m.area) = (d.company_id, d.move_id, d.product_id, d.area) AND m.owner_id IS NULL
             WHERE m.id IS NULL) THEN
    RAISE EXCEPTION 'a delta of another move' USING ERRCODE = '23514', CONSTRAINT = 'inventory_costdelta_move';
  END IF;
  WITH sums AS (SELECT company_id, product_id, area, sum(value) AS value FROM added GROUP BY 1, 2, 3),
    held AS (SELECT v.id, v.company_id, s.value FROM inventory_stockvalue v JOIN sums s USING (company_id, product_id, area)
             ORDER BY v.company_id, v.product_id, v.area FOR UPDATE OF v)
    UPDATE inventory_stockvalue v SET value = v.value + h.value FROM held h WHERE v.company_id = h.company_id AND v.id = h.id;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER inventory_costdelta_added AFTER INSERT ON inventory_costdelta REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION inventory_costdelta_added();

-- No quantity, no value: asked at commit, since moves and deltas of one act come in two statements.
CREATE OR REPLACE FUNCTION inventory_stockvalue_worth() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM inventory_stockvalue v WHERE v.company_id = NEW.company_id AND v.id = NEW.id AND v.quantity = 0 AND v.value <> 0) THEN
    RAISE EXCEPTION 'value without quantity of %', NEW.product_id USING ERRCODE = '23514', CONSTRAINT = 'inventory_stockvalue_worth';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS inventory_stockvalue_worth ON inventory_stockvalue;
CREATE CONSTRAINT TRIGGER inventory_stockvalue_worth AFTER INSERT OR UPDATE ON inventory_stockvalue DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.quantity = 0 AND NEW.value <> 0) EXECUTE FUNCTION inventory_stockvalue_worth();

-- What orders have reserved is kept with what is available.
CREATE OR REPLACE FUNCTION inventory_reservation_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    WITH sums AS (SELECT company_id, product_id, warehouse_id, sum(quantity) AS quantity FROM added GROUP BY 1, 2, 3),
      held AS (SELECT v.id, v.company_id, s.quantity FROM inventory_available v JOIN sums s USING (company_id, product_id, warehouse_id)
               ORDER BY v.company_id, v.product_id, v.warehouse_id FOR UPDATE OF v)
      UPDATE inventory_available v SET reserved = v.reserved + h.quantity FROM held h WHERE v.company_id = h.company_id AND v.id = h.id;
    IF EXISTS (SELECT 1 FROM added r WHERE r.quantity > 0 AND NOT EXISTS (SELECT 1 FROM inventory_available v
               WHERE (v.company_id, v.product_id, v.warehouse_id) = (r.company_id, r.product_id, r.warehouse_id))) THEN
      RAISE EXCEPTION 'nothing to reserve' USING ERRCODE = '23514', CONSTRAINT = 'inventory_available_reserved';
    END IF;
  ELSE
    WITH sums AS (SELECT company_id, product_id, warehouse_id, sum(quantity) AS quantity FROM (
                    SELECT company_id, product_id, warehouse_id, quantity FROM added UNION ALL SELECT company_id, product_id, warehouse_id, -quantity FROM gone) b GROUP BY 1, 2, 3),
      held AS (SELECT v.id, v.company_id, s.quantity FROM inventory_available v JOIN sums s USING (company_id, product_id, warehouse_id)
               ORDER BY v.company_id, v.product_id, v.warehouse_id FOR UPDATE OF v)
      UPDATE inventory_available v SET reserved = v.reserved + h.quantity FROM held h WHERE v.company_id = h.company_id AND v.id = h.id;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER inventory_reservation_new AFTER INSERT ON inventory_reservation REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION inventory_reservation_kept();
CREATE OR REPLACE TRIGGER inventory_reservation_changed AFTER UPDATE ON inventory_reservation REFERENCING NEW TABLE AS added OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION inventory_reservation_kept();
