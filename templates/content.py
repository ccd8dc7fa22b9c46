# ruff: noqa: E501 - a placeholder is one line, as wide as its row
"""Placeholder scorecards of a council that does not exist: what the shipped templates show.

Every name and figure here is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xlscorecard.model.scorecard import (
    Kind,
    Observation,
    Paper,
    Polarity,
    Rag,
    Record,
    Role,
    Scorecard,
    Source,
    Trend,
    Unit,
)
from xlscorecard.values.quantity import parse_quantity

COUNCIL = "Thornmere Council (made up: put your own name and figures in its place)"
YEAR, NOW, BEFORE = "2025/26", "2025/26 Q2", "2024/25 Q2"
_WAYS = {"H": Polarity.HIGHER, "L": Polarity.LOWER, "B": Polarity.BAND, "N": Polarity.NEUTRAL}
_RAGS = {"R": Rag.RED, "A": Rag.AMBER, "G": Rag.GREEN, "B": Rag.BLUE}
_TRENDS = {
    "u": Trend.UP,
    "f": Trend.FLAT,
    "d": Trend.DOWN,
    "i": Trend.IMPROVING,
    "s": Trend.STEADY,
    "w": Trend.DECLINING,
}
_UNITS = {"score": Unit.SCORE, "days": Unit.DAYS, "rate": Unit.PER_100K, "fte": Unit.FTE}

# (role, period, heading) of the columns that follow ref, title, way, RAG, trend and unit.
Columns = Sequence[tuple[Role, str | None, str]]


def _lines(text: str) -> Iterator[list[str]]:
    for line in text.strip().splitlines():
        yield [part.strip() for part in line.split("|")]


class _Maker:
    """Counts tables and rows as it makes records."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.table = 0
        self.records: list[Record] = []

    def add(
        self,
        section: tuple[str, ...],
        columns: Columns,
        text: str,
        kind: Kind = Kind.MEASURE,
        texts: Sequence[str] = (),
    ) -> None:
        """Records from lines ``ref|title|way|RAG|trend|unit|figures ...|texts ...``."""
        self.table += 1
        for row, parts in enumerate(_lines(text), start=1):
            ref, title, way, rag, trend, unit = parts[:6]
            figures = parts[6 : 6 + len(columns)]
            rest = parts[6 + len(columns) :]
            self.records.append(
                Record(
                    Source(self.document, None, self.table, row),
                    kind,
                    title,
                    section=section,
                    ref=ref or None,
                    polarity=_WAYS.get(way),
                    rag=_RAGS.get(rag),
                    trend=_TRENDS.get(trend),
                    text=tuple(zip(texts, rest, strict=True)),
                    observations=tuple(
                        _observation(column, raw, unit)
                        for column, raw in zip(columns, figures, strict=True)
                        if raw
                    ),
                )
            )

    def scorecard(self, title: str, period: str = NOW) -> Scorecard:
        paper = Paper(self.document, "", title=title, organisation=COUNCIL, reporting_period=period)
        return Scorecard(paper, tuple(self.records))


def _observation(column: tuple[Role, str | None, str], raw: str, unit: str) -> Observation:
    role, period, heading = column
    quantity = parse_quantity(raw, unit=_UNITS.get(unit), target=role is Role.TARGET)
    return Observation(heading, role, period, raw, quantity)


_DASHBOARD: Columns = (
    (Role.PREVIOUS, BEFORE, "Last year"),
    (Role.ACTUAL, NOW, "Result"),
    (Role.TARGET, YEAR, "Year-end target"),
    (Role.QUARTILE, "2024/25", "Quartile"),
)


