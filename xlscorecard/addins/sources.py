"""Every file that is written from the catalogue. ``python -m xlscorecard.addins.sources``
writes them in a checkout; a test holds that they are up to date."""

from __future__ import annotations

from pathlib import Path

from xlscorecard.addins.calc_file import interface
from xlscorecard.addins.excel_sources import bas_module, udf_module
from xlscorecard.addins.functions_page import functions_page
from xlscorecard.addins.office_sources import functions_json, manifest


def written_files() -> dict[str, bytes]:
    """Path in a checkout and content."""
    return {
        "addin/xlwings/xlscorecard_udfs.py": udf_module().encode("utf-8"),
        "addin/xlwings/xlscorecard_functions.bas": bas_module().encode("cp1252"),
        "addin/officejs/functions.json": functions_json().encode("utf-8") + b"\n",
        "addin/officejs/manifest.xml": manifest().encode("utf-8"),
        "addin/libreoffice/scorecard.idl": interface().encode("utf-8"),
        "docs/functions.md": functions_page().encode("utf-8"),
    }


def main() -> None:
    """Write them."""
    root = Path(__file__).resolve().parents[2]
    for name, content in written_files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
