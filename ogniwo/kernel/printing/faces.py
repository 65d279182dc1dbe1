"""Which typefaces printed documents use and where their built files stand."""

from pathlib import Path

FAMILY = "Source Sans 3"
FOLDER = Path(__file__).parent / "typefaces"
# file name -> (weight, slope of the source file, style name)
WEIGHTS: dict[str, tuple[int, str, str]] = {
    "regular": (400, "normal", "Regular"),
    "semibold": (600, "normal", "SemiBold"),
    "italic": (400, "italic", "Italic"),
}


def built(target: Path = FOLDER) -> bool:
    """Whether every weight is there."""
    return all((target / f"{name}.ttf").is_file() for name in WEIGHTS)
