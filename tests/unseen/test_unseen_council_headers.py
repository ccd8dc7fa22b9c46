"""Headers in councils' own words: one column more among those that every report has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.unseen.paper import write_docx
from xlscorecard.model.scorecard import Kind, Record
from xlscorecard.pipeline import read_scorecard

NAMES = ("Calls answered", "Days to re-let homes", "Homes built")
COLUMNS = {
    "Ref": ("A1", "A2", "A3"),
    "Indicator": NAMES,
    "Q2 2023/24": ("91%", "15.2", "231"),
    "Target": ("90%", "14.0", "250"),
    "RAG": ("Green", "Red", "Amber"),
}
SENTENCES = (
    "More staff were hired in the quarter.",
    "Contractor delays continued in the period.",
    "Two sites began building.",
)
OFFICERS = ("J Smith", "A Patel", "B Jones")
FIGURES = ("88%", "14.9", "260")


def read(columns: dict[str, Sequence[str]], folder: Path) -> Sequence[Record]:
    """What is read from a table with these columns."""
    rows = [list(columns), *map(list, zip(*columns.values(), strict=True))]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    paper = f"# Performance report Quarter 2 2023/24\n{table}"
    return read_scorecard(write_docx(paper, folder / "p.docx")).records


def without(name: str) -> dict[str, Sequence[str]]:
    """The columns that every report has, but one."""
    return {head: texts for head, texts in COLUMNS.items() if head != name}


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Desired level", "target"),
        ("Expected performance", "target"),
        ("Reported figure", "actual"),
        ("How did we do?", "actual"),
        ("Prior quarter", "previous"),
        ("Last time", "previous"),
        ("Trigger level", "other"),
        ("Lower threshold", "other"),
        ("Volume", "other"),
        ("Deviation", "variance"),
        ("Year end prediction", "forecast"),
    ],
)
def test_what_figures_are_by_their_header(head: str, role: str, tmp_path: Path) -> None:
    left_out = {"target": "Target", "actual": "Q2 2023/24"}.get(role, "")
    found = read({**without(left_out), head: FIGURES}, tmp_path)
    assert [
        [o.role.value for o in record.observations if o.column == head] for record in found
    ] == [[role]] * 3


@pytest.mark.parametrize("texts", [SENTENCES, OFFICERS], ids=["sentences", "names"])
@pytest.mark.parametrize(
    "head",
    [
        *("Actions", "Risks", "Definition", "Priority", "Reasons for performance"),
        *("Target rationale", "Basis of target", "Benchmark commentary", "Performance analysis"),
    ],
)
def test_texts_beside_short_names_are_no_names_and_no_figures(
    head: str, texts: Sequence[str], tmp_path: Path
) -> None:
    found = read({**COLUMNS, head: texts}, tmp_path)
    assert [(r.kind, r.ref, r.title) for r in found] == [
        (Kind.MEASURE, ref, name) for ref, name in zip(COLUMNS["Ref"], NAMES, strict=True)
    ]
    assert [len(record.observations) for record in found] == [2, 2, 2]
    assert [text in dict(r.text).values() for r, text in zip(found, texts, strict=True)] == [
        True
    ] * 3


@pytest.mark.parametrize("head", ["Plan ref", "National ref", "KPI number"])
@pytest.mark.parametrize(
    "codes", [("1.1", "1.2", "2.1"), ("1", "2", "3"), ("CS-01", "H-14", "H-22")]
)
def test_codes_are_no_figures(head: str, codes: Sequence[str], tmp_path: Path) -> None:
    found = read({head: codes, **without("Ref")}, tmp_path)
    assert [(record.ref, record.title) for record in found] == list(zip(codes, NAMES, strict=True))
    assert [len(record.observations) for record in found] == [2, 2, 2]


@pytest.mark.parametrize("head", ["Performance", "Evidence", "Area of performance"])
def test_names_behind_codes_under_another_word(head: str, tmp_path: Path) -> None:
    names = ("Calls answered in 60 seconds", "Days taken to re-let empty homes", "Homes built")
    columns = {"Ref": COLUMNS["Ref"], head: names, **without("Ref")}
    found = read({h: texts for h, texts in columns.items() if h != "Indicator"}, tmp_path)
    assert [record.title for record in found] == list(names)


@pytest.mark.parametrize(
    "head", ["Optimum", "Is bigger better?", "Preferred trend", "Better to be"]
)
def test_which_way_is_good_by_its_header(head: str, tmp_path: Path) -> None:
    found = read({**COLUMNS, head: ("Higher", "Lower", "Higher")}, tmp_path)
    assert [r.polarity and r.polarity.value for r in found] == ["higher", "lower", "higher"]
    assert [record.trend for record in found] == [None] * 3
