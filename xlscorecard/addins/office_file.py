"""The files of the Office.js add-in, as the local server sends them or a council's own web
server may: pages, metadata, and the engine for the browser."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from xlscorecard.addins.engine_files import engine_files, zip_files
from xlscorecard.addins.office_sources import functions_json, manifest
from xlscorecard.functions.catalogue import FUNCTIONS
from xlscorecard.model.files import write_whole
from xlscorecard.shipped import shipped_file

_NAMES = "/*names*/[]/*names*/"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".png": "image/png",
    ".zip": "application/zip",
    ".wasm": "application/wasm",
}


@cache
def office_files() -> dict[str, bytes]:
    """Name and content of each file; none of them holds a secret."""
    script = shipped_file("addin/officejs/functions.js").read_text("utf-8")
    names = json.dumps([function.name for function in FUNCTIONS])
    return {
        "functions.html": shipped_file("addin/officejs/functions.html").read_bytes(),
        "functions.js": script.replace(_NAMES, names).encode("utf-8"),
        "functions.json": functions_json().encode("utf-8"),
        "icon-32.png": shipped_file("addin/officejs/icon-32.png").read_bytes(),
        "icon-64.png": shipped_file("addin/officejs/icon-64.png").read_bytes(),
        "engine.zip": zip_files(engine_files()),
    }


def build_site(folder: Path, base: str) -> None:
    """Write the files and a manifest for a web server at ``base``, where the engine runs in
    the browser and no server computes; raises CannotWrite."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in office_files().items():
        write_whole(folder / name, lambda part, content=content: _write(part, content))  # type: ignore[misc]
    text = manifest(base.rstrip("/")).replace("functions.html", "functions.html?engine=browser")
    write_whole(folder / "manifest.xml", lambda part: _write(part, text.encode("utf-8")))


def _write(part: Path, content: bytes) -> None:
    part.write_bytes(content)
