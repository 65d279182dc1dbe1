"""What pg_catalog says of every table; and that a hole cut by the superuser is seen."""

from typing import Any

import pytest

from ogniwo.kernel.access.models import Membership, SignIn
from tests.architecture import database, house


def test_the_database_defends_every_table(db_module: Any) -> None:
    with db_module.as_role("superuser") as root:
        found = list(database.problems(root))
    excused = {excuse.where for excuse in house.excuses() if excuse.check == "database"}
    assert not [problem for problem in found if problem.where not in excused]


@pytest.mark.parametrize(
    ("hole", "word"),
    [
        ("ALTER TABLE access_membership DISABLE ROW LEVEL SECURITY", "no row security"),
        ("ALTER TABLE access_membership FORCE ROW LEVEL SECURITY", "forces"),
        ("DROP POLICY access_membership_own ON access_membership", "no policy"),
        ("ALTER TABLE access_signin DISABLE TRIGGER access_signin_facts", "without the trigger against UPDATE"),
        ("DROP TRIGGER access_signin_whole ON access_signin", "TRUNCATE"),
        ("GRANT DELETE ON access_signin TO {app}", "lets app DELETE"),
        ("GRANT UPDATE (email) ON access_signin TO {worker}", "lets worker UPDATE"),
        ("GRANT TRUNCATE ON access_membership TO {app}", "lets app TRUNCATE"),
        ("GRANT INSERT ON access_membership TO {auditor}", "lets auditor INSERT"),
        ("ALTER TABLE access_membership OWNER TO {app}", "owned by"),
        ("ALTER TABLE access_membership DROP CONSTRAINT access_membership_role_id_own", "does not keep"),
        ("ALTER TABLE access_membership DROP CONSTRAINT access_membership_pkey CASCADE", "no primary key"),
        ("DROP TABLE access_membership CASCADE", "no table"),
    ],
)
def test_a_hole_is_seen(db_module: Any, hole: str, word: str) -> None:
    with db_module.as_role("superuser") as root:
        root.autocommit = False
        for role, name in database.names_of().items():
            hole = hole.replace("{" + role + "}", name)
        root.execute(hole)
        about = {database.named(Membership), database.named(SignIn)}
        said = [problem.says for problem in database.problems(root) if problem.where.rsplit(".role", 1)[0] in about]
        root.rollback()
    assert any(word in says for says in said), said
