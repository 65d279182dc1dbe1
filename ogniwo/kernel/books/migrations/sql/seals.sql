-- Refuses facts dated in a locked or missing period. The share lock makes a lock wait for postings under way, and postings for a lock.
CREATE OR REPLACE FUNCTION books_require_open(company int, areas text[], days date[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE wanted int; got int; shut text;
BEGIN
  SELECT count(*) INTO wanted FROM (SELECT DISTINCT a, date_trunc('month', d)::date FROM unnest(areas, days) u(a, d)) w;
  WITH p AS (SELECT area, month, locked FROM books_period WHERE company_id = company
      AND (area, month) IN (SELECT a, date_trunc('month', d)::date FROM unnest(areas, days) u(a, d)) ORDER BY area, month FOR SHARE)
    SELECT count(*), min(area || ' ' || to_char(month, 'YYYY-MM')) FILTER (WHERE locked) INTO got, shut FROM p;
  IF shut IS NOT NULL THEN
    RAISE EXCEPTION 'period % is locked', shut USING ERRCODE = '23514', CONSTRAINT = 'books_period_locked', DETAIL = shut;
  END IF;
  IF got < wanted THEN
    RAISE EXCEPTION 'no period' USING ERRCODE = '23514', CONSTRAINT = 'books_period_missing';
  END IF;
END $$;
REVOKE ALL ON FUNCTION books_require_open FROM PUBLIC;
GRANT EXECUTE ON FUNCTION books_require_open TO {app}, {worker};

CREATE OR REPLACE FUNCTION books_lock_heads(journals bigint[], years int[]) RETURNS TABLE (journal_id bigint, year int, last bigint, hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE company int := current_setting('ogniwo.company')::int;
BEGIN
  INSERT INTO books_head AS h (company_id, journal_id, year, last, hash)
    SELECT company, u.j, u.y, 0, ''::bytea FROM unnest(journals, years) u(j, y) GROUP BY u.j, u.y ORDER BY u.j, u.y ON CONFLICT DO NOTHING;
  RETURN QUERY SELECT h.journal_id, h.year, h.last, h.hash FROM books_head h
    WHERE h.company_id = company AND (h.journal_id, h.year) IN (SELECT j, y FROM unnest(journals, years) u(j, y)) ORDER BY h.journal_id, h.year FOR UPDATE;
END $$;
REVOKE ALL ON FUNCTION books_lock_heads FROM PUBLIC;
GRANT EXECUTE ON FUNCTION books_lock_heads TO {app}, {worker};

-- Seals continue their journal without a gap, each holding the hash before it.
CREATE OR REPLACE FUNCTION books_seal_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM (SELECT s.*, row_number() OVER w AS nth, lag(s.hash) OVER w AS before FROM added s
                   WINDOW w AS (PARTITION BY s.company_id, s.journal_id, s.year ORDER BY s.position)) s
    LEFT JOIN books_head h USING (company_id, journal_id, year)
    WHERE s.position IS DISTINCT FROM h.last + s.nth OR s.previous IS DISTINCT FROM coalesce(s.before, h.hash)
       OR s.hash <> sha256(s.previous || convert_to(concat_ws('|', s.company_id, s.journal_id, s.year, s.position, s.label), 'UTF8') || s.digest)) THEN
    RAISE EXCEPTION 'a seal out of order' USING ERRCODE = '23514', CONSTRAINT = 'books_seal_chain';
  END IF;
  UPDATE books_head h SET last = a.position, hash = a.hash
    FROM (SELECT DISTINCT ON (company_id, journal_id, year) * FROM added ORDER BY company_id, journal_id, year, position DESC) a
    WHERE (h.company_id, h.journal_id, h.year) = (a.company_id, a.journal_id, a.year);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER books_seal_chain AFTER INSERT ON books_seal REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION books_seal_chain();
