"""What each column of a table holds, from the words above it and the cells in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Kind, Role
from xlscorecard.normalise.columns.against_target import (
    with_results_against_target,
    with_shares_of_target,
)
from xlscorecard.normalise.columns.alike import with_twins
from xlscorecard.normalise.columns.cell_uses import holds_codes, use_by_content
from xlscorecard.normalise.columns.column import SIGNED, SIGNS, Column, Use
from xlscorecard.normalise.columns.control_charts import shows_control_charts
from xlscorecard.normalise.columns.cut_headers import without_unknown
from xlscorecard.normalise.columns.directions import with_ways_before_figures
from xlscorecard.normalise.columns.figure_headers import ROLES
from xlscorecard.normalise.columns.headed import headed_column
from xlscorecard.normalise.columns.ledger_columns import ledger_periods, numbered_in_doubt
from xlscorecard.normalise.columns.matching import NUMBERS, match_of_column
from xlscorecard.normalise.columns.month_headers import months_in_a_row, months_of_years
from xlscorecard.normalise.columns.others import with_others
from xlscorecard.normalise.columns.periods import (
    carried_periods,
    last_periods,
    parts_told_before,
    ranged_periods,
)
from xlscorecard.normalise.columns.present_period import same_periods
from xlscorecard.normalise.columns.roles import (
    settle_roles,
    with_money_apart,
    with_result_like_target,
)
from xlscorecard.normalise.columns.shares import apart_from_shares, with_shares
from xlscorecard.normalise.columns.titles import settle_title
from xlscorecard.normalise.columns.turned import turned_periods
from xlscorecard.normalise.columns.uses import use_of, without_remarks
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.words.content import PRINTS_UNIT, Content, content_of, counts_rows
from xlscorecard.normalise.words.header_text import is_part, is_period
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.row_period import says_how_often, states_periods, tells_when
from xlscorecard.normalise.words.vocabulary import (
    HeaderMatch,
    HeaderWord,
    match_header,
    plain_words,
)
from xlscorecard.values.period import parse_period, year_of

# Bare years, in a column that does not say what it counts.
_BARE_YEAR = re.compile(r"19[5-9]\d|20[0-4]\d")
_FEWEST_YEARS = 3
_NUMBERED = (HeaderWord.TITLE, HeaderWord.ACTION, HeaderWord.RISK)
# A header inside a table leaves the titles where they were, if these are no shorter.
_SHORTEST_TITLE = 8
# "12.10.3a" is the longest number of a measure in a column of its own.
_LONGEST_NUMBER = 9


def infer_columns(
    grid: Grid,
    header: Header,
    rows: Sequence[int],
    *,
    reporting_period: str | None = None,
    title_at: int | None = None,
) -> tuple[Column, ...]:
    """Every column of a grid with its use, for the body rows given. A table without a title
    column has none with ``Use.TITLE``. ``title_at`` is the title column of the header above,
    where a header inside a table gives the columns new names."""
    reporting_period = reporting_period or _year_of_targets(header)
    contents = [content_of(grid, col, rows) for col in range(grid.cols)]
    words = [" ".join(header.lines[col]) for col in range(grid.cols)]
    months = months_in_a_row(words)
    matches = [
        None if col in months else _match_over(header, col, contents[col])
        for col in range(grid.cols)
    ]
    icons = [
        shows_control_charts(grid, header, col, rows, contents[col]) for col in range(grid.cols)
    ]
    uses = [
        (Use.TEXT if icons[col] else None)
        or _use_apart(grid, header, col, rows)
        or use_of(matches[col], contents[col], header, col)
        for col in range(grid.cols)
    ]
    uses = without_remarks(uses, matches, contents)
    uses = with_ways_before_figures(uses, grid, header, rows)
    if title_at is not None and contents[title_at].length >= _SHORTEST_TITLE:
        uses = _uses_under_title(uses, contents, title_at)
    else:
        settle_title(uses, matches, contents, header)
        _settle_numbers(uses, matches, contents, header)
    columns = [
        headed_column(col, header, uses[col], contents[col], reporting_period)
        for col in range(grid.cols)
    ]
    if Use.RAG not in uses:
        columns = [_judging(c, matches[c.index], contents[c.index]) for c in columns]
    year = year_of(reporting_period)
    for col, month in months.items():
        columns[col] = replace(
            columns[col], role=Role.ACTUAL, period=parse_period(month, year=year)
        )
    heads = [months.get(col, text) for col, text in enumerate(words)]
    periods = _settled_periods(header, heads, columns, reporting_period)
    numbered = numbered_in_doubt(columns, periods, reporting_period)
    dated = tuple(
        replace(
            c,
            period=p,
            numbered=c.index in numbered,
            alone=c.doubtful and not _prints_units(grid, c.index, rows),
            icons=icon,
            reached=c.index in header.reached,
            cut=c.index in header.cut,
        )
        for c, p, icon in zip(columns, periods, icons, strict=True)
    )
    dated = with_results_against_target(with_shares_of_target(dated, grid, rows), grid, rows)
    apart = with_money_apart(with_result_like_target(with_others(dated), grid, rows), grid, rows)
    named = with_shares(apart, grid, rows)
    settled = apart_from_shares(settle_roles(named, reporting_period))
    return with_twins(without_unknown(settled))


def _settled_periods(
    header: Header, heads: Sequence[str], columns: Sequence[Column], reporting_period: str | None
) -> Sequence[str | None]:
    """The period of each column, by what the headers (``heads``, a line each) say only together."""
    periods = carried_periods(heads, last_periods(heads, columns, reporting_period), columns)
    periods = ranged_periods(header.lines, periods)
    periods = months_of_years(header.lines, periods, reporting_period)
    periods = turned_periods(heads, periods, reporting_period, header.lines, columns)
    periods = ledger_periods(columns, periods, reporting_period)
    periods = same_periods(columns, periods, reporting_period)
    return parts_told_before(columns, periods)


def _match_over(header: Header, col: int, content: Content) -> HeaderMatch | None:
    """The header's meaning; none of "+/-", which has no word, over nothing but signs."""
    signs = content.figures == 0 and not plain_words(header.text(col))
    return None if signs else match_of_column(header, col)


