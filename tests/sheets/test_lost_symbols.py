"""Symbols that a file of an older kind has lost are told, and what is left of them is no value."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.unseen.paper import said, write_xlsx
from xlscorecard.model.archive import OLE_START
from xlscorecard.model.scorecard import Scorecard, Severity
from xlscorecard.pipeline import read_scorecard
from xlscorecard.word import legacy


def _read(head: str, cells: tuple[str, str, str], folder: Path) -> Scorecard:
    names = ("Bins missed | 41 | 52", "Homes let | 12 | 13", "Trees planted | 30 | 31")
    rows = "\n".join(f"| {name} | {cell} |" for name, cell in zip(names, cells, strict=True))
    picture = f"# Scorecard Q2 2023/24\n| Measure | Target | Q2 | {head} |\n{rows}\n"
    return read_scorecard(write_xlsx(picture, folder / "p.xlsx"))


PLAIN = [
    "Bins missed; - - -; t@2023/24=41 a@2023/24 Q2=52",
    "Homes let; - - -; t@2023/24=12 a@2023/24 Q2=13",
    "Trees planted; - - -; t@2023/24=30 a@2023/24 Q2=31",
]


@pytest.mark.parametrize(
    ("head", "cells", "code"),
    [
        ("RAG status", ("3", "1", "2"), "rag-not-read"),
        ("Direction of travel", ("1", "0", "-1"), "trend-not-read"),
    ],
)
def test_the_figures_of_lost_icons_are_told_and_no_values(
    head: str, cells: tuple[str, str, str], code: str, tmp_path: Path
) -> None:
    scorecard = _read(head, cells, tmp_path)
    assert said(scorecard).splitlines() == PLAIN
    assert [found.code for found in scorecard.findings] == [code] * 3
    column = head.lower().replace(" ", "_")
    assert [dict(record.text)[column] for record in scorecard.records] == list(cells)


def test_a_change_of_one_is_a_figure(tmp_path: Path) -> None:
    scorecard = _read("Change", ("1", "0", "-1"), tmp_path)
    assert [record.observations[-1].raw for record in scorecard.records] == ["1", "0", "-1"]


@pytest.mark.parametrize(("head", "code"), [("Trend", "trend-not-read"), ("RAG", "rag-not-read")])
def test_a_column_for_symbols_with_nothing_in_it_is_told(
    head: str, code: str, tmp_path: Path
) -> None:
    scorecard = _read(head, ("", "", ""), tmp_path)
    assert said(scorecard).splitlines() == PLAIN
    (found,) = scorecard.findings
    # The column of a template that is yet to be filled is as empty: no reason to stop at.
    assert (found.code, found.column, found.severity) == (code, head, Severity.INFO)


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for LibreOffice is a script")
@pytest.mark.parametrize("newer", [True, False])
def test_rules_of_newer_programs_in_an_old_workbook_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, newer: bool
) -> None:
    made = write_xlsx(
        "# Scorecard Q2 2023/24\n| Measure | Target | Q2 |\n| Homes let | 12 | 13 |\n",
        tmp_path / "made.xlsx",
    )
    program = tmp_path / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport pathlib, shutil, sys\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        f"out.mkdir()\nshutil.copyfile({str(made)!r}, out / 'paper.xlsx')\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setattr(legacy, "find_libreoffice", lambda: str(program))
    rule = bytes.fromhex("7a08 3000 7a08 0100") if newer else bytes(8)
    old = tmp_path / "old.xls"
    old.write_bytes(OLE_START + "Workbook".encode("utf-16-le") + rule)
    codes = [found.code for found in read_scorecard(old).findings]
    assert codes == (["unknown-rule"] if newer else [])
