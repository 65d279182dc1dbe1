-- The search door. Tables have row security without FORCE, so their owner's function sees all rows and applies
-- the owner itself; words are literals in the statement, so that the trigram index is planned for.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX IF NOT EXISTS search_entry_words ON search_entry USING gin (text gin_trgm_ops);
CREATE INDEX IF NOT EXISTS search_shared_words ON search_shared USING gin (text gin_trgm_ops);

-- ``narrow`` and ``owners`` are pairs: of these kinds only what these people own is found (record rules).
DROP FUNCTION IF EXISTS search_find(text[], text[], text[], integer[], integer);
CREATE FUNCTION search_find(words text[], kinds text[], narrow text[], owners integer[], most integer)
RETURNS TABLE (kind text, record uuid, label text, note text) LANGUAGE plpgsql STABLE SECURITY DEFINER
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
    'SELECT f.kind::text, f.record, f.label::text, f.note::text FROM ('
    || '(SELECT e.kind, e.record, e.label, e.note, e.text FROM search_entry e WHERE ' || likes
    || ' AND e.company_id = $1 AND e.kind = ANY($3) AND (e.kind <> ALL($4) OR (e.kind, e.owner_id) IN (SELECT * FROM unnest($4, $5))) LIMIT 2000)'
    || ' UNION ALL (SELECT e.kind, e.record, e.label, e.note, e.text FROM search_shared e WHERE ' || likes
    || ' AND e.directory_id = $2 AND e.kind = ANY($3) LIMIT 2000)) f'
    || ' ORDER BY f.text NOT LIKE $6, length(f.label), f.label, f.record LIMIT $7'
    USING company, directory, kinds, narrow, owners, ' ' || replace(replace(replace(words[1], '\', '\\'), '%', '\%'), '_', '\_') || '%', least(most, 200);
END $$;
REVOKE ALL ON FUNCTION search_find(text[], text[], text[], integer[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_find(text[], text[], text[], integer[], integer) TO {app}, {worker};
