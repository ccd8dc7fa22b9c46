"""Rows that say what a percentage is of, ratings in numbers, projects with their money."""

from __future__ import annotations

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Kind, Rag, Role


def test_numerators_and_denominators_are_remarks_on_the_measure_above() -> None:
    scorecard = read_blocks(
        """
        | Ref    | Indicator            | 2021/22 | Q1 2022/23 | Target | RAG      |
        | ASC 01 | At home after 91 days | 79.2%  | 80.1%      | 82%    | [amber]A |
        |        | Numerator            | 206     | 58         |        |          |
        |        | Denominator          | 260     | 72         |        |          |
        | ASC 02 | Reviews completed    | 61.0%   | 58.8%      | 75%    | [red]R   |
        |        | Numerator            | 1,510   | 1,470      |        |          |
        |        | Denominator          | 2,475   | 2,500      |        |          |
        """
    )
    assert [r.title for r in scorecard.records] == ["At home after 91 days", "Reviews completed"]
    said = dict(scorecard.records[0].text)
    assert said["numerator"] == "2021/22: 206; Q1 2022/23: 58"
    assert said["denominator"] == "2021/22: 260; Q1 2022/23: 72"


RATED = """
| Indicator                 | 2021/22 | Target | Rating |
| Women in the top earners  | 48.9%   | 48%    | 1      |
| Staff with a disability   | 6.4%    | 8%     | 3      |
| Mean gender pay gap       | 7.4%    | 7.2%   | 2      |
"""


def test_ratings_in_numbers_are_read_by_their_key() -> None:
    scorecard = read_blocks(
        "Rating key: 1 = on or above target (green); 2 = within 5% of target (amber);"
        " 3 = more than 5% below target (red)",
        RATED,
    )
    assert [record.rag for record in scorecard.records] == [Rag.GREEN, Rag.RED, Rag.AMBER]


def test_without_a_key_a_number_is_a_score_and_no_rating() -> None:
    scorecard = read_blocks(RATED)
    assert [record.rag for record in scorecard.records] == [None, None, None]
    ratings = [o for r in scorecard.records for o in r.observations if o.column == "Rating"]
    assert [(o.role, o.raw) for o in ratings] == [
        (Role.OTHER, "1"),
        (Role.OTHER, "3"),
        (Role.OTHER, "2"),
    ]


def test_projects_rated_beside_their_money() -> None:
    scorecard = read_blocks(
        """
        | Project          | Budget (£m) | Forecast (£m) | Previous RAG | Current RAG |
        | Leisure centre   | 24.6        | 25.1          | [green]Green | [amber]Amber |
        | Relief road      | 41.0        | 47.3          | [amber]Amber | [red]Red*    |
        """
    )
    assert [(r.kind, r.title, r.rag) for r in scorecard.records] == [
        (Kind.ACTION, "Leisure centre", Rag.AMBER),
        (Kind.ACTION, "Relief road", Rag.RED),
    ]
    assert [o.quantity.value for o in scorecard.records[1].observations] == [
        41_000_000,
        47_300_000,
    ]


def test_limits_are_targets_and_keeping_them_is_a_rating() -> None:
    scorecard = read_blocks(
        """
        | Indicator            | Approved limit | Position June | Within limit? |
        | Authorised limit     | £412,500,000   | £318,204,118  | Yes           |
        | Net borrowing costs  | £11,204,000    | £12,811,467   | No            |
        """
    )
    assert [r.rag for r in scorecard.records] == [Rag.GREEN, Rag.RED]
    assert [o.role for o in scorecard.records[0].observations] == [Role.TARGET, Role.ACTUAL]
