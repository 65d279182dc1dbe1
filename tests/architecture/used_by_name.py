"""Names that only frameworks use, for vulture; each with who uses it."""

app_label = from_state = to_state = None  # Django's migration operations
public_id = None  # lxml's resolvers
