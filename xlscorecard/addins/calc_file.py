"""Builds the LibreOffice add-in (.oxt): the functions, the engine, nothing compiled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import xlscorecard
from xlscorecard.addins.engine_files import engine_files, zip_files
from xlscorecard.functions.catalogue import FUNCTIONS, Function
from xlscorecard.model.files import write_whole
from xlscorecard.shipped import shipped_file

IDENTIFIER = "org.scorecard.xlscorecard"
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">
  <manifest:file-entry manifest:full-path="scorecard.idl"
    manifest:media-type="application/vnd.sun.star.uno-typelibrary;type=RDB"/>
  <manifest:file-entry manifest:full-path="scorecard_addin.py"
    manifest:media-type="application/vnd.sun.star.uno-component;type=Python"/>
</manifest:manifest>
"""


def build_extension(target: Path) -> None:
    """Write the .oxt; raises CannotWrite."""

    content = zip_files(_files())
    write_whole(target, lambda part: _write(part, content))


def _write(part: Path, content: bytes) -> None:
    part.write_bytes(content)


def _files() -> Iterator[tuple[str, bytes]]:
    yield "META-INF/manifest.xml", _MANIFEST.encode()
    yield "description.xml", description().encode()
    yield "scorecard.idl", interface().encode()
    component = shipped_file("addin/libreoffice/scorecard_addin.py")
    yield "scorecard_addin.py", component.read_bytes()
    # LibreOffice's loader adds a folder of this name to Python's search path.
    yield from ((f"pythonpath/{name}", content) for name, content in engine_files())


def interface() -> str:
    """The add-in's UNO interface: required arguments as tables of text, optional as any."""
    methods = "\n".join(f"    {_method(function)}" for function in FUNCTIONS)
    return (
        "module org { module scorecard {\n"
        "interface XScorecard : com::sun::star::uno::XInterface {\n"
        f"{methods}\n}};\n}}; }};\n"
    )


def _method(function: Function) -> str:
    arguments = ", ".join(
        f"[in] {'any' if a.optional else 'sequence< sequence<string> >'} {_idl_name(a.name)}"
        for a in function.arguments
    )
    return f"sequence< sequence<any> > {function.name.lower()}({arguments});"


def _idl_name(name: str) -> str:
    """IDL names have no underscore in the middle."""
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def description() -> str:
    """description.xml of the extension."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<description xmlns="http://openoffice.org/extensions/description/2006">
  <identifier value="{IDENTIFIER}"/>
  <version value="{xlscorecard.__version__}"/>
  <display-name><name lang="en">{escape("Scorecard functions")}</name></display-name>
</description>
"""
