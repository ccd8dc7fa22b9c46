# ruff: noqa: E501
"""Reports of police, fire, health and housing bodies. What each says is typed from its picture."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.case import Case, each_making

PDFS = ("ruled", "across", "zebra")
CASES = (
    Case(
        "a change between this year and last is of this year",
        """
        # Police and Crime Plan: performance to September 2024
        | Measure | 12 months to Sep 2024 | 12 months to Sep 2023 | Volume change | % change | MSG position |
        | Total recorded crime | 61,204 | 63,870 | -2,666 | -4.2% | 3rd of 8 |
        | Knife crime offences | 842 | 801 | 41 | 5.1% | 5th of 8 |
        | Personal robbery | 611 | 655 | -44 | -6.7% | 4th of 8 |
        """,
        """
        Total recorded crime; - - -; a@2024-09=61204 a@2023-09=63870 v@2024-09=-2666 v@2024-09=-4.2 q@2024-09=3
        Knife crime offences; - - -; a@2024-09=842 a@2023-09=801 v@2024-09=41 v@2024-09=5.1 q@2024-09=5
        Personal robbery; - - -; a@2024-09=611 a@2023-09=655 v@2024-09=-44 v@2024-09=-6.7 q@2024-09=4
        """,
    ),
    Case(
        "a change behind a target and last year's figure",
        """
        # Performance report: April to September 2024
        | Ref | Indicator | Actual YTD | Target YTD | Same period 2023/24 | % change |
        | PI 01 | Accidental dwelling fires | [00b050]77 | 80 | 85 | -9.4% |
        | PI 02 | Deliberate secondary fires | [ff0000]612 | 560 | 548 | 11.7% |
        """,
        """
        PI 01 Accidental dwelling fires; green - -; a@2024/25=77!green t@2024/25=80 p@2023/24=85 v@2024/25=-9.4
        PI 02 Deliberate secondary fires; red - -; a@2024/25=612!red t@2024/25=560 p@2023/24=548 v@2024/25=11.7
        """,
    ),
)


@each_making(CASES, PDFS)
def test_a_report_says_what_its_picture_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says
