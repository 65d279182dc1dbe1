"""What the worker does by itself: acts take their places in the chain."""

from django.db import connection, transaction

from ogniwo.kernel.outbox.hooks import routine
from ogniwo.kernel.tenancy.context import SET

MINUTE = 60.0
MOST = 5_000


@routine(seconds=MINUTE)
def seal_waiting() -> int:
    """Seal the waiting acts of every company, each in its own context; the worker's role sees whose wait. Returns how many acts."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT company_id FROM audit_place WHERE seal IS NULL")
        companies = [company for (company,) in cursor.fetchall()]
    return sum(seal_acts(company) for company in companies)


def seal_acts(company: int) -> int:
    """Seal all waiting acts of one company, some thousands in a transaction; returns how many."""
    sealed: int = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(SET, [str(company), "", ""])
            cursor.execute("SELECT audit_seal_acts(%s)", [MOST])
            ((count,),) = cursor.fetchall()
        sealed += count
        if count < MOST:
            return sealed