def _uses_under_title(
    uses: Sequence[Use | None], contents: Sequence[Content], title_at: int
) -> list[Use | None]:
    """The uses of columns that a header inside a table names again: the titles stay where they
    are."""
    found: list[Use | None] = []
    for use, content in zip(uses, contents, strict=True):
        settled: Use | None = Use.TEXT if use is Use.TITLE else use
        if settled is Use.TEXT and content.figures > 0.5:
            settled = use_by_content(content)
        if settled is None and content.statuses > 0.5:
            # a column of a few statuses ("N/A") is what it was under the header above: figures
            settled = Use.VALUE
        found.append(settled)
    found[title_at] = Use.TITLE
    return found


def _settle_numbers(
    uses: list[Use | None],
    matches: Sequence[HeaderMatch | None],
    contents: Sequence[Content],
    header: Header,
) -> None:
    """Tell columns that number the titles, on their left, from columns that count, on their
    right ("No.")."""
    title = uses.index(Use.TITLE) if Use.TITLE in uses else -1
    # the only figures that may be results are no numbers of measures
    others = any(
        use is Use.VALUE and (match is None or match.word is HeaderWord.ACTUAL)
        for use, match in zip(uses[title + 1 :], matches[title + 1 :], strict=True)
    )
    for col in range(title):
        codes = uses[col] is None and holds_codes(contents[col])
        unnamed = others and _is_unnamed(header, col)
        numbers = uses[col] is Use.VALUE and _numbers_titles(matches[col], contents[col], unnamed)
        if codes or numbers:
            uses[col] = Use.REFERENCE
    for col in range(title + 1, len(uses)):
        lines = header.lines[col]
        if uses[col] is Use.REFERENCE and lines and plain_words(lines[-1]) in NUMBERS:
            under_period = any(map(is_period, lines[:-1]))
            if under_period or contents[col].figures > 0.7:
                uses[col] = Use.VALUE


def _is_unnamed(header: Header, col: int) -> bool:
    """Whether a column's header has no word and no figure ("#")."""
    return not any(any(map(str.isalnum, line)) for line in header.lines[col])


