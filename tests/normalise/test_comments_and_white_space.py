"""What white space does where no line shows how far cells are merged: a comment is alone in its
row, and a heading over several columns stands apart from the names below it."""

from __future__ import annotations

from tests.grids import draw_grid, read_blocks
from xlscorecard.normalise.headers.header import find_header


def test_a_sentence_alone_in_a_row_is_a_comment_on_the_measure_above_it() -> None:
    scorecard = read_blocks(
        """
        | Measure                          | 2023/24 Outturn | 2023/24 Target | RAG   |
        | Jobs created                     | 388             | 400            | Amber |
        | Two moves slipped into 2024/25.  |                 |                |       |
        | High street footfall (millions)  | 6.6             | 6.3            | Green |
        | Footfall rose this year by 6.5%. |                 |                |       |
        | Business rates collected         | 98.4%           | 98.5%          | Amber |
        """
    )
    assert [record.title for record in scorecard.records] == [
        "Jobs created",
        "High street footfall (millions)",
        "Business rates collected",
    ]
    assert dict(scorecard.records[0].text)["commentary"] == "Two moves slipped into 2024/25."


def test_names_below_a_heading_that_stands_apart_from_them_head_their_columns() -> None:
    header = find_header(
        draw_grid(
            """
            | TSM  | Measure              | 2024/25 | <     | Quartile |
            | ^    | ^                    |         |       | ^        |
            | ^    | ^                    | LCRA    | LCHO  | ^        |
            | TP01 | Overall satisfaction | 71.2%   | 48.3% | 2        |
            | TP02 | Repairs              | 74.6%   | 71.1% | 1        |
            """
        )
    )
    assert header is not None
    assert header.lines[2] == ("2024/25", "LCRA")
    assert header.lines[3] == ("2024/25", "LCHO")
