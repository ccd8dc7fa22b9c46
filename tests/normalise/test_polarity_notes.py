"""Which way is good, as a note, a banner or a column of signs says it."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Polarity, Scorecard

HIGHER, LOWER = Polarity.HIGHER, Polarity.LOWER


def polarities(scorecard: Scorecard) -> list[Polarity | None]:
    return [record.polarity for record in scorecard.records]


def read(*notes: str, mark: str = "*") -> list[Polarity | None]:
    table = f"""
        | Measure                     | Target | Actual | RAG |
        | Days lost to sickness{mark} | 8.0    | 9.1    | R   |
        | Calls answered in time      | 80%    | 82%    | G   |
        | Bins missed{mark}           | 40     | 31     | G   |
        """
    return polarities(read_blocks(table, *(f"# {note}" for note in notes)))


@pytest.mark.parametrize(
    "note",
    [
        "* Lower is better",
        "* for these measures a lower figure indicates better performance",
        "(*) low is good",
        "Measures marked with an asterisk are those where lower is better.",
        "Indicators shown with * are those for which a decrease is good",
    ],
)
def test_a_note_tells_it_of_the_measures_that_carry_its_mark(note: str) -> None:
    assert read(note) == [LOWER, None, LOWER]


def test_a_note_of_the_others() -> None:
    assert read("† Low is good. All other measures: high is good.", mark=" †") == [
        LOWER,
        HIGHER,
        LOWER,
    ]


def test_what_holds_of_all_but_the_marked_says_nothing_of_these() -> None:
    note = "For all indicators a higher figure is better unless marked with an asterisk (*)."
    assert read(note) == [None, HIGHER, None]


@pytest.mark.parametrize(
    "note",
    [
        "* Provisional figures",
        "* Lower than last year",
        "* Higher is better for calls, lower is better for days",
        "Lower is better",
        "† Lower is better",
    ],
)
def test_a_note_that_tells_it_of_none_of_them(note: str) -> None:
    assert read(note) == [None, None, None]


def test_notes_that_contradict_each_other_tell_nothing() -> None:
    assert read("* Lower is better", "* Higher is better") == [None, None, None]


def test_the_measures_own_word_stands_over_a_note() -> None:
    scorecard = read_blocks(
        """
        | Measure                          | Target | Actual |
        | Books lent (higher is better)*   | 800    | 910    |
        | Days lost to sickness*           | 8.0    | 9.1    |
        """,
        "# * Lower is better",
    )
    assert polarities(scorecard) == [HIGHER, LOWER]


def test_a_banner_tells_it_of_the_measures_beneath_it() -> None:
    scorecard = read_blocks(
        """
        | Measure                          | Target | Actual | RAG |
        | Measures where lower is better   | <      | <      | <   |
        | Days lost to sickness            | 8.0    | 9.1    | R   |
        | Bins missed                      | 40     | 31     | G   |
        | Measures where higher is better  | <      | <      | <   |
        | Calls answered in time           | 80%    | 82%    | G   |
        | Reduce crime                     | <      | <      | <   |
        | Offenders brought to court       | 50     | 52     | G   |
        """
    )
    assert polarities(scorecard) == [LOWER, LOWER, HIGHER, None]


def test_a_dash_beside_a_plus_in_a_column_of_polarities_is_a_minus() -> None:
    scorecard = read_blocks(
        """
        | Measure                | Polarity | Target | Actual |
        | Days lost to sickness  | -        | 8.0    | 9.1    |
        | Calls answered in time | +        | 80%    | 82%    |
        | Homes built            |          | 10     | 12     |
        """
    )
    assert polarities(scorecard) == [LOWER, HIGHER, None]
    words = read_blocks(
        """
        | Measure                | Polarity | Target | Actual |
        | Days lost to sickness  | -        | 8.0    | 9.1    |
        | Calls answered in time | High     | 80%    | 82%    |
        """
    )
    assert polarities(words) == [None, HIGHER]
