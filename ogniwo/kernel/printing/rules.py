"""``render(template, data) -> bytes``: one PDF. Pure: reads the template and the typefaces, nothing else."""

import json
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from ogniwo.kernel.printing.faces import FAMILY, FOLDER, WEIGHTS

TEMPLATES = Path(__file__).parent / "templates"
# a fixed moment: a document printed again must be the same file, byte for byte
MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


class PrintingFailed(RuntimeError):
    """The document could not be printed; the message says what to do."""


def render(template: Path, data: Mapping[str, Any], *, archive: bool = True) -> bytes:
    """The PDF of ``template`` filled with ``data`` (JSON: text, lists, mappings; amounts already written out).

    ``archive``: PDF/A-3b, to keep; without it a plain PDF. Raises ``PrintingFailed``.
    """
    _refuse_without_typefaces()
    content = json.dumps(data, ensure_ascii=False, sort_keys=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            made = typst.compile(
                str(template),
                root=str(template.parent),
                font_paths=[str(FOLDER)],
                ignore_system_fonts=True,
                sys_inputs={"data": content},
                pdf_standards=["a-3b"] if archive else [],
                timestamp=MOMENT,
            )
    except Exception as problem:
        raise PrintingFailed(f"{template.name} could not be printed: {problem}") from problem
    if not isinstance(made, bytes):
        raise PrintingFailed(f"{template.name} gave no document")
    return made


def _refuse_without_typefaces() -> None:
    missing = [name for name in WEIGHTS if not (FOLDER / f"{name}.ttf").is_file()]
    if missing:
        raise PrintingFailed(
            f"The typeface {FAMILY} is not built ({', '.join(missing)}). "
            "Run `make front`, then `python -m ogniwo.kernel.printing`.",
        )
