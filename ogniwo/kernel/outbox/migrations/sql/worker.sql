-- The worker looks for due messages of all companies; it delivers each in its own company's context.
DROP POLICY IF EXISTS outbox_message_worker ON outbox_message;
CREATE POLICY outbox_message_worker ON outbox_message FOR SELECT TO {worker} USING (true);
