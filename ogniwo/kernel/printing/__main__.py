"""``python -m ogniwo.kernel.printing`` builds the typefaces (part of ``make front``)."""

import sys

from ogniwo.kernel.printing.fonts import TypefaceMissing, build

try:
    build()
except TypefaceMissing as missing:
    sys.exit(str(missing))
