"""One column of a table, understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xlscorecard.model.scorecard import Polarity, Role
from xlscorecard.normalise.words.vocabulary import plain_words
from xlscorecard.values.unit import UnitHint

_NO_HINT = UnitHint(None, 1)


class Use(StrEnum):
    """What a column is to a record."""

    TITLE = "title"
    REFERENCE = "reference"
    PRIORITY = "priority"
    SECTION = "section"
    POLARITY = "polarity"
    RAG = "rag"
    TREND = "trend"
    VALUE = "value"
    TEXT = "text"


# A column so headed tells which way is good, in these signs.
SIGNED = "+/-"
SIGNS = {
    "+": Polarity.HIGHER,
    "-": Polarity.LOWER,
    "–": Polarity.LOWER,
    "\N{MINUS SIGN}": Polarity.LOWER,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column understood. ``beside`` is, for a RAG column of one period, the value column
    that it rates; ``doubtful`` says that the role was inferred from the cells alone,
    ``alone`` that it also prints no unit, and may measure something else than the row does;
    ``judges`` says of a trend column that its header names a rating as well ("Status and
    direction"): the colour of its arrows is the RAG; ``aside`` of a RAG column that it is not the
    row's: it repeats an earlier rating ("Previous RAG") or rates a side of it ("Cost"); of a trend
    column that its arrows compare with a target or others ("Against target"); ``empty`` of a RAG
    column that no row has anything in it; ``guessed`` that no header says what the figures are
    and their place alone gave them their role; ``counts`` that a percentage beside them is worked
    from them and that they are none, whatever the title says; ``origin`` that its cells say from
    what figure the result came, and which way ("▼ from 128"); ``icons`` that it
    shows those of control charts, which tell variation and assurance and rate nothing; ``reached``
    that its period stands over columns beside it and is its own by its name alone; ``cut`` that a
    cell too small for its header shows a part of that; ``numbered`` that its period is a number
    ("P1", "Period 2") that need not be a month's; ``twin`` that another column has its name, its
    role and its period, and nothing tells the two apart."""

    index: int
    header: str
    use: Use
    role: Role | None = None
    period: str | None = None
    unit: UnitHint = _NO_HINT
    beside: int | None = None
    doubtful: bool = False
    alone: bool = False
    judges: bool = False
    aside: bool = False
    empty: bool = False
    guessed: bool = False
    counts: bool = False
    origin: bool = False
    icons: bool = False
    reached: bool = False
    cut: bool = False
    numbered: bool = False
    twin: bool = False

    @property
    def kind(self) -> tuple[Use, Role | None]:
        """What the column holds of a period: a result where its header names that alone."""
        bare = self.use is Use.VALUE and self.role in (None, Role.PREVIOUS)
        return self.use, Role.ACTUAL if bare else self.role

    @property
    def name(self) -> str:
        """The header as a snake_case field name."""
        return "_".join(plain_words(self.header).split()) or f"column_{self.index + 1}"
