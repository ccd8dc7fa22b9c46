"""A made-up archive of council papers with known truth: wordings, codes and layouts that drift.

Everything here is typed by hand from how councils write (handbook 2, 6 and 9), the breaks from
the handbook's section 9; nothing comes from the code under test but the model's types and, as in
a real conversion, the catalogue key that the normaliser gives to a row.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal

from xlscorecard.model.scorecard import (
    Kind,
    Observation,
    Paper,
    Polarity,
    Quantity,
    Rag,
    Record,
    Role,
    Scorecard,
    Source,
    Unit,
)
from xlscorecard.values.catalogue import find_measure

YEARS = tuple(f"{y}/{(y + 1) % 100:02d}" for y in range(2013, 2025))
PAPERS = ("Q2", "Q4")


@dataclass(frozen=True)
class Era:
    """How a measure is called from a year on; ``broken``: it means something else than before."""

    start: str
    code: str | None
    titles: tuple[str, ...]
    broken: bool = False


@dataclass(frozen=True)
class Made:
    """A made-up measure. ``level`` and ``step`` shape its figures."""

    name: str
    unit: Unit
    polarity: Polarity
    level: float
    step: float
    eras: tuple[Era, ...]
    section: tuple[str, ...]
    last: str = "2024/25"


def _same(*titles: str, code: str | None = None, start: str = "2013/14") -> tuple[Era, ...]:
    return (Era(start, code, titles),)


PCT, HUNDRED = Unit.PERCENT, Unit.PER_100K
HIGH, LOW = Polarity.HIGHER, Polarity.LOWER
CARE = ("Adult Social Care", "Adults and Communities", "Better Care")
NATIONAL = (
    Made("control", PCT, HIGH, 77, 1.5, (
        Era("2013/14", "1B", (
            "Proportion of people who use services who have control over their daily life",
            "% of service users who feel they have control over their daily lives",
        )),
        Era("2023/24", "3A", (
            "People who use services who report having control over their daily life",
        ), broken=True),
    ), CARE),
    Made("sds", PCT, HIGH, 88, 2, (
        Era("2013/14", "1C(1)", (
            "Proportion of people using social care who receive self-directed support",)),
        Era("2014/15", "1C(1A)", (
            "Adults aged over 18 receiving self-directed support",
            "% of adults receiving self directed support (SDS)",
        ), broken=True),
    ), CARE, last="2022/23"),
    Made("dp carers", PCT, HIGH, 60, 3, (
        Era("2014/15", "1C(2B)", ("Carers receiving direct payments",
            "% of carers receiving a direct payment")),
        Era("2023/24", "3D(2B)", ("Carers receiving direct payments",), broken=True),
        Era("2024/25", "3D(2B)", ("Carers receiving direct payments",), broken=True),
    ), CARE),
    Made("ld work", PCT, HIGH, 7, 0.8, _same(
        "Proportion of adults with a learning disability in paid employment",
        "% of adults with learning disabilities in paid employment", code="1E"), CARE,
        last="2022/23"),
    Made("ld home", PCT, HIGH, 74, 2, (
        Era("2013/14", "1G", (
            "Adults with a learning disability living in their own home or with their family",
            "% of adults with LD who live in their own home or with family")),
        Era("2023/24", "2E(1)", (
            ("People with a learning disability receiving long-term support who live in their own "
            "home or with family"),), broken=True),
        Era("2024/25", "2E(1)", (
            ("People with a learning disability receiving long-term support who live in their own "
            "home or with family"),), broken=True),
    ), CARE),
    Made("admissions 18-64", HUNDRED, LOW, 14, 2, (
        Era("2013/14", "2A(1)", (
            ("Permanent admissions of adults aged 18-64 to residential and nursing care homes, per "
            "100,000 population"),)),
        Era("2014/15", "2A(1)", (
            ("Long-term support needs of adults (18-64) met by admission to residential and "
            "nursing care homes, per 100,000 population"),
            "Admissions to permanent residential or nursing care, 18 to 64, per 100,000"),
            broken=True),
        Era("2023/24", "2B", (
            ("Adults aged 18 to 64 whose long-term support needs are met by admission to "
            "residential and nursing care homes"),), broken=True),
        Era("2024/25", "2B", (
            ("Adults aged 18 to 64 whose long-term support needs are met by admission to "
            "residential and nursing care homes"),), broken=True),
    ), CARE),
    Made("admissions 65+", HUNDRED, LOW, 640, 40, (
        Era("2013/14", "2A(2)", (
            ("Permanent admissions of older people (65+) to residential and nursing care homes, "
            "per 100,000 population"),)),
        Era("2014/15", "2A(2)", (
            ("Long-term support needs of older adults (65+) met by admission to residential and "
            "nursing care homes, per 100,000 population"),
            "Admissions to permanent residential or nursing care, aged 65 and over, per 100,000"),
            broken=True),
        Era("2023/24", "2C", (
            ("Adults aged 65 and over whose long-term support needs are met by admission to "
            "residential and nursing care homes"),), broken=True),
        Era("2024/25", "2C", (
            ("Adults aged 65 and over whose long-term support needs are met by admission to "
            "residential and nursing care homes"),), broken=True),
    ), CARE),
    Made("91 days", PCT, HIGH, 83, 2.5, (
        Era("2013/14", "2B(1)", (
            ("Proportion of older people (65+) still at home 91 days after discharge from hospital "
            "into reablement services"),
            "% of older people at home 91 days after hospital discharge into reablement")),
        Era("2023/24", "2D(1)", (
            "People 65+ discharged from hospital into reablement who remained in the community",),
            broken=True),
        Era("2024/25", "2D(1)", (
            "People 65+ discharged from hospital into reablement who remained in the community",),
            broken=True),
    ), CARE),
    Made("dtoc", HUNDRED, LOW, 11, 2, (
        Era("2013/14", "2C(1)", (
            "Delayed transfers of care from hospital per 100,000 population",)),
        Era("2017/18", "2C(1)", (
            "Delayed transfers of care from hospital per 100,000 population",
            "DTOC from hospital per 100,000 adults"), broken=True),
    ), CARE, last="2018/19"),
    Made("info users", PCT, HIGH, 72, 2, (
        Era("2013/14", "3D(1)", (
            "People who use services who find it easy to find information about services",
            "% of service users who find it easy to find information")),
        Era("2023/24", "3C(1)", (
            "People who use services who find it easy to find information about services",),
            broken=True),
    ), CARE),
    Made("info carers", PCT, HIGH, 66, 2, (
        Era("2013/14", "3D(2)", ("Carers who find it easy to find information about services",
            "% of carers who find it easy to find information")),
        Era("2023/24", "3C(2)", ("Carers who find it easy to find information about services",),
            broken=True),
    ), CARE),
    Made("safe", PCT, HIGH, 70, 2, (
        Era("2013/14", "4A", ("Proportion of people who use services who feel safe",
            "% of service users who feel safe")),
        Era("2023/24", "4A", ("People who use services who feel safe",), broken=True),
    ), CARE),
)  # fmt: skip
LIBRARY = ("Libraries and Heritage", "Culture and Leisure")
ENVIRONMENT = ("Waste and Environment", "Environment", "Place")
HOUSING = ("Housing", "Homes and Communities")
PEOPLE = ("Our People", "Workforce", "Staff")
PLANNING = ("Planning", "Growth and Regeneration")
CHILD = ("Children's Social Care", "Children and Families")
LOCAL = (
    Made("visits", Unit.COUNT, HIGH, 1_240_000, 30_000, _same(
        "Library visits", "Number of visits to libraries", "Visits to libraries (physical)"),
        LIBRARY),
    Made("issues", Unit.COUNT, HIGH, 2_310_000, 60_000, _same(
        "Library issues", "Number of library issues", "Items issued by libraries"), LIBRARY),
    Made("eloans", Unit.COUNT, HIGH, 210_000, 15_000, _same(
        "E-book and e-audio loans", "Number of e-loans (books and audio)",
        "E-book and e-audio loans from libraries"), LIBRARY),
    Made("heritage", Unit.COUNT, HIGH, 143_000, 9_000, _same(
        "Heritage visits", "Visits to heritage sites", "Number of visits to heritage sites"),
        LIBRARY),
    Made("recycling", PCT, HIGH, 46, 1, _same(
        "Household waste recycled, reused and composted",
        "% of household waste sent for reuse, recycling and composting",
        "Percentage of household waste recycled or composted"), ENVIRONMENT),
    Made("landfill", PCT, LOW, 31, 2, _same(
        "Municipal waste landfilled", "% of municipal waste sent to landfill",
        "Percentage of municipal waste that goes to landfill"), ENVIRONMENT),
    Made("residual", Unit.COUNT, LOW, 540, 12, _same(
        "Residual household waste per household (kg)", "Kilograms of residual waste per household",
        "Residual household waste (kg per household)"), ENVIRONMENT),
    Made("flytip", Unit.COUNT, LOW, 3_870, 200, _same(
        "Number of fly-tipping incidents reported", "Fly tipping incidents",
        "Reported incidents of fly-tipping"), ENVIRONMENT),
    Made("flytip cleared", PCT, HIGH, 92, 2, _same(
        "Fly-tips cleared within 24 hours", "% of fly-tipping incidents cleared in 24 hours",
        "Percentage of fly tips removed within 24 hours"), ENVIRONMENT),
    Made("temp", Unit.COUNT, LOW, 310, 25, _same(
        "Households in temporary accommodation",
        "Number of households living in temporary accomodation",
        "Homeless households in temporary accommodation"), HOUSING),
    Made("prevented", Unit.COUNT, HIGH, 845, 50, _same(
        "Homelessness prevented", "Number of cases where homelessness was prevented",
        "Homelessness cases prevented"), HOUSING),
    Made("affordable", Unit.COUNT, HIGH, 402, 40, _same(
        "Affordable homes delivered", "Number of affordable homes completed",
        "Affordable homes delivered in the year"), HOUSING),
    Made("void", Unit.DAYS, LOW, 27, 2, _same(
        "Average re-let time for council homes (days)", "Average days to re-let a council home",
        "Void turnaround: average time to re-let council homes (days)"), HOUSING),
    Made("sickness", Unit.DAYS, LOW, 9.4, 0.5, _same(
        "Average working days lost to sickness per FTE",
        "Working days lost due to sickness absence per full-time equivalent",
        "Sickness absence: average days lost per FTE"), PEOPLE),
    Made("turnover", PCT, LOW, 11, 1, _same(
        "Voluntary staff turnover", "% voluntary turnover of staff",
        "Staff turnover (voluntary leavers)"), PEOPLE),
    Made("pdr", PCT, HIGH, 88, 2, _same(
        "Staff appraisals completed", "% of staff with a completed appraisal (PDR)",
        "Percentage of appraisals completed"), PEOPLE),
    Made("major", PCT, HIGH, 86, 3, _same(
        "Major planning applications decided in time",
        "% of major planning applications determined within 13 weeks or agreed time",
        "Major planning applications decided within time (%)"), PLANNING),
    Made("minor", PCT, HIGH, 88, 3, _same(
        "Minor planning applications decided in time",
        "% of minor planning applications determined within 8 weeks or agreed time",
        "Minor planning applications decided within time (%)"), PLANNING),
    Made("appeals", PCT, LOW, 33, 3, _same(
        "Planning appeals allowed", "% of planning appeals allowed against refusal",
        "Percentage of appeals against planning refusals that were allowed"), PLANNING),
    Made("reviews 12", PCT, HIGH, 71, 3, _same(
        "Long-term clients reviewed in 12 months",
        "% of people in receipt of long-term services reviewed within the last 12 months",
        "Long term service users with a review in 12 months"), CARE),
    Made("assess 28", PCT, HIGH, 78, 3, _same(
        "Assessments completed within 28 days", "% of social care assessments done in 28 days",
        "Percentage of assessments completed in 28 days"), CARE),
    Made("enquiries", Unit.COUNT, LOW, 512, 30, _same(
        "Number of safeguarding enquiries", "Section 42 safeguarding enquiries (number)",
        "Number of safeguarding (s42) enquiries started"), CARE),
    Made("enquiries 28", PCT, HIGH, 81, 3, _same(
        "Safeguarding enquiries completed within 28 days",
        "% of safeguarding enquiries concluded in 28 days",
        "Percentage of safeguarding enquiries completed in 28 days"), CARE),
    Made("cin", Unit.PER_10K, LOW, 321, 15, _same(
        "Children in need per 10,000", "Rate of children in need per 10,000 children",
        "Rate of children in need per 10,000 population aged under 18"), CHILD),
    Made("lac", Unit.PER_10K, LOW, 62, 3, _same(
        "Looked after children per 10,000", "Rate of children looked after per 10,000",
        "Rate of LAC per 10,000 population aged under 18"), CHILD),
    Made("cpp", Unit.COUNT, LOW, 288, 20, (
        Era("2013/14", None, ("Children subject to a child protection plan",
            "Number of children with a child protection plan")),
        Era("2019/20", None, (("Number of children with a child protection plan (new definition "
            "for 2019/20)"),), broken=True),
    ), CHILD),
    Made("visits 10", PCT, HIGH, 90, 2, _same(
        "Child protection visits made within 10 working days",
        "% of child protection plan visits in timescale (10 working days)",
        "Percentage of child protection visits made in 10 days"), CHILD),
    Made("calls", Unit.COUNT, LOW, 96, 9, _same(
        "Average time to answer calls (seconds)", "Average call answering time (seconds)",
        "Average wait for a call to be answered (seconds)"), PEOPLE),
    Made("complaints", PCT, HIGH, 84, 3, _same(
        "Stage 1 complaints answered in time", "% of stage 1 complaints responded to on time",
        "Stage one complaints responded to in time (%)"), PEOPLE),
    Made("complaints 2", PCT, HIGH, 79, 4, _same(
        "Stage 2 complaints answered in time", "% of stage 2 complaints responded to on time",
        "Stage two complaints responded to in time (%)"), PEOPLE),
)  # fmt: skip
COUNCILS = (
    ("Northmere County Council", "Northmere CC"),
    ("Eastling City Council", "City of Eastling Council"),
    ("Wold and Fenmarsh Borough Council", "Wold & Fenmarsh Borough Council"),
)
_OPENINGS = {"% of ": ("Percentage of ", "Proportion of ", "The % of ")}


@dataclass
class Archive:
    """Papers, and for each record (paper, table, row) the series that it truly belongs to."""

    scorecards: list[Scorecard] = field(default_factory=list)
    truth: dict[tuple[str, int, int], str] = field(default_factory=dict)
    restated: set[tuple[str, str, str]] = field(default_factory=set)


def make_archive(seed: int = 1) -> Archive:
    """Two papers a year for three councils over twelve years."""
    archive = Archive()
    for number, names in enumerate(COUNCILS):
        _Council(archive, names, random.Random(seed * 100 + number)).write()
    return archive


class _Council:
    def __init__(self, archive: Archive, names: tuple[str, ...], chance: random.Random) -> None:
        self.archive, self.names, self.chance = archive, names, chance
        self.short = "".join(word[0] for word in names[0].split())
        kept = [m for m in LOCAL if chance.random() < 0.85]
        self.measures = [*NATIONAL, *kept]
        self.layout = chance.randrange(3)
        self.figures = {m.name: self._figures(m) for m in self.measures}
        self.printed: dict[tuple[str, str], float] = {}
        self.wording: dict[str, tuple[int, int]] = {}
        self.refs: dict[str, str | None] = {}

    def _figures(self, made: Made) -> dict[str, float]:
        value, found = made.level * self.chance.uniform(0.9, 1.1), {}
        for year in YEARS:
            value += self.chance.gauss(0, made.step)
            if made.unit is PCT:
                value = min(max(value, 2.0), 98.5)
            value = abs(value)
            found[year] = value
            found[f"{year} Q2"] = value * self.chance.uniform(0.96, 1.04)
        return found

    def write(self) -> None:
        for place, year in enumerate(YEARS):
            if place % 4 == 0:
                self._reorganise()
            for quarter in PAPERS:
                self._paper(year, quarter)

    def _reorganise(self) -> None:
        """New codes, another order, other headings: a new corporate plan."""
        self.layout = self.chance.randrange(3)
        style = self.chance.choice(("KPI {}", "{}.{}", "CP{:02d}", None))
        for number, made in enumerate(self.chance.sample(self.measures, len(self.measures)), 1):
            code = None if style is None else style.format(number % 40 + 1, number % 9 + 1)
            self.refs[made.name] = code
            self.wording[made.name] = self.chance.randrange(9), self.chance.randrange(9)

    def _paper(self, year: str, quarter: str) -> None:
        period = f"{year} {quarter}" if quarter != "Q4" else year
        name = f"{self.short}-{year.replace('/', '-')}-{quarter}.pdf"
        heads = sorted({self._section(made) for made in self.measures})
        records: list[Record] = []
        for table, head in enumerate(heads, 1):
            row = 0
            for made in self.measures:
                era = self._era(made, year)
                if self._section(made) != head or era is None or self.chance.random() < 0.06:
                    continue
                row += 1
                source = Source(name, 1 + table // 3, table, row)
                records.append(self._record(made, era, source, year, quarter))
                phase = sum(e.broken for e in made.eras if e.start <= era.start)
                self.archive.truth[name, table, row] = f"{self.short}:{made.name}:{phase}"
        organisation = self.names[self.chance.random() < 0.3]
        paper = Paper(name, "", organisation=organisation, reporting_period=period, pages=4)
        self.archive.scorecards.append(Scorecard(paper, tuple(records)))

    def _section(self, made: Made) -> str:
        return made.section[self.layout % len(made.section)]

    def _era(self, made: Made, year: str) -> Era | None:
        if year > made.last:
            return None
        return next((era for era in reversed(made.eras) if era.start <= year), None)

    def _title(self, made: Made, era: Era) -> str:
        which, how = self.wording[made.name]
        title = era.titles[which % len(era.titles)]
        for opening, others in _OPENINGS.items():
            if title.startswith(opening) and how < 6:
                title = others[how % 3] + title[len(opening) :]
        if how == 7:
            title = title.replace("accommodation", "accomodation").replace("within", "in")
        return f"{title} (YTD)" if how == 8 and made.unit is Unit.COUNT else title

    def _record(self, made: Made, era: Era, source: Source, year: str, quarter: str) -> Record:
        title = self._title(made, era)
        ref = self.refs[made.name]
        if era.code is not None and self.chance.random() < 0.8:
            ref = f"ASCOF {era.code}" if self.chance.random() < 0.5 else era.code
        period = year if quarter == "Q4" else f"{year} {quarter}"
        last = YEARS[YEARS.index(year) - 1] if year != YEARS[0] else None
        observations = [self._seen("Actual", Role.ACTUAL, period, made, source)]
        aim = Decimal(str(round(made.level)))
        observations.append(
            Observation(
                "Target", Role.TARGET, year, str(aim),
                Quantity(aim, unit=made.unit, quantum=Decimal(1)), page=1,
            )
        )  # fmt: skip
        if last is not None and not (era.broken and era.start == year):
            observations.append(self._seen(f"{last} Outturn", Role.PREVIOUS, last, made, source))
        measure = find_measure(ref, title, period)
        return Record(
            source,
            Kind.MEASURE,
            title,
            (self._section(made),),
            ref=ref,
            polarity=made.polarity if self.chance.random() < 0.7 else None,
            rag=self.chance.choice((Rag.RED, Rag.AMBER, Rag.GREEN)),
            catalogue=measure.key if measure else None,
            observations=tuple(observations),
        )

    def _seen(
        self, column: str, role: Role, period: str, made: Made, source: Source
    ) -> Observation:
        true = self.figures[made.name][period]
        places = 1 if made.unit is not Unit.COUNT else 0
        key = (made.name, period)
        before = self.printed.get(key)
        if role is Role.PREVIOUS and before is not None and self.chance.random() < 0.05:
            true *= 1.07
            value = Decimal(f"{true:.{places}f}")
            if float(value) != before:
                self.archive.restated.add((self.short, made.name, period))
        else:
            value = Decimal(f"{true if before is None else before:.{places}f}")
        self.printed[key] = float(value)
        sign = "%" if made.unit is PCT else ""
        quantity = Quantity(value, unit=made.unit, quantum=Decimal(1).scaleb(-places))
        return Observation(column, role, period, f"{value}{sign}", quantity, page=source.page)
