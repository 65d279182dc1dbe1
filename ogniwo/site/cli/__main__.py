"""``python -m ogniwo.site.cli``: the same program where it is not installed."""

from ogniwo.site.cli import main

main()
