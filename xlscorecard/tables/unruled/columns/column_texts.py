"""The texts of a table without lines under its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import mostly, text_of_line
from xlscorecard.tables.lines.values import is_value
from xlscorecard.tables.unruled.columns.column import Column


class Spanning(NamedTuple):
    """A text that stands over the columns from the ``first`` to the ``last``."""

    first: int
    last: int
    run: Run


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts over one of the ``columns`` each, top to bottom, and those over several. ``drawn``
    are the texts (by identity) of which paint or a line tells how far they reach. What finds that
    a header gathers more columns than it touches moves it in place."""

    columns: Sequence[Column]
    single: list[list[Run]]
    wide: list[Spanning]
    drawn: set[int] = field(default_factory=set)

    def heads(self) -> list[Spanning]:
        """The first text of each column that has others below it, and the texts over several."""
        firsts = [Spanning(n, n, runs[0]) for n, runs in enumerate(self.single) if len(runs) > 1]
        return [*firsts, *self.wide]

    def bold_heads(self) -> Iterator[Spanning]:
        """The bold words further down in each column: headers that the table repeats."""
        for number, runs in enumerate(self.single):
            for run in runs[1:-1]:
                if mostly(run.words, "bold") and not is_value(text_of_line(run.words)):
                    yield Spanning(number, number, run)

    def let_span(self, head: Spanning, first: int, last: int) -> None:
        """Let a header stand over the columns from one to another."""
        if head.first == head.last:
            self.single[head.first].remove(head.run)
        else:
            self.wide.remove(head)
        self.wide.append(Spanning(first, last, head.run))

    def over(self, columns: Sequence[int]) -> Iterator[Run]:
        """All texts of some columns beside each other, those that stand over several too."""
        for number in columns:
            yield from self.single[number]
        for low, high, run in self.wide:
            if low <= columns[-1] and high >= columns[0]:
                yield run

    def drawn_spans(self) -> Mapping[int, tuple[int, int]]:
        """The first and last column of each text (by identity) over several that is drawn so."""
        return {id(run): (first, last) for first, last, run in self.wide if id(run) in self.drawn}
