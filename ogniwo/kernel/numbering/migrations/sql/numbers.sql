-- The series of documents (the branch's own before the common one) and the period each day counts in.
CREATE OR REPLACE FUNCTION numbering_wanted(company int, types text[], branches int[], days date[])
RETURNS TABLE (type text, branch_id int, day date, series_id bigint, period text, pattern text, chronological boolean, branch text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT DISTINCT ON (u.t, u.b, u.d) u.t, u.b, u.d, s.id,
    CASE s.restarts WHEN 'year' THEN to_char(u.d, 'YYYY') WHEN 'month' THEN to_char(u.d, 'YYYY-MM') ELSE '-' END, s.pattern::text, s.chronological, coalesce(b.code, '')::text
  FROM unnest(types, branches, days) u(t, b, d) JOIN numbering_series s ON s.company_id = company AND s.type = u.t AND (s.branch_id = u.b OR s.branch_id IS NULL)
  LEFT JOIN tenancy_branch b ON b.company_id = company AND b.id = u.b ORDER BY u.t, u.b, u.d, s.branch_id NULLS LAST
$$;
REVOKE ALL ON FUNCTION numbering_wanted FROM PUBLIC;

-- Takes the last locks of an act, in one order; makes missing counters. The app may not write counters itself.
CREATE OR REPLACE FUNCTION numbering_lock(types text[], branches int[], days date[])
RETURNS TABLE (type text, branch_id int, day date, series_id bigint, period text, pattern text, chronological boolean, branch text, last bigint, last_day date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE company int := current_setting('ogniwo.company')::int;
BEGIN
  IF EXISTS (SELECT 1 FROM numbering_wanted(company, types, branches, days) w WHERE NOT EXISTS (
      SELECT 1 FROM numbering_seriescounter c WHERE (c.company_id, c.series_id, c.period) = (company, w.series_id, w.period))) THEN
    INSERT INTO numbering_seriescounter (company_id, series_id, period, last, last_day)
      SELECT company, w.series_id, w.period, 0, min(w.day) FROM numbering_wanted(company, types, branches, days) w GROUP BY w.series_id, w.period ORDER BY 2, 3
      ON CONFLICT DO NOTHING;
  END IF;
  RETURN QUERY SELECT w.*, c.last, c.last_day FROM numbering_wanted(company, types, branches, days) w
    JOIN numbering_seriescounter c ON c.company_id = company AND c.series_id = w.series_id AND c.period = w.period ORDER BY c.series_id, c.period FOR UPDATE OF c;
END $$;
REVOKE ALL ON FUNCTION numbering_lock FROM PUBLIC;
GRANT EXECUTE ON FUNCTION numbering_lock TO {app}, {worker};

-- New numbers continue the counter without a gap; a number again only after its document was voided.
CREATE OR REPLACE FUNCTION numbering_number_gapless() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT company_id, series_id, period, min(n) low, max(n) high, count(*) many, min(day) first FROM added WHERE take = 0 GROUP BY 1, 2, 3) a
             LEFT JOIN numbering_seriescounter c USING (company_id, series_id, period)
             WHERE a.low IS DISTINCT FROM c.last + 1 OR a.high - a.low + 1 <> a.many) THEN
    RAISE EXCEPTION 'a number skipped or doubled' USING ERRCODE = '23514', CONSTRAINT = 'numbering_number_gapless';
  END IF;
  IF EXISTS (SELECT 1 FROM (SELECT company_id, series_id, period, day, coalesce(lag(day) OVER (PARTITION BY company_id, series_id, period ORDER BY n), NULL) AS before FROM added WHERE take = 0) a
             JOIN numbering_series s ON s.company_id = a.company_id AND s.id = a.series_id AND s.chronological
             JOIN numbering_seriescounter c ON c.company_id = a.company_id AND c.series_id = a.series_id AND c.period = a.period
             WHERE a.day < coalesce(a.before, c.last_day)) THEN
    RAISE EXCEPTION 'a day before the last number''s' USING ERRCODE = '23514', CONSTRAINT = 'numbering_number_chronological';
  END IF;
  IF EXISTS (SELECT 1 FROM added a WHERE take > 0 AND NOT EXISTS (
               SELECT 1 FROM numbering_number o JOIN documents_document d ON d.company_id = o.company_id AND d.id = o.document_id
               WHERE (o.company_id, o.series_id, o.period, o.n, o.take) = (a.company_id, a.series_id, a.period, a.n, a.take - 1) AND d.state = 'void')) THEN
    RAISE EXCEPTION 'the number is in use' USING ERRCODE = '23505', CONSTRAINT = 'numbering_number_taken';
  END IF;
  UPDATE numbering_seriescounter c SET last = a.high, last_day = greatest(c.last_day, a.latest)
    FROM (SELECT company_id, series_id, period, max(n) high, max(day) latest FROM added WHERE take = 0 GROUP BY 1, 2, 3) a
    WHERE (c.company_id, c.series_id, c.period) = (a.company_id, a.series_id, a.period);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER numbering_number_gapless AFTER INSERT ON numbering_number REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION numbering_number_gapless();
