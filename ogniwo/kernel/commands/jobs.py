"""What the worker does by itself: idempotency keys older than 30 days are forgotten."""

from django.db import connection, transaction

from ogniwo.kernel.outbox.hooks import routine

HOUR = 3600.0
SWEEP = """DELETE FROM commands_key WHERE (company_id, id) IN (
  SELECT company_id, id FROM commands_key WHERE at < now() - interval '30 days' ORDER BY at LIMIT %s)"""
MOST = 10_000


@routine(seconds=HOUR)
def sweep_keys() -> int:
    """Delete keys older than 30 days, of all companies: the worker's role sees exactly those. Returns how many."""
    swept: int = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(SWEEP, [MOST])
            swept += cursor.rowcount
            if cursor.rowcount < MOST:
                return swept
