"""Scorecards typed from council papers, and any that Hypothesis can think of, for tests."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from xlscorecard.model.geometry import BBox
from xlscorecard.model.scorecard import (
    Comparator,
    Finding,
    Judgement,
    KeyEntry,
    Kind,
    Observation,
    Paper,
    Polarity,
    Quantity,
    Rag,
    Record,
    Role,
    Scorecard,
    Severity,
    Source,
    Status,
    Trend,
    TrendMeans,
    Unit,
)

PREVENT = (
    "PREVENT NEED",
    "Corporate Strategy: Better Adult Social Care",
    "Joint Health and Wellbeing Strategy: Managing the shift to early intervention and prevention",
    "Corporate Priority: Unified prevention offer and Information and Support",
)
CULTURE = (
    "PREVENT NEED",
    "Corporate Strategy: Leicestershire's Cultural Environment",
    "Corporate Priority: A Better Place and Visitor Offer",
)


def percent(text: str) -> Quantity:
    """The quantity of a plain percentage: ``percent("77.4")``."""
    places = len(text.partition(".")[2])
    return Quantity(Decimal(text), unit=Unit.PERCENT, quantum=Decimal(1).scaleb(-places))


def missing(status: Status, note: str | None = None) -> Quantity:
    return Quantity(status=status, note=note)


def seen(
    column: str, role: Role, period: str | None, raw: str, quantity: Quantity, page: int = 1
) -> Observation:
    return Observation(
        column, role, period, raw, quantity, page=page, bbox=BBox(300.0, 210.5, 342.25, 224.0)
    )


def leicestershire() -> Scorecard:
    """Five measures of the Leicestershire paper for 2017/18 quarter one."""
    name = "leicestershire.pdf"
    year, last = "2017/18", "2016/17"

    def source(table: int, row: int) -> Source:
        return Source(name, 1, table, row)

    records = (
        Record(
            source(1, 1),
            Kind.MEASURE,
            "% of sequels that 'Prevent Need'",
            PREVENT,
            polarity=Polarity.BAND,
            rag=Rag.GREEN,
            trend=Trend.UP,
            trend_means=TrendMeans.PERFORMANCE,
            text=(("measure", "Local"), ("aim", "Target Band Width")),
            observations=(
                seen(
                    *("Year-end Target", Role.TARGET, year, "59-63%"),
                    Quantity(
                        low=Decimal(59), high=Decimal(63), unit=Unit.PERCENT, quantum=Decimal(1)
                    ),
                ),
                seen("17/18", Role.ACTUAL, "2017/18 Q1", "62%", percent("62")),
                seen("16/17", Role.PREVIOUS, last, "58%", percent("58")),
                seen("Quartile", Role.QUARTILE, last, "TBC", missing(Status.TBC)),
            ),
            judgement=Judgement(
                Rag.GREEN,
                "band",
                "62% is inside the target band of 59% to 63%.",
                agrees=True,
                trend=Trend.IMPROVING,
                trend_why="From 58%, outside the band, to 62%, inside it.",
                basis="band",
                margin=1.0,
            ),
        ),
        Record(
            source(1, 2),
            Kind.MEASURE,
            "% of SUs who find it easy to find information",
            PREVENT,
            ref="ASCOF 3D pt 1",
            polarity=Polarity.HIGHER,
            text=(("measure", "ASCOF 3D pt 1"), ("aim", "H")),
            catalogue="ascof-a-3D(1)",
            observations=(
                seen("Year-end Target", Role.TARGET, year, "71%", percent("71")),
                seen(
                    *("17/18", Role.ACTUAL, year, "Due May -18"),
                    missing(Status.DUE, "due May 2018"),
                ),
                seen("16/17", Role.PREVIOUS, last, "70%", percent("70")),
                seen("Quartile", Role.QUARTILE, last, "TBC", missing(Status.TBC)),
            ),
        ),
        Record(
            source(1, 3),
            Kind.MEASURE,
            "% of carers who find it easy to find information",
            PREVENT,
            ref="ASCOF 3D pt 2",
            polarity=Polarity.HIGHER,
            observations=(
                seen(
                    *("Year-end Target", Role.TARGET, year, "N/A"), missing(Status.NOT_APPLICABLE)
                ),
                seen("16/17", Role.PREVIOUS, last, "63.5%", percent("63.5")),
            ),
        ),
        Record(
            source(2, 1),
            Kind.MEASURE,
            "Heritage visits",
            CULTURE,
            polarity=Polarity.HIGHER,
            rag=Rag.GREEN,
            trend=Trend.UP,
            trend_means=TrendMeans.PERFORMANCE,
            observations=(
                seen(
                    *("Year-end Target", Role.TARGET, year, "Maintain 16/17"),
                    Quantity(relative="2016/17"),
                ),
                seen(
                    *("17/18", Role.ACTUAL, "2017/18 Q1", "43.1k"),
                    Quantity(Decimal(43100), unit=Unit.COUNT, quantum=Decimal(100)),
                ),
                seen(
                    *("16/17", Role.PREVIOUS, "2016/17 Q1", "42.7k (Q116/17)"),
                    Quantity(
                        Decimal(42700),
                        unit=Unit.COUNT,
                        quantum=Decimal(100),
                        note="Q1 16/17",
                        period="2016/17 Q1",
                    ),
                ),
            ),
            judgement=Judgement(
                Rag.AMBER, "previous", "Typed for the tests: a disagreement.", agrees=False
            ),
        ),
        Record(
            source(3, 1),
            Kind.MEASURE,
            "Average days to complete an assessment",
            ("MEET NEED",),
            polarity=Polarity.LOWER,
            rag=Rag.RED,
            trend=Trend.DOWN,
            observations=(
                seen(
                    *("Year-end Target", Role.TARGET, year, "<14 days"),
                    Quantity(
                        Decimal(14),
                        comparator=Comparator.LESS,
                        unit=Unit.DAYS,
                        quantum=Decimal(1),
                    ),
                ),
                seen(
                    *("17/18", Role.ACTUAL, "2017/18 Q1", "17.5"),
                    Quantity(Decimal("17.5"), unit=Unit.DAYS, quantum=Decimal("0.1")),
                ),
            ),
            bbox=BBox(40, 200, 800, 224),
        ),
    )
    return Scorecard(
        Paper(
            name,
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "Adults and Communities Performance 2017/18 Quarter One: April – June 2017",
            "Leicestershire County Council",
            "2017/18 Q1",
            4,
        ),
        records,
        findings=(
            Finding(
                "trend-against-values",
                Severity.LOOK,
                "The arrow points down, but 17.5 has no earlier value to compare with.",
                *(1, 3, 1, "In-Year Progress"),
            ),
        ),
        key=(KeyEntry("H", "A high value is good"), KeyEntry("↑", "Better", None, Trend.UP)),
        statements=("RAG metrics: Green = 45%; Amber = 21%; Red = 34%",),
    )


def leeds() -> Scorecard:
    """A priority and its supporting measure, which stand in one row of the Leeds paper."""
    source = Source("leeds.docx", None, 1, 3)
    section = ("Reporting Period : Quarter 2 20011/12",)
    return Scorecard(
        Paper(
            *("leeds.docx", "", "2011/12 Adult Social Care Directorate Scorecard"),
            *("Leeds City Council", "2011/12 Q2"),
        ),
        (
            Record(
                source,
                Kind.PRIORITY,
                "Help people with poor physical or mental health to learn or relearn skills for "
                "daily living",
                section,
                rag=Rag.AMBER,
                text=(("progress_summary", "The provision of reablement services is an option."),),
            ),
            Record(
                source,
                Kind.MEASURE,
                "Increase the number of people successfully completing a programme to help them "
                "relearn the skills for daily living.",
                section,
                observations=(
                    Observation(
                        *("Q1", Role.ACTUAL, "2011/12 Q1", "166"),
                        Quantity(Decimal(166), unit=Unit.COUNT, quantum=Decimal(1)),
                    ),
                    Observation(
                        *("Q2", Role.ACTUAL, "2011/12 Q2", "317"),
                        Quantity(Decimal(317), unit=Unit.COUNT, quantum=Decimal(1)),
                    ),
                    Observation("Q3", Role.ACTUAL, "2011/12 Q3", "", missing(Status.BLANK)),
                ),
            ),
        ),
    )


def wiltshire() -> Scorecard:
    """One row whose only RAG is the colour of its value's cell."""
    return Scorecard(
        Paper("wiltshire.pdf", "", None, "Wiltshire Council", "2016/17"),
        (
            Record(
                Source("wiltshire.pdf", 1, 1, 3),
                Kind.MEASURE,
                "Proportion of clients with services who receive self directed support "
                "(Direct Payments)",
                ("Outcomes (ASCOF)",),
                ref="3",
                trend=Trend.DOWN,
                observations=(
                    Observation(*("WC", Role.ACTUAL, None, "81%", percent("81"), Rag.AMBER, 0.9)),
                    Observation("National", Role.COMPARATOR, None, "90%", percent("90")),
                    Observation("Target", Role.TARGET, None, "", missing(Status.BLANK)),
                ),
            ),
        ),
    )


