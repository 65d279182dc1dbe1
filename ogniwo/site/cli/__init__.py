"""The command line ``ogniwo``: one word for each thing a person does with an installation."""

from ogniwo.site.cli.program import main, program

__all__ = ["main", "program"]
