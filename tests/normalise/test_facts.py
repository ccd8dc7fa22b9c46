"""Title, organisation and reporting period, as an officer would give them."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks

TABLE = """
    | Measure | Actual | Target |
    | Overdue | 4      | 5      |
    """


@pytest.mark.parametrize(
    ("lines", "title", "organisation", "period"),
    [
        (
            [
                "# Adults Performance 2017/18 Quarter One: April – June 2017",
                "Leicestershire County Council",
            ],
            "Adults Performance 2017/18 Quarter One: April – June 2017",
            "Leicestershire County Council",
            "2017/18 Q1",
        ),
        (
            ["# 2011/12 Directorate Scorecard", "Reporting Period : Quarter 2 20011/12"],
            "2011/12 Directorate Scorecard",
            None,
            "2011/12 Q2",
        ),
        (
            ["# City of York Council", "## Service plan 2018", "Date Last Updated: 11th July 2018"],
            "Service plan 2018",
            "City of York Council",
            None,
        ),
        (
            ["# London Borough of Havering", "## Performance Report: Quarter 3 2016/17"],
            "Performance Report: Quarter 3 2016/17",
            "London Borough of Havering",
            "2016/17 Q3",
        ),
    ],
)
def test_facts(lines: list[str], title: str, organisation: str | None, period: str | None) -> None:
    paper = read_blocks(*lines, TABLE).paper
    assert (paper.title, paper.organisation, paper.reporting_period) == (
        title,
        organisation,
        period,
    )
