"""The ICDAR-2013 table competition, EU half: whole documents, no hints, scored independently."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from xlscorecard.model.grid import Grid
from xlscorecard.pdf.read import read_pdf
from xlscorecard.pipeline import read_pages
from xlscorecard.tables.blocks import find_blocks

PAPERS = Path(__file__).resolve().parents[3] / "shared" / "papers"

pytestmark = pytest.mark.shared


@pytest.mark.skipif(not PAPERS.is_dir(), reason="wants the developers' ../shared")
def test_the_figures_to_reach(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("score_tables", PAPERS / "score_tables.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    truth = PAPERS / "icdar2013-eu"
    for paper in sorted(truth.glob("*.pdf")):
        tables = [
            {"page": block.page, "rows": block.texts(), "spans": list(block.spans())}
            for page in read_pdf(paper)
            for block in find_blocks(page, raw=True)
            if isinstance(block, Grid)
        ]
        (tmp_path / f"{paper.stem}.json").write_text(json.dumps(tables), encoding="utf-8")
    found = scorer.summarise(scorer.score_dir(str(truth), str(tmp_path)))
    assert found["adj_doc"]["f1"] >= 0.95
    assert found["adj_pool"]["f1"] >= 0.95
    assert found["grits_doc"]["f1"] >= 0.95


@pytest.mark.skipif(not PAPERS.is_dir(), reason="wants the developers' ../shared")
def test_the_names_of_a_map_are_no_table() -> None:
    """They stand beside each other here and there, one alone in most rows."""
    pytest.importorskip("rapidocr")
    read = read_pages(PAPERS / "icdar2013-eu" / "eu-012.pdf", range(1, 2), raw=True)
    assert not [block for _, blocks in read for block in blocks if isinstance(block, Grid)]
