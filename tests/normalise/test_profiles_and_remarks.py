"""Tables of one measure each, and remarks between the rows of results and targets."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from tests.unseen.paper import said

_PROFILE = """
    | ENV 07  | Street lights in light | <          | <      | <          | <      |
    | Good is | Higher                 | Owner      | Roads  | Frequency  | Yearly |
    | 2023/24 | <                      | Q1 2024/25 | <      | Q2 2024/25 | <      |
    | Value   | Target                 | Value      | Target | Value      | Target |
    | 98.9%   | 99.0%                  | 99.1%      | 99.0%  | 98.2%      | 99.0%  |
    | Commentary | Storms in September | <          | <      | <          | <      |
    """


def test_a_profile_of_code_and_name_facts_and_figures() -> None:
    scorecard = read_blocks("Service Plan indicators 2024/25: Quarter 2", _PROFILE)
    assert said(scorecard) == (
        "ENV 07 Street lights in light; - - higher; p@2023/24=98.9 t@2023/24=99.0"
        " a@2024/25 Q1=99.1 t@2024/25 Q1=99.0 a@2024/25 Q2=98.2 t@2024/25 Q2=99.0"
    )
    assert scorecard.records[0].ref == "ENV 07"
    assert dict(scorecard.records[0].text) == {
        "owner": "Roads",
        "frequency": "Yearly",
        "commentary": "Storms in September",
    }


def test_two_rows_of_figures_are_no_profile_of_one_measure() -> None:
    more = _PROFILE.replace(
        "    | Commentary", "    | 97%  | 98% | 97% | 98% | 97% | 98% |\n| Commentary"
    )
    assert read_blocks("Service Plan indicators 2024/25: Quarter 2", more).records == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("| Comment: new system since May | <", "| Comment: waste complaints doubled | <"),
        ("| ^ | Comment: new system since May", "| ^ | Comment: waste complaints doubled"),
    ],
)
def test_remarks_between_rows_of_results_and_targets(first: str, second: str) -> None:
    scorecard = read_blocks(
        "Corporate scorecard 2024/25 - Quarter 3",
        f"""
        | Measure           |        | Q1  | Q2  | Q3  | Q4  | RAG   |
        | Calls answered    | Target | 90% | 90% | 90% | 90% | Green |
        | ^                 | Actual | 88% | 89% | 92% |     | ^     |
        {first}                      | <   | <   | <   | <   | <     |
        | Complaints upheld | Target | 20  | 20  | 20  | 20  | Red   |
        | ^                 | Actual | 18  | 25  | 31  |     | ^     |
        {second}                     | <   | <   | <   | <   | <     |
        """,
    )
    assert said(scorecard).splitlines() == [
        (
            "Calls answered; green - -; t@2024/25 Q1=90 a@2024/25 Q1=88 t@2024/25 Q2=90"
            " a@2024/25 Q2=89 t@2024/25 Q3=90 a@2024/25 Q3=92 t@2024/25 Q4=90 a@2024/25 Q4=blank"
        ),
        (
            "Complaints upheld; red - -; t@2024/25 Q1=20 a@2024/25 Q1=18 t@2024/25 Q2=20"
            " a@2024/25 Q2=25 t@2024/25 Q3=20 a@2024/25 Q3=31 t@2024/25 Q4=20 a@2024/25 Q4=blank"
        ),
    ]
    assert [dict(r.text) for r in scorecard.records] == [
        {"commentary": "Comment: new system since May"},
        {"commentary": "Comment: waste complaints doubled"},
    ]


def test_a_profile_with_its_years_below_each_other() -> None:
    scorecard = read_blocks(
        "Performance indicator details 2023/24",
        """
        | HW3     | Homes meeting the standard | <      | <      |
        | Description | Homes at year end, sold ones left out | < | < |
        | Year    | Value                      | Target | Status |
        | 2022/23 | 94.1%                      | 95%    | Amber  |
        | 2023/24 | 95.6%                      | 95%    | Green  |
        """,
    )
    assert said(scorecard) == (
        "HW3 Homes meeting the standard; green - -; p@2022/23=94.1!amber t@2022/23=95"
        " a@2023/24=95.6!green t@2023/24=95"
    )
    assert scorecard.records[0].text == (
        ("commentary", "Description: Homes at year end, sold ones left out"),
    )
