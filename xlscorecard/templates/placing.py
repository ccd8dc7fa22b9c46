"""From a record to the cells of a template's row, and what found no cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from xlscorecard.functions.call import call
from xlscorecard.functions.cells import Cell
from xlscorecard.model.scorecard import (
    Finding,
    Observation,
    Quantity,
    Record,
    Role,
    Scorecard,
    Severity,
    Unit,
)
from xlscorecard.refresh.binding.fields import Field
from xlscorecard.refresh.binding.figures import choose_figure, read_measures
from xlscorecard.refresh.binding.layout import Column
from xlscorecard.refresh.binding.periods import split_period
from xlscorecard.workbook.styles import RAG_WORDS, TREND_WORDS, cell_number, number_format
from xlscorecard.workbook.template_book import TemplateBook
from xlscorecard.workbook.template_columns import Content, Shown, TableRow

_UNIT_WORDS = {
    Unit.PERCENT: "%",
    Unit.GBP: "£",
    Unit.COUNT: "count",
    Unit.DAYS: "days",
    Unit.PER_100K: "rate",
    Unit.PER_10K: "rate",
    Unit.PER_1K: "rate",
    Unit.SCORE: "score",
    Unit.FTE: "FTE",
    Unit.RATIO: "ratio",
}


_PERIOD = re.compile(r"[0-9A-Za-z][0-9A-Za-z /-]{3,30}")


class Placing:
    """What of a scorecard belongs into which column, and what has been given a cell so far."""

    def __init__(self, scorecard: Scorecard) -> None:
        self.scorecard = scorecard
        self.long_rows: tuple[str, ...] = ()
        self._measures = {id(m.record): m for m in read_measures((scorecard,), None)}
        self._records: set[int] = set()
        self._observations: set[int] = set()

    def choose(
        self, record: Record, wanted: Field, heading: str, period: str | None = None
    ) -> Observation | None:
        """The value that a refresh would write under a heading; None where none is certain."""
        column = Column(0, heading, wanted, split_period(period) if period else None)
        if period and column.period is None:
            return None
        found = choose_figure(self._measures[id(record)], column)
        return found if isinstance(found, Observation) else None

    def close(self, book: TemplateBook) -> None:
        """Write the workbook; raises OSError."""
        self.long_rows = tuple(book.long_rows)
        book.close()

    def take(self, record: Record) -> None:
        """The record has a row."""
        self._records.add(id(record))

    def figure(self, value: Observation | None) -> Content:
        """The value as a cell shows it: a number in its format, a range or limit as printed."""
        if value is None:
            return None
        self._observations.add(id(value))
        quantity = value.quantity
        if quantity.value is not None and quantity.comparator is None:
            return Shown(cell_number(quantity, quantity.value), _format(quantity))
        if quantity.status is not None:
            return None
        return one_line(value.raw)

    def findings(self) -> tuple[Finding, ...]:
        """What the paper has and the template has no cell for; nothing is left out silently."""
        found = [
            Finding(
                "long-text",
                Severity.INFO,
                f"{place}: the text is longer than Excel can show in a row; the cell has it all",
            )
            for place in self.long_rows
        ]
        for record in self.scorecard.records:
            if id(record) not in self._records:
                message = (
                    f"{record.title}: this template has no rows of the kind {record.kind.value}"
                )
                found.append(_note("no-row", message, record))
                continue
            left = [
                value.column
                for value in record.observations
                if id(value) not in self._observations and value.quantity.numeric
            ]
            if left:
                message = f"{record.title}: no column for {', '.join(dict.fromkeys(left))}"
                found.append(_note("no-column", message, record))
        return tuple(found)


def _note(code: str, message: str, record: Record) -> Finding:
    place = record.source
    return Finding(code, Severity.LOOK, message, place.page, place.table, place.row)


def _format(quantity: Quantity) -> str:
    """As printed; pounds that were printed in millions are shown in millions."""
    assert quantity.value is not None  # noqa: S101 - the caller has looked
    step = quantity.quantum
    if quantity.unit is Unit.GBP and step is not None and _in_millions(quantity.value, step):
        places = "." + "0" * _millions_places(step) if step < 1_000_000 else ""
        return f'£#,##0{places},,"m";-£#,##0{places},,"m"'
    return number_format(quantity, quantity.value)


def _in_millions(amount: Decimal, step: Decimal) -> bool:
    return step >= 100_000 or (step >= 1_000 and abs(amount) >= 100_000)


def _millions_places(step: Decimal) -> int:
    exponent = (step / 1_000_000).normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def one_line(text: str) -> str:
    """A printed text with its line breaks taken out."""
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    """A printed text whose lines are joined where the page broke them: not before a capital or
    a bullet, where a point of its own may begin."""
    return re.sub(r"\s*\n\s*(?=[a-z0-9(])", " ", text.strip())


def rag_word(record: Record) -> str:
    """The printed RAG as a word, else the engine's: the same that a refresh would write."""
    rag = record.rag or (record.judgement.rag if record.judgement else None)
    return RAG_WORDS[rag] if rag is not None else ""


