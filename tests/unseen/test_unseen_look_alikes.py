"""Tables that look like those of another make: months printed newest first, priorities in small
letters, measures without results among the names of groups, counts in the colours of ratings. What
each paper says is typed from its picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.case import Case, each_making
from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "months under a calendar year, newest first",
        """
        # Performance Report 2023/24 Quarter 4
        | Measure         | Target | 2024 | 2024 | 2024 |
        |                 |        | Mar  | Feb  | Jan  |
        | Trees planted   | 50     | 41   | 42   | 43   |
        | Potholes filled | 80     | 77   | 78   | 79   |
        """,
        """
        Trees planted; - - -; t@2023/24=50 a@2024-03=41 a@2024-02=42 a@2024-01=43
        Potholes filled; - - -; t@2023/24=80 a@2024-03=77 a@2024-02=78 a@2024-01=79
        """,
    ),
    Case(
        "months under the calendar year of a financial one, over its turn",
        """
        # Performance Report 2024/25 Quarter 4
        | Measure         | Target | 2024 | 2024 | 2024 |
        |                 |        | Dec  | Jan  | Feb  |
        | Trees planted   | 50     | 41   | 42   | 43   |
        | Potholes filled | 80     | 77   | 78   | 79   |
        """,
        """
        Trees planted; - - -; t@2024/25=50 a@2024-12=41 a@2025-01=42 a@2025-02=43
        Potholes filled; - - -; t@2024/25=80 a@2024-12=77 a@2025-01=78 a@2025-02=79
        """,
    ),
    Case(
        "few incidents in the colours of ratings, beside those of last year",
        """
        # Performance Report 2024/25 Quarter 3
        | Measure                    | Target | Actual     | 2023/24 outturn |
        | Serious incidents reported | 0      | 3 [00b050] | 1               |
        | Fatal accidents            | 0      | 1 [ff0000] | 0               |
        | Fires in council homes     | 1      | 2 [ffc000] | 3               |
        """,
        """
        Serious incidents reported; green - -; t@2024/25=0 a@2024/25 Q3=3!green p@2023/24=1
        Fatal accidents; red - -; t@2024/25=0 a@2024/25 Q3=1!red p@2023/24=0
        Fires in council homes; amber - -; t@2024/25=1 a@2024/25 Q3=2!amber p@2023/24=3
        """,
    ),
    Case(
        "few incidents under performance, beside those of last year",
        """
        # Performance Report 2024/25 Quarter 3
        | Measure                    | Target | Performance | 2023/24 outturn |
        | Serious incidents reported | 0      | 0 [00b050]  | 1               |
        | Fatal accidents            | 0      | 1 [ff0000]  | 0               |
        | Fires in council homes     | 1      | 2 [ffc000]  | 3               |
        """,
        """
        Serious incidents reported; green - -; t@2024/25=0 a@2024/25 Q3=0!green p@2023/24=1
        Fatal accidents; red - -; t@2024/25=0 a@2024/25 Q3=1!red p@2023/24=0
        Fires in council homes; amber - -; t@2024/25=1 a@2024/25 Q3=2!amber p@2023/24=3
        """,
    ),
)


@each_making(CASES)
def test_a_paper_says_what_its_picture_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


@pytest.mark.parametrize("ruled", [True, False])
def test_priorities_in_small_letters_are_names_of_their_own(ruled: bool, tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    edges = (40, 190, 420, 480, 540)
    places = (43, 193, 423, 483)
    lines = (
        "Priority | Measure | Target | Actual",
        "housing | Homes let in the period | 250 | 120",
        "environment | Fly-tips over five days old | 12 | 13",
        "customers and the digital offer | Calls answered in time | 80% | 71.2%",
        "environment | Litter cleared in a day | 95% | 94%",
    )
    for number, line in enumerate(lines):
        paper.row(places, 63 + 16 * number, line, bold=not number)
    if ruled:
        paper.grid(edges, [60 + 16 * number for number in range(len(lines) + 1)])
    paper.read()
    measures = [r for r in read_scorecard(paper.path).records if r.kind == "measure"]
    assert [(record.section[-1], record.title) for record in measures] == [
        ("housing", "Homes let in the period"),
        ("environment", "Fly-tips over five days old"),
        ("customers and the digital offer", "Calls answered in time"),
        ("environment", "Litter cleared in a day"),
    ]


def test_a_measure_without_a_result_among_groups_in_its_letters(tmp_path: Path) -> None:
    """Two names say that they are priorities; "Library visits" is none, and waits for its
    figures."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 323, 393, 453)
    paper.row(places, 63, "Measure | Target | Actual | RAG", bold=True)
    lines = (
        "Priority 1: A clean borough | | |",
        "Missed bin collections | 40 | 38 | Green",
        "Library visits | | |",
        "Council tax collected | 98% | 97.1% | Amber",
        "Priority 2: Thriving communities | | |",
        "Calls answered in time | 90% | 88% | Red",
        "Sickness days per employee | 8.0 | 7.5 | Green",
    )
    paper.rows(places, 79, 16, *lines)
    paper.read()
    assert [(r.section, r.title) for r in read_scorecard(paper.path).records] == [
        (("Priority 1: A clean borough",), "Missed bin collections"),
        (("Priority 1: A clean borough",), "Library visits"),
        (("Priority 1: A clean borough",), "Council tax collected"),
        (("Priority 2: Thriving communities",), "Calls answered in time"),
        (("Priority 2: Thriving communities",), "Sickness days per employee"),
    ]


def test_a_name_that_only_its_place_makes_a_group_is_told_of(tmp_path: Path) -> None:
    """A name stands as the priority does, and may be a measure all the same."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 323, 393, 453)
    paper.row(places, 63, "Measure | Target | Actual | RAG", bold=True)
    lines = (
        "Priority 1: A clean borough | | |",
        "Missed bin collections | 40 | 38 | Green",
        "Community safety | | |",
        "Council tax collected | 98% | 97.1% | Amber",
    )
    paper.rows(places, 79, 16, *lines)
    paper.read()
    found = read_scorecard(paper.path).findings
    assert [f.code for f in found if "Community safety" in f.message] == ["section-by-place"]
