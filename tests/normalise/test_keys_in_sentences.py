"""Keys in running text, as covering reports explain colours and arrows."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag, Trend, TrendMeans

TABLE = """
    | Measure             | Actual | Target | RAG | DoT    |
    | % of bins emptied   | 91%    | 99%    | A   | {down} |
    | % of calls answered | 84%    | 80%    | G   | {up}   |
    """


@pytest.mark.parametrize(
    "text",
    [
        (
            "Indicators are rated green where they are on or above target, amber where performance "
            "is within 10% of target and red where performance is more than 10% adrift of target."
        ),
        (
            "Performance is assessed as Green if the target has been met or exceeded, Amber if "
            "performance is within 10% of the target, or Red if it is more than 10% below it."
        ),
        (
            "A green rating is applied where performance is on or above target, amber where it is "
            "up to 10% below target and red where it is 10% or more below target"
        ),
        (
            "Key: Green = on or above target; Amber = within 10% of target; Red = more than 10% "
            "below target"
        ),
        (
            "Green – target met | Amber – below target by up to 10% | Red – target missed by more "
            "than 10%"
        ),
        (
            "A Green (G) rating means that the target was met. An Amber (A) rating means "
            "performance was within 10% of target. A Red (R) rating means it was more than 10% off "
            "target."
        ),
    ],
)
def test_ratings_that_a_sentence_explains(text: str) -> None:
    scorecard = read_blocks(f"# {text}", TABLE)
    assert [entry.rag for entry in scorecard.key] == [Rag.GREEN, Rag.AMBER, Rag.RED]
    assert "10%" in scorecard.key[1].meaning
    assert len(scorecard.records) == 2


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        (
            (
                "Green 95% or more of target achieved. Amber 85% to 94.9% of target achieved. Red "
                "less than 85% of target achieved"
            ),
            (
                "95% or more of target achieved",
                "85% to 94.9% of target achieved",
                "less than 85% of target achieved",
            ),
        ),
        (
            "Target met: Green. Target missed by up to 10%: Amber. Target missed by over 10%: Red.",
            ("Target met", "Target missed by up to 10%", "Target missed by over 10%"),
        ),
        (
            (
                "Performance on or above target is rated green, performance within 5% of target is "
                "amber and performance more than 5% below target is red."
            ),
            (
                "Performance on or above target",
                "performance within 5% of target",
                "performance more than 5% below target",
            ),
        ),
        (
            (
                "The RAG ratings are as follows: on or above target (Green); less than 5% below "
                "target (Amber); 5% or more below target (Red)."
            ),
            ("on or above target", "less than 5% below target", "5% or more below target"),
        ),
        (
            (
                "Measures are RAG rated: green (target met), amber (within 5% of target), red "
                "(more than 5% off target)."
            ),
            ("target met", "within 5% of target", "more than 5% off target"),
        ),
        (
            "RAG thresholds: G >= 100% of target, A >= 90% of target, R < 90% of target",
            (">= 100% of target", ">= 90% of target", "< 90% of target"),
        ),
        (
            (
                "Green – performance at target or better. Yellow – within 5% of target. Red – "
                "worse than target by more than 5%"
            ),
            (
                "performance at target or better",
                "within 5% of target",
                "worse than target by more than 5%",
            ),
        ),
        (
            (
                "Green: performance on or above target\nAmber: performance below target but above "
                "the minimum standard\nRed: performance below the minimum standard"
            ),
            (
                "performance on or above target",
                "performance below target but above the minimum standard",
                "performance below the minimum standard",
            ),
        ),
    ],
)
def test_what_a_key_says_of_each_colour(text: str, meanings: tuple[str, ...]) -> None:
    scorecard = read_blocks(f"# {text}", TABLE)
    assert [entry.rag for entry in scorecard.key] == [Rag.GREEN, Rag.AMBER, Rag.RED]
    assert tuple(entry.meaning for entry in scorecard.key) == meanings
    # Its per cents are distances to a target, and count no ratings.
    assert scorecard.statements == ()


def test_shapes_that_a_sentence_explains() -> None:
    scorecard = read_blocks(
        "# A green star means performance is above target, a blue circle means performance is "
        "within target and a red triangle warns that performance is behind target.",
        """
        | Measure | Actual | Target | Status     |
        | Bins    | 41     | 40     | {star}     |
        | Roads   | 40     | 40     | {circle}   |
        | Parks   | 20     | 40     | {triangle} |
        """,
    )
    assert [record.rag for record in scorecard.records] == [Rag.GREEN, Rag.BLUE, Rag.RED]
    assert not [f for f in scorecard.findings if f.code == "symbol-unknown"]


@pytest.mark.parametrize(
    "text",
    [
        "Of the 38 measures 22 are green, 12 are amber and 4 are red.",
        "Recycling is Green as the target was met. Bins is Amber: within the contractor's plan.",
        "The green waste service met its target; the blue badge service is improving.",
        (
            "Three measures met target and are green, two are within tolerance and amber, and one "
            "is off target and red."
        ),
        "Bins were above target and rated green, calls were just below target: amber.",
        "We recycled 52%, below the target of 55% and rated Amber. Sickness is off target and Red.",
    ],
)
def test_results_told_in_colours_are_no_key(text: str) -> None:
    assert read_blocks(f"# {text}", TABLE).key == ()


@pytest.mark.parametrize(
    ("text", "means"),
    [
        (
            (
                "A green arrow (é) signified performance was better and a red arrow (ê) signified "
                "performance was worse. A black arrow (è) signified that performance was the same."
            ),
            TrendMeans.PERFORMANCE,
        ),
        (
            (
                "Direction of travel: ↑ performance has improved since the last quarter, ↓ "
                "performance has declined, ↔ no change."
            ),
            TrendMeans.PERFORMANCE,
        ),
        ("Trend: ↑ = improving; → = stable; ↓ = deteriorating", TrendMeans.PERFORMANCE),
        (
            (
                "The arrows show whether the value has increased (▲), decreased (▼) or stayed the "
                "same (►) since the previous quarter."
            ),
            TrendMeans.VALUE,
        ),
        (
            (
                "An upward arrow indicates improving performance and a downward arrow indicates "
                "worsening performance regardless of whether the value has gone up or down."
            ),
            TrendMeans.PERFORMANCE,
        ),
        (
            (
                "Arrows pointing up mean that the number is higher than last year, arrows pointing "
                "down that it is lower."
            ),
            TrendMeans.VALUE,
        ),
        (
            "Arrows show the direction of the figures, not whether this is good or bad.",
            TrendMeans.VALUE,
        ),
        (
            "The direction of travel shows whether performance is improving or getting worse.",
            TrendMeans.PERFORMANCE,
        ),
        (
            "The arrows show whether the council moved to a better or worse quartile.",
            TrendMeans.RANK,
        ),
    ],
)
def test_arrows_that_a_sentence_explains(text: str, means: TrendMeans) -> None:
    scorecard = read_blocks(TABLE, f"# {text}")
    assert [record.trend for record in scorecard.records] == [Trend.DOWN, Trend.UP]
    assert {record.trend_means for record in scorecard.records} == {means}


@pytest.mark.parametrize(
    "text",
    [
        "The arrows show performance since last year.",
        "Arrows: ↑ higher or better, ↓ lower or worse.",
        "↑ 12 measures, ↓ 8 measures",
        "↑ getting worse, ↓ getting better",
        "Each upward arrow on the map is a new school; each downward arrow is a closed one.",
        "Recycling has improved since last year.",
    ],
)
def test_a_sentence_that_leaves_open_what_arrows_show(text: str) -> None:
    scorecard = read_blocks(TABLE, f"# {text}")
    assert {record.trend_means for record in scorecard.records} == {TrendMeans.UNKNOWN}


def test_sentences_that_contradict_each_other_leave_it_open() -> None:
    scorecard = read_blocks(
        "# Arrows show whether performance has improved or worsened.",
        TABLE,
        "# Arrows show whether the number has risen or fallen.",
    )
    assert {record.trend_means for record in scorecard.records} == {TrendMeans.UNKNOWN}
