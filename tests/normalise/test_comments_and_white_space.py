"""What white space does where no line shows how far cells are merged: a comment is alone in its
row, and a heading over several columns stands apart from the names below it."""

from __future__ import annotations

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.scorecard import Role
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


PARTS = """
    | Measure              |        | Q1 2025/26 | Q2 2025/26 |
    |                      | Actual | 96%        | 91%        |
    | Premises inspected   | Target | 95%        | 94%        |
    |                      | Actual | 78%        | 87%        |
    | Requests answered    | Target | 90%        | 89%        |
    """


def test_a_name_at_the_foot_of_its_rows_is_that_of_all_labels_of_its_turn() -> None:
    scorecard = read_blocks(PARTS)
    assert {
        record.title: [(o.role, o.period, o.raw) for o in record.observations]
        for record in scorecard.records
    } == {
        "Premises inspected": [
            (Role.ACTUAL, "2025/26 Q1", "96%"), (Role.TARGET, "2025/26 Q1", "95%"),
            (Role.ACTUAL, "2025/26 Q2", "91%"), (Role.TARGET, "2025/26 Q2", "94%"),
        ],
        "Requests answered": [
            (Role.ACTUAL, "2025/26 Q1", "78%"), (Role.TARGET, "2025/26 Q1", "90%"),
            (Role.ACTUAL, "2025/26 Q2", "87%"), (Role.TARGET, "2025/26 Q2", "89%"),
        ],
    }  # fmt: skip


def test_what_stands_beside_the_word_target_is_never_a_result() -> None:
    scorecard = read_blocks(
        PARTS.replace("|                      | Actual | 78%        | 87%        |", "")
    )
    results = {o.raw for r in scorecard.records for o in r.observations if o.role is Role.ACTUAL}
    assert not results & {"95%", "94%", "90%", "89%"}