def priority_bands() -> Scorecard:
    """Measures under four aims, in bands."""
    maker = _Maker("priority-bands.xlsx")
    strategy = "Council plan: Living well for longer"
    joint = "Joint health and wellbeing strategy: Earlier help, closer to home"
    prevent, reduce, delay, meet = "PREVENT NEED", "REDUCE NEED", "DELAY NEED", "MEET NEED"
    maker.add(
        (prevent, strategy, joint, "Priority: Advice and information that people can find"),
        _DASHBOARD,
        """
        PN01|People whose first contact ended without a need for care|B|G|u||58%|62%|59-63%|Second
        PN02|People who find it easy to find information about support|H|A|f||70.1%|69.4%|72%|Third
        PN03|Visits to the advice pages of the council's website|H|G|u||41.2k|46.8k|90.0k|
        """,
    )
    maker.add(
        (prevent, strategy, joint, "Priority: Libraries and culture"),
        _DASHBOARD,
        """
        LC01|Visits to libraries|H|A|d||262.1k|238.2k|500.0k|
        LC02|Children who finished the summer reading challenge|H|G|u||3,110|3,388|3,300|
        LC03|Hours given by volunteers|H|G|u||6,140|6,720|13,000|
        """,
    )
    maker.add(
        (reduce, strategy, joint, "Priority: Support for people with a learning disability"),
        _DASHBOARD,
        """
        LD01|People with a learning disability in settled accommodation|H|G|u||79.4%|80.6%|80%|Second
        LD02|People with a learning disability in paid employment|H|R|d||6.1%|4.2%|7.0%|Bottom
        """,
    )
    maker.add(
        (delay, strategy, joint, "Priority: Home from hospital"),
        _DASHBOARD,
        """
        HH01|Older people still at home 91 days after reablement|H|A|f||84.5%|83.2%|87%|Second
        HH02|Permanent admissions to care homes (65 and over), per 100,000|L|G|u|rate|311.4|286.5|600.0|Top
        HH03|Days of delayed discharge, social care only|L|R|d||744|861|700|Third
        """,
    )
    maker.add(
        (meet, strategy, joint, "Priority: Care that fits the person"),
        _DASHBOARD,
        """
        CP01|People with a personal budget|H|G|f||95.5%|95.8%|95%|Top
        CP02|People with a direct payment|H|A|d||27.9%|26.4%|28%|Second
        CP03|Carers with a personal budget|H|G|u||97.0%|98.2%|97%|Top
        CP04|Reviews done within 12 months|H|R|d||71.0%|63.5%|80%|
        """,
    )
    maker.add(
        (meet, strategy, joint, "Priority: Safe from harm"),
        _DASHBOARD,
        """
        SH01|Safeguarding enquiries whose outcome was met in full or in part|H|G|u||92.2%|94.6%|90%|
        SH02|People who say that services make them feel safe|H||||88.1%|Due May 2026|90%|Second
        """,
    )
    return maker.scorecard("Adults and communities: performance dashboard")


