# ruff: noqa: E501
"""Words that a narrow column has broken."""

from __future__ import annotations

import pytest

from xlscorecard.normalise.words.mending import one_line


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("% of care leavers in\nemployme\nnt, education", "% of care leavers in employment, education"),
        ("Delayed transfers attributabl\ne to social care", "Delayed transfers attributable to social care"),
        ("Minor applicatio\nns determine\nd in 8 weeks", "Minor applications determined in 8 weeks"),
        ("Adults with no\nqualificatio\nns", "Adults with no qualifications"),
        ("People\nable to live at home", "People able to live at home"),
        ("Hours lost\nto sickness", "Hours lost to sickness"),
        ("Days taken\nas leave", "Days taken as leave"),
        ("Nifer\ny tai fforddiadwy", "Nifer y tai fforddiadwy"),
        ("Emissions\nt CO2e", "Emissions t CO2e"),
    ],
)  # fmt: skip
def test_a_word_that_goes_on_in_the_next_line_is_whole(printed: str, whole: str) -> None:
    assert one_line(printed) == whole
