"""What makes a table a scorecard, and what a table of figures is that is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.marks.colour import rag_of_colour
from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Kind, Rag, Role, Unit
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.columns.columns import kind_of_rows
from xlscorecard.normalise.columns.control_charts import explains_control_charts
from xlscorecard.normalise.key.symbol import answer_to, read_trend
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.header_text import calendar_year, header_text, is_period
from xlscorecard.normalise.words.labels import PERIODS
from xlscorecard.normalise.words.mending import first_meaning, one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header, plain_words
from xlscorecard.values.stated_target import states_target, target_in_title
from xlscorecard.values.status import parse_status
from xlscorecard.values.unit import unit_in_header
from xlscorecard.values.words import parse_rag

_LABELS = frozenset(
    {
        HeaderWord.TARGET,
        HeaderWord.ACTUAL,
        HeaderWord.PREVIOUS,
        HeaderWord.RAG,
        HeaderWord.TREND,
        HeaderWord.POLARITY,
    }
)
_PLACES = frozenset(
    {"council", "councils", "authority", "local authority", "local authorities", "district",
     "borough", "county", "ward", "electoral ward", "parish", "town", "cyngor", "council name",
     "authority name", "name of council", "name of authority", "local authority name",
     "bidder", "tenderer", "supplier", "candidate", "applicant"}
)  # fmt: skip
# Rows of an attendance list: by what their column is headed over names, or by how these begin.
_PEOPLE = frozenset(
    {"member", "members", "councillor", "councillors", "cllr", "name of member", "member name",
     "name of councillor", "councillor name", "committee member", "board member", "attendee",
     "trustee", "governor", "member of the committee", "members of the committee"}
)  # fmt: skip
_PERSON = re.compile(r"(?:Cllrs?|Councillor|Cynghorydd|Ald(?:erman)?|Cyng)\b\.?\s+[A-Z]")
_OWN_NAME = re.compile(r"(?:[A-Z][\w.'’-]*(?: |$)){1,4}(?:\(.*\))?")
# A key shows at least three ratings, and as many directions.
_FEWEST_CLASSES = 3
# A register of risks that tells nothing else of them scores them before and after.
_FEWEST_SCORES = 2
# Heads of counts beside those of ratings.
_COUNTS = frozenset(
    {"total", "number", "no", "measures", "kpis", "no target", "no data", "not due"}
)
# What a register of actions or risks has and a narrative of what was done has not.
_MANAGED = re.compile(
    r"\b(?:owner|officer|lead|manager|responsib\w*|who|whom|due|date|deadline|when|start|end|"
    r"complet\w*|milestones?|timescales?|target|director|mitigat\w*|controls?|sponsor)\b",
    re.IGNORECASE,
)


_THRESHOLD = re.compile(
    r"\b(?P<class>red|amber|green)\b.*\b(?:thresholds?|tolerances?|triggers?|limits?|range|if|when)\b",
    re.IGNORECASE,
)


def is_scorecard(columns: Sequence[Column], grid: Grid, rows: Sequence[int]) -> bool:
    """Whether columns and cells are those of a scorecard. Figures alone are not enough: an
    election table has them too. There must be a judgement (RAG, trend, target, polarity,
    quartile, variance; a target that titles state), or a risk or action register, or a series
    over periods beside words for a measure."""
    title = next((column for column in columns if column.use is Use.TITLE), None)
    values = [column for column in columns if column.use is Use.VALUE]
    rated = any(column.use is Use.RAG for column in columns)
    compared = not rated and all(column.role is not Role.TARGET for column in values)
    if title is None or (compared and _lists_places(title)):
        return False
    if not rated and _lists_people(grid, rows, title):
        return False
    if _lists_periods(grid, rows, title):
        return False  # of one measure, whose name stands elsewhere
    if not rated and _counts_ratings(values):
        return False
    uses: set[Use] = {column.use for column in columns if column.use is not Use.RAG}
    if any(column.use is Use.RAG and _rates(grid, rows, column) for column in columns):
        uses.add(Use.RAG)
    roles = {column.role for column in values}
    match = match_header(title.header.split(" / ")[-1]) if title.header else None
    word = match.word if match is not None else None
    kind = kind_of_rows(columns)
    texts = [c for c in columns if c.use is Use.TEXT]
    if kind in (Kind.RISK, Kind.ACTION):
        managed = Use.RAG in uses or any(_MANAGED.search(c.header) for c in (*texts, *values))
        managed = managed or (kind is Kind.RISK and bool(values))
        if Use.RAG in uses:
            beside = bool(texts or values or uses & {Use.REFERENCE, Use.TREND})
            return managed and (beside or _rated_by_colour(grid, rows, columns))
        if "milestone" in title.header.lower():
            return False  # a calendar, where nothing rates them
        scores = [c for c in values if unit_in_header(c.header).unit is Unit.SCORE]
        told = bool(texts) or (kind is Kind.RISK and len(scores) >= _FEWEST_SCORES)
        return managed and told and len(texts) + len(values) >= 2
    measures = word in (HeaderWord.TITLE, HeaderWord.SUPPORTING_MEASURE)
    judged = bool(
        uses & {Use.RAG, Use.TREND, Use.POLARITY}
        or any(column.icons for column in columns)
        or Role.TARGET in roles
        or (Role.QUARTILE in roles and (measures or not _orders_rows(grid, rows, values)))
        or (Role.VARIANCE in roles and (measures or not _only_changes(values)))
        or (measures and any(map(_compares, texts)))
        or _titles_state_targets(grid, rows, title)
        or any(states_target(column.header) for column in values)
        or (measures and _states_thresholds([*values, *texts]))
    )
    numbers = sum(_figures(grid, rows, column) for column in values)
    if judged:
        return bool(values and numbers) or bool(
            uses & {Use.RAG, Use.TREND} and (word is not None or _symbols(grid, rows, columns))
        )
    periods = {column.period for column in values if column.period}
    named = measures and match is not None and "service" not in title.header.lower()
    # "Year to date" beside "Prev. year YTD" is a series as well
    series = len(periods) >= 2 or roles >= {Role.ACTUAL, Role.PREVIOUS}
    return bool(named and numbers and series)


def _states_thresholds(columns: Sequence[Column]) -> bool:
    """Whether columns say from when on a result is red, amber or green ("Green threshold")."""
    found = (_THRESHOLD.search(column.header) for column in columns)
    return len({match["class"].lower() for match in found if match is not None}) > 1


def _counts_ratings(values: Sequence[Column]) -> bool:
    """Whether a table only counts how many measures have each rating ("Above target", "On
    target", "Below target", "No target")."""
    heads = [plain_words(column.header.split(" / ")[-1]) for column in values]
    others = [head for head in heads if parse_rag(head) is None]
    return len(heads) - len(others) > 1 and _COUNTS.issuperset(others)


def _lists_places(title: Column) -> bool:
    """Whether a table's rows are councils, parts of one, or bidders: where nothing is judged, a
    league table of one measure."""
    return plain_words(title.header.split(" / ")[-1]) in _PLACES


def _lists_people(grid: Grid, rows: Sequence[int], title: Column) -> bool:
    """Whether a table's rows are members: who attended how many of the meetings expected."""
    headed = plain_words(title.header.split(" / ")[-1]) in _PEOPLE
    names = [cell.text for row in rows if (cell := grid.starts_at(row, title.index)) is not None]
    looks = _OWN_NAME.fullmatch if headed else _PERSON.match
    return sum(looks(one_line(name)) is not None for name in names) * 2 > len(names)


def _lists_periods(grid: Grid, rows: Sequence[int], title: Column) -> bool:
    """Whether a table's rows are periods, under "Quarter" or "Month", and no measures."""
    if plain_words(title.header.split(" / ")[-1]) not in PERIODS - {""}:
        return False
    names = [cell.text for row in rows if (cell := grid.starts_at(row, title.index)) is not None]
    texts = [one_line(name) for name in names if name.strip()]
    return all(is_period(text) or calendar_year(text) is not None for text in texts)


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


def _rates(grid: Grid, rows: Sequence[int], column: Column) -> bool:
    """Whether a column of ratings rates: not one that has only other words ("Paid", "Approved";
    "AA-", "n/a")."""
    cells = [cell for row in rows if (cell := grid.at(row, column.index)) and not cell.empty]
    if all(parse_status(one_line(cell.text)) is not None for cell in cells):
        return True
    return any(
        cell.marks
        or first_meaning(cell.text, parse_rag) is not None
        or answer_to(column.header, cell.text, ()) is not None
        or any(
            colour is not None and rag_of_colour(colour)[0] is not None
            for colour in (cell.fill, cell.highlight, cell.ink)
        )
        for cell in cells
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


def names_symbols(columns: Sequence[Column], grid: Grid, rows: Sequence[int]) -> bool:
    """Whether most of the names of a table's rows are symbols or words for a rating, or what the
    icons of control charts mean."""
    at = next(column.index for column in columns if column.use is Use.TITLE)
    cells = [cell for row in rows if (cell := grid.starts_at(row, at)) and not cell.empty]
    if explains_control_charts([cell.text for cell in cells]):
        return True
    named = sum(
        parse_rag(one_line(cell.text)) is not None
        or (bool(cell.marks) and len(one_line(cell.text)) < 3)
        for cell in cells
    )
    return named * 2 > len(cells)


def explains_symbols(columns: Sequence[Column], grid: Grid, rows: Sequence[int]) -> bool:
    """Whether a table without figures shows each rating once beside each direction once: what
    they mean stands there, and the rows are no measures."""
    if any(
        any(map(str.isdigit, cell.text))
        for row in rows
        for column in columns
        if column.use is Use.VALUE and (cell := grid.starts_at(row, column.index)) is not None
    ):
        return False
    shown: dict[Use, list[object]] = {Use.RAG: [], Use.TREND: []}
    for column in columns:
        if column.use is Use.RAG:  # its first line may have been taken for one of the header
            lines = column.header.split(" / ")
            shown[Use.RAG] += filter(None, map(parse_rag, lines))
        for row in rows:
            cell = grid.starts_at(row, column.index)
            if cell is not None and column.use is Use.RAG:
                shown[Use.RAG].append(parse_rag(one_line(cell.text)) or cell.fill)
            elif cell is not None and column.use is Use.TREND:
                shown[Use.TREND].append(read_trend(cell)[0])
    once = all(seen and None not in seen and len({*seen}) == len(seen) for seen in shown.values())
    return once and len(shown[Use.RAG]) >= _FEWEST_CLASSES


def names_labels(columns: Sequence[Column], grid: Grid, rows: Sequence[int]) -> bool:
    """Whether the names of a table's rows are those that columns have ("Target", "Actual",
    "RAG"): the rows tell one measure, and are none."""
    at = next(column.index for column in columns if column.use is Use.TITLE)
    cells = [cell for row in rows if (cell := grid.starts_at(row, at)) and not cell.empty]
    named = [
        match.word
        for cell in cells
        if (match := match_header(header_text(cell.text).rstrip(":? "))) is not None
        and match.exact
        and match.word in _LABELS
    ]
    return len(set(named)) > 1 and len(named) * 3 >= len(cells)


def is_plain_budget(columns: Sequence[Column], grid: Grid, rows: Sequence[int]) -> bool:
    """Whether a table is a budget beside what was spent and nothing rates it: no RAG, trend,
    target or polarity, no coloured figure. Inside a scorecard such a block is its finances."""
    values = [column for column in columns if column.use is Use.VALUE]
    uses = {column.use for column in columns}
    roles = {column.role for column in values}
    if uses & {Use.RAG, Use.TREND, Use.POLARITY} or Role.BUDGET not in roles:
        return False
    if roles & {Role.TARGET, Role.QUARTILE, Role.COMPARATOR}:
        return False
    return not any(
        (cell := grid.at(row, column.index)) is not None
        and any(
            colour is not None and rag_of_colour(colour)[0] is not None
            for colour in (cell.fill, cell.highlight)
        )
        for column in values
        for row in rows
    )


def _only_changes(values: Sequence[Column]) -> bool:
    """Whether what looks like a variance only tells how figures changed ("Change"): a budget
    by service has that too and rates nothing."""
    return all(
        "change" in plain_words(column.header).split()
        or ((match := match_header(column.header)) is not None and match.word is HeaderWord.TREND)
        for column in values
        if column.role is Role.VARIANCE
    )


def _figures(grid: Grid, rows: Sequence[int], column: Column) -> int:
    return sum(
        1
        for row in rows
        if (cell := grid.at(row, column.index)) is not None
        and any(c.isdigit() for c in cell.text)
        and is_figure(one_line(cell.text))
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
