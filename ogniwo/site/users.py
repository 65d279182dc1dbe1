"""`ogniwo user`: people who may sign in."""

import getpass
import os
from collections.abc import Callable, Sequence

from ogniwo.kernel.access.commands import create_user, join, let_in, lock_out, set_password
from ogniwo.kernel.access.errors import EmailTaken, UnknownRole
from ogniwo.kernel.access.models import User
from ogniwo.kernel.access.queries import context, people, person
from ogniwo.kernel.setup.queries import is_company

USAGE = """ogniwo user list
ogniwo user add EMAIL NAME COMPANY-ID ROLE     (the password is asked for, or taken from OGNIWO_PASSWORD)
ogniwo user password EMAIL
ogniwo user lock EMAIL | unlock EMAIL"""


def run(words: Sequence[str], *, say: Callable[[str], None]) -> int:
    """Carry out one of the acts of ``USAGE``; returns the exit status."""
    match list(words):
        case ["list"]:
            for user in people():
                say(f"{user.email:40} {user.name:30} {'' if user.is_active else 'locked'}")
        case ["add", email, name, company, role]:
            return _add(email, name, int(company), role, say)
        case ["password", email]:
            return _each(email, lambda user: set_password(user, _password()), say)
        case ["lock" | "unlock" as act, email]:
            return _each(email, let_in if act == "unlock" else lock_out, say)
        case _:
            say(USAGE)
            return 2
    return 0


def _add(email: str, name: str, company_id: int, role: str, say: Callable[[str], None]) -> int:
    try:
        with context({"ogniwo.company": company_id}):
            if not is_company(company_id):
                say(f"There is no company {company_id}.")
                return 1
            join(create_user(email=email, name=name, password=_password()), company_id, role)
    except (EmailTaken, UnknownRole) as no:
        say(no.sentence())
        return 1
    say(f"{email} may sign in.")
    return 0


def _each(email: str, change: Callable[[User], None], say: Callable[[str], None]) -> int:
    user = person(email)
    if user is None:
        say(f"There is no user {email}.")
        return 1
    change(user)
    return 0


def _password() -> str:
    return os.environ.get("OGNIWO_PASSWORD") or getpass.getpass("Password: ")
