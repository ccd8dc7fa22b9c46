"""Headers that lost a part, or ran together: what they do not say is in doubt, or not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.grids import draw_grid
from xlscorecard.model.grid import Document, Grid, Paragraph
from xlscorecard.model.scorecard import Role, Scorecard
from xlscorecard.normalise.scorecard import normalise

TITLE = Paragraph("Performance Report Quarter 1 2019/20", level=1)


def read(picture: str, ruling: str) -> Scorecard:
    grid: Grid = replace(draw_grid(picture), ruling=ruling, page=1)
    return normalise(Document("paper.pdf", (TITLE, grid), 1), sha256="0" * 64)


def test_two_years_over_one_column_tell_neither() -> None:
    found = read(
        """
        |                   | 2018/19 | <      | 2018/19 2019/20 | <      |        | RAG   |
        | Measure           | Actual  | Target | Actual          | Target | Actual | ^     |
        | Calls answered    | 86%     | 85%    | 91%             | 88%    | 90%    | Green |
        | Homes let         | 41      | 39     | 45              | 43     | 44     | Red   |
        """,
        "horizontal",
    )
    values = {(o.role, o.raw): (o.period, o.confidence) for o in found.records[0].observations}
    assert values[Role.PREVIOUS, "86%"] == ("2018/19", 1.0)
    assert values[Role.TARGET, "88%"][0] is None
    assert values[Role.TARGET, "88%"][1] < 0.9
    assert "header-cut-off" in [finding.code for finding in found.findings]


def test_a_name_over_nothing_belongs_to_the_year_beside_it_that_comes_twice() -> None:
    found = read(
        """
        | Measure        | 2017/18 | 2018/19 | 2019/20 | Target | 2019/20 | Performance |
        |                | %       | %       | %       |        | %       |             |
        | Calls answered | 91.4    | 57.6    | 73.6    |        | 77.7    | Green       |
        | Homes let      | 23.1    | 36.6    | 41.0    |        | 94.1    | Red         |
        | Bins missed    | 51.7    | 97.2    | 85.5    |        | 86.1    | Amber       |
        """,
        "horizontal",
    )
    assert [(o.role, o.raw) for o in found.records[0].observations][-2:] == [
        (Role.ACTUAL, "73.6"),
        (Role.TARGET, "77.7"),
    ]


def test_years_side_by_side_in_full_lines_are_what_they_say() -> None:
    found = read(
        """
        | Measure        | 2018/19 | 2019/20 | Target | 2020/21 | Performance |
        | Calls answered | 57.6    | 73.6    | 75.0   | 77.7    | Green       |
        | Homes let      | 36.6    | 41.0    | 50.0   | 94.1    | Red         |
        """,
        "full",
    )
    assert "header-cut-off" not in [finding.code for finding in found.findings]
    assert all(o.confidence == 1.0 for o in found.records[0].observations)


@pytest.mark.parametrize(
    "picture",
    [
        # The first target may be of the first year, its actual alone, and so on.
        """
        | Measure        |        | 2017/18 | <      | 2018/19 | RAG   |
        | ^              | Target | Actual  | Target | Actual  | ^     |
        | Calls answered | 75%    | 77%     | 80%    | 83%     | Green |
        | Homes let      | 41     | 39      | 45     | 43      | Red   |
        """,
        """
        | Measure        | 2017/18 | 2018/19 | <      |        | RAG   |
        | ^              | Target  | Actual  | Target | Actual | ^     |
        | Calls answered | 75%     | 77%     | 80%    | 83%    | Green |
        | Homes let      | 41      | 39      | 45     | 43     | Red   |
        """,
    ],
)
def test_years_that_may_as_well_be_over_the_column_beside_date_nothing_surely(
    picture: str,
) -> None:
    found = read(picture, "horizontal")
    assert [o.raw for o in found.records[0].observations] == ["75%", "77%", "80%", "83%"]
    assert all(o.confidence < 0.9 for o in found.records[0].observations)
    assert "header-cut-off" in [finding.code for finding in found.findings]


def test_a_target_of_no_year_beside_whole_groups_takes_nothing_from_them() -> None:
    found = read(
        """
        | Measure        |         | 2017/18 | <      | 2018/19 | <      | RAG   |
        | ^              | Average | Actual  | Target | Actual  | Target | ^     |
        | Calls answered | 75%     | 77%     | 80%    | 83%     | 85%    | Green |
        | Homes let      | 41      | 39      | 45     | 43      | 44     | Red   |
        """,
        "horizontal",
    )
    values = {o.raw: (o.period, o.confidence) for o in found.records[0].observations}
    assert values["80%"] == ("2017/18", 1.0)
    assert values["85%"] == ("2018/19", 1.0)
