"""The committed samples are whole and small, name their source, and say what the goldens say."""

from __future__ import annotations

import json
import re
import tomllib
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pypdfium2
import pytest

from samples.content import Table, read_paper
from samples.word_maker import write_docx

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

SOURCES = {
    path.name.removesuffix(".SOURCE.toml"): tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(SAMPLES.glob("*.SOURCE.toml"))
}
FILES = [(name, file) for name, source in SOURCES.items() for file in source["files"]]
WRITTEN = [name for name in SOURCES if name != "scan"]


def golden(name: str) -> dict[str, Any]:
    path = ROOT / "tests" / "golden" / name / "expected.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def word_text(path: Path) -> str:
    """All text of a Word file, superscripts left out."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    parts = []
    for run in root.iter(f"{W}r"):
        if run.find(f"{W}rPr/{W}vertAlign") is None:
            parts += [text.text or "" for text in run.findall(f"{W}t")]
    return "".join(parts)


def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def test_the_five_papers_two_others_and_a_scan_are_there() -> None:
    assert set(SOURCES) == {"000", "001", "002", "003", "004", "wexcombe", "harrowdale", "scan"}


@pytest.mark.parametrize(("name", "file"), FILES)
def test_each_file_opens_and_is_small(name: str, file: str) -> None:
    path = SAMPLES / file
    head = path.read_bytes()[:5]
    if path.suffix == ".pdf":
        assert head == b"%PDF-"
        with pypdfium2.PdfDocument(path) as document:
            assert len(document) > 0
    else:
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
    assert path.stat().st_size < 300_000


def test_all_samples_together_are_small() -> None:
    total = sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file())
    assert total < 3_000_000


def test_no_sample_is_without_its_source() -> None:
    told = {file for _, file in FILES}
    there = {path.name for path in SAMPLES.iterdir() if path.suffix in {".docx", ".pdf", ".xlsx"}}
    assert there == told


@pytest.mark.parametrize("name", SOURCES)
def test_each_source_says_what_it_is_and_what_was_inferred(name: str) -> None:
    source = SOURCES[name]
    for key in ("title", "organisation", "what", "origin", "licence", "makers"):
        assert source[key], key
    assert isinstance(source["inferred"], list)
    assert golden(name)["files"] == source["files"]


@pytest.mark.parametrize("name", WRITTEN)
def test_the_word_file_holds_every_title_and_value_of_the_golden(name: str) -> None:
    text = squeeze(word_text(SAMPLES / f"{name}.docx"))
    for record in golden(name)["records"]:
        assert squeeze(record["title"]).replace("27th", "27") in text
        for observation in record["observations"]:
            assert squeeze(observation["raw"]) in text


@pytest.mark.parametrize("name", WRITTEN)
def test_the_pdf_holds_every_value_of_the_golden(name: str) -> None:
    text = squeeze(pdf_text(SAMPLES / f"{name}.pdf"))
    for record in golden(name)["records"]:
        for observation in record["observations"]:
            for part in observation["raw"].split():
                assert part in text, (record["title"], part)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_word_file_is_what_its_content_gives(name: str, tmp_path: Path) -> None:
    write_docx(read_paper(name), tmp_path / "again.docx")
    with (
        zipfile.ZipFile(tmp_path / "again.docx") as again,
        zipfile.ZipFile(SAMPLES / f"{name}.docx") as committed,
    ):
        assert again.read("word/document.xml") == committed.read("word/document.xml")


def test_000_repeats_banner_and_header_and_draws_its_arrows() -> None:
    with zipfile.ZipFile(SAMPLES / "000.docx") as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    tables = [t for t in root.iter(f"{W}tbl") if len(list(t.iter(f"{W}tblHeader"))) == 2]
    assert len(tables) == 9
    presets = Counter(
        geometry.get("prst")
        for choice in root.iter(f"{MC}Choice")
        for geometry in choice.iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/main}prstGeom"
        )
    )
    trends = Counter(record["trend"] for record in golden("000")["records"])
    key = {"up": 1, "flat": 1, "down": 1}
    assert presets == {
        "upArrow": trends["up"] + key["up"],
        "leftRightArrow": trends["flat"] + key["flat"],
        "downArrow": trends["down"] + key["down"],
    }


def test_000_prints_the_page_numbers_44_to_47_and_splits_a_row() -> None:
    with pypdfium2.PdfDocument(SAMPLES / "000.pdf") as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    tops = [page.split(maxsplit=1)[0] for page in pages[1:5]]
    assert tops == ["44", "45", "46", "47"]
    assert "Delayed transfers of care" in pages[2]
    assert "attributable to ASC-only" in pages[3]
    banner = "Corporate Priority: Improved Hospital Discharge and Reablement"
    assert banner in pages[2]
    assert banner in pages[3]
    assert sum("This page is intentionally left blank" in page for page in pages) == 2


def test_001_breaks_after_the_eighth_row_without_a_second_header() -> None:
    with pypdfium2.PdfDocument(SAMPLES / "001.pdf") as document:
        first, second = [page.get_textpage().get_text_bounded() for page in document]
    assert "Supportadultswhosecircumstances" in squeeze(first)
    assert "Ensureresourcesareefficiently" in squeeze(second)
    assert "Progress Summary" in first
    assert "Progress Summary" not in second


def test_002_leaves_contact_details_and_signatures_blank() -> None:
    for text in (word_text(SAMPLES / "002.docx"), pdf_text(SAMPLES / "002.pdf")):
        assert "@" not in text
        assert "0116" not in text
        assert "Connell" not in text


def test_002_highlights_one_figure_of_each_self_rating() -> None:
    grids = [
        block
        for block in read_paper("002").blocks
        if isinstance(block, Table) and block.rows[0][0] is not None
        if block.rows[0][0].text == "Theme"
    ]
    chosen = [
        cell.text
        for grid in grids
        for row in grid.rows[4:]
        for cell in row
        if cell is not None and (cell.highlight or cell.fill)
    ]
    ratings = [r for r in golden("002")["records"] if r["kind"] == "rating"]
    assert chosen == [record["observations"][0]["raw"] for record in ratings]


def percentages(counts: Counter[str]) -> dict[str, int]:
    total = sum(counts.values())
    return {name: round(100 * count / total) for name, count in counts.items()}


def test_003_colours_give_the_percentages_of_its_footer() -> None:
    colours = {"FF92D050": "Green", "FFFFC000": "Amber", "FFFF6666": "Red"}
    sheet = openpyxl.load_workbook(SAMPLES / "003.xlsx").worksheets[0]
    counts = Counter(
        colours[cell.fill.start_color.rgb]
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.start_color.rgb in colours
    )
    with zipfile.ZipFile(SAMPLES / "003.docx") as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    in_word = Counter(
        colours[f"FF{shade.get(f'{W}fill')}"]
        for shade in root.iter(f"{W}shd")
        if f"FF{shade.get(f'{W}fill')}" in colours
    )
    footer = golden("003")["statements"][0]
    printed = {word: int(number) for word, number in re.findall(r"(\w+) = (\d+)%", footer)}
    assert percentages(counts) == printed == {"Green": 45, "Amber": 21, "Red": 34}
    assert counts == in_word
    assert {name.lower(): n for name, n in counts.items()} == golden("003")["rag_counts"]


def test_the_scan_is_a_picture_and_nothing_else() -> None:
    assert pdf_text(SAMPLES / "scan.pdf") == ""


@pytest.mark.parametrize("name", SOURCES)
def test_each_golden_is_sound(name: str) -> None:
    expected = golden(name)
    assert expected["records"]
    assert expected["not_scorecards"] or name == "wexcombe"
    for record in expected["records"]:
        assert record["kind"] in {"measure", "priority", "risk", "action", "rating"}
        assert record["rag"] in {None, "red", "amber", "green", "blue", "grey"}
        assert record["trend"] in {None, "up", "flat", "down", "improving", "steady", "declining"}
        for observation in record["observations"]:
            numeric = observation["value"] is not None or observation["low"] is not None
            assert not (numeric and observation["status"]), (record["title"], observation)
