"""The sections that a measure stands under: what a reader of the page would say."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.normalise.rows.sections import section_of


def test_a_line_painted_as_the_headers_inside_the_table_is_a_section() -> None:
    scorecard = read_blocks(
        """
        | [grey]Outcomes          | [grey]Our council | [grey]National    | [grey]Target |
        | Employment rate           | 81.8%               | 79.1%               | 80%            |
        | New apprenticeships       | 89                  | 86                  | 85             |
        | [grey]Outputs           | [grey]            | [grey]            | [grey]       |
        | Minor applications        | 66.2%               | 67.7%               | 71%            |
        | [grey]People & Staff    | [grey]Service     | [grey]Our council | [grey]Target |
        | Women among the top 5%    | 43.8%               | 45.9%               | 44.8%          |
        | [grey]VfM & Budget (£m) | [grey]Budget      | [grey]Period 5    | [grey]O/(U)  |
        | Mental Health             | 38.476              | 38.240              | (0.236)        |
        | Early Intervention        | 48.662              | 49.674              | 1.012          |
        """
    )
    assert [(*record.section, record.title) for record in scorecard.records] == [
        ("Outcomes", "Employment rate"),
        ("Outcomes", "New apprenticeships"),
        ("Outputs", "Minor applications"),
        ("People & Staff", "Women among the top 5%"),
        ("VfM & Budget (£m)", "Mental Health"),
        ("VfM & Budget (£m)", "Early Intervention"),
    ]


@pytest.mark.parametrize(
    ("headings", "banners", "expected"),
    [
        (
            ("Key indicators", "Corporate Priority: Housing"),
            ("Corporate Priority: Clean streets",),
            ("Key indicators", "Corporate Priority: Clean streets"),
        ),
        (
            ("Priority 1 - Housing", "Supporting measures"),
            ("Priority 2 - Clean streets",),
            ("Priority 2 - Clean streets",),
        ),
        (
            ("Aim 1: Homes",),
            ("Aim 10: Staff",),
            ("Aim 10: Staff",),
        ),
        (
            ("Aim 1: Homes",),
            ("Aim 1.2: Repairs",),
            ("Aim 1: Homes", "Aim 1.2: Repairs"),
        ),
        (
            ("Objective 3: Homes",),
            ("Objective 3a: Repairs",),
            ("Objective 3: Homes", "Objective 3a: Repairs"),
        ),
        (
            ("Directorate: Place", "Service: Housing"),
            ("Repairs",),
            ("Directorate: Place", "Service: Housing", "Repairs"),
        ),
        (
            ("Appendix A - Performance", "A - Homes"),
            (),
            ("Appendix A - Performance", "A - Homes"),
        ),
    ],
)
def test_a_section_ends_where_one_of_its_kind_begins(
    headings: tuple[str, ...], banners: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert section_of(headings, banners) == expected
