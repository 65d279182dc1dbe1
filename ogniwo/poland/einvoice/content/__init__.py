"""The content of an FA(3) invoice as frozen dataclasses, in the order of the form."""
