"""Business errors as plain classes."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from ogniwo.kernel.text import N_ as _

CODES: dict[str, type["BusinessError"]] = {}
CONSTRAINTS: dict[str, type["BusinessError"]] = {}


class BusinessError(Exception):
    """A refusal with a reason: ``code`` is stable, ``says`` the sentence, ``next`` what to do about it.

    Instances carry ``record`` (id of the document or row), ``line`` (id or key of the line) and the
    parameters of the sentence. ``status`` is the HTTP status its door answers with.
    """

    code: ClassVar[str] = "kernel.refused"
    field: str | None = None
    says: ClassVar[str] = _("This can't be done.")
    next: ClassVar[str] = ""
    status: ClassVar[int] = 422

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        CODES.setdefault(cls.code, cls)

    def __init__(self, *, record: object = None, line: object = None, field: str | None = None, **words: object) -> None:
        self.record, self.line, self.words = record, line, words
        if field:
            self.field = field
        super().__init__(self.code)

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """What is wrong, in the language of ``translate`` (gettext of the person's language)."""
        return translate(self.says).format(**self.words)

    def advice(self, translate: Callable[[str], str] = str) -> str:
        """What to do next; empty when there is nothing to say."""
        return translate(self.next).format(**self.words) if self.next else ""

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence()}"


class Refused(Exception):
    """Every reason for every document of a set; nothing was written."""

    def __init__(self, errors: Iterable[BusinessError]) -> None:
        self.errors = list(errors)
        super().__init__("; ".join(map(str, self.errors)))


class Invalid(BusinessError):
    """A field that does not hold what it should; ``says`` is filled by the reader of the data."""

    code = "kernel.invalid"
    says = _("{problem}")


class NotFound(BusinessError):
    code = "kernel.not_found"
    says = _("It is not here, or not yours to see.")
    next = _("Check the number, or ask for access.")
    status = 404


class Stale(BusinessError):
    code = "kernel.stale"
    says = _("Somebody changed it in the meantime.")
    next = _("Look at both versions and save again.")
    status = 409


class KeyReused(BusinessError):
    code = "kernel.key_reused"
    says = _("This idempotency key was used for another request.")
    next = _("Send a new key with a new request.")


class InFlight(BusinessError):
    code = "kernel.in_flight"
    says = _("The same request is being carried out.")
    next = _("Wait a moment and ask again with the same key.")
    status = 409


class Duplicate(BusinessError):
    code = "kernel.duplicate"
    says = _("There is one like that already.")
    next = _("Open the existing one, or change what makes it unique.")


def explains(constraint: str, error: type[BusinessError]) -> None:
    """Tie the name of a database constraint to the error a person reads."""
    CONSTRAINTS[constraint] = error


def explain(constraint: str | None) -> BusinessError | None:
    """The error tied to a constraint's name, if any."""
    error = CONSTRAINTS.get(constraint or "")
    return error() if error else None
