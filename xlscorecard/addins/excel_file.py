"""Builds the Excel add-in (.xlam) on any system, without Excel.

xlwings' own add-in template (BSD) carries the bridge to Python; pyOpenVBA puts our modules
into it. The template would let the active workbook name the Python interpreter: that is cut,
so that a workbook from a stranger cannot choose what runs.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from xlscorecard.addins.engine_files import FIXED_TIME
from xlscorecard.addins.excel_sources import UDF_MODULE, bas_module
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.files import write_whole
from xlscorecard.shipped import shipped_file

PROJECT = "xlscorecard"
_TEMPLATE = "quickstart_addin_ribbon.xlam"
# Settings of the add-in's own sheet; all else comes from the user's settings file, which
# ``addin install`` writes. A workbook's folder must never be a place to import code from.
_SETTINGS = (("UDF MODULES", UDF_MODULE), ("ADD_WORKBOOK_TO_PYTHONPATH", "false"))


def build_addin(target: Path) -> None:
    """Write the .xlam; raises CannotRead without xlwings or pyOpenVBA, CannotWrite."""
    template = find_template()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / f"{PROJECT}.xlam"
        shutil.copyfile(template, work)
        _set_modules(work)
        write_whole(target, lambda part: _set_parts(work, part))


def find_template() -> Path:
    """xlwings' add-in template, without importing xlwings."""
    found = importlib.util.find_spec("xlwings")
    if found is None or found.origin is None:
        raise CannotRead("xlwings", "is not installed", advice="Run: pip install xlwings")
    path = Path(found.origin).with_name(_TEMPLATE)
    if not path.is_file():
        raise CannotRead(_TEMPLATE, "is not in the installed xlwings", advice="Update xlwings.")
    return path


def _set_modules(work: Path) -> None:
    try:
        from pyopenvba import ExcelFile
    except ImportError:
        raise CannotRead(
            "pyOpenVBA", "is not installed", advice="xlscorecard doctor says how."
        ) from None
    ribbon = shipped_file("addin/xlwings/xlscorecard_ribbon.bas").read_text("cp1252")
    with ExcelFile(work) as book:
        project = book.vba_project()
        book.set_module("xlwings", guarded_bridge(book.get_module("xlwings")))
        project.delete_module("RibbonMyAddin")
        project.add_module("xlscorecard_functions", _module_text(bas_module()))
        project.add_module("xlscorecard_ribbon", _module_text(ribbon))
        start = project.get_module("ThisWorkbook")
        start.body = "Private Sub Workbook_Open()\r\n    ShowHelpInWizard\r\nEnd Sub\r\n"
        book.save(work)


def _module_text(source: str) -> str:
    return "\r\n".join(source.splitlines()) + "\r\n"


def guarded_bridge(source: str) -> str:
    """xlwings' module under our name, deaf to settings in other people's workbooks.

    Raises CannotRead where a new xlwings has other wording there: better no add-in than one
    that listens.
    """
    changes = (
        (r'PROJECT_NAME As String = "myaddin"', f'PROJECT_NAME As String = "{PROJECT}"', 1),
        (
            r'If SheetExists\(ActiveWorkbook, PROJECT_NAME & "\.conf"\) = True Then',
            "If False Then ' a workbook must not choose what runs",
            1,
        ),
        (
            r'If source = "" Or source = "directory" Then',
            "If False Then ' nor may a file beside a workbook",
            1,
        ),
    )
    for pattern, text, times in changes:
        source, found = re.subn(pattern, lambda _match, text=text: text, source)  # type: ignore[misc]
        if found != times:
            raise CannotRead(
                _TEMPLATE,
                "this version of xlwings is not known",
                advice="Install the xlwings version that docs/routes.md names.",
            )
    return source


def _set_parts(work: Path, finished: Path) -> None:
    ribbon = shipped_file("addin/xlwings/ribbon.xml").read_bytes()
    with zipfile.ZipFile(work) as source, zipfile.ZipFile(finished, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "customUI/customUI.xml":
                content = ribbon
            elif name == "xl/workbook.xml":
                content = _workbook(content.decode("utf-8")).encode("utf-8")
            elif name == "xl/worksheets/sheet1.xml":
                content = _sheet(content.decode("utf-8")).encode("utf-8")
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)


def _workbook(text: str) -> str:
    text = text.replace('name="_myaddin.conf"', f'name="{PROJECT}.conf"')
    # The path of the machine on which the template was saved.
    return re.sub(r"<mc:AlternateContent.*?</mc:AlternateContent>", "", text, flags=re.DOTALL)


def _sheet(text: str) -> str:
    rows = "".join(
        f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{escape(name)}</t></is></c>'
        f'<c r="B{number}" t="inlineStr"><is><t>{escape(value)}</t></is></c></row>'
        for number, (name, value) in enumerate(_SETTINGS, 1)
    )
    text = re.sub(r'<dimension ref="[^"]*" ?/>', f'<dimension ref="A1:B{len(_SETTINGS)}"/>', text)
    return re.sub(
        r"<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>", text, flags=re.DOTALL
    )
