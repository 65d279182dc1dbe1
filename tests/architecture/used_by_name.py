"""Names that only frameworks use, for vulture; each with who uses it."""

exc_type = exc_value = traceback = None  # the context manager protocol
sender = None  # Django's checks
