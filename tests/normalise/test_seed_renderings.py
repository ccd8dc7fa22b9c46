"""Classes of layouts that renderings of real council papers showed."""

from __future__ import annotations

from tests.grids import read_blocks


def test_rows_above_a_later_sections_header_keep_their_own_weaker_one() -> None:
    """A page that begins with a section row: "ASC | WC | Target" names teams, not roles."""
    scorecard = read_blocks(
        """
        | Outcomes | Trend | WC | National | Target |
        | 1 Quality of life | → | 19.5 | 19.1 | 20 |
        """,
        """
        | *People & Staff* | | | | |
        |                |   | ASC | WC | Target |
        | 43 Engagement index | ↑ | 73% | 70% | 80% |
        | 44 Turnover rate | → | 10% | 9.4% | 10% |
        | 45 Vacancies (FTE) | ↓ | 100.87 | | <30 |
        | 46 Sickness days | → | 16.0 | 9.0 | 9.0 |
        | 47 % Appraisals complete | ↑ | 19.5% | 31.8% | 100% |
        | *VfM & Budget (£m)* | *Savings: 15.339m 10.85m* | < | | |
        |                |   | Budget | Period 6 | O/(U) |
        | 49 Services 18+ | ↑ | 48.902 | 51.066 | 2.164 |
        """,
    )
    assert [
        (record.title, [(o.column, o.raw) for o in record.observations])
        for record in scorecard.records
    ] == [
        ("Engagement index", [("ASC", "73%"), ("WC", "70%"), ("Target", "80%")]),
        ("Turnover rate", [("ASC", "10%"), ("WC", "9.4%"), ("Target", "10%")]),
        ("Vacancies (FTE)", [("ASC", "100.87"), ("WC", ""), ("Target", "<30")]),
        ("Sickness days", [("ASC", "16.0"), ("WC", "9.0"), ("Target", "9.0")]),
        ("% Appraisals complete", [("ASC", "19.5%"), ("WC", "31.8%"), ("Target", "100%")]),
        ("Services 18+", [("Budget", "48.902"), ("Period 6", "51.066"), ("O/(U)", "2.164")]),
    ]


def test_a_lone_name_without_a_number_among_numbered_ones_names_a_group() -> None:
    scorecard = read_blocks("""
        | Outcomes | Trend | Actual | Target |
        | 1 Quality of life | → | 19.5 | 20 |
        | 2 Control over daily life | ↑ | 82% | 80% |
        | Outputs | | | |
        | 3 Reviews completed | ↑ | 70% | 90% |
        | 4 Waiting list | ↓ | 1,861 | 250 |
    """)
    assert [(record.title, record.section[-1:]) for record in scorecard.records][-2:] == [
        ("Reviews completed", ("Outputs",)),
        ("Waiting list", ("Outputs",)),
    ]
    assert len(scorecard.records) == 4