def directorate_quarters() -> Scorecard:
    """Directorate priorities with their measures quarter by quarter."""
    maker = _Maker("directorate-quarters.xlsx")
    quarters: Columns = (
        (Role.PREVIOUS, "2024/25", "Last year"),
        *((Role.ACTUAL, f"{YEAR} Q{n}", f"Q{n}") for n in (1, 2)),
        (Role.TARGET, YEAR, "Year-end target"),
    )
    priorities = (
        (
            "P1|Help people to regain skills for daily living|A",
            ("All new clients are now offered reablement first. Two of the five locality teams are "
            "still recruiting, so the half-year figure is a little under profile."),
            """
            DP01|People who finished a reablement programme|H|A|u||540|131|264|560
            DP02|People who needed no further care after reablement|H|G|u||70.2%|71.5%|73.0%|72%
            """,
        ),
        (
            "P2|Extend choice and control|G",
            ("Personal budgets are part of every new assessment. A market event in July brought "
            "eleven new providers of personal assistants."),
            """
            DP03|People with control over their daily life|H|G|u||76.8%|77.4%|78.1%|78%
            DP04|People with a direct payment|H|A|f||27.5%|27.1%|26.9%|28%
            """,
        ),
        (
            "P3|Keep people at home for longer|G",
            ("The falls service now covers the whole borough. Admissions stay below last year's "
            "in each month so far."),
            """
            DP05|Admissions of older people to care homes, per 100,000|L|G|d|rate|601.2|148.0|286.5|590
            """,
        ),
        (
            "P4|Keep adults safe|R",
            ("Enquiries rose by a fifth after the change of thresholds in April. A recovery plan "
            "with weekly allocation meetings began in September."),
            """
            DP06|Safeguarding enquiries closed within 12 weeks|H|R|d||81.0%|74.5%|68.2%|85%
            """,
        ),
        (
            "P5|Balance the budget|A",
            "Savings of £4.1m are delivered or on track; £1.2m of the programme is at risk.",
            """
            DP07|Savings delivered|H|A|u||£5.0m|£1.9m|£4.1m|£9.0m
            """,
        ),
        (
            "P6|Work as one with the NHS|G",
            ("The joint board agreed the neighbourhood plan in June; both integrated teams are in "
            "place."),
            """
            DP08|Days of delayed discharge, social care only|L|G|d||1,502|366|701|1,450
            """,
        ),
    )  # fmt: skip
    for priority, progress, measures in priorities:
        ref, title, rag = priority.split("|")
        maker.add(
            (),
            (),
            f"{ref}|{title}||{rag}|||{progress}",
            Kind.PRIORITY,
            ("progress_summary",),
        )
        maker.add((title,), quarters, measures)
    return maker.scorecard("Adult social care: directorate scorecard")


def quartile_self_assessment() -> Scorecard:
    """Outcomes with two years and their quartiles, and self-ratings from 1 to 4."""
    maker = _Maker("quartile-self-assessment.xlsx")
    years: Columns = (
        (Role.ACTUAL, "2023/24", "2023/24"),
        (Role.ACTUAL, "2024/25", "2024/25"),
        (Role.COMPARATOR, "2024/25", "England"),
        (Role.QUARTILE, "2023/24", "2023/24 Quartile"),
        (Role.QUARTILE, "2024/25", "2024/25 Quartile"),
    )
    ratings: Columns = ((Role.ACTUAL, "2024/25", "self-rating"),)
    themes = (
        (
            "CHOICE AND CONTROL",
            """
            1A|Quality of life of people who use services|H||u|score|18.6|18.9|19.1|Bottom|Third
            1B|People who have control over their daily life|H||u||74.1%|77.0%|77.6%|Third|Second
            1C|People with self-directed support|H||f||93.9%|94.4%|92.2%|Second|Second
            1E|People with a learning disability in paid employment|H||d||5.6%|4.2%|4.9%|Second|Third
            """,
            """
            SR11|How well are outcomes being achieved?||||score|3|Control over daily life has risen for two years; paid employment has not.
            SR12|Working together in partnership||||score|3|Joint commissioning board in place; shared plan for learning disability agreed.
            SR13|Service delivery and effective practice||||score|2|Reviews are late in one locality. A recovery plan runs to March.
            """,
        ),
        (
            "WELL AND INDEPENDENT",
            """
            2A|Admissions to care homes (65 and over), per 100,000|L||u|rate|611.0|572.8|566.0|Third|Second
            2B|Older people at home 91 days after reablement|H||f||83.9%|84.5%|83.7%|Second|Second
            2C|Delayed discharges, per 100,000|L||d|rate|6.5|8.1|6.9|Second|Third
            """,
            """
            SR21|How well are outcomes being achieved?||||score|3|Admissions have fallen; delays have grown with winter pressure.
            SR22|Working together in partnership||||score|4|Integrated discharge team seven days a week since October.
            """,
        ),
        (
            "SAFE",
            """
            4A|People who feel safe|H||u||69.8%|71.4%|71.1%|Third|Second
            4B|People who say that services make them feel safe|H||u||86.9%|88.1%|87.7%|Third|Second
            """,
            """
            SR31|How well are outcomes being achieved?||||score|2|Most people feel safe, but enquiries take longer than they should.
            """,
        ),
    )  # fmt: skip
    for theme, measures, rated in themes:
        maker.add((theme,), years, measures)
        maker.add((theme,), ratings, rated, Kind.RATING, ("commentary",))
    return maker.scorecard("Adult social care: quartiles and self-assessment", "2024/25")


