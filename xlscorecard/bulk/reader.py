"""The version of the reader: papers that another version has read are read again."""

from __future__ import annotations

import hashlib
import importlib.metadata
from functools import lru_cache
from pathlib import Path

from xlscorecard import __version__

# The rooms that decide what a paper says; a change in any of their files is a new version.
_ROOMS = (
    *("model", "values", "marks", "pdf", "word", "sheets", "scan", "tables"),
    *("normalise", "engine"),
)
_LIBRARIES = (
    *("pypdfium2", "pdfplumber", "pdfminer.six", "camelot-py"),
    *("openpyxl", "lxml", "numpy", "pillow"),
)
_EXTRAS = ("rapidocr", "onnxruntime", "opencv-python-headless")


@lru_cache(maxsize=1)
def reader_version() -> str:
    """Our version, and a digest of what reads: "0.1.0+5f1c2ab93d40"."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    files = [package / "pipeline.py"]
    for room in _ROOMS:
        files += [
            path
            for path in sorted((package / room).rglob("*"))
            if path.is_file() and path.suffix != ".pyc"
        ]
    for path in files:
        digest.update(str(path.relative_to(package)).encode())
        digest.update(path.read_bytes())
    for name in (*_LIBRARIES, *_EXTRAS):
        digest.update(f"{name}={_version(name)};".encode())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "absent"


def rules_version(path: Path | None) -> str:
    """What tells one rule file from another; empty for the default rules."""
    if path is None:
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else str(path)
