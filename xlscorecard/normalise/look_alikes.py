"""Tables whose words look like a scorecard's and that are none: keys, indexes, matrices, lists of
places, people and parties, plain budgets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.marks.colour import rag_of_colour
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.columns.control_charts import explains_control_charts
from xlscorecard.normalise.key.symbol import read_trend
from xlscorecard.normalise.words.content import text_at
from xlscorecard.normalise.words.header_text import calendar_year, header_text, is_period
from xlscorecard.normalise.words.labels import PERIODS
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header, plain_words
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
     "authority name", "name of council", "name of authority", "local authority name", "lsoa",
     "lsoa code", "msoa", "output area", "neighbourhood", "constituency", "polling district",
     "bidder", "tenderer", "supplier", "candidate", "applicant"}
)  # fmt: skip
# What is inspected, valued or graded one by one: its grade is a fact about it and no performance.
_INSPECTED = frozenset(
    {"building", "premises", "property", "property address", "address", "site", "site name",
     "site ref", "home", "care home", "nursery", "provider", "school", "school name", "structure",
     "bridge", "business", "establishment"}
)  # fmt: skip
_GRADES = frozenset({"rating", "colour", "assessment", "overall rating"})
# Who holds or lends the council's money: a limit is no target, a colour is a credit rating.
_PARTIES = frozenset(
    {"counterparty", "counterparties", "counterparty name", "name of counterparty", "institution",
     "financial institution", "bank", "bank or building society", "lender", "borrower", "issuer",
     "fund manager"}
)  # fmt: skip
# Rows of an attendance list: by what their column is headed over names, or by how these begin.
_PEOPLE = frozenset(
    {"member", "members", "councillor", "councillors", "cllr", "name of member", "member name",
     "name of councillor", "councillor name", "committee member", "board member", "attendee",
     "trustee", "governor", "member of the committee", "members of the committee"}
)  # fmt: skip
_PERSON = re.compile(r"(?:Cllrs?|Councillor|Cynghorydd|Ald(?:erman)?|Cyng)\b\.?\s+[A-Z]")
_OWN_NAME = re.compile(r"(?:[A-Z][\w.'’-]*(?: |$)){1,4}(?:\(.*\))?")
# What a survey's rows are.
_QUESTIONS = frozenset(
    {"question", "questions", "survey question", "statement", "answer", "response"}
)
_ANSWERING = frozenset({"respondent", "respondents", "consultee", "consultees"})
_QUESTION = re.compile(r"Q(?:[5-9]|[1-9]\d)")
_HOURS = frozenset({"time", "times", "start time", "time slot"})
_HOUR = re.compile(r"\d{1,2}[:.]?\d\d\b|\d{1,2}\s?(?:am|pm)\b", re.IGNORECASE)
# How large or likely something is, and no name of it.
_LEVELS = frozenset(
    {"high", "medium", "low", "very high", "very low", "high risk", "medium risk", "low risk",
     "yes", "no", "none", "positive", "negative", "neutral"}
)  # fmt: skip
# A key shows at least three ratings, and as many directions.
_FEWEST_CLASSES = 3
# Heads of counts beside those of ratings.
_COUNTS = frozenset(
    {"total", "number", "no", "measures", "kpis", "no target", "no data", "not due"}
)
# Dots that lead from a heading to its page.
_LEADERS = re.compile(r"(?:[.…·_]\s?){5,}|…{2,}")
# What makes a result one of a class, as keys say it.
_BOUNDS = re.compile(
    r"\b(?:within|more than|less than|greater than|up to|over|under|above|below|at or|on or|"
    r"exceed\w*|met|missed|late|target|tolerance|schedule|budget)\b|[<>≤≥]",
    re.IGNORECASE,
)
_BARE = re.compile(r"[£\d.,% -]+")  # "95%", but "Up to 5% over budget"
_SCORES = re.compile(r"(\d{1,3})(?:\s*(?:-|–|to)\s*(\d{1,3})|\s*(?:\+|and (?:above|over)))?")
_SCORED = frozenset({"score", "scores", "points"})


def is_look_alike(
    columns: Sequence[Column], grid: Grid, rows: Sequence[int], title: Column
) -> bool:
    """Whether a table is one of those that look like a scorecard whatever else it has."""
    values = [column for column in columns if column.use is Use.VALUE]
    rated = any(column.use is Use.RAG for column in columns)
    aimed = any(column.role is Role.TARGET for column in values)
    names = [name for row in rows if (name := text_at(grid, row, title.index))]
    return (
        (not rated and not aimed and _headed(title, _PLACES))
        or (not aimed and _headed(title, _INSPECTED) and not _asks_for_ratings(columns))
        or (_headed(title, _PARTIES) and not _asks_for_ratings(columns))
        or (not rated and _lists_people(title, names))
        or (not rated and not aimed and _asks(columns, title))
        or (not rated and not aimed and _tells_hours(columns, grid, rows))
        or _lists_periods(title, names)  # of one measure, whose name stands elsewhere
        or (not rated and _counts_ratings(values))
        or _leads_to_pages(columns, names)
        or _names_levels(names)
        or _grades_scores(columns, grid, rows)
    )


def _headed(title: Column, names: frozenset[str]) -> bool:
    """Whether a table's rows are what a list of names says: councils or their parts, bidders,
    where nothing is judged a league table of one measure."""
    words = plain_words(title.header.split(" / ")[-1])
    # a narrow column breaks "Institutio n"
    return words in names or (" " in words and words.replace(" ", "") in names)


def _asks_for_ratings(columns: Sequence[Column]) -> bool:
    """Whether a header says that the council rates ("RAG", "Complied?"), where "Rating" and
    "Colour" may be those of an inspector or of an agency."""
    heads = [c.header.split(" / ")[-1] for c in columns if c.use is Use.RAG]
    found = {plain_words(head): match_header(head) for head in heads}
    return any(
        match is not None and match.word is HeaderWord.RAG and match.exact
        for words, match in found.items()
        if words not in _GRADES
    )


def _lists_people(title: Column, names: Sequence[str]) -> bool:
    """Whether a table's rows are members: who attended how many of the meetings expected."""
    looks = _OWN_NAME.fullmatch if _headed(title, _PEOPLE) else _PERSON.match
    return sum(looks(name) is not None for name in names) * 2 > len(names)


