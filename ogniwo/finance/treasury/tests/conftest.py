"""The company at its desk."""

import pytest

from ogniwo.finance.treasury.tests.desk import Desk, open_desk


@pytest.fixture
def desk(db_clone: object) -> Desk:
    return open_desk()
