"""The part of this package that runs anywhere: functions and engine, standard library only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import xlscorecard

_ROOMS = ("model", "values", "engine", "functions")
_KINDS = {".py", ".toml", ".csv"}
# The vectorised path wants NumPy, the LAMBDA texts are of no use elsewhere.
_LEFT_OUT = {
    ("engine", "columns.py"),
    ("engine", "column_inputs.py"),
    ("engine", "column_rules.py"),
    ("functions", "lambda_text.py"),
    ("functions", "lambda_measures.py"),
}
# A fixed time: the same sources give the same file, whose checksum can be approved.
FIXED_TIME = (2020, 1, 1, 0, 0, 0)


def engine_files() -> Iterator[tuple[str, bytes]]:
    """Paths below a folder for Python's search path, with their content."""
    package = Path(xlscorecard.__file__).parent
    start = f'"""The functions of xlscorecard."""\n\n__version__ = "{xlscorecard.__version__}"\n'
    yield "xlscorecard/__init__.py", start.encode()
    for room in _ROOMS:
        for path in sorted((package / room).iterdir()):
            if path.suffix in _KINDS and (room, path.name) not in _LEFT_OUT:
                yield f"xlscorecard/{room}/{path.name}", path.read_bytes()


def zip_files(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of such paths."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()