def one_page() -> Scorecard:
    """Outcomes, outputs, people and money on one page."""
    maker = _Maker("one-page.xlsx")
    figures: Columns = (
        (Role.ACTUAL, NOW, "Actual"),
        (Role.COMPARATOR, "2024/25", "National"),
        (Role.TARGET, YEAR, "Target"),
    )
    maker.add(
        ("Outcomes",),
        figures,
        """
        O1|Quality of life of people who use services|H|G|f|score|19.3|19.1|19.2
        O2|People who have control over their daily life|H|G|u||79.2%|77.6%|78%
        O3|People with a direct payment|H|A|d||26.4%|26.7%|28%
        O4|People with a learning disability in settled accommodation|H|G|f||80.6%|81.6%|80%
        O5|People with a learning disability in paid employment|H|R|d||4.2%|4.9%|7%
        O6|Older people at home 91 days after reablement|H|A|f||83.2%|83.7%|87%
        O7|Admissions to care homes (65 and over), per 100,000|L|G|d|rate|286.5|283.0|300.0
        O8|People who feel safe|H|G|u||71.4%|71.1%|71%
        O9|Carers who find it easy to find information|H||||Next survey 2026/27|59.3%|62%
        """,
    )
    maker.add(
        ("Outputs",),
        figures,
        """
        U1|People with a long-term service|N||u||4,873||
        U2|Annual reviews done|H|R|d||63.5%||80%
        U3|Care Act assessments within 28 days|H|A|u||77.9%||80%
        U4|Contacts settled at the front door|H|G|u||74.0%||70%
        U5|Waiting for an assessment|L|R|u||412||<250
        U6|Home care: average days to start|L|G|d|days|4|6|<5
        """,
    )
    maker.add(
        ("People and staff",),
        figures,
        """
        S1|Staff in post|N||f|fte|612.4||
        S2|Sickness: days lost for each full-time post|L|A|f|days|9.6|9.9|9.0
        S3|Turnover|L|G|d||9.4%|13.4%|11%
        S4|Appraisals done|H|R|u||61.0%||95%
        """,
    )
    money: Columns = (
        (Role.BUDGET, YEAR, "Budget"),
        (Role.FORECAST, YEAR, "Forecast"),
        (Role.VARIANCE, YEAR, "Variance"),
    )
    maker.add(
        ("Money (£m)",),
        money,
        """
        M1|Older people|L|A|u||£41.2m|£41.9m|£0.7m
        M2|Learning disability|L|R|u||£38.4m|£40.3m|£1.9m
        M3|Mental health|L|G|d||£9.6m|£9.4m|-£0.2m
        M4|Commissioning and staff|L|G|f||£14.8m|£14.8m|£0.0m
        """,
    )
    return maker.scorecard("Adult social care on one page")


