"""Reads a council workbook that holds scorecards: its sheets as blocks in reading order."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xlscorecard.model.archive import UNREADABLE, damaged
from xlscorecard.model.grid import Block, Document, Grid, Paragraph
from xlscorecard.model.scorecard import Finding, Severity
from xlscorecard.sheets.colours import read_palette
from xlscorecard.sheets.results import Results
from xlscorecard.sheets.scan import SheetScan, StrictNames, scan_workbook
from xlscorecard.sheets.sheet import SheetReader
from xlscorecard.sheets.stored_rules import parse_ranges
from xlscorecard.sheets.strict import with_usual_names
from xlscorecard.values.normal_period import YEAR, lies_in
from xlscorecard.values.period import parse_period


def read_sheets(path: Path, name: str | None = None) -> Document:
    """Reads an .xlsx or .xlsm: titles as paragraphs and tables as grids, sheet by sheet.

    Values are those that Excel last worked out, shown as their number formats show them.
    Hidden sheets, rows and columns are left out and reported; comments are not read; macros
    and links are never followed. Raises CannotRead for a file that is damaged, protected,
    hostile or no workbook; ``name`` is the file that people know, where this one was made of it.
    """
    name = name or path.name
    try:
        return _read_usual(path, name)
    except StrictNames:
        with with_usual_names(path, name) as made:
            try:
                return _read_usual(made, name)
            except StrictNames as error:
                raise damaged(name, "") from error


def read_embedded(content: bytes, name: str) -> Document:
    """Reads the sheet that a workbook inside another paper shows there, as far as it is shown
    (18.2.16 oleSize): no blocks where that is a chart. ``name`` is the paper's. Raises CannotRead
    as ``read_sheets``."""
    with TemporaryDirectory(prefix="xlscorecard-") as folder:
        path = Path(folder) / "embedded.xlsx"
        path.write_bytes(content)
        try:
            scans = scan_workbook(path, name)
        except StrictNames as error:
            raise damaged(name, "") from error
        workbook = _opened(path, name)
        try:
            return _read_shown(workbook, scans, name)
        finally:
            workbook.close()


def _read_shown(workbook: Workbook, scans: dict[str, SheetScan], name: str) -> Document:
    sheet = workbook.active
    if not isinstance(sheet, Worksheet):
        return Document(name, ())
    scan = scans.get(sheet.title) or SheetScan("")
    shown = next(iter(parse_ranges(scan.shown_in_paper)), None)
    results = Results(workbook, scans)
    reader = SheetReader(sheet, scan, read_palette(workbook), results, name, shown)
    blocks = [block for block in reader.blocks() if isinstance(block, Grid) or not block.furniture]
    if shown is None and blocks:
        reader.findings.append(
            Finding(
                "embedded-workbook",
                Severity.LOOK,
                f"Sheet {sheet.title!r} of an embedded workbook does not say which of its cells"
                " the paper shows: all were read.",
            )
        )
    return Document(name, tuple(blocks), findings=tuple(reader.findings))


def _read_usual(path: Path, name: str) -> Document:
    scans = scan_workbook(path, name)
    workbook = _opened(path, name)
    try:
        return _read_workbook(workbook, scans, name)
    finally:
        workbook.close()


def _opened(path: Path, name: str) -> Workbook:
    try:
        with warnings.catch_warnings():
            # openpyxl warns of extensions that it leaves out; ours are read from the XML.
            warnings.simplefilter("ignore")
            with path.open("rb") as file:  # by a path, openpyxl looks at the name's ending
                return openpyxl.load_workbook(
                    file, data_only=True, keep_links=False, keep_vba=False, rich_text=True
                )
    except UNREADABLE as error:
        raise damaged(name, "") from error


def _read_workbook(workbook: Workbook, scans: dict[str, SheetScan], name: str) -> Document:
    palette = read_palette(workbook)
    results = Results(workbook, scans)
    blocks: list[Block] = []
    findings: list[Finding] = []
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            message = f"Sheet {sheet.title!r} is hidden: not read."
            findings.append(Finding("hidden-sheet", Severity.INFO, message))
            continue
        scan = scans.get(sheet.title) or SheetScan("")
        reader = SheetReader(sheet, scan, palette, results, name)
        blocks += (
            replace(block, sheet=sheet.title) if isinstance(block, Paragraph) else block
            for block in _under_tab(reader.blocks(), sheet.title)
        )
        findings += reader.findings
    title = workbook.properties.title
    return Document(name, tuple(blocks), title=(title or "").strip(), findings=tuple(findings))


def _under_tab(blocks: list[Block], tab: str) -> list[Block]:
    """A sheet's blocks; where only its tab says of what period they are ("Q2"), or of which part of
    the year that a title names, with the tab's name above its first table."""
    first = next((n for n, block in enumerate(blocks) if isinstance(block, Grid)), None)
    if first is None or not _names_period(tab):
        return blocks
    above = (b for b in blocks[:first] if isinstance(b, Paragraph) and not b.furniture)
    titles = [paragraph.text for paragraph in above if _names_period(paragraph.text)]
    said = _part_of_year(tab, titles) if titles else tab
    return [*blocks[:first], Paragraph(said, bold=True), *blocks[first:]] if said else blocks


def _part_of_year(tab: str, titles: Sequence[str]) -> str:
    """What a tab says below titles that name a whole year: the part of that year that it names;
    "" where they name a part of one themselves, or the tab one of another year."""
    told = {parse_period(title) for title in titles}
    year = told.pop() if len(told) == 1 else None
    if year is None or YEAR.fullmatch(year) is None:
        return ""
    part = parse_period(tab, year=year)
    if part is None or not lies_in(part, year):
        return ""
    return tab if parse_period(tab) is not None else f"{tab} {year}"


def _names_period(text: str) -> bool:
    """Whether a text names a period, with or without its year."""
    return parse_period(text, year="2000/01") is not None
