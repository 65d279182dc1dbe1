"""Ways to reach somebody in their comparable form."""

from ogniwo.masterdata.parties.rules.likeness import plain_email, plain_phone


def plain_point(kind: str, value: str) -> str:
    """The form in which two writings of one way (email, phone, web) are equal; empty where there is none."""
    if kind == "email":
        return plain_email(value)
    return plain_phone(value) if kind == "phone" else value.strip().casefold()
