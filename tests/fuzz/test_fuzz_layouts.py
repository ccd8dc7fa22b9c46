"""Tables of any layout: each word comes out once, and a table ruled all round as it was drawn."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.layouts import Drawn, drawn_tables
from tests.fuzz.test_fuzz import check_document
from xlscorecard.model.grid import Block, Document, Grid
from xlscorecard.tables.blocks import find_blocks
from xlscorecard.tables.joining.furniture import mark_furniture
from xlscorecard.tables.joining.join import join_grids

_SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck))


def _words(blocks: list[Block]) -> Counter[str]:
    """Every word of the blocks, with how often it is there."""
    found: Counter[str] = Counter()
    for block in blocks:
        texts = [c.text for c in block.cells] if isinstance(block, Grid) else [block.text]
        found.update(word for text in texts for word in text.split())
    return found


@settings(_SETTINGS, max_examples=80)
@given(drawn_tables())
def test_layout(drawn: Drawn) -> None:
    blocks = list(find_blocks(drawn.page))
    assert _words(blocks) == Counter(word.text for word in drawn.page.words)
    if drawn.full and all(text != "" for row in drawn.texts for text in row):
        (grid,) = [block for block in blocks if isinstance(block, Grid)]
        assert grid.texts() == [[text or "" for text in row] for row in drawn.texts]


@settings(_SETTINGS, max_examples=40)
@given(st.tuples(*(drawn_tables(page=number) for number in (1, 2, 3))))
def test_pages_of_layouts(pages: tuple[Drawn, ...]) -> None:
    found = mark_furniture([find_blocks(drawn.page) for drawn in pages])
    blocks = list(join_grids([block for page in found for block in page]))
    assert _words(blocks) == Counter(word.text for drawn in pages for word in drawn.page.words)
    check_document(Document("paper.pdf", tuple(blocks), len(pages)))


TARGETS = {"layouts": test_layout, "layout-pages": test_pages_of_layouts}