def trend_word(record: Record) -> str:
    """The printed arrow or judgement, else the engine's: the same that a refresh would write."""
    trend = record.trend or (record.judgement.trend if record.judgement else None)
    return TREND_WORDS[trend] if trend is not None else ""


def polarity_word(record: Record) -> str:
    """Higher, Lower, Band or Neutral, empty where the paper does not say."""
    return record.polarity.value.capitalize() if record.polarity is not None else ""


def unit_word(values: Iterable[Observation | None]) -> str:
    """The unit of the first of some values that has one, in a word that RAG() knows."""
    units = (value.quantity.unit for value in values if value is not None)
    return next((_UNIT_WORDS[unit] for unit in units if unit is not None), "")


def status_word(value: Observation | None) -> str:
    """Why there is no figure, as a refresh writes it."""
    if value is None or value.quantity.status is None:
        return ""
    return value.quantity.status.value.replace("_", " ").capitalize()


def computed(name: str, row: TableRow, actual: str, other: str) -> str:
    """What RAG() or DOT() says in a row: the result that the cell's formula stores."""
    unit = row.get("Unit") or ""
    given = [_cell(row.get(actual)), _cell(row.get(other)), _cell(row.get("Good is")), ""]
    answer = call(name, *given, "fraction" if unit == "%" else _cell(unit))
    return answer if isinstance(answer, str) else ""


def _cell(content: Content) -> Cell:
    if isinstance(content, Shown):
        return content.value
    return "" if content is None else content


def measure_row(
    record: Record, placing: Placing, actual: str = "Result", target: str = "Year-end target"
) -> dict[str, Content]:
    """The columns that most templates share; ``actual`` and ``target`` are their headings.

    Headings that a template lacks are not used; without ``actual`` the template places the
    results itself, each under its period.
    """
    placing.take(record)
    now = placing.choose(record, Field.ACTUAL, actual)
    aim = placing.choose(record, Field.TARGET, target)
    before = placing.choose(record, Field.PREVIOUS, "Last year")
    row: dict[str, Content] = {
        "Ref": record.ref,
        "Measure": one_line(record.title),
        "Good is": polarity_word(record),
        "RAG": rag_word(record),
        "Direction of travel": trend_word(record),
        "Last year": placing.figure(before),
        target: placing.figure(aim),
        "Unit": unit_word((now, aim, before, *record.observations)),
        "Status": status_word(now),
    }
    return row | ({actual: placing.figure(now)} if actual else {})


def with_computed(row: dict[str, Content], actual: str, target: str, previous: str) -> TableRow:
    """The row with the results of its formulas."""
    row["Computed"] = computed("RAG", row, actual, target)
    row["Computed trend"] = computed("DOT", row, actual, previous)
    return row


def by_section(records: Iterable[Record]) -> Iterator[tuple[tuple[str, ...], list[Record]]]:
    """Records that follow each other under the same headings."""
    for section, group in groupby(records, key=lambda record: record.section):
        yield section, list(group)


def periods_of(records: Sequence[Record], role: Role = Role.ACTUAL) -> tuple[str, ...]:
    """The periods for which any of the records has a value of a role, earliest first.

    They become headings that formulas name, so whatever else a file gives as one is left out.
    """
    found = {
        value.period
        for record in records
        for value in record.observations
        if value.role is role and value.period and _PERIOD.fullmatch(value.period)
    }
    return tuple(sorted(found))
