"""The columns of a template's tables: heading, what officers type there, and how it looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from xlscorecard.workbook.styles import TREND_WORDS

RAG_CHOICES = ("Red", "Amber", "Green", "Blue", "Grey")
TREND_CHOICES = tuple(TREND_WORDS.values())
POLARITY_CHOICES = ("Higher", "Lower", "Band", "Neutral")
# RAG() knows each of these words; in a percent cell "%" stands for a fraction such as 0.62.
UNIT_CHOICES = ("%", "£", "count", "days", "score", "rate", "FTE", "ratio")
STATUS_CHOICES = (
    "Not collected", "Not applicable", "Tbc", "Due", "Blank", "Suppressed", "Awaiting",
)  # fmt: skip


class ColumnKind(Enum):
    """What a column holds; FIGURE cells carry number formats of their own."""

    CODE = auto()
    TITLE = auto()
    TEXT = auto()
    FIGURE = auto()
    RAG = auto()
    TREND = auto()
    CHOICE = auto()
    FORMULA = auto()
    SPARK = auto()


@dataclass(frozen=True, slots=True)
class Spark:
    """A small chart in each row over the columns from ``first`` to ``last``: bars that compare;
    those ``over_time`` have their latest marked."""

    first: str
    last: str
    over_time: bool = False


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """``help`` is shown when a cell is chosen; ``printed`` columns stand left of the others,
    which are for working and stay off the paper."""

    heading: str
    width: float
    kind: ColumnKind
    help: str = ""
    choices: tuple[str, ...] = ()
    formula: str = ""
    spark: Spark | None = None
    printed: bool = True

    def named(self, heading: str) -> TemplateColumn:
        """The same column under another heading."""
        return replace(self, heading=heading)


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as a cell holds it, and the number format that shows it."""

    value: float
    number_format: str


Content = str | float | Shown | None
TableRow = Mapping[str, Content]

CODE = TemplateColumn(
    "Ref", 11, ColumnKind.CODE,
    help="The measure's code. xlscorecard refresh finds the row by it, so keep each one unique.",
)  # fmt: skip
MEASURE = TemplateColumn(
    "Measure", 40, ColumnKind.TITLE, help="The measure in words, as your papers print it."
)
GOOD_IS = TemplateColumn(
    "Good is", 9, ColumnKind.CHOICE, choices=POLARITY_CHOICES,
    help="Which way is good. Band: inside a target range such as 59-63%.",
)  # fmt: skip
RAG = TemplateColumn(
    "RAG", 9, ColumnKind.RAG, choices=RAG_CHOICES,
    help="The rating as a word; its colour follows. Grey: not rated.",
)  # fmt: skip
TREND = TemplateColumn(
    "Direction of travel", 12, ColumnKind.TREND, choices=TREND_CHOICES,
    help="An arrow shows where the figure went; Improving or Declining is a judgement.",
)  # fmt: skip
RESULT = TemplateColumn(
    "Result", 10, ColumnKind.FIGURE,
    help="This period's figure as a number: 62% in a percent cell. Leave it empty where there "
    "is none and choose the reason under Status.",
)  # fmt: skip
LAST_YEAR = TemplateColumn(
    "Last year", 10, ColumnKind.FIGURE, help="The figure of the same period last year."
)
TARGET = TemplateColumn(
    "Year-end target", 10, ColumnKind.FIGURE,
    help="A number, or text such as 59-63% (a band) or <14 days. A refresh never changes it.",
)  # fmt: skip
STATUS = TemplateColumn(
    "Status", 11, ColumnKind.CHOICE, choices=STATUS_CHOICES,
    help="Why there is no figure. Empty where there is one.",
)  # fmt: skip
UNIT = TemplateColumn(
    "Unit", 8, ColumnKind.CHOICE, choices=UNIT_CHOICES, printed=False,
    help="What the figures are: the rule for Amber depends on it. rate: per 100,000 and the like.",
)  # fmt: skip


def computed_rag(actual: str, target: str) -> TemplateColumn:
    """What RAG() says of two columns; empty in programs that do not know LAMBDA."""
    return TemplateColumn(
        "Computed", 11, ColumnKind.FORMULA, printed=False,
        help="What the rule says: =RAG(). Compare it with the rating on the left. "
        "Empty in programs without LAMBDA.",
        formula=f'=IFERROR(RAG([@[{actual}]],[@[{target}]],[@[Good is]],"",'
        'IF([@Unit]="%","fraction",[@Unit])),"")',
    )  # fmt: skip


def computed_trend(actual: str, previous: str) -> TemplateColumn:
    """What DOT() says of two columns; empty in programs that do not know LAMBDA."""
    return TemplateColumn(
        "Computed trend", 12, ColumnKind.FORMULA, printed=False,
        help="What the change means: =DOT(). Empty in programs without LAMBDA.",
        formula=f'=IFERROR(DOT([@[{actual}]],[@[{previous}]],[@[Good is]],"",'
        'IF([@Unit]="%","fraction",[@Unit])),"")',
    )  # fmt: skip
