"""What is no scorecard gives no record, and a larger table says why."""

from __future__ import annotations

import pytest

from tests.grids import draw_grid, read_blocks
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.table import infer_table

DECOYS = {
    "contents": """
        | Item | Section            | Page |
        | 1    | Executive summary  | 3    |
        | 2    | Performance report | 12   |
        | 3    | Key indicators     | 18   |
        """,
    "attendance": """
        | Member       | 12 Jun | 17 Jul | 11 Sep |
        | Cllr A Brown | P      | P      | A      |
        | Cllr B Green | A      | P      | P      |
        | Cllr C White | P      | A      | P      |
        """,
    "attendance against what is expected": """
        | Member       | Expected | Present | %    |
        | Cllr A Brown | 8        | 7       | 88%  |
        | Cllr B Green | 8        | 8       | 100% |
        | Cllr C White | 6        | 3       | 50%  |
        """,
    "bids": """
        | Bidder    | Price score | Quality score | Total | Rank |
        | A Limited | 38          | 51            | 89    | 1    |
        | B Limited | 40          | 44            | 84    | 2    |
        | C Limited | 31          | 40            | 71    | 3    |
        """,
    "options in the order of their scores": """
        | Option        | Cost | Quality | Score | Rank |
        | 1 Do nothing  | 25   | 8       | 33    | 3    |
        | 2 In-house    | 15   | 32      | 47    | 1    |
        | 3 Outsource   | 18   | 28      | 46    | 2    |
        """,
    "investments by credit rating": """
        | Counterparty | Rating | Principal £ | Rate  | Start      | Maturity   |
        | A Bank       | A+     | 5,000,000   | 5.12% | 03/04/2023 | 03/10/2023 |
        | A Fund       | AAA    | 8,000,000   | 5.31% | Call       | Call       |
        | B Council    | n/a    | 3,000,000   | 4.80% | 12/01/2023 | 12/01/2024 |
        """,
    "election": """
        | Ward   | Electorate | Ballot papers | Turnout |
        | North  | 5,210      | 1,822         | 35.0%   |
        | South  | 4,987      | 1,701         | 34.1%   |
        | Market | 6,003      | 2,417         | 40.3%   |
        """,
    "consultation": """
        | Name of consultee | Post held            | Date sent  |
        | A Officer         | Head of Finance      | 12/06/2019 |
        | B Officer         | Director of Place    | 14/06/2019 |
        | C Officer         | Monitoring Officer   | 14/06/2019 |
        """,
    "glossary": """
        | Abbreviation | Meaning                       |
        | KPI          | Key performance indicator     |
        | RAG          | Red, amber, green             |
        | ASC          | Adult social care             |
        """,
    "narrative": """
        | Prevent need | We will work with our partners to prevent people needing our support. |
        | Reduce need  | We will identify those people most at risk of needing support.        |
        | Delay need   | This will focus on support for people who have experienced a crisis.  |
        """,
}


@pytest.mark.parametrize("name", DECOYS)
def test_it_gives_no_record(name: str) -> None:
    scorecard = read_blocks("# Quarter 1 2019/20 Performance Report", DECOYS[name])
    assert scorecard.records == ()
    assert "no-scorecard" in {finding.code for finding in scorecard.findings}


def test_an_earlier_header_heads_no_table_that_begins_with_words_over_figures() -> None:
    lines = (("Code provision",), ("Requirement",), ("Comply: Yes / No",), ("Evidence",))
    pay = draw_grid("""
        Pay quartile | Men | Women | % women
        Upper        | 212 | 288   | 57.6%
        Upper middle | 190 | 311   | 62.1%
        Lower middle | 151 | 349   | 69.8%
        Lower        | 98  | 402   | 80.4%
    """)
    assert infer_table(pay, None, "2023/24", Header(0, 0, lines)) is None


def test_measures_under_members_are_measures() -> None:
    scorecard = read_blocks(
        "# Member services, Quarter 1 2019/20",
        """
        | Members                    | Target | Actual |
        | Members satisfied with ICT | 80%    | 75%    |
        | Members trained            | 60     | 55     |
        """,
    )
    assert [r.title for r in scorecard.records] == ["Members satisfied with ICT", "Members trained"]
