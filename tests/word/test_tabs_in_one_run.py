"""Lines set with tabs that Word keeps in one run of text."""

from __future__ import annotations

from pathlib import Path

from tests.word.making import only_grid, par, read_made

LINES = (
    ("Ref", "Indicator", "Actual", "Status"),
    ("LC1", "Visits", "118,402", "Amber"),
    ("LC2", "Gym members", "6,214", "Green"),
)


def test_all_tabs_of_a_run_part_its_line(tmp_path: Path) -> None:
    texts = [
        "<w:r>" + "<w:tab/>".join(f"<w:t>{text}</w:t>" for text in line) + "</w:r>"
        for line in LINES
    ]
    grid = only_grid(read_made(tmp_path, "".join(map(par, texts))))
    assert grid.texts() == [list(line) for line in LINES]
