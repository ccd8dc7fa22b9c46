"""The developers' papers, where they are at hand: arrows in the number that the truth says."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from xlscorecard.marks.glyphs import mark_of_character
from xlscorecard.marks.pictures import mark_of_picture
from xlscorecard.marks.shapes import mark_of_group
from xlscorecard.model.mark import MarkKind
from xlscorecard.model.page import Page, Shape
from xlscorecard.pdf.crosscheck import find_disagreements, second_reading
from xlscorecard.pdf.read import read_pdf

PAPERS = (Path(__file__).resolve().parents[2] / "../shared/papers").resolve()
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PAPERS.is_dir(), reason="the developers' ../shared is not here"),
]
POINTING = {MarkKind.ARROW, MarkKind.TRIANGLE, MarkKind.DASH}


def generated() -> list[Path]:
    return sorted((PAPERS / "generated").glob("*.pdf"))


def directions(page: Page) -> Counter[str]:
    marks = [mark_of_character(char) for word in page.words for char in word.text]
    marks += [
        mark_of_picture(p.width, p.height, p.rgba) for p in page.pictures if p.rgba is not None
    ]
    by_place: dict[tuple[int, int], list[Shape]] = {}
    for shape in page.shapes:
        x, y = shape.bbox.centre
        by_place.setdefault((round(x), round(y)), []).append(shape)
    marks += [mark_of_group(shapes) for shapes in by_place.values()]
    return Counter(
        mark.direction.value
        for mark in marks
        if mark is not None and mark.kind in POINTING and mark.direction is not None
    )


def test_arrows_in_the_number_that_the_truth_says() -> None:
    for path in generated():
        truth = json.loads(path.with_suffix(".truth.json").read_text())
        if truth["style"]["renderer"].startswith("scan") or truth["style"]["arrow"] == "words":
            continue
        cells = [cell for table in truth["tables"] for row in table["rows"] for cell in row]
        wanted = Counter(cell["arrow"] for cell in cells if cell.get("arrow"))
        found: Counter[str] = Counter()
        for page in read_pdf(path):
            found += directions(page)
        assert found == wanted, path.name


def test_scans_are_known_as_such() -> None:
    for path in generated():
        truth = json.loads(path.with_suffix(".truth.json").read_text())
        scan = truth["style"]["renderer"].startswith("scan")
        assert all(page.scanned == scan and not page.unread for page in read_pdf(path)), path.name


def test_two_readers_agree_on_the_digits() -> None:
    compared = differing = 0
    for path in generated()[::9]:
        for page in read_pdf(path, range(1, 3)):
            if page.scanned:
                continue
            second = second_reading(path, page.number, page.turned)
            compared += sum(any(char.isdecimal() for char in word.text) for word in page.words)
            differing += len(find_disagreements(page.words, second))
    assert compared > 300
    assert differing == 0


def test_every_paper_of_the_table_competition_is_read() -> None:
    for path in sorted((PAPERS / "icdar2013-eu").glob("*.pdf")):
        pages = list(read_pdf(path))
        assert pages
        assert any(page.words for page in pages), path.name
        assert not any(page.unread for page in pages), path.name
