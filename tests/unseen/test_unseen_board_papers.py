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
    Case(
        "forms with a name over headers over figures, and a comment across",
        """
        # Housing Performance Quarter 2 2023/24
        | H1: Repairs completed on first visit | < | < | < | < |
        | Q2 Actual | Q2 Target | Q2 2022/23 | RAG | DoT |
        | 91% | 88% | 84% | [00b050]Green | ▲ |
        | Commentary: performance has improved since June, with 1,204 jobs completed. | < | < | < | < |
        . The next indicator is over its target.
        | H2: Void turnaround (days) | < | < | < | < |
        | Q2 Actual | Q2 Target | Q2 2022/23 | RAG | DoT |
        | 31 | 26 | 28 | [ff0000]Red | ▼ |
        | Commentary: nine major voids took over 60 days each. | < | < | < | < |
        """,
        """
        H1 Repairs completed on first visit; green up -; a@2023/24 Q2=91 t@2023/24 Q2=88 p@2022/23 Q2=84
        H2 Void turnaround (days); red down -; a@2023/24 Q2=31 t@2023/24 Q2=26 p@2022/23 Q2=28
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "a priority beside measures whose results alone are rated",
        """
        # City Plan KPIs Quarter 3 2022/23
        | Priority | KPI | Target | Q1 | Q2 | Q3 |
        | Greener city | Recycling rate | 40% | 38.9% | 37.2% | [ffc000]39.1% |
        | ^ | EV charge points installed | 60 | 12 | 31 | [00b050]66 |
        | Safer city | Domestic abuse repeat referrals | 28% | 31% | 33% | [c00000]35% |
        | ^ | Licensed premises inspected | 120 | 40 | 77 | [ffc000]118 |
        """,
        """
        Recycling rate; amber - -; t@2022/23=40 a@2022/23 Q1=38.9 a@2022/23 Q2=37.2 a@2022/23 Q3=39.1!amber
        EV charge points installed; green - -; t@2022/23=60 a@2022/23 Q1=12 a@2022/23 Q2=31 a@2022/23 Q3=66!green
        Domestic abuse repeat referrals; red - -; t@2022/23=28 a@2022/23 Q1=31 a@2022/23 Q2=33 a@2022/23 Q3=35!red
        Licensed premises inspected; amber - -; t@2022/23=120 a@2022/23 Q1=40 a@2022/23 Q2=77 a@2022/23 Q3=118!amber
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "the whole council beside its directorates",
        """
        # Workforce Scorecard Quarter 3 2023/24
        | Measure | Adults | Children | Place | Council | Target |
        | Sickness absence (days per FTE) | 11.2 | 8.4 | 10.9 | 9.6 | 8.5 |
        | Appraisals completed | 71% | 80% | 66% | 74% | 90% |
        """,
        """
        Sickness absence (days per FTE); - - -; o=11.2 o=8.4 o=10.9 a@2023/24 Q3=9.6 t@2023/24=8.5
        Appraisals completed; - - -; o=71 o=80 o=66 a@2023/24 Q3=74 t@2023/24=90
        """,
    ),
    Case(
        "by the end of March a year's column is of the whole year",
        """
        # Corporate Plan: progress to 31 March 2024
        | No. | Outcome measure | 2022/23 | 2023/24 | Target 2023/24 | RAG |
        | 2.1 | Affordable homes delivered | 312 | 498 | 450 | [00b050]Green |
        | 2.2 | Empty homes brought back into use | 88 | 96 | 120 | [ff0000]Red |
        """,
        """
        2.1 Affordable homes delivered; green - -; p@2022/23=312 a@2023/24=498 t@2023/24=450
        2.2 Empty homes brought back into use; red - -; p@2022/23=88 a@2023/24=96 t@2023/24=120
        """,
    ),
    Case(
        "the target below each result, as the header over the quarters says",
        """
        # Performance scorecard 2023/24 Quarter 3
        | Indicator | Actual (target below) | < | < |
        | ^ | Q1 | Q2 | Q3 |
        | Council tax collected | [ffc000]28.4%~28.5% | [00b050]55.9%~56.0% | [00b050]83.7%~83.5% |
        | New claims (days) | [00b050]19~20 | [ffc000]21~20 | [ff0000]24~20 |
        """,
        """
        Council tax collected; green - -; a@2023/24 Q1=28.4!amber t@2023/24 Q1=28.5 a@2023/24 Q2=55.9!green t@2023/24 Q2=56.0 a@2023/24 Q3=83.7!green t@2023/24 Q3=83.5
        New claims (days); red - -; a@2023/24 Q1=19!green t@2023/24 Q1=20 a@2023/24 Q2=21!amber t@2023/24 Q2=20 a@2023/24 Q3=24!red t@2023/24 Q3=20
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "half-years end in September and March",
        """
        # Half-year Performance Report: April to September 2024
        | Indicator | H1 2023/24 | H2 2023/24 | H1 2024/25 | Target H1 2024/25 | RAG |
        | Fly-tips reported | 1,204 | 1,311 | 1,150 | 1,200 | [00b050]Green |
        | Allotment waiting list | 311 | 340 | 362 | 300 | [ff0000]Red |
        """,
        """
        Fly-tips reported; green - -; p@2023-09=1204 p@2024-03=1311 a@2024-09=1150 t@2024-09=1200
        Allotment waiting list; red - -; p@2023-09=311 p@2024-03=340 a@2024-09=362 t@2024-09=300
        """,
    ),
    Case(
        "estimates of years to come, grades from A to D",
        """
        # Prudential indicators 2023/24
        | Indicator | 2023/24 actual | 2024/25 estimate | 2025/26 estimate | England 2022/23 | Quartile band |
        | Capital financing requirement (£m) | 210.4 | 221.0 | 230.2 | 190.1 | C |
        | Financing costs to net revenue | 6.1% | 6.8% | 7.0% | 6.0% | B |
        """,
        """
        Capital financing requirement (£m); - - -; a@2023/24=210400000 f@2024/25=221000000 f@2025/26=230200000 c@2022/23=190100000 q@2022/23=?C
        Financing costs to net revenue; - - -; a@2023/24=6.1 f@2024/25=6.8 f@2025/26=7.0 c@2022/23=6.0 q@2022/23=?B
        """,
    ),
    Case(
        "a card named by the line above, with two rows of headers",
        """
        # Children's Committee: Performance Report Quarter 2 2023-24
        . Indicators on which the committee asked for more.
        ## Children with a child protection plan per 10,000
        | Target | Direction for Improvement | Current Quarter | Previous Quarter | Direction of Travel | Change in Performance |
        | 21.0 | ↓ | *19.8* | 21.4 | ↓ | Improving |
        | Statistical Neighbours Mean | < | England Mean | < | RAG Rating | < |
        | 41.0 | < | 43.2 | < | [00b050]Green | < |
        . The rate is below target and has fallen since the last quarter.
        ## EHCPs issued in 20 weeks
        | Target | Direction for Improvement | Current Quarter | Previous Quarter | Direction of Travel | Change in Performance |
        | 70.0% | ↑ | *41.5%* | 58.2% | ↓ | Declining |
        | Statistical Neighbours Mean | < | England Mean | < | RAG Rating | < |
        | 55.1% | < | 50.3% | < | [ff0000]Red | < |
        """,
        """
        Children with a child protection plan per 10,000; green down lower; t@2023/24=21.0 a@2023/24 Q2=19.8 p@2023/24 Q1=21.4 c=41.0 c=43.2
        EHCPs issued in 20 weeks; red down higher; t@2023/24=70.0 a@2023/24 Q2=41.5 p@2023/24 Q1=58.2 c=55.1 c=50.3
        """,
        ("ruled", "word"),
    ),
    Case(
        "the present value beside a measure's name, over its quarters",
        """
        # Performance Indicators Quarter 2 2022/23
        | ENV 04 Household waste recycled | < | < | Current Value | Current Target | Status |
        | ^ | ^ | ^ | 51.2% | 52% | [ffc000] |
        | Quarter | Value | Target | Status | | |
        | Q1 2022/23 | 53.0% | 52% | [00b050] | | |
        | Q2 2022/23 | 51.2% | 52% | [ffc000] | | |
        """,
        """
        ENV 04 Household waste recycled; amber - -; a@2022/23 Q1=53.0!green t@2022/23 Q1=52 a@2022/23 Q2=51.2!amber t@2022/23 Q2=52 a@2022/23 Q2=51.2!amber t@2022/23=52
        """,
        ("ruled", "word"),
    ),
    Case(
        "targets by a year to come, and what the neighbours' least and most are",
        """
        # Borough Plan Outcomes 2023/24
        | Outcome indicator | 2022/23 | 2023/24 | Ambition | Nearest neighbours | < | RAG |
        | ^ | ^ | ^ | ^ | Minimum | Maximum | ^ |
        | Residents satisfied with their area | 74% | 76% | 80% by 2027 | 66% | 81% | [00b050]Green |
        | Median weekly earnings | £611 | £640 | £680 by 2027 | £590 | £702 | [ffc000]Amber |
        """,
        """
        Residents satisfied with their area; green - -; p@2022/23=74 a@2023/24=76 t=80 c=66 c=81
        Median weekly earnings; amber - -; p@2022/23=611 a@2023/24=640 t=680 c=590 c=702
        """,
        ("ruled", "word"),
    ),
    Case(
        "two tables abreast, one with a column more, under headings in their headers' cells",
        """
        # District Plan monitor Quarter 3 2024/25
        | Homes~Measure | Q3 | Target | Rating | Environment~Measure | Q2 | Q3 | Target | Rating |
        | Homes completed | 188 | 150 | [00b050]On track | Waste recycled | 51.0% | 50.2% | 55% | [ffc000]At risk |
        | Affordable homes | 41 | 60 | [ff0000]Off track | Fly-tips | 402 | 377 | 400 | [00b050]On track |
        | Decisions in time | 92% | 90% | [00b050]On track | Air quality exceedances | 1 | 3 | 0 | [ff0000]Off track |
        """,
        """
        Homes completed; green - -; a@2024/25 Q3=188 t@2024/25=150
        Affordable homes; red - -; a@2024/25 Q3=41 t@2024/25=60
        Decisions in time; green - -; a@2024/25 Q3=92 t@2024/25=90
        Waste recycled; amber - -; a@2024/25 Q2=51.0 a@2024/25 Q3=50.2 t@2024/25=55
        Fly-tips; green - -; a@2024/25 Q2=402 a@2024/25 Q3=377 t@2024/25=400
        Air quality exceedances; red - -; a@2024/25 Q2=1 a@2024/25 Q3=3 t@2024/25=0
        """,
        ("ruled", "word"),
    ),
    Case(
        "a measure's name over its parts, each behind a dash",
        """
        # Quarter 1 2023/24 Key Indicators
        | Indicator | Q1 | Target | RAG |
        | Household waste per household (kg) | | | |
        | - residual | 112.4 | 118 | [00b050]G |
        | - recycled | 61.0 | 60 | [00b050]G |
        | Planning decisions in time | | | |
        | - major | 78% | 80% | [ffc000]A |
        | - minor | 91% | 80% | [00b050]G |
        """,
        """
        - residual; green - -; a@2023/24 Q1=112.4 t@2023/24=118
        - recycled; green - -; a@2023/24 Q1=61.0 t@2023/24=60
        - major; amber - -; a@2023/24 Q1=78 t@2023/24=80
        - minor; green - -; a@2023/24 Q1=91 t@2023/24=80
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "how sure the forecast is, behind its rating",
        """
        # Growth Board performance pack Quarter 2 2024/25
        | KPI | Annual target | Year to date | < | < | Year end | < | < |
        | ^ | ^ | Profile | Actual | RAG | Forecast | RAG | Confidence |
        | Net new homes | 612 | 305 | 291 | [ffc000]A | 580 | [ff0000]R | High |
        | Business start-ups supported | 220 | 110 | 134 | [00b050]G | 260 | [00b050]G | Medium |
        """,
        """
        Net new homes; amber - -; t@2024/25=612 t@2024/25=305 a@2024/25=291!amber f@2024/25=580!red
        Business start-ups supported; green - -; t@2024/25=220 t@2024/25=110 a@2024/25=134!green f@2024/25=260!green
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "words of the paper's own against the target, in the colours of ratings",
        """
        # Performance at Quarter 3 2022/23
        | Indicator | Q3 2022/23 | Target | Q3 2021/22 | Against target |
        | Planning cases resolved in six months | 72% | 75% | 70% | [ffc000]Slightly under |
        | Affordable homes enabled | 188 | 150 | 122 | [00b050]Over |
        | Days to process new claims | 24 | 20 | 19 | [ff0000]Over |
        """,
        """
        Planning cases resolved in six months; amber - -; a@2022/23 Q3=72 t@2022/23=75 p@2021/22 Q3=70
        Affordable homes enabled; green - -; a@2022/23 Q3=188 t@2022/23=150 p@2021/22 Q3=122
        Days to process new claims; red - -; a@2022/23 Q3=24 t@2022/23=20 p@2021/22 Q3=19
        """,
        ("ruled", "word"),
    ),
)


@each_making(CASES, PDFS)
def test_a_report_says_what_its_picture_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says
