"""What makes a table a scorecard, and what a table of figures is that is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlscorecard.marks.colour import rag_of_colour
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Kind, Rag, Role, Trend, Unit
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.columns.columns import kind_of_rows
from xlscorecard.normalise.key.symbol import answer_to, read_trend
from xlscorecard.normalise.look_alikes import is_look_alike
from xlscorecard.normalise.words.content import is_figure, text_at
from xlscorecard.normalise.words.mending import first_meaning, one_line
from xlscorecard.normalise.words.vocabulary import (
    HeaderMatch,
    HeaderWord,
    match_header,
    plain_words,
)
from xlscorecard.values.stated_target import states_target, target_in_title
from xlscorecard.values.status import parse_status
from xlscorecard.values.unit import unit_in_header
from xlscorecard.values.words import parse_rag

# A register of risks that tells nothing else of them scores them before and after.
_FEWEST_SCORES = 2
# Names and one more column are a list.
_FEWEST_BESIDE = 2
# What a register of actions or risks has and a narrative of what was done has not.
_MANAGED = re.compile(
    r"\b(?:owner|officer|lead|manager|responsib\w*|who|whom|due|date|deadline|when|start|end|"
    r"complet\w*|milestones?|timescales?|target|director|mitigat\w*|controls?|sponsor)\b",
    re.IGNORECASE,
)
_JUDGED = frozenset({Use.RAG, Use.TREND})
_AIMS = frozenset({Role.TARGET, Role.BUDGET, Role.FORECAST})
_RESULTS = (Role.ACTUAL, Role.PREVIOUS)
_NAMES = frozenset({HeaderWord.TITLE, HeaderWord.SUPPORTING_MEASURE})
# Words over the names of any list, and those that make one of measures.
_ANY_NAMES = frozenset({"description", "title", "name", "subject", "definition", "disgrifiad"})
_MEASURES = frozenset(
    {"measure", "measures", "indicator", "indicators", "kpi", "kpis", "pi", "pis", "metric",
     "metrics", "performance", "ni", "bvpi", "lpi"}
)  # fmt: skip
_AIMED_AT = re.compile(
    r"\b(?:targets?|targed|goals?|aims?|ambitions?|aspiration|trajectory|want to be|need to be)\b",
    re.IGNORECASE,
)
_CHANGES = frozenset({"change"})
_DIFFERENCES = frozenset({"difference", "diff", "increase", "decrease", "movement"})
_PROPOSED = re.compile(r"\b(?:proposed|recommended)\b", re.IGNORECASE)
# Responsible, accountable, consulted, informed.
_LETTERS = re.compile(r"[RACIS](?:\s?[/,&]\s?[RACIS])*")
# Words over columns of which a rating is not to be expected.
_UNJUDGED = (HeaderWord.OTHER, HeaderWord.SCORE)
_LETTER = re.compile(r"[a-z]")  # "l", "r", "i" and "o" before their meanings
# Signs between two columns that belong together.
_PARTING = frozenset({"=", "→", "⇒", "➔", ":", Trend.FLAT})
_THRESHOLD = re.compile(
    r"\b(?P<class>red|amber|green)\b.*\b(?:thresholds?|tolerances?|triggers?|limits?|range|if|when)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the columns of a table tell: its ``title`` column and the figures and texts beside it,
    what columns that judge are there (``uses``), what its figures are (``roles``)."""

    grid: Grid
    rows: Sequence[int]
    columns: Sequence[Column]
    title: Column
    values: Sequence[Column]
    texts: Sequence[Column]
    uses: frozenset[Use]
    roles: frozenset[Role | None]

    @property
    def names(self) -> HeaderMatch | None:
        """The word that the names of its rows stand under."""
        return match_header(self.title.header.split(" / ")[-1]) if self.title.header else None


def is_scorecard(
    columns: Sequence[Column], grid: Grid, rows: Sequence[int], *, headed: bool = False
) -> bool:
    """Whether columns and cells are those of a scorecard. Figures alone are not enough: an
    election table has them too. There must be a judgement (RAG, trend, target, polarity,
    quartile, variance; a target that titles state), or a risk or action register, or a series
    over periods beside words for a measure. ``headed`` tells that the heading above the table
    says that measures stand below it."""
    title = next((column for column in columns if column.use is Use.TITLE), None)
    if title is None or is_look_alike(columns, grid, rows, title):
        return False
    if not any(map(str.isalpha, "".join(text_at(grid, row, title.index) for row in rows))):
        return False  # the labels of a chart, "44" over "43"
    told = _told(columns, grid, rows, title)
    kind = kind_of_rows(columns)
    if kind in (Kind.RISK, Kind.ACTION):
        return _is_register(told, kind)
    figures = any(_has_figures(grid, rows, column) for column in told.values)
    if not _judges_measures(told):
        return figures and _is_series(told, headed=headed)
    rated = told.uses & {Use.RAG, Use.TREND}
    return figures or bool(rated and (told.names is not None or _symbols(grid, rows, columns)))