def _year_of_targets(header: Header) -> str | None:
    """The year of a table's targets, where it has one only: that of a bare "Q1" after them in
    a paper that names no other. A target behind all of them may be the next year's."""
    targets = {
        col: year
        for col, lines in enumerate(header.lines)
        if (match := match_of_column(header, col)) is not None and match.word is HeaderWord.TARGET
        if (year := year_of(parse_period(" ".join(lines)))) is not None
    }
    parts = [col for col, lines in enumerate(header.lines) if any(map(is_part, lines))]
    if len(set(targets.values())) != 1 or all(part < min(targets) for part in parts):
        return None
    return next(iter(targets.values()))


def _numbers_titles(match: HeaderMatch | None, content: Content, unnamed: bool) -> bool:
    """Whether a column on the left of the titles holds the measures' numbers under a word for
    measures or actions ("KPI" over 1.1, 1.2, beside "Description"), or under none at all."""
    named = match is not None and match.exact and match.word in _NUMBERED
    return (named or unnamed) and content.distinct == 1 and content.length < _LONGEST_NUMBER


def _use_apart(grid: Grid, header: Header, col: int, rows: Sequence[int]) -> Use | None:
    """The use of a column of periods or years that say when, of the rows' numbers, or of signs for
    which way is good; None for others."""
    if tells_when(header.text(col)) and (
        states_periods(grid, col, rows) or says_how_often(grid, col, rows)
    ):
        return Use.TEXT
    if col == 0 and _is_unnamed(header, col) and counts_rows(grid, rows):
        return Use.REFERENCE
    if col and match_header(header.text(col)) is None and _holds_years(grid, col, rows):
        return Use.TEXT  # "Published" over 2021, 2016
    left = (match_header(header.text(c)) for c in range(col))
    if header.text(col) == SIGNED and not any(m and m.word in ROLES for m in left):
        # behind a result they tell how it differs from another
        told = {c.text.strip() for row in rows if (c := grid.starts_at(row, col)) is not None}
        return Use.POLARITY if "+" in told and told <= SIGNS.keys() | {""} else None
    return None


def _holds_years(grid: Grid, col: int, rows: Sequence[int]) -> bool:
    """Whether several rows hold nothing but a calendar year each."""
    cells = (grid.starts_at(row, col) for row in rows)
    texts = [one_line(cell.text) for cell in cells if cell is not None and not cell.empty]
    return len(texts) >= _FEWEST_YEARS and all(map(_BARE_YEAR.fullmatch, texts))


def _judging(column: Column, match: HeaderMatch | None, content: Content) -> Column:
    """A column of words for which way it went under "Progress" with its colours as ratings, where
    its table has no others."""
    text = match is not None and match.word is HeaderWord.TEXT
    rates = column.use is Use.TREND and text and max(content.tinted, content.hued) > 1
    return replace(column, judges=True) if rates else column


def _prints_units(grid: Grid, col: int, rows: Sequence[int]) -> bool:
    """Whether a figure of a column stands with its unit in any row."""
    cells = (grid.starts_at(row, col) for row in rows)
    return any(cell is not None and PRINTS_UNIT.search(cell.text) for cell in cells)


def kind_of_rows(columns: Sequence[Column]) -> Kind:
    """What a table's rows are, by the header of its title column and of its others."""
    title = next((column for column in columns if column.use is Use.TITLE), None)
    if title is None:
        return Kind.MEASURE
    match = match_header(title.header.split(" / ")[-1]) or match_header(title.header)
    word = match.word if match is not None else None
    if word is HeaderWord.RISK:
        return Kind.RISK
    if word is HeaderWord.ACTION:
        return Kind.ACTION
    if word is HeaderWord.PRIORITY:
        return Kind.PRIORITY
    if any(
        (other := match_header(column.header)) and other.word is HeaderWord.RISK
        for column in columns
        if column.use is Use.TEXT
    ) and any(
        (other := match_header(column.header)) and other.word is HeaderWord.SCORE
        for column in columns
    ):
        return Kind.RISK
    return Kind.MEASURE