def service_plan() -> Scorecard:
    """Actions, risks and indicators of one service."""
    maker = _Maker("service-plan.xlsx")
    maker.add(
        ("Actions",),
        (),
        """
        AC01|Put the new safeguarding pathway into use in all localities||A|||Safeguarding|Statutory|Head of Safeguarding|31/12/2025|Pathway agreed in June; three of five localities live
        AC02|Open the joint reablement hub at Fenwick House||G|||Home from hospital|Major project|Head of Provision|31/03/2026|Lease signed; team recruited; opens in January
        AC03|Review all high-cost placements||G|||Money|BAU|Commissioning Manager|30/11/2025|84 of 110 reviewed; £0.6m saved a year
        AC04|Move direct payments to prepaid cards||R|||Choice and control|Major project|Finance Partner|30/09/2025|Supplier withdrew in August; new tender under way
        AC05|Train all social workers in strengths-based practice||B|||Workforce|BAU|Principal Social Worker|31/07/2025|Done: 142 of 142 trained
        AC06|Agree a market position statement with providers||G|||Choice and control|Statutory|Commissioning Manager|28/02/2026|Draft out for consultation
        """,
        Kind.ACTION,
        (
            "priority_theme",
            "type",
            "accountable_officer",
            "completed_by_date",
            "milestones_deliverables",
        ),
    )
    risk: Columns = (
        (Role.OTHER, None, "Likelihood"),
        (Role.OTHER, None, "Impact"),
    )
    maker.add(
        ("Risks",),
        risk,
        """
        RK01|A large home care provider fails||R|f|score|4|5|Monthly checks of finances; a list of providers who can step in|Commissioning Manager
        RK02|Demand grows faster than the budget||R|u|score|4|4|Front-door offer; weekly panel; forecast each month|Assistant Director
        RK03|Too few social workers can be recruited||A|d|score|3|4|Apprenticeships; market supplement; return-to-practice scheme|Principal Social Worker
        RK04|Delays in hospital discharge bring fines||A|f|score|3|3|Integrated discharge team; daily calls in winter|Head of Provision
        RK05|Data in the case system are incomplete||G|d|score|2|3|Data-quality dashboard; champions in each team|Performance Manager
        """,
        Kind.RISK,
        ("actions_to_mitigate_and_correct", "responsible_officer"),
    )
    years: Columns = (
        (Role.ACTUAL, "2022/23", "2022/23 Result"),
        (Role.ACTUAL, "2023/24", "2023/24 Result"),
        (Role.ACTUAL, "2024/25", "2024/25 Result"),
        (Role.TARGET, "2025/26", "Target"),
    )
    officer = ("responsible_officer",)
    maker.add(
        ("Service delivery",),
        years,
        """
        KP01|People with a personal budget or direct payment|H|G|i||93.9%|94.4%|95.8%|95%|Head of Provision
        KP02|Adults with a learning disability in paid employment|H|R|w||6.1%|5.6%|4.2%|7%|Head of Provision
        KP03|Admissions to care homes (65 and over), per 100,000|L|A|i|rate|634.9|611.0|572.8|560.0|Assistant Director
        KP04|Older people at home 91 days after reablement|H|A|s||83.1%|83.9%|84.5%|87%|Head of Provision
        KP05|People who feel safe|H|G|i||68.0%|69.8%|71.4%|71%|Head of Safeguarding
        """,
        texts=officer,
    )
    maker.add(
        ("Employees",),
        years,
        """
        KP06|Staff in post|N||s|fte|598.2|604.9|612.4||Assistant Director
        KP07|Sickness: days lost for each full-time post|L|A|i|days|11.8|10.4|9.6|9.0|Assistant Director
        """,
        texts=officer,
    )
    maker.add(
        ("Customers",),
        years,
        """
        KP08|Complaints answered within 10 working days|H|R|w||88.0%|81.5%|74.2%|90%|Performance Manager
        KP09|People satisfied with their care and support|H|G|i||62.4%|64.0%|66.8%|65%|Assistant Director
        """,
        texts=officer,
    )
    return maker.scorecard("Service plan: Adult social care")


def accessible() -> Scorecard:
    """The measures of the dashboard as one flat table, trends in words."""
    card = priority_bands()
    words = {
        Trend.UP: Trend.IMPROVING,
        Trend.FLAT: Trend.STEADY,
        Trend.DOWN: Trend.DECLINING,
        None: None,
    }
    records = tuple(
        replace(record, trend=words[record.trend], section=(record.section[0], record.section[-1]))
        for record in card.records
    )
    paper = replace(
        card.paper, file="accessible.xlsx", title="Adults and communities: performance measures"
    )
    return replace(card, paper=paper, records=records)