# ---------------------------------------------------------------- any scorecard

# Control characters and halves of surrogate pairs are another test's matter.
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
NAMES = WORDS.filter(bool)
AMOUNTS = st.decimals(
    min_value=-(10**12), max_value=10**12, places=3, allow_nan=False, allow_infinity=False
)
PLACES = st.integers(1, 500)
SIDES = st.floats(0, 2000, allow_nan=False)


BOXES = st.builds(BBox, SIDES, SIDES, SIDES, SIDES)
QUANTITIES = st.builds(
    Quantity,
    value=st.none() | AMOUNTS,
    low=st.none() | AMOUNTS,
    high=st.none() | AMOUNTS,
    comparator=st.none() | st.sampled_from(Comparator),
    unit=st.none() | st.sampled_from(Unit),
    note=st.none() | NAMES,
    quantum=st.none() | AMOUNTS,
    period=st.none() | NAMES,
    relative=st.none() | NAMES,
) | st.builds(
    Quantity,
    high=st.none() | AMOUNTS,  # "<5": withheld, but less than five
    status=st.sampled_from(Status),
    note=st.none() | NAMES,
)
OBSERVATIONS = st.builds(
    Observation,
    column=WORDS,
    role=st.sampled_from(Role),
    period=st.none() | NAMES,
    raw=WORDS,
    quantity=QUANTITIES,
    rag=st.none() | st.sampled_from(Rag),
    confidence=st.floats(0, 1),
    page=st.none() | PLACES,
    bbox=st.none() | BOXES,
)
JUDGEMENTS = st.builds(
    Judgement,
    rag=st.none() | st.sampled_from(Rag),
    rule=st.none() | NAMES,
    why=NAMES,
    agrees=st.none() | st.booleans(),
    trend=st.none() | st.sampled_from(Trend),
    trend_why=WORDS,
    basis=st.none() | NAMES,
    margin=st.none() | st.floats(allow_nan=False, allow_infinity=False),
)
FINDINGS = st.builds(
    Finding,
    code=NAMES,
    severity=st.sampled_from(Severity),
    message=NAMES,
    page=st.none() | PLACES,
    table=st.none() | PLACES,
    row=st.none() | PLACES,
    column=st.none() | NAMES,
)


