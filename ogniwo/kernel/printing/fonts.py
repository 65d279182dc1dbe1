"""Building the typefaces of printed documents: Source Sans 3 (OFL-1.1) from the front end's npm package.

The package has a variable font split by alphabet; typst needs one static file a weight, with its name set right
(typst only warns when a family is not found). Needs fontTools and brotli, which are there at build time only.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from ogniwo.kernel.printing.faces import FAMILY, FOLDER, WEIGHTS

PACKAGE = Path(__file__).parents[2] / "workbench" / "front" / "node_modules" / "@fontsource-variable" / "source-sans-3" / "files"
ALPHABETS = ("latin", "latin-ext")


class TypefaceMissing(RuntimeError):
    """The source of the typeface is not on this machine."""


def build(source: Path = PACKAGE, target: Path = FOLDER) -> list[Path]:
    """Make the static typefaces in ``target``; returns their files. Raises ``TypefaceMissing``."""
    if not source.is_dir():
        raise TypefaceMissing(
            "The npm package @fontsource-variable/source-sans-3 is not installed. Run `make front` first; it fetches it.",
        )
    target.mkdir(parents=True, exist_ok=True)
    return [_one(source, target, name) for name in WEIGHTS]


def _one(source: Path, target: Path, name: str) -> Path:
    weight, slope, style = WEIGHTS[name]
    with TemporaryDirectory() as folder:
        pieces = []
        for alphabet in ALPHABETS:
            variable = TTFont(source / f"source-sans-3-{alphabet}-wght-{slope}.woff2", recalcTimestamp=False)
            piece = instantiateVariableFont(variable, {"wght": weight}, updateFontNames=False)
            piece.flavor = None
            path = Path(folder) / f"{alphabet}.ttf"
            piece.save(path)
            pieces.append(str(path))
        font = Merger().merge(pieces)
    _rename(font, style)
    font["OS/2"].usWeightClass = weight
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    path = target / f"{name}.ttf"
    font.save(path)
    return path


def _rename(font: Any, style: str) -> None:
    names = font["name"]
    full = f"{FAMILY} {style}"
    records = {1: FAMILY if style in ("Regular", "Italic") else full, 2: style if style in ("Regular", "Italic") else "Regular",
               3: f"Ogniwo build of {full}", 4: full, 6: full.replace(" ", ""), 16: FAMILY, 17: style}
    for number, text in records.items():
        names.removeNames(nameID=number)
        names.setName(text, number, 3, 1, 0x409)
