-- The worker forgets keys older than 30 days, of all companies; it sees and deletes no younger ones.
GRANT DELETE ON commands_key TO {worker};
DROP POLICY IF EXISTS commands_key_old ON commands_key;
CREATE POLICY commands_key_old ON commands_key TO {worker} USING (at < now() - interval '30 days');