def _told(columns: Sequence[Column], grid: Grid, rows: Sequence[int], title: Column) -> _Told:
    values = [column for column in columns if column.use is Use.VALUE]
    return _Told(
        grid,
        rows,
        columns,
        title,
        values,
        [c for c in columns if c.use is Use.TEXT and _says_words(grid, rows, c)],
        frozenset(c.use for c in columns if c.use not in _JUDGED or _judges(grid, rows, c)),
        frozenset(column.role for column in values),
    )


def _is_register(told: _Told, kind: Kind) -> bool:
    """Whether risks or actions are managed, by who or by when, or rated; a narrative of what was
    done has neither."""
    if Use.RAG in told.uses:
        beside = told.texts or told.values or told.uses & {Use.REFERENCE, Use.TREND}
        return bool(beside) or _rated_by_colour(told.grid, told.rows, told.columns)
    if "milestone" in told.title.header.lower():
        return False  # a calendar, where nothing rates them
    scores = [c for c in told.values if unit_in_header(c.header).unit is Unit.SCORE]
    scored = kind is Kind.RISK and len(scores) >= _FEWEST_SCORES
    managed = any(_MANAGED.search(c.header) for c in (*told.texts, *told.values))
    managed = managed or (kind is Kind.RISK and bool(told.values))
    several = len(told.texts) + len(told.values) >= _FEWEST_BESIDE
    return managed and several and (bool(told.texts) or scored)


def _judges_measures(told: _Told) -> bool:
    """Whether anything in a table rates, directs or compares its figures. Under a word for measures
    less is enough: limits, an order, changes are then no list's own."""
    grid, rows, values, roles = told.grid, told.rows, told.values, told.roles
    if told.uses & {Use.RAG, Use.TREND, Use.POLARITY} or any(c.icons for c in told.columns):
        return True
    measures = names_measures(told.title)
    if Role.TARGET in roles and (measures or not _only_limits(values)):
        return True
    if Role.QUARTILE in roles and (measures or not _orders_rows(grid, rows, values)):
        return True
    if Role.VARIANCE in roles and (measures or not _only_changes(values)):
        return True
    if measures and (any(map(_compares, told.texts)) or _states_thresholds([*values, *told.texts])):
        return True
    stated = any(states_target(column.header) for column in values)
    return stated or _titles_state_targets(grid, rows, told.title)


def _is_series(told: _Told, *, headed: bool) -> bool:
    """Whether figures of several periods stand beside the names of measures; "Year to date" beside
    "Prev. year YTD" is a series as well."""
    match = told.names
    if match is None or match.word not in _NAMES or "service" in told.title.header.lower():
        return False
    money = any(column.unit.unit is Unit.GBP for column in told.values)
    if not (
        names_measures(told.title)
        or (headed and not money)
        or _in_units_of_their_own(told.grid, told.rows, told.values)
    ):
        return False
    periods = {column.period for column in told.values if column.period}
    return len(periods) > 1 or told.roles >= {Role.ACTUAL, Role.PREVIOUS}


def names_measures(title: Column) -> bool:
    """Whether a table's names stand under a word for measures ("Indicator"), and not under one
    that any list has ("Description", "Title")."""
    last = title.header.split(" / ")[-1]
    match = match_header(last) if title.header else None
    words = plain_words(last)
    if match is None or match.word not in _NAMES or words in _ANY_NAMES:
        return False
    return "description" not in words.split() or not _MEASURES.isdisjoint(words.split())


def _in_units_of_their_own(grid: Grid, rows: Sequence[int], values: Sequence[Column]) -> bool:
    """Whether the results of a table's rows are of several kinds, percentages among them: a list
    of charges, or a financial plan, has the same years over the same kind of figures."""
    dated = [c for c in values if c.role in _RESULTS and not c.doubtful]
    texts = [text for c in dated for row in rows if (text := text_at(grid, row, c.index))]
    shares = sum(text.endswith("%") for text in texts)
    money = sum("£" in text for text in texts)
    return shares > 0 or 0 < money < len(texts)


def _says_words(grid: Grid, rows: Sequence[int], column: Column) -> bool:
    """Whether a column of texts says more than who is responsible ("R", "A", "C")."""
    texts = [text for row in rows if (text := text_at(grid, row, column.index))]
    return not texts or not all(map(_LETTERS.fullmatch, texts))


def _only_limits(values: Sequence[Column]) -> bool:
    """Whether all that is to be reached are limits or standards ("Limit", "Parking standard") and
    nothing says what was: a scheme of delegation, no scorecard."""
    roles = {c.role for c in values if not (c.doubtful or c.guessed)}
    heads = [c.header for c in values if c.role is Role.TARGET]
    return roles == {Role.TARGET} and not any(map(_AIMED_AT.search, heads))


def _states_thresholds(columns: Sequence[Column]) -> bool:
    """Whether columns say from when on a result is red, amber or green ("Green threshold")."""
    found = (_THRESHOLD.search(column.header) for column in columns)
    return len({match["class"].lower() for match in found if match is not None}) > 1


