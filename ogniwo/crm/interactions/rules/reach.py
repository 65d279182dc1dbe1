"""Record rules: whose documents a person sees."""

from ogniwo.kernel.access.acting import ALL, Acting


def within_reach(acting: Acting, type: str, owner_id: int | None) -> bool:
    """Whether a document of this type and owner is the person's to see: all, or only their own (there are no teams yet)."""
    return acting.rule(type) == ALL or owner_id == acting.user_id
