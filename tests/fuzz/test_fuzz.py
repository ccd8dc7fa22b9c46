"""Fuzzing within bounds: strange papers are read or refused, and never with a wrong form.

``fuzz/run.py`` runs the same targets for hours, guided by coverage (atheris). A crash that it
finds becomes an ``@example`` here.
"""

from __future__ import annotations

import contextlib
import json
import math
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.fuzz.papers import CELL_TEXTS, CONTENT, WORD_BODIES, pages
from tests.hostile.making import one_page, package, word_parts
from tests.hostile.test_injection import PAYLOADS, assert_harmless_workbook, scorecard
from tests.scorecards import scorecards
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.grid import Document, Grid
from xlscorecard.model.page import Page
from xlscorecard.model.scorecard import Quantity, Scorecard
from xlscorecard.normalise.scorecard import normalise
from xlscorecard.pdf.read import read_pdf
from xlscorecard.pipeline import judged
from xlscorecard.store.json import from_json, to_json
from xlscorecard.tables.blocks import find_blocks
from xlscorecard.tables.joining.furniture import mark_furniture
from xlscorecard.tables.joining.join import join_grids
from xlscorecard.values.period import parse_period
from xlscorecard.values.quantity import format_quantity, parse_quantity
from xlscorecard.values.reference import split_reference
from xlscorecard.values.status import parse_status
from xlscorecard.values.unit import unit_in_header, unit_in_title
from xlscorecard.values.words import parse_polarity, parse_rag, parse_trend_word
from xlscorecard.word.read import read_word
from xlscorecard.workbook.read import read_workbook
from xlscorecard.workbook.write import write_workbook

_SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck))


def _check_grid(grid: Grid) -> None:
    """Each cell inside its grid, no two on one place."""
    seen: set[tuple[int, int]] = set()
    for cell in grid.cells:
        assert cell.row >= 0
        assert cell.col >= 0
        assert cell.row + cell.rowspan <= grid.rows
        assert cell.col + cell.colspan <= grid.cols
        for row in range(cell.row, cell.row + cell.rowspan):
            for col in range(cell.col, cell.col + cell.colspan):
                assert (row, col) not in seen
                seen.add((row, col))


def check_scorecard(card: Scorecard) -> None:
    """It can be written, with numbers only, and read back the same."""
    data = json.loads(json.dumps(to_json(card), allow_nan=False))
    # Two columns of one header become two keys when they are written, not before.
    assert json.loads(json.dumps(to_json(from_json(data)))) == data
    for record in card.records:
        for value in record.observations:
            _check_quantity(value.quantity)
            assert 0 <= value.confidence <= 1


def _check_quantity(quantity: Quantity) -> None:
    for amount in (quantity.value, quantity.low, quantity.high):
        assert amount is None or amount.is_finite()
    if quantity.status is not None:
        assert not quantity.numeric


def check_document(document: Document) -> None:
    """Its grids are sound, and its scorecard can be written and read back."""
    for block in document.blocks:
        if isinstance(block, Grid):
            _check_grid(block)
    check_scorecard(judged(normalise(document, sha256="0" * 64)))


def _blocks_of(*read: Page) -> Document:
    found = [find_blocks(page) for page in read]
    blocks = [block for one in mark_furniture(found) for block in one]
    return Document("paper.pdf", tuple(join_grids(blocks)), len(read))


@settings(_SETTINGS, max_examples=150)
@given(pages())
def test_geometry(page: Page) -> None:
    check_document(_blocks_of(page))


@settings(_SETTINGS, max_examples=100)
@given(CONTENT)
def test_page_content(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(one_page(content))
        read = list(read_pdf(path))
    for page in read:
        for word in page.words:
            assert all(math.isfinite(side) for side in word.bbox)
    check_document(_blocks_of(*read))


@settings(_SETTINGS, max_examples=100)
@given(WORD_BODIES)
def test_word_paper(body: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(CannotRead):
        check_document(read_word(package(word_parts(body), Path(folder) / "paper.docx")))


@settings(_SETTINGS, max_examples=300)
@given(CELL_TEXTS)
def test_value_grammar(text: str) -> None:
    for target in (False, True):
        quantity = parse_quantity(text, target=target)
        if quantity is not None:
            _check_quantity(quantity)
            format_quantity(quantity)
    for parse in (parse_period, parse_status, parse_polarity, parse_rag, parse_trend_word,
                  split_reference, unit_in_header, unit_in_title):  # fmt: skip
        parse(text)


@settings(_SETTINGS, max_examples=40)
@given(st.one_of(scorecards(), st.sampled_from(PAYLOADS).map(scorecard), st.text().map(scorecard)))
@example(scorecard("INJ" * 12_000))  # its texts were cut inside their JSON
def test_workbook_writer(card: Scorecard) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.xlsx"
        write_workbook([card], path)
        assert_harmless_workbook(path)
        (read,) = read_workbook(path)
    assert len(read.records) == len(card.records)


TARGETS = {
    "geometry": test_geometry,
    "content": test_page_content,
    "word": test_word_paper,
    "values": test_value_grammar,
    "workbook": test_workbook_writer,
}