def _titles_state_targets(grid: Grid, rows: Sequence[int], title: Column) -> bool:
    """Whether at least half of a table's titles end with their target."""
    names = [cell.text for row in rows if (cell := grid.starts_at(row, title.index)) is not None]
    stated = sum(target_in_title(one_line(name)) is not None for name in names)
    return stated > 0 and stated * 2 >= len(names)


def _orders_rows(grid: Grid, rows: Sequence[int], values: Sequence[Column]) -> bool:
    """Whether all that a table has of ranks is its own order ("3", "1", "2" for three options):
    which row comes first, and no measure's place among other councils."""
    ranks = [
        sorted(
            one_line(cell.text)
            for row in rows
            if (cell := grid.starts_at(row, column.index)) is not None and not cell.empty
        )
        for column in values
        if column.role is Role.QUARTILE
    ]
    return all(order == sorted(map(str, range(1, len(order) + 1))) for order in ranks)


def _judges(grid: Grid, rows: Sequence[int], column: Column) -> bool:
    """Whether a column of ratings or of directions judges the rows. One whose header does not say
    so may be an ornament beside one of them, or a sign that parts two columns ("1 mile = 1.6 km",
    "old name → new name")."""
    if column.use is Use.RAG and not _rates(grid, rows, column):
        return False
    match = match_header(column.header.split(" / ")[-1])
    if match is not None and match.word not in _UNJUDGED:
        return True
    cells = [cell for row in rows if (cell := grid.at(row, column.index)) is not None]
    shown = [cell for cell in cells if not cell.empty]
    if column.use is Use.RAG:
        told = sum(_shows_rating(column, cell) for cell in cells)
        letters = {one_line(cell.text) for cell in shown if not _shows_rating(column, cell)}
        return told * 2 > len(rows) and not any(map(_LETTER.fullmatch, letters))
    parts = {one_line(cell.text) or read_trend(cell)[0] for cell in shown}
    parting = len(rows) > 1 and len(parts) == 1 and parts <= _PARTING
    return len(shown) * 2 > len(rows) and not parting


def _rates(grid: Grid, rows: Sequence[int], column: Column) -> bool:
    """Whether a column of ratings rates: not one that has only other words ("Paid", "Approved";
    "AA-", "n/a")."""
    cells = [cell for row in rows if (cell := grid.at(row, column.index)) and not cell.empty]
    if all(parse_status(one_line(cell.text)) is not None for cell in cells):
        return True
    return any(_shows_rating(column, cell) for cell in cells)


def _shows_rating(column: Column, cell: Cell) -> bool:
    """Whether a cell has a symbol, a word or a colour that rates."""
    return bool(
        cell.marks
        or first_meaning(cell.text, parse_rag) is not None
        or answer_to(column.header, cell.text, ()) is not None
        or any(
            colour is not None and rag_of_colour(colour)[0] is not None
            for colour in (cell.fill, cell.highlight, cell.ink)
        )
    )


def _rated_by_colour(grid: Grid, rows: Sequence[int], columns: Sequence[Column]) -> bool:
    """Whether the cells of a table's only column of ratings have colours of several classes."""
    rated = [column.index for column in columns if column.use is Use.RAG]
    cells = [cell for row in rows if (cell := grid.at(row, rated[0])) is not None]
    hues = {
        rag_of_colour(colour)[0]
        for cell in cells
        for colour in (cell.fill, cell.highlight, cell.ink, *(m.colour for m in cell.marks))
        if colour is not None
    }
    return len(rated) == 1 and len(hues - {None}) > 1


def _compares(column: Column) -> bool:
    """Whether a column says in words how results compare with others' ("Compared with England")."""
    match = match_header(column.header)
    return match is not None and match.word is HeaderWord.COMPARATOR


def _only_changes(values: Sequence[Column]) -> bool:
    """Whether what looks like a variance only tells how figures changed ("Change"): a budget
    by service has that too and rates nothing. Beside what was before, a difference is one."""
    times = {c.period for c in values if c.role is Role.ACTUAL}
    past = len(times) > 1 or any(column.role is Role.PREVIOUS for column in values)
    past = past or any(_PROPOSED.search(column.header) for column in values)
    aimed = any(column.role in _AIMS for column in values)
    changes = _CHANGES | _DIFFERENCES if past and not aimed else _CHANGES
    return all(
        not changes.isdisjoint(plain_words(column.header).split())
        or ((match := match_header(column.header)) is not None and match.word is HeaderWord.TREND)
        for column in values
        if column.role is Role.VARIANCE
    )


def _has_figures(grid: Grid, rows: Sequence[int], column: Column) -> bool:
    return any(
        (cell := grid.at(row, column.index)) is not None
        and any(map(str.isdigit, cell.text))
        and is_figure(one_line(cell.text))
        for row in rows
    )


def _symbols(grid: Grid, rows: Sequence[int], columns: Sequence[Column]) -> bool:
    return any(
        (cell := grid.at(row, column.index)) is not None
        # "Complete" alone is a word of any list of decisions
        and (cell.marks or parse_rag(one_line(cell.text)) not in (None, Rag.BLUE))
        for column in columns
        if column.use in (Use.RAG, Use.TREND)
        for row in rows
    )
