"""Layouts of quarterly papers that English and Welsh councils publish, with figures of our own."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag, Status, Trend, TrendMeans
from xlscorecard.normalise.key_words import rag_of_meaning

_TWO_KEYS = """
| Direction           | <                          | RAG rating       | <                         |
| {triangle up green} | Performance has improved   | {circle red}     | Target not achieved       |
| -                   | Previous data not captured | {triangle amber} | Slightly missed (by 10%)  |
| {triangle down red} | Performance has declined   | {circle green}   | Target met                |
| N/A                 | No previous data           |                  | Data only                 |
"""
_UNDER_TWO_KEYS = """
| Performance indicator         | Q4 2023/24 | <      | <                   | Short trend         |
| ^                             | Value      | Target | Status              | ^                   |
| Resources                     | <          | <      | <                   | <                   |
| Business rates collected      | 98.39%     | 95.20% | {circle green}      | {triangle up green} |
| Empty commercial space        | Annual indicator | < | <                   | <                   |
| Environment                   | <          | <      | <                   | <                   |
| Land with little litter       | 96.95%     | 98.00% | {triangle up amber} | {triangle down red} |
| Fly tips assessed in two days | 80.10%     | 94.00% | {circle red}        | -                   |
"""


def test_a_key_of_directions_beside_a_key_of_ratings_keeps_each_symbol_with_its_own_words() -> None:
    key = read_blocks("Key to performance ratings", _TWO_KEYS, _UNDER_TWO_KEYS).key
    assert [(entry.meaning, entry.rag, entry.trend) for entry in key] == [
        ("Performance has improved", None, Trend.UP),
        ("Target not achieved", Rag.RED, None),
        ("Slightly missed (by 10%)", Rag.AMBER, None),
        ("Performance has declined", None, Trend.DOWN),
        ("Target met", Rag.GREEN, None),
    ]


def test_the_amber_triangle_of_such_a_key_rates_amber() -> None:
    records = read_blocks("Key to performance ratings", _TWO_KEYS, _UNDER_TWO_KEYS).records
    assert {record.title: (record.rag, record.trend) for record in records} == {
        "Business rates collected": (Rag.GREEN, Trend.UP),
        "Empty commercial space": (None, None),
        "Land with little litter": (Rag.AMBER, Trend.DOWN),
        "Fly tips assessed in two days": (Rag.RED, None),
    }
    assert {r.trend_means for r in records if r.trend} == {TrendMeans.PERFORMANCE}


def test_a_measure_whose_figures_are_one_merged_text_is_no_section() -> None:
    records = read_blocks(_UNDER_TWO_KEYS).records
    assert [record.section[-1] for record in records] == 2 * ["Resources"] + 2 * ["Environment"]
    assert [o.quantity.status for o in records[1].observations] == 2 * [Status.NOT_APPLICABLE]


def test_a_word_behind_each_figure_rates_it() -> None:
    records = read_blocks(
        """
        | Indicator       | Good is | Last (Q3 2016/17 - Q4 2016/17) | <        | 2017/18     | < |
        | ^               | ^       | Q3          | Q4          | Q1 actual   | Q1 target |
        | Pupils excluded | {down}  | 0.01%~Green | 0.04%~Red   | 0.02%~Green | 0.03%     |
        | Plans in time   | {up}    | 91.2%~Green | 88.0%~Amber | 79.3%~Red   | 90%       |
        """
    ).records
    assert [record.rag for record in records] == [Rag.GREEN, Rag.RED]
    assert [[o.rag for o in record.observations] for record in records] == [
        [Rag.GREEN, Rag.RED, Rag.GREEN, None],
        [Rag.GREEN, Rag.AMBER, Rag.RED, None],
    ]
    assert [o.period for o in records[0].observations] == [
        "2016/17 Q3", "2016/17 Q4", "2017/18 Q1", "2017/18 Q1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "leaves"),
    [
        ("Quarters (Q3 2016/17 to Q2 2017/18)", "Q3 Q4 Q2 Q1"),
        ("Quarters (Q3 2016/17 to Q1 2017/18)", "Q3 Q4 Q1 Q2"),
    ],
)
def test_quarters_that_do_not_run_from_the_first_to_the_last_get_no_year(
    above: str, leaves: str
) -> None:
    spans = " | ".join([above, *3 * "<"])
    record = read_blocks(
        f"""
        | Indicator     | {spans} | Target |
        | ^             | {" | ".join(leaves.split())} | ^ |
        | Plans in time | 91%    | 88% | 90% | 85% | 90%   |
        | Calls in time | 81%    | 78% | 80% | 75% | 80%   |
        """
    ).records[0]
    assert "2017/18 Q2" not in {o.period for o in record.observations}


def test_a_table_of_years_belongs_to_the_measure_that_the_heading_above_its_comment_names() -> None:
    record, other = read_blocks(
        "## KPI 1.1 Percentage of council tax collected",
        "Comment: the slight fall in 2017/18 was due to a cyber attack, up to Q3.",
        "Did the KPI hit target?",
        """
        |         | Target | Actual | Value vs target | Trend compared to previous year |
        | 2018/19 | 95.00% | 97.05% | 2.05%           | {up}                            |
        | 2019/20 | 95.00% | 94.15% | -.85%           | {down}                          |
        """,
        "## KPI 1.2 Empty homes brought back into use",
        "Comment: introduced in 2017.",
        "Did the KPI hit target?",
        """
        |         | Target | Actual | Value vs target | Trend compared to previous year |
        | 2018/19 | 45     | 0      | -45             | {down}                          |
        | 2019/20 | 45     | 84     | 39              | {up}                            |
        """,
    ).records
    assert record.section == other.section == ()
    assert (record.ref, record.title) == ("KPI 1.1", "Percentage of council tax collected")
    assert (other.ref, other.title) == ("KPI 1.2", "Empty homes brought back into use")
    assert [(o.period, o.raw) for o in record.observations] == [
        ("2018/19", "95.00%"), ("2018/19", "97.05%"), ("2018/19", "2.05%"),
        ("2019/20", "95.00%"), ("2019/20", "94.15%"), ("2019/20", "-.85%"),
    ]  # fmt: skip
    assert (record.trend, other.trend) == (Trend.DOWN, Trend.UP)
    assert record.polarity is other.polarity is None


@pytest.mark.parametrize(
    ("meaning", "rag"),
    [
        ("Target not achieved", Rag.RED),
        ("Target not met", Rag.RED),
        ("Target was missed by 5% or more", Rag.RED),
        ("Below target, not within tolerance", Rag.RED),
        ("Target slightly missed (within 10%)", Rag.AMBER),
        ("Target not met but within 5%", Rag.AMBER),
        ("Missed by less than 10%", Rag.AMBER),
        ("Off target but within tolerance", Rag.AMBER),
        ("Target met", Rag.GREEN),
    ],
)
def test_what_a_key_says_of_a_missed_target(meaning: str, rag: Rag) -> None:
    assert rag_of_meaning(meaning) is rag
