"""Record rules: whose documents a person sees."""

from ogniwo.kernel.access.acting import Acting


def within_reach(acting: Acting, type: str, owner_id: int | None) -> bool:
    """Whether a document of this type and owner is the person's to see: all, their teams', or only their own."""
    return acting.reaches(type, owner_id)
