-- Before a company is chosen only the person is known: their own memberships, and the companies these name, may be read.
DROP POLICY IF EXISTS access_membership_mine ON access_membership;
CREATE POLICY access_membership_mine ON access_membership FOR SELECT TO {app}, {worker}
  USING (user_id = nullif(current_setting('ogniwo.user', true), '')::int);
DROP POLICY IF EXISTS tenancy_company_mine ON tenancy_company;
CREATE POLICY tenancy_company_mine ON tenancy_company FOR SELECT TO {app}, {worker}
  USING (id IN (SELECT m.company_id FROM access_membership m WHERE m.user_id = nullif(current_setting('ogniwo.user', true), '')::int));
-- A program shows a key before anything else is known of it: whoever knows the digest may read that one row.
DROP POLICY IF EXISTS access_apikey_shown ON access_apikey;
CREATE POLICY access_apikey_shown ON access_apikey FOR SELECT TO {app}
  USING (digest = nullif(current_setting('ogniwo.key', true), ''));
-- Secrets are not for auditors.
REVOKE SELECT ON access_user, access_apikey FROM {auditor};
GRANT SELECT (id, email, name, language, theme, density, is_active, is_demo, last_login) ON access_user TO {auditor};
GRANT SELECT (company_id, id, user_id, name, prefix, scopes, created_at, expires_at, revoked_at, used_at) ON access_apikey TO {auditor};
