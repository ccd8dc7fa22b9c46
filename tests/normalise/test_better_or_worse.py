"""Words, ticks and "from 128" that say which way a result went."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag, Role, Scorecard, Trend, Unit


def read(table: str, heading: str = "Performance report Quarter 1 2024/25") -> Scorecard:
    return read_blocks(heading, table)


def judged(scorecard: Scorecard) -> list[tuple[Rag | None, Trend | None]]:
    return [(record.rag, record.trend) for record in scorecard.records]


@pytest.mark.parametrize("header", ["Progress", "Update", "Progress since Q4"])
def test_progress_in_coloured_words_is_trend_and_rating(header: str) -> None:
    scorecard = read(
        f"""
        | Indicator      | Target | Q1  | {header}         |
        | Calls answered | 90%    | 91% | [green]Improving |
        | Bins missed    | 100    | 138 | [red]Worse       |
        | Visits         | 100    | 99  | [amber]No change |
        """
    )
    assert judged(scorecard) == [
        (Rag.GREEN, Trend.IMPROVING),
        (Rag.RED, Trend.DECLINING),
        (Rag.AMBER, Trend.STEADY),
    ]


def test_progress_beside_a_rating_is_the_trend_alone() -> None:
    scorecard = read(
        """
        | Indicator      | Progress         | Target | Q1  | Status |
        | Calls answered | [green]Improving | 90%    | 91% | Amber  |
        | Bins missed    | [red]Worse       | 100    | 138 | Green  |
        """
    )
    assert judged(scorecard) == [(Rag.AMBER, Trend.IMPROVING), (Rag.GREEN, Trend.DECLINING)]


def test_progress_in_words_that_rate_is_no_trend() -> None:
    scorecard = read(
        """
        | Indicator      | Target | Q1  | Progress      |
        | Calls answered | 90%    | 91% | [green]Good   |
        | Bins missed    | 100    | 138 | [red]Poor     |
        | Visits         | 100    | 99  | [amber]Fair   |
        """
    )
    assert judged(scorecard) == [(Rag.GREEN, None), (Rag.RED, None), (Rag.AMBER, None)]


@pytest.mark.parametrize(
    ("header", "period"),
    [
        ("Compared to quarter 4", "2023/24 Q4"),
        ("Compared to last quarter", "2023/24 Q4"),
        ("Compared with Q1 2023/24", "2023/24 Q1"),
        ("Direction of travel", None),
    ],
)
@pytest.mark.parametrize(("fell", "rose"), [("{down} from", "{up} from"), ("Down from", "Up from")])
def test_an_arrow_from_an_earlier_figure_is_the_trend_and_that_figure(
    header: str, period: str | None, fell: str, rose: str
) -> None:
    scorecard = read(
        f"""
        | Indicator      | Target | Q1  | {header}    | RAG |
        | Bins missed    | 100    | 120 | {fell} 128  | R   |
        | Calls answered | 90%    | 91% | {rose} 88%  | G   |
        """
    )
    assert [r.trend for r in scorecard.records] == [Trend.DOWN, Trend.UP]
    bins, calls = (r.observations[-1] for r in scorecard.records)
    assert (bins.role, bins.period, bins.quantity.value) == (Role.PREVIOUS, period, Decimal(128))
    assert (calls.quantity.value, calls.quantity.unit) == (Decimal(88), Unit.PERCENT)
    assert not scorecard.findings


def test_triangles_against_last_quarter_are_trends_and_no_ratings() -> None:
    scorecard = read(
        """
        | Indicator      | Target | Q1  | Compared to last quarter |
        | Bins missed    | 100    | 120 | {triangle down}          |
        | Calls answered | 90%    | 91% | {triangle up}            |
        """
    )
    assert judged(scorecard) == [(None, Trend.DOWN), (None, Trend.UP)]
    assert not scorecard.findings


def test_an_arrow_beside_a_difference_from_a_quarter_is_the_trend() -> None:
    scorecard = read(
        """
        | Indicator      | Target | Q1  | vs Q4    | RAG |
        | Bins missed    | 100    | 120 | {down} 8 | R   |
        | Calls answered | 90%    | 91% | {up} 3%  | G   |
        """
    )
    assert [r.trend for r in scorecard.records] == [Trend.DOWN, Trend.UP]
    assert scorecard.records[0].observations[-1].role is Role.VARIANCE


@pytest.mark.parametrize(
    "header",
    ["Have we improved?", "Improved?", "Has performance improved?", "Better than last year"],
)
@pytest.mark.parametrize(("yes", "no"), [("✔", "✘"), ("Yes", "No")])
def test_yes_to_whether_it_improved_is_improving_and_no_is_left_to_the_reader(
    header: str, yes: str, no: str
) -> None:
    scorecard = read(
        f"""
        | Indicator      | 2008/09 | 2009/10 | Target | {header} |
        | Bins missed    | 130     | 120     | 100    | {yes}    |
        | Calls answered | 91%     | 90%     | 95%    | {no}     |
        """,
        "Performance report 2009/10",
    )
    assert judged(scorecard) == [(None, Trend.IMPROVING), (None, None)]
    assert no in dict(scorecard.records[1].text).values()
    assert [(f.code, f.row) for f in scorecard.findings] == [("trend-not-read", 2)]


@pytest.mark.parametrize("header", ["vs nearest neighbours 2022/23", "vs peers last year"])
def test_an_arrow_beside_a_difference_from_others_is_no_trend(header: str) -> None:
    scorecard = read(
        f"""
        | Indicator      | Target | Q1  | {header} | RAG |
        | Bins missed    | 100    | 120 | {{down}} 8 | R   |
        | Calls answered | 90%    | 91% | {{up}} 3%  | G   |
        """
    )
    assert [r.trend for r in scorecard.records] == [None, None]


def test_short_comments_stay_comments() -> None:
    scorecard = read(
        """
        | Indicator      | Target | Q1  | RAG | Comments               |
        | Bins missed    | 100    | 120 | R   | Improving since April. |
        | Calls answered | 90%    | 91% | G   | Improving.             |
        """
    )
    assert [r.trend for r in scorecard.records] == [None, None]
    assert [dict(r.text)["comments"] for r in scorecard.records] == [
        "Improving since April.",
        "Improving.",
    ]


def test_actions_with_nothing_but_their_progress_and_rating_are_read() -> None:
    scorecard = read(
        """
        | Action                      | Progress  | RAG |
        | Review the complaints       | Improving | G   |
        | Set up a panel of residents | No change | A   |
        | Cut the backlog of cases    | Worse     | R   |
        | Train every team            | Improving | G   |
        """
    )
    assert [(r.title, r.rag, r.trend) for r in scorecard.records] == [
        ("Review the complaints", Rag.GREEN, Trend.IMPROVING),
        ("Set up a panel of residents", Rag.AMBER, Trend.STEADY),
        ("Cut the backlog of cases", Rag.RED, Trend.DECLINING),
        ("Train every team", Rag.GREEN, Trend.IMPROVING),
    ]


def test_how_many_improved_is_no_difference() -> None:
    scorecard = read(
        """
        | Indicator                | Improved | Actual | Target |
        | Schools by Ofsted grade  | 5        | 9      | 6      |
        | Homes by energy grade    | 25       | 29     | 26     |
        """
    )
    assert scorecard.records[0].observations[0].role is Role.OTHER
