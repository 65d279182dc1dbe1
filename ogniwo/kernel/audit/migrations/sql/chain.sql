-- Every act waits for its place in the company's chain. Sealing is not part of the act: acts of one company would queue for one row.
CREATE OR REPLACE FUNCTION audit_act_waits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO audit_place (company_id, act_id) SELECT company_id, id FROM added;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER audit_act_waits AFTER INSERT ON audit_act REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_act_waits();

-- Seals what waits in the current company, at most so many acts: one link of the chain; returns how many acts it holds.
CREATE OR REPLACE FUNCTION audit_seal_acts(most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  company int := nullif(current_setting('ogniwo.company', true), '')::int;
  acts bigint[]; content bytea; before bytea; place bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit_seal_acts'), company);
  SELECT array_agg(act_id ORDER BY act_id) INTO acts
    FROM (SELECT act_id FROM audit_place WHERE company_id = company AND seal IS NULL ORDER BY act_id LIMIT most) w;
  IF company IS NULL OR acts IS NULL THEN
    RETURN 0;
  END IF;
  SELECT sha256(convert_to(string_agg(concat_ws('|', a.company_id, a.id, (extract(epoch FROM a.at) * 1000000)::bigint, a.user_id, a.command, a.source, encode(a.digest, 'hex'),
      (SELECT string_agg(t.target::text, ',' ORDER BY t.target) FROM audit_target t WHERE t.company_id = a.company_id AND t.act_id = a.id)), E'\n' ORDER BY a.id), 'UTF8'))
    INTO content FROM audit_act a WHERE a.company_id = company AND a.id = ANY(acts);
  SELECT s.position, s.hash INTO place, before FROM audit_seal s WHERE s.company_id = company ORDER BY s.position DESC LIMIT 1;
  place := coalesce(place, 0) + 1;
  before := coalesce(before, ''::bytea);
  INSERT INTO audit_seal (company_id, position, at, count, digest, previous, hash)
    VALUES (company, place, clock_timestamp(), cardinality(acts), content, before,
            sha256(before || convert_to(concat_ws('|', company, place, cardinality(acts)), 'UTF8') || content));
  UPDATE audit_place SET seal = place WHERE company_id = company AND act_id = ANY(acts);
  RETURN cardinality(acts);
END $$;
REVOKE ALL ON FUNCTION audit_seal_acts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_seal_acts TO {app}, {worker};

-- The worker looks whose acts wait; it seals each company in its own context.
DROP POLICY IF EXISTS audit_place_worker ON audit_place;
CREATE POLICY audit_place_worker ON audit_place FOR SELECT TO {worker} USING (seal IS NULL);

-- A payload changes once: body and salt are emptied together, and never filled again.
CREATE OR REPLACE FUNCTION audit_payload_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL OR NEW.body <> 'null'::jsonb OR NEW.salt <> ''::bytea
     OR (NEW.company_id, NEW.id, NEW.act_id) <> (OLD.company_id, OLD.id, OLD.act_id) THEN
    RAISE EXCEPTION 'a payload of the audit is only erased' USING ERRCODE = '23001', CONSTRAINT = 'audit_payload_only_erased';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER audit_payload_only_erased BEFORE UPDATE ON audit_payload FOR EACH ROW EXECUTE FUNCTION audit_payload_only_erased();
