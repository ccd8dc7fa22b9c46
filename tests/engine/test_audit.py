"""Printed against computed: agreement, the smallest change, the paper's own sums."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.engine.papers import measure, observe, paper_000, scorecard, simple
from tests.scorecards import scorecards
from xlscorecard.engine.audit import audit, trends_agree
from xlscorecard.engine.checksum import check_statements, totals_that_fit
from xlscorecard.engine.rules import parse_rules, shipped_rules
from xlscorecard.model.scorecard import Rag, Record, Role, Trend, TrendMeans


def test_paper_000_agrees_with_the_default_rules() -> None:
    found = audit([paper_000()])
    assert found.total().sentence == "RAG: 22 of 22 agree (100%); 0 left out"
    assert found.disagreements == ()
    assert sum(row.assumes for row in found.rows) == 5


def test_agreement_by_council_rule_and_measure() -> None:
    found = audit([paper_000()], shipped_rules("maidstone"))
    (council,) = found.by("council")
    assert council.sentence.startswith("Leicestershire County Council: 20 of 22 agree (91%)")
    by_rule = {a.group: (a.agree, a.compared) for a in found.by("rule")}
    assert by_rule == {"default.band": (4, 4), "maidstone.within_10": (16, 18)}
    wrong = [a.group for a in found.by("measure") if a.agree < a.compared]
    assert wrong == [
        "ASCOF 1G LD in settled accommodation",
        "ASCOF 2A pt 1 Admissions 18-64 per 100,000",
    ]


@pytest.mark.parametrize(
    ("record", "change"),
    [
        (
            simple("74%", "80%", rag="A"),
            "explained by a margin of at least 6 points (7.5% of the target)",
        ),
        (
            simple("77.4%", "80%", rag="R"),
            "explained by a margin of less than 2.6 points (3.3% of the target)",
        ),
        (
            simple("77.4%", "80%", rag="G"),
            "explained by a tolerance of 2.6 points (3.3% of the target) on the green side",
        ),
        (simple("82%", "80%", rag="A"), "explained by a target above 82%"),
        (simple("82%", "80%", rag="R"), "explained by a target above 87%"),
        (simple("8%", "10%", "L", rag="A"), "explained by a target below 8%"),
        (simple("100%", "91-95%", "", rag="G"), "explained by reading the target as at least 91%"),
        (simple("90%", "91-95%", "", rag="G"), "explained by reading the target as at most 95%"),
        (simple("14 days", "<14 days", "L", rag="R"), "explained by a rule without a margin"),
        (
            simple("14 days", "<14 days", "L", rag="G"),
            "explained by reading '<14 days' as including the limit",
        ),
    ],
)
def test_the_smallest_change_that_explains(record: Record, change: str) -> None:
    (row,) = audit([scorecard(record)]).disagreements
    assert row.change.startswith(change)
    assert row.place == "paper.pdf p.4 table 1 row 1"


def test_another_reading_of_the_target_is_offered() -> None:
    visits = measure(
        "Visits",
        observe(Role.TARGET, "1000", "2017/18", "Year-end target"),
        observe(Role.ACTUAL, "240", "2017/18 Q1"),
        rag="R",
    )
    found = audit([scorecard(visits)])
    (row,) = found.open_questions
    assert "compared as it stands" in row.change
    # The target was brought to the date by an assumption: that is no disagreement.
    assert found.disagreements == ()
    assert found.total().sentence == "RAG: 0 of 1 agree (0%); 1 differ on an assumption; 0 left out"
    stated = parse_rules('schema = 1\n[basis]\nprofile = "straight"\nask = false\n')
    assert audit([scorecard(visits)], stated).disagreements == ()
    own = '[[measure]]\nmatch = "Visits"\nprofile = "straight"\n'
    (row,) = audit([scorecard(visits)], parse_rules(f"schema = 1\n{own}")).disagreements
    assert row.computed == "amber"


def test_each_period_with_a_rag_of_its_own_is_audited() -> None:
    record = measure(
        "Calls answered",
        observe(Role.TARGET, "80%", "2017/18", "Target"),
        observe(Role.ACTUAL, "70%", "2017/18 Q1", "Q1", Rag.RED),
        observe(Role.ACTUAL, "76%", "2017/18 Q2", "Q2", Rag.GREEN),
        observe(Role.ACTUAL, "81%", "2017/18 Q3", "Q3", Rag.GREEN),
        rag="G",
    )
    found = audit([scorecard(record, reporting_period="2017/18 Q3")])
    assert [(row.period, row.printed, row.agrees) for row in found.rows] == [
        ("", "green", True),
        ("2017/18 Q1", "red", True),
        ("2017/18 Q2", "green", False),
    ]


@pytest.mark.parametrize(
    ("printed", "computed", "means", "polarity", "expected"),
    [
        (Trend.UP, Trend.IMPROVING, TrendMeans.PERFORMANCE, "L", True),
        (Trend.UP, Trend.DECLINING, TrendMeans.PERFORMANCE, "L", False),
        (Trend.DOWN, Trend.IMPROVING, TrendMeans.VALUE, "L", True),
        (Trend.FLAT, Trend.STEADY, TrendMeans.UNKNOWN, "L", True),
        (Trend.UP, Trend.IMPROVING, TrendMeans.UNKNOWN, "H", True),
        (Trend.UP, Trend.IMPROVING, TrendMeans.UNKNOWN, "L", None),
        (Trend.IMPROVING, Trend.IMPROVING, TrendMeans.UNKNOWN, "L", True),
        (Trend.IMPROVING, Trend.UP, TrendMeans.UNKNOWN, "", None),
    ],
)
def test_arrows_and_words(
    printed: Trend, computed: Trend, means: TrendMeans, polarity: str, expected: bool | None
) -> None:
    record = measure("A measure", polarity=polarity, means=means)
    assert trends_agree(record, printed, computed)[0] is expected


@pytest.mark.parametrize(
    ("printed", "now", "before", "change"),
    [
        (Trend.UP, "62.4%", "62.0%", "explained if a change of 0.4 points counts"),
        (Trend.FLAT, "62%", "58%", "explained if changes up to 4 points count as steady"),
        (Trend.DOWN, "62%", "58%", "explained only if it compares with another period"),
        (Trend.UP, "62%", "62%", "explained only if it compares with another period"),
    ],
)
def test_a_trend_that_differs_is_an_open_question(
    printed: Trend, now: str, before: str, change: str
) -> None:
    record = measure(
        "Calls answered",
        observe(Role.ACTUAL, now, "2017/18"),
        observe(Role.PREVIOUS, before, "2016/17"),
        trend=printed,
        means=TrendMeans.VALUE,
    )
    found = audit([scorecard(record)])
    (row,) = found.open_questions
    assert row.change == change
    assert found.disagreements == ()


def test_why_printed_ratings_were_left_out_is_counted() -> None:
    papers = scorecard(
        simple("81%", "80%", "", rag="G"), simple("n/a", "80%", rag="G"), simple("9", "9", "", "R")
    )
    assert audit([papers]).left_out() == (
        ("the paper does not say whether high or low is good", 2),
        ("the figure is not applicable or not available ('n/a')", 1),
    )


GREENS = [simple("81%", "80%", rag="G") for _ in range(13)]
AMBERS = [simple("78%", "80%", rag="A") for _ in range(6)]
REDS = [simple("70%", "80%", rag="R") for _ in range(10)]


@pytest.mark.parametrize(
    ("statement", "holds"),
    [
        ("RAG metrics: Green = 45%; Amber = 21%; Red = 34%", True),
        ("RAG metrics: Green = 45%; Amber = 20%; Red = 35%", False),
        ("13 measures are green, 6 are amber and 10 are red", True),
        ("Of these 14 are green and 10 are red", False),
        ("13 of 29 indicators are on target", True),
        ("14 of 29 indicators are green", False),
        ("14 out of the 29 (48%) key indicators were rated green", False),
        # Of more than the paper shows.
        ("38 of 46 indicators are green", None),
    ],
)
def test_sums_that_a_paper_prints_of_itself(statement: str, holds: bool | None) -> None:
    paper = scorecard(*GREENS, *AMBERS, *REDS, statements=(statement,))
    (found,) = check_statements(paper)
    assert found.holds is holds


def test_statements_without_a_claim_are_passed_over() -> None:
    paper = scorecard(*GREENS, statements=("Total staff: 703.06 FTE; £26,754,000 payroll",))
    assert check_statements(paper) == ()
    unrated = scorecard(simple("1", "2"), statements=("Green = 45%",))
    assert check_statements(unrated)[0].holds is None


@pytest.mark.parametrize(
    "statement",
    [
        "Green = on target; Amber = less than 10% below target; Red = 10% or more below target",
        "Amber: 5% to 10% below target; Red: 10% + below target",
        "Red - 10 percentage points below target",
        "Amber: 90% of target",
        "8 out of 10 residents are satisfied; the Green waste service met its target",
        "12 of the 20 Green Flag parks met the standard",
    ],
)
def test_what_counts_no_ratings_is_no_sum(statement: str) -> None:
    assert check_statements(scorecard(*GREENS, *AMBERS, statements=(statement,))) == ()


def test_the_footer_of_paper_003_fits_29_38_47_or_53_rows() -> None:
    assert totals_that_fit([45, 21, 34], up_to=53) == (29, 38, 47, 53)


@settings(max_examples=100, deadline=None)
@given(scorecards())
def test_no_scorecard_raises(paper: object) -> None:
    found = audit([paper])  # type: ignore[list-item]
    for row in found.disagreements:
        assert row.reason
    assert replace(found).rows == found.rows
