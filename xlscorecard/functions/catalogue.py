"""The function catalogue: everything that any spreadsheet route needs to know of a function.

Help texts, signatures, defaults and examples stand here and nowhere else; the .bas module,
functions.json, the LibreOffice add-in and docs/functions.md are written from this.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from xlscorecard.functions.cells import Cell, Table
from xlscorecard.functions.figure import figure
from xlscorecard.functions.judge import rag, ragband, ragwhy
from xlscorecard.functions.measures import ascof
from xlscorecard.functions.series import assurance, quartileband, variation
from xlscorecard.functions.summary import ragoverall, ragsummary
from xlscorecard.functions.travel import dot, dotarrow, profile


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument. ``whole`` takes a range as one thing; all others are met cell by cell,
    so that a range of them spills. ``default`` says what leaving it out means."""

    name: str
    help: str
    default: str = ""
    whole: bool = False

    @property
    def optional(self) -> bool:
        return bool(self.default)


@dataclass(frozen=True, slots=True)
class Example:
    """A call that runs as it stands in the docs, and what it gives."""

    arguments: tuple[Cell | Table, ...]
    result: Cell | Table
    note: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """A worksheet function. ``compute`` takes one cell for each argument, all cells of a
    ``whole`` one, and Left.OUT for what was left out."""

    name: str
    summary: str
    arguments: tuple[Argument, ...]
    examples: tuple[Example, ...]
    compute: Callable[..., Any]

    @property
    def required(self) -> int:
        return sum(not argument.optional for argument in self.arguments)

    @property
    def signature(self) -> str:
        """RAG(value, target, [polarity], [tolerance], [unit])."""
        shown = (f"[{a.name}]" if a.optional else a.name for a in self.arguments)
        return f"{self.name}({', '.join(shown)})"


_VALUE = Argument(
    "value", "The actual: a number, a percent cell, or text as printed such as 43.1k or 62%."
)
_TARGET = Argument(
    "target",
    "The target in the same unit: a number, or text such as 85%, <14 days or 59-63% (a band).",
)
_POLARITY = Argument(
    "polarity",
    "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not known.",
    "higher",
)
_TOLERANCE = Argument(
    "tolerance",
    "How far short is still Amber: 0.05 or 5% (of the target), 5pp (points), none.",
    "the unit's own rule",
)
_UNIT = Argument(
    "unit",
    "percent (numbers are like 62), fraction (0.62 in a percent cell), count, gbp, days, "
    "score, per_100k; left out, 10% of the target holds unless the texts tell the unit.",
    "told by the texts, else none",
)
_PREVIOUS = Argument("previous", "The figure of the earlier period, in the same unit.")
_DEAD_BAND = Argument(
    "dead_band",
    "How small a change still counts as none: 0.02 or 2% (of the earlier figure), 1pp, none.",
    "1 point for percentages, 2% else",
)
_SERIES = Argument(
    "values", "The figures in time order, in one row or column; 8 at least.", whole=True
)
_RATINGS = Argument("ratings", "The cells with Red, Amber, Green or R, A, G.", whole=True)

