-- The records of some kinds whose words hold these, for lists: at most `most`, in no order; the list itself asks for rights.
DROP FUNCTION IF EXISTS search_records(text[], text[], integer);
CREATE FUNCTION search_records(words text[], kinds text[], most integer) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  company int := nullif(current_setting('ogniwo.company', true), '')::int;
  directory int := nullif(current_setting('ogniwo.directory', true), '')::int;
  likes text;
BEGIN
  IF company IS NULL OR coalesce(cardinality(words), 0) = 0 THEN
    RETURN;
  END IF;
  SELECT string_agg(format('e.text LIKE %L', CASE WHEN length(w) < 3 THEN '% ' ELSE '%' END || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%'), ' AND ')
    INTO likes FROM unnest(words) w;
  RETURN QUERY EXECUTE
    '(SELECT e.record FROM search_entry e WHERE ' || likes || ' AND e.company_id = $1 AND e.kind = ANY($3) LIMIT $4)'
    || ' UNION ALL (SELECT e.record FROM search_shared e WHERE ' || likes || ' AND e.directory_id = $2 AND e.kind = ANY($3) LIMIT $4) LIMIT $4'
    USING company, directory, kinds, least(most, 10001);
END $$;
REVOKE ALL ON FUNCTION search_records(text[], text[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_records(text[], text[], integer) TO {app}, {worker};
