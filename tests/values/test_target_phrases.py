"""Phrases that say how a result stands to its target."""

from __future__ import annotations

import pytest

from xlscorecard.model.scorecard import Rag
from xlscorecard.values.words import parse_rag

PHRASES = {
    Rag.GREEN: "Meets|Meets target|Exceeds|"
    "Exceeded target|Achieved target|Meeting target|Meeting or exceeding target|"
    "Performing on target|Well above target|Significantly better than target|Target has been met|"
    "Performance is on target|Met or exceeded the target|On track to achieve target|On plan|"
    "On or better than target|Ahead of profile|"
    "Target achieved or exceeded|On target (green)|G - on track",
    Rag.AMBER: "Just under target|"
    "Slightly under target|Just missed target|Marginally below target|"
    "Within 5% of target|Within 10 percentage points of target|Within agreed tolerance|"
    "Within acceptable tolerance levels|Below target but within tolerance|Nearly on target|"
    "Target slightly missed|Below target (within tolerance)|Below target - within tolerance|"
    "Target at risk|"
    "Worse than target but within threshold|Off target, but within 5% of target",
    Rag.RED: "Does not meet target|"
    "Significantly under target|Well below target|Missing target|Failed to meet target|"
    "Target has not been met|Outside agreed tolerance|Out of tolerance|Not meeting target|"
    "Worse than target, outside threshold|More than 10% below target|Short of target|Behind plan|"
    "Target missed by more than 10%|A long way off target|Below the floor standard|"
    "Not on course to meet target",
}


@pytest.mark.parametrize(
    ("text", "rag"), [(text, rag) for rag, texts in PHRASES.items() for text in texts.split("|")]
)
def test_a_phrase_rates(text: str, rag: Rag) -> None:
    assert parse_rag(text) is rag


@pytest.mark.parametrize(
    "text",
    [
        "On target (red)",
        "From target",
        "Within target",  # met, or nearly met
        "Target",
        "Target to be set",
        "Slightly above target",  # good or bad
        "Over target",
        "Meeting target setting group",
        "95% of target",
        "Reduce the number below target",
        "On target for year end?",
    ],
)
def test_no_rating(text: str) -> None:
    assert parse_rag(text) is None