FUNCTIONS: tuple[Function, ...] = (
    Function(
        "RAG",
        "Green, Amber or Red for a value against its target; empty where either is missing.",
        (_VALUE, _TARGET, _POLARITY, _TOLERANCE, _UNIT),
        (
            Example(("78%", "80%"), "Amber", "2 points short of 80%: within 5 points"),
            Example((13, "<14 days"), "Green", "a limit says by itself that low is good"),
            Example((54, 50, "lower", "5%"), "Red", "8% over, where 5% is allowed"),
        ),
        rag,
    ),
    Function(
        "RAGWHY",
        "The sentence behind RAG, with the same arguments.",
        (_VALUE, _TARGET, _POLARITY, _TOLERANCE, _UNIT),
        (
            Example(
                ("78%", "80%"),
                "Amber: 78% is 2 points below the target of 80%; margin 5 points",
            ),
        ),
        ragwhy,
    ),
    Function(
        "RAGBAND",
        "Green inside a target band, Amber up to half its width outside, else Red.",
        (
            _VALUE,
            Argument("low", "The lower end of the target band."),
            Argument("high", "The upper end of the target band."),
            Argument(
                "tolerance",
                "How far outside is still Amber: 5% (of the nearer end), 5pp, none.",
                "half the band's width",
            ),
            _UNIT,
        ),
        (Example((10.9, 5, 9), "Amber", "1.9 above a band that is 4 wide"),),
        ragband,
    ),
    Function(
        "PROFILE",
        "The in-year target: a year-end target brought to the date.",
        (
            Argument("target", "The target for the whole year."),
            Argument("period", "Months gone of the financial year (1 to 12), Q2 or September."),
            Argument("last_to_date", "Last year's figure to the same date.", "evenly"),
            Argument("last_whole", "Last year's figure for the whole year.", "evenly"),
        ),
        (
            Example(("1.0m", "Q1"), 250000.0, "a quarter of the year's target"),
            Example((100, 6, 20, 50), 40.0, "last year 40% was reached by then"),
        ),
        profile,
    ),
    Function(
        "DOT",
        "Direction of travel: Improving, Steady or Declining.",
        (_VALUE, _PREVIOUS, _POLARITY, _DEAD_BAND, _UNIT),
        (Example((166, 150, "lower"), "Declining", "more, where less is good"),),
        dot,
    ),
    Function(
        "DOTARROW",
        "Direction of travel as an arrow: up for better; polarity left out, up for more.",
        (_VALUE, _PREVIOUS, _POLARITY, _DEAD_BAND, _UNIT),
        (Example((166, 150), "↑"), Example((166, 150, "lower"), "↓", "up would be better")),
        dotarrow,
    ),
    Function(
        "VARIATION",
        "What the latest point of an SPC (XmR) chart says: common cause, improvement, concern.",
        (_SERIES, _POLARITY),
        (Example((((1, 2, 3, 4, 5, 6, 7, 8),),), "Improvement (high)", "seven rises"),),
        variation,
    ),
    Function(
        "ASSURANCE",
        "Whether an SPC process will meet its target if nothing changes.",
        (_SERIES, Argument("target", "The target to be met."), _POLARITY),
        (
            Example(
                (((71, 73, 72, 74, 71, 73, 72, 74),), 60),
                "Consistently passes",
                "60 lies below all that the process does by chance",
            ),
        ),
        assurance,
    ),
    Function(
        "QUARTILEBAND",
        "Top, Second, Third or Bottom quartile among councils; ties share the better place.",
        (
            _VALUE,
            Argument("group", "All councils' figures, ours among them; 8 at least.", whole=True),
            _POLARITY,
        ),
        (Example((3, ((1, 2, 3, 4, 5, 6, 7, 8),), "lower"), "Second"),),
        quartileband,
    ),
    Function(
        "RAGSUMMARY",
        "Counts and percentages of a range of ratings, as a table of five rows.",
        (_RATINGS,),
        (
            Example(
                ((("Green", "Green", "Amber", ""),),),
                (
                    ("Red", 0.0, 0.0),
                    ("Amber", 1.0, 0.33),
                    ("Green", 2.0, 0.67),
                    ("Blue", 0.0, 0.0),
                    ("Not rated", 1.0, ""),
                ),
            ),
        ),
        ragsummary,
    ),
    Function(
        "RAGOVERALL",
        "One colour for many ratings.",
        (
            _RATINGS,
            Argument("method", "worst (any Red is Red), most, or weighted.", "worst"),
            Argument("weights", "A weight for each rating.", "all alike", whole=True),
        ),
        (Example(((("Green", "Green", "Red"),), "most"), "Green"),),
        ragoverall,
    ),
    Function(
        "FIGURE",
        "The number that a text says: 43.1k, 59-63%, <14 days, £3.1m; 62% is 0.62.",
        (
            Argument("text", "The text as printed; a number stays as it is."),
            Argument("part", "low or high: the end of a range such as 59-63%.", "none"),
        ),
        (
            Example(("43.1k",), 43100.0),
            Example(("59-63%", "high"), 0.63, "a range without a part is an error"),
        ),
        figure,
    ),
    Function(
        "ASCOF",
        "What an ASCOF code means in a financial year.",
        (
            Argument("code", "The code as printed: 2B, 1C (ii), ASCOF2A1."),
            Argument("year", "The financial year: 2017/18, or 2017 for the same.", "not known"),
            Argument(
                "field",
                "title, code, unit, polarity, framework, first year, last year or note.",
                "title",
            ),
        ),
        (Example(("2B", "2017/18", "unit"), "percent", "in 2023/24 it is per_100k"),),
        ascof,
    ),
)

BY_NAME = {function.name: function for function in FUNCTIONS}
