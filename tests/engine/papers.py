"""A small language for scorecards in tests, and the figures of paper 000 typed from it (titles
shortened)."""

from __future__ import annotations

from dataclasses import replace

from xlscorecard.engine.ruleset import RuleSet
from xlscorecard.model.scorecard import (
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
    Source,
    Trend,
    TrendMeans,
    Unit,
)
from xlscorecard.pipeline import judged
from xlscorecard.values.quantity import parse_quantity

POLARITIES = {
    "H": Polarity.HIGHER, "L": Polarity.LOWER, "B": Polarity.BAND, "N": Polarity.NEUTRAL, "": None,
}  # fmt: skip
RAGS = {"R": Rag.RED, "A": Rag.AMBER, "G": Rag.GREEN, "": None}


def observe(
    role: Role, raw: str, period: str | None = None, column: str = "", rag: Rag | None = None
) -> Observation:
    """An observation whose quantity is read from its printed text."""
    quantity = parse_quantity(raw)
    assert isinstance(quantity, Quantity)
    return Observation(column or role.value, role, period, raw, quantity, rag)


def measure(
    title: str,
    *observations: Observation,
    polarity: str = "H",
    rag: str = "",
    trend: Trend | None = None,
    ref: str | None = None,
    catalogue: str | None = None,
    means: TrendMeans = TrendMeans.UNKNOWN,
    row: int = 1,
    kind: Kind = Kind.MEASURE,
) -> Record:
    return Record(
        Source("paper.pdf", 4, 1, row),
        kind,
        title,
        ref=ref,
        polarity=POLARITIES[polarity],
        rag=RAGS[rag],
        trend=trend,
        trend_means=means,
        catalogue=catalogue,
        observations=observations,
    )


def scorecard(
    *records: Record,
    reporting_period: str | None = "2017/18 Q1",
    key: tuple[KeyEntry, ...] = (),
    statements: tuple[str, ...] = (),
    organisation: str | None = "Anyshire County Council",
) -> Scorecard:
    paper = Paper("paper.pdf", "", None, organisation, reporting_period)
    return Scorecard(paper, records, (), key, statements)


def simple(
    value: str, target: str, polarity: str = "H", rag: str = "", title: str = "A measure"
) -> Record:
    """A figure and a standing target."""
    return measure(
        title, observe(Role.ACTUAL, value), observe(Role.TARGET, target), polarity=polarity, rag=rag
    )


# Paper 000 (Leicestershire, Adults and Communities, 2017/18 Q1), typed from the document:
# reference, title, aim, printed RAG, year-end target, figure, comparator, its period where
# that is not the year 2016/17.
ROWS_OF_000: tuple[tuple[str, ...], ...] = (
    ("", "% of sequels that 'Prevent Need'", "B", "G", "59-63%", "62%", "58%"),
    ("", "Heritage visits", "H", "G", "Maintain 16/17", "43.1k", "42.7k", "2016/17 Q1"),
    ("", "Hours of Volunteering", "H", "G", "Maintain 16/17", "6.7k", "6.1k", "2016/17 Q1"),
    ("", "Council funded library visits", "H", "A", "1.0m", "238.2k", "262.1k", "2016/17 Q1"),
    ("", "Council funded library issues", "H", "G", "1.41m", "356.0k", "365.8k", "2016/17 Q1"),
    ("", "Council funded children's issues", "H", "A", "551.0k", "130.7k", "135.2k", "2016/17 Q1"),
    ("", "E-loans", "H", "G", "100.2k", "30.3k", "16.9k", "2016/17 Q1"),
    ("", "LALS Success Rate", "H", "G", "85%", "96%", "92%"),
    ("", "% of sequels that 'Reduce Need'", "B", "G", "13-17%", "14%", "21%"),
    ("ASCOF 1G", "LD in settled accommodation", "H", "G", "80%", "79.9%", "79.4%"),
    ("ASCOF 1E", "% of people with LD in employment", "H", "G", "11%", "11.6%", "11.1%"),
    ("", "% of sequels that 'Delay Need'", "B", "G", "12-16%", "12.4%", "12.2%"),
    ("ASCOF 2D", "No need after reablement", "H", "A", "80%", "77.4%", "80.2%"),
    ("ASCOF 2B pt 1", "At home after 91 days", "H", "A", "87%", "86.2%", "86.5%"),
    ("ASCOF 2A pt 1", "Admissions 18-64 per 100,000", "L", "A", "6.1", "10.1 (forecast)", "7.1"),
    ("ASCOF 2A pt 2", "Admissions 65+ per 100,000", "L", "G", "630.6", "560.6 (forecast)", "633.5"),
    ("", "% of sequels that 'Meet need'", "B", "A", "5-9%", "10.9%", "9.0%"),
    ("ASCOF 1C pt 1a", "Self directed support, adults", "H", "A", "97%", "92.5%", "95.5%"),
    ("ASCOF 1C pt 2a", "Direct payments, adults", "H", "G", "45%", "54.1%", "55.4%"),
    ("ASCOF 1C pt 1b", "Self directed support, carers", "H", "G", "99%", "99.6%", "99.7%"),
    ("ASCOF 1C pt 2b", "Direct payments, carers", "H", "A", "96%", "94.6%", "96.7%"),
    ("", "Safeguarding outcomes achieved", "H", "G", "85%", "94.6%", "94.2%"),
)  # fmt: skip


def paper_000() -> Scorecard:
    """The 22 rated rows of paper 000."""
    records = []
    for place, row in enumerate(ROWS_OF_000, 1):
        ref, title, aim, rag, target, figure, before = row[:7]
        then = row[7] if len(row) > 7 else "2016/17"
        unit = Unit.PER_100K if "100,000" in title else None
        observations = [
            observe(Role.TARGET, target, "2017/18", "Year-end Target"),
            observe(Role.ACTUAL, figure, "2017/18", "17/18"),
            observe(Role.COMPARATOR, before, then, "16/17"),
        ]
        with_units = tuple(
            replace(
                o,
                quantity=replace(
                    o.quantity,
                    unit=o.quantity.unit or unit or (Unit.COUNT if o.quantity.numeric else None),
                ),
            )
            for o in observations
        )
        records.append(
            measure(
                title,
                *with_units,
                polarity=aim,
                rag=rag,
                ref=ref or None,
                means=TrendMeans.PERFORMANCE,
                row=place,
            )
        )
    return scorecard(*records, organisation="Leicestershire County Council")


def evaluate(paper: Scorecard, rules: RuleSet | None = None) -> tuple[Judgement, ...]:
    """The judgement on each record, as every command gets it."""
    return tuple(record.judgement for record in judged(paper, rules).records if record.judgement)