def _asks(columns: Sequence[Column], title: Column) -> bool:
    """Whether a table tells what was answered: its rows are questions or who answered them, or its
    columns are questions ("Q1" to "Q6", which are no quarters)."""
    words = plain_words(title.header.split(" / ")[-1])
    numbers = (_QUESTION.fullmatch(column.header.split(" / ")[-1]) for column in columns)
    return words in _QUESTIONS or not _ANSWERING.isdisjoint(words.split()) or any(numbers)


def _tells_hours(columns: Sequence[Column], grid: Grid, rows: Sequence[int]) -> bool:
    """Whether a table is what is to happen at which time of the day: an agenda, a plan of an
    event."""
    for column in columns:
        if plain_words(column.header) in _HOURS:
            texts = [text for row in rows if (text := text_at(grid, row, column.index))]
            return bool(texts) and all(map(_HOUR.match, texts))
    return False


def _lists_periods(title: Column, names: Sequence[str]) -> bool:
    """Whether a table's rows are periods, under "Quarter" or "Month", and no measures."""
    if not _headed(title, PERIODS - {""}):
        return False
    return all(is_period(name) or calendar_year(name) is not None for name in names)


def _counts_ratings(values: Sequence[Column]) -> bool:
    """Whether a table only counts how many measures have each rating ("Above target", "On
    target", "Below target", "No target")."""
    heads = [plain_words(column.header.split(" / ")[-1]) for column in values]
    others = [head for head in heads if parse_rag(head) is None]
    return len(heads) - len(others) > 1 and _COUNTS.issuperset(others)


def _leads_to_pages(columns: Sequence[Column], names: Sequence[str]) -> bool:
    """Whether dots lead from a table's texts to their pages: contents, or an index, whose words
    ("Target setting ..... 14") are no headers and no measures."""
    if any(_LEADERS.search(column.header) for column in columns):
        return True
    return sum(_LEADERS.search(name) is not None for name in names) * 2 > len(names)


def _names_levels(names: Sequence[str]) -> bool:
    """Whether most rows are named by how large something is ("High" under "Risk"), which tells
    something of a row and is no name of its own."""
    return sum(plain_words(name) in _LEVELS for name in names) * 2 > len(names)


def _grades_scores(columns: Sequence[Column], grid: Grid, rows: Sequence[int]) -> bool:
    """Whether a table says what each run of scores means ("1 - 4 | Low", "5 - 12 | Medium"): the
    next one begins above the last."""
    for column in columns:
        if _SCORED.isdisjoint(plain_words(column.header).split()):
            continue
        texts = [text for row in rows if (text := text_at(grid, row, column.index))]
        found = [match for text in texts if (match := _SCORES.fullmatch(text))]
        runs = sum(match[0] != match[1] for match in found)
        if runs > 1 and len(found) == len(texts) and _part_a_scale(found):
            return True
    return False


def _part_a_scale(found: Sequence[re.Match[str]]) -> bool:
    """Whether runs of scores follow each other, up or down, and none reaches into another."""
    ends = sorted((int(match[1]), int(match[2] or match[1])) for match in found)
    return all(before[1] < after[0] for before, after in pairwise(ends))


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
        if column.use is Use.RAG:
            shown[Use.RAG] += _ratings_shown(column, grid, rows)
        for row in rows:
            cell = grid.starts_at(row, column.index)
            if cell is not None and column.use is Use.TREND:
                shown[Use.TREND].append(read_trend(cell)[0])
    once = all(seen and _each_once(seen) for seen in shown.values())
    return once and len(shown[Use.RAG]) >= _FEWEST_CLASSES


def explains_ratings(columns: Sequence[Column], grid: Grid, rows: Sequence[int]) -> bool:
    """Whether a table's first column shows each rating once, and the others say from when on it
    is given ("Green | On schedule | Within budget"): a key with more columns than one."""
    first = columns[0]
    if first.use is not Use.RAG:
        return False
    shown = _ratings_shown(first, grid, rows)
    if len(shown) < _FEWEST_CLASSES or not _each_once(shown):
        return False
    texts = [[one_line(c.text) for c in grid.row_cells(row) if c.col] for row in rows]
    if any(_BARE.fullmatch(text) for told in texts for text in told):
        return False
    bounds = sum(any(map(_BOUNDS.search, told)) for told in texts)
    return bounds + 1 >= len(texts)


def _ratings_shown(column: Column, grid: Grid, rows: Sequence[int]) -> list[object]:
    """The ratings of a column by word or colour. Its first may have been taken for its header."""
    shown: list[object] = list(filter(None, map(parse_rag, column.header.split(" / "))))
    cells = (grid.starts_at(row, column.index) for row in rows)
    return shown + [_rating_of(cell) for cell in cells if cell is not None]


def _rating_of(cell: Cell) -> object:
    return parse_rag(one_line(cell.text)) or cell.fill


def _each_once(shown: Sequence[object]) -> bool:
    return None not in shown and len({*shown}) == len(shown)


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
