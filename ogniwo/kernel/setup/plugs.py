"""Registers the founder of companies."""

from ogniwo.kernel.access.hooks import founds
from ogniwo.kernel.setup import queries  # noqa: F401 - declared by import
from ogniwo.kernel.setup.commands import founder

founds(founder)