@st.composite
def scorecards(draw: st.DrawFn) -> Scorecard:
    """Any scorecard whose records all stand in the paper itself."""
    paper = draw(
        st.builds(
            Paper,
            file=NAMES,
            sha256=WORDS,
            title=st.none() | NAMES,
            organisation=st.none() | NAMES,
            reporting_period=st.none() | NAMES,
            pages=st.none() | PLACES,
        )
    )
    records = st.builds(
        Record,
        source=st.builds(
            Source, document=st.just(paper.file), page=st.none() | PLACES, table=PLACES, row=PLACES
        ),
        kind=st.sampled_from(Kind),
        title=WORDS,
        section=st.lists(WORDS, max_size=3).map(tuple),
        ref=st.none() | NAMES,
        polarity=st.none() | st.sampled_from(Polarity),
        rag=st.none() | st.sampled_from(Rag),
        trend=st.none() | st.sampled_from(Trend),
        trend_means=st.sampled_from(TrendMeans),
        text=st.lists(st.tuples(NAMES, WORDS), max_size=3, unique_by=lambda pair: pair[0]).map(
            tuple
        ),
        catalogue=st.none() | NAMES,
        observations=st.lists(OBSERVATIONS, max_size=3).map(tuple),
        judgement=st.none() | JUDGEMENTS,
        bbox=st.none() | BOXES,
    )
    return Scorecard(
        paper,
        tuple(draw(st.lists(records, max_size=3))),
        tuple(draw(st.lists(FINDINGS, max_size=2))),
        tuple(
            draw(
                st.lists(
                    st.builds(
                        KeyEntry,
                        symbol=WORDS,
                        meaning=WORDS,
                        rag=st.none() | st.sampled_from(Rag),
                        trend=st.none() | st.sampled_from(Trend),
                    ),
                    max_size=2,
                )
            )
        ),
        tuple(draw(st.lists(NAMES, max_size=2))),
    )
