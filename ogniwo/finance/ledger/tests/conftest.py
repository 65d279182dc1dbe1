"""The tiny company, one for a module of tests."""

import pytest

from ogniwo.finance.ledger.tests.books import Books, found


@pytest.fixture
def books(db_clone: object) -> Books:
    return found()
