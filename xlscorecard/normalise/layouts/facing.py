"""Tables that print their columns as rows, turned to face the usual way.

A measure over several rows that a column beside it names ("Target", "Actual"); cards, a name over
rows of label and value, alone or side by side; forms (``forms``); blocks of one measure's
figures period by period (``by_period``); measures as columns, and tables
whose measure the heading above names (``sideways``). All become a table of one row for each
measure, so that the rest of normalising knows one kind only. Cells keep their page and place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.layouts.boxed import read_boxes
from xlscorecard.normalise.layouts.by_period import by_period, heading_row, under_headings
from xlscorecard.normalise.layouts.form import Form, table_of_forms
from xlscorecard.normalise.layouts.forms import read_forms
from xlscorecard.normalise.layouts.inner_tables import inner_tables
from xlscorecard.normalise.layouts.labels_below import labels_below
from xlscorecard.normalise.layouts.own_periods import own_periods
from xlscorecard.normalise.layouts.periods_down import periods_down
from xlscorecard.normalise.layouts.profiles import read_profile, under_label, under_name
from xlscorecard.normalise.layouts.ratings_below import ratings_below
from xlscorecard.normalise.layouts.remarks import with_remarks_aside
from xlscorecard.normalise.layouts.sideways import (
    Bar,
    apart_from_facts,
    bar_of,
    corner_of,
    transposed,
    with_columns,
    with_judgement,
    with_title,
)
from xlscorecard.normalise.layouts.tiles import read_tiles
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.header_text import header_text, is_part, is_period
from xlscorecard.normalise.words.labels import (
    OWN_RESULT,
    card_label_of,
    label_of,
    may_name,
    own_or_others_label,
    short_text,
    tells_figures,
    yearly_label_of,
)
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.normal_period import is_part_of_year
from xlscorecard.values.period import MONTH, parse_period

# A column names its rows where at least this share of its cells are such names.
_MOSTLY = 0.9
# So many different names below each other ("Result", "Target", "Trend", "Num") name one measure.
_SURELY = 5
_OF_THE_WHOLE = frozenset({HeaderWord.TARGET, HeaderWord.FORECAST, HeaderWord.COMPARATOR})
_PAPERS = re.compile(r"\b(?:report|scorecard|dashboard)\b", re.IGNORECASE)
_OF_PAPERS = re.compile(
    r"\b(?:corporate|council|performance|key|indicators?|measures?|plan|report|scorecard|dashboard|"
    rf"quarterly|monthly|annual|q[1-4]|quarter|year|end|to|for|{MONTH})\b|[\d\W_]"
)
# A header ends within so many rows.
_FIRST_ROWS = 4


def turn_to_face(grid: Grid, heading: str = "", above: Bar | None = None) -> Grid:
    """The grid with measures as rows and what is said of them as columns; the grid itself
    where it stands so already. ``heading`` is what stands directly above it, ``above`` the bar
    where that is a table of one row."""
    profile = read_profile(grid)
    if profile is not None:
        return profile
    below = under_name(grid)
    if below is not None and (faced := turn_to_face(*below)) is not below[0]:
        return faced
    turned = (
        read_tiles(grid) or _cards(grid) or read_forms(grid, heading) or read_boxes(grid, heading)
    )
    turned = turned or own_periods(grid) or inner_tables(grid) or by_period(grid, heading)
    turned = turned or periods_down(grid) or labels_below(grid) or ratings_below(grid)
    if turned is not None:
        return turned
    below = under_label(grid)
    if below is not None and (faced := turn_to_face(*below)) is not below[0]:
        return faced
    bar = (bar_of(grid) if grid.rows > 1 else None) or corner_of(grid) or above
    if bar is None and may_name(heading) and not _titles_paper(heading):
        bar = Bar(Cell(0, 0, text=one_line(heading), page=grid.page))
    if bar is not None:
        figures, facts = apart_from_facts(grid, bar)
        named = with_title(figures, bar)
        if named is not None:
            whole = with_columns(_labelled_rows(named, alone=True) or named, facts)
            return with_judgement(whole, bar.judged)
    aside = with_remarks_aside(grid)
    beside = _labelled_rows(aside) if aside is not None else None
    return beside or _labelled_rows(grid) or transposed(grid) or grid


def _titles_paper(heading: str) -> bool:
    """Whether a heading is nothing but a paper's: "Performance Report Quarter 2"."""
    return _PAPERS.search(heading) is not None and not _OF_PAPERS.sub("", heading.casefold())


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows of one measure: its label to the row that holds it; the headings above them."""

    title: Cell
    rows: dict[str, int]
    above: tuple[Cell, ...] = ()


def _labelled_rows(grid: Grid, *, alone: bool = False) -> Grid | None:
    """Rows "Target" and "Actual" under one measure, or "Council" and "England", put side by side
    under each period; of the one measure that a table tells ``alone``, a row of each is enough.
    Under the parts of a year the rows may be years, too."""
    for col in range(1, min(grid.cols - 1, 4)):
        starts = [c for row in range(grid.rows) if (c := grid.starts_at(row, col)) is not None]
        name_of = _with_repeated(starts, yearly_label_of if _under_parts(grid, col) else label_of)
        whose = {label for cell in starts if (label := own_or_others_label(cell))}
        if OWN_RESULT in whose and len(whose) > 1:
            name_of = _label_or_whose
        named = [cell for cell in starts if name_of(cell)]
        if not named or named[0].row >= _FIRST_ROWS:
            continue
        first = named[0].row
        beside = (c for c in grid.row_cells(first) if c is not named[0] and c.text.strip())
        if any(is_period(header_text(c.text)) for c in beside):
            first = named[0].row + 1  # the label column's own header ("Target", "Measure type")
        while first > 1 and heading_row(grid, first - 1) is not None:
            first -= 1  # it heads the first measures, not the columns
        body = [cell for cell in starts if cell.row >= first and not cell.empty]
        labels = [name_of(cell) for cell in body]
        own = [cell for cell in body if cell.col == col]
        one = alone or _tells_one(grid, col, first)
        if len(own) < (2 if one else 4) or sum(map(bool, labels)) < _MOSTLY * len(body):
            continue
        again = one or len(set(labels)) * 2 <= len(labels) or len(labels) >= _SURELY
        if not first or not tells_figures(labels) or not again:
            continue
        groups = _groups(grid, col, first, name_of) or _groups_by_turns(grid, col, first, name_of)
        if _are_several(groups):
            return _side_by_side(grid, col, first, groups)
    return None


def _label_or_whose(cell: Cell | None) -> str:
    """Whose figures a row has ("Our result", "Wales average"), or what else they are ("Target")."""
    return own_or_others_label(cell) or label_of(cell)


def _are_several(groups: Sequence[_Group]) -> bool:
    """Whether rows come together: a label on each measure's one row says how it is rated or how
    often it is reported ("Off target", "Annual")."""
    return 2 * sum(len(group.rows) > 1 for group in groups) > len(groups)


def _tells_one(grid: Grid, col: int, first: int) -> bool:
    """Whether all rows from ``first`` on are of one measure, which a cell on the left of ``col``
    names in the first of them, below headings."""
    while first < grid.rows and heading_row(grid, first) is not None:
        first += 1
    names = _names_of(grid, range(first, grid.rows), col)
    return {cell.row for cell in names} == {first}


def _names_of(grid: Grid, rows: range, col: int) -> list[Cell]:
    """The cells that begin in some rows on the left of ``col`` and hold anything."""
    return [
        cell
        for row in rows
        for at in range(col)
        if (cell := grid.starts_at(row, at)) is not None and not cell.empty
    ]


def _with_repeated(
    starts: Sequence[Cell], name_of: Callable[[Cell | None], str]
) -> Callable[[Cell | None], str]:
    """``name_of`` with names of the paper's own: what stands in a column as often as the results
    and targets of its measures ("Var to target", "Tolerance")."""
    known = [label for cell in starts if (label := name_of(cell))]
    counts = Counter(known)
    if len(counts) < 2 or not tells_figures(known):
        return name_of
    often = max(counts.values())
    texts = Counter(text for cell in starts if (text := short_text(cell)))
    more = {
        text
        for text, count in texts.items()
        if count == often > 1 and not is_figure(text) and not _names_part(text)
    }

    def name(cell: Cell | None) -> str:
        own = short_text(cell)
        return name_of(cell) or (own if own in more else "")

    return name


def _names_part(text: str) -> bool:
    """Whether a text names a quarter or a month; a year may be a name under those of another."""
    found = parse_period(text, year="2000/01") if is_period(text) else None
    return found is not None and is_part_of_year(found)


def _under_parts(grid: Grid, col: int) -> bool:
    """Whether one of the first rows has parts of a year ("Q1", "Q2") to the right of a column."""
    return any(
        sum(is_part(header_text(c.text)) for c in grid.row_cells(row) if c.col > col) > 1
        for row in range(min(grid.rows, _FIRST_ROWS))
    )


def _groups(
    grid: Grid, col: int, first: int, name_of: Callable[[Cell | None], str]
) -> list[_Group]:
    """The groups of rows, each with a title and every label at most once; [] where they do
    not come out so."""
    groups: list[_Group] = []
    above: list[Cell] = []
    for row in range(first, grid.rows):
        label = name_of(grid.starts_at(row, col))
        # the innermost text names the measure
        beside = (grid.at(row, at) for at in range(col - 1, -1, -1))
        title = next((cell for cell in beside if cell is not None and cell.text.strip()), None)
        if not label:
            if all(cell.empty for cell in grid.row_cells(row)):
                continue
            heading = heading_row(grid, row)
            if heading is None:
                return []
            above.append(heading)
            continue
        same = (
            bool(groups)
            and not above
            and (
                title is None
                or title is groups[-1].title
                or one_line(title.text) == one_line(groups[-1].title.text)
                or _stands_above(grid, title, groups[-1])
            )
        )
        if same and label not in groups[-1].rows:
            groups[-1].rows[label] = row
        elif title is not None and title.row == row:
            groups.append(_Group(title, {label: row}, tuple(above)))
            above = []
        else:
            return []
    return [] if above else groups


def _stands_above(grid: Grid, text: Cell, group: _Group) -> bool:
    """Whether a text is that of its column in a group's first row: a code that each row of the
    measure has, whose name stands in the first alone."""
    first = grid.at(min(group.rows.values()), text.col)
    return first is not None and first.text == text.text


def _groups_by_turns(
    grid: Grid, col: int, first: int, name_of: Callable[[Cell | None], str]
) -> list[_Group]:
    """The groups of rows where the same labels come by turns, from the first row on, and one name
    stands beside any row of each: in its middle, or at its foot, where no line shows how far it is
    merged. [] where that is not so."""
    labels = [name_of(grid.starts_at(row, col)) for row in range(first, grid.rows)]
    turn = labels.index(labels[0], 1) if labels and labels[0] in labels[1:] else len(labels)
    pattern = labels[:turn]
    if turn < 2 or not all(pattern) or pattern * (len(labels) // turn) != labels:
        return []
    groups: list[_Group] = []
    for start in range(first, grid.rows, turn):
        rows = range(start, start + turn)
        names = _names_of(grid, rows, col)
        if len(names) != 1:
            return []
        groups.append(_Group(names[0], dict(zip(pattern, rows, strict=True))))
    return groups


def _side_by_side(grid: Grid, col: int, first: int, groups: Sequence[_Group]) -> Grid:
    labels = list(dict.fromkeys(label for group in groups for label in group.rows))
    whole = [
        at
        for at in range(grid.cols)
        if at < col or _is_whole(grid, at, groups, named=_names_figure(grid, at, first))
    ]
    named = {at for at in range(col + 1, grid.cols) if _names_figure(grid, at, first)}
    order: list[tuple[int, str]] = [(at, "") for at in whole if at < col]
    for at in range(col + 1, grid.cols):
        order += [(at, "")] if at in whole else [(at, label) for label in labels]
    cells, places = under_headings([group.above for group in groups], first + 1, len(order))
    for new, (at, label) in enumerate(order):
        for row in range(first):
            cell = grid.at(row, at)
            if cell is not None:
                cells.append(replace(cell, row=row, col=new, rowspan=1, colspan=1))
        # "85%" in the row of results is what its column says it is, the target
        name = "" if at in named and _names_result(label) else label
        cells.append(Cell(first, new, text=name, page=grid.page, header=True))
        for number, group in zip(places, groups, strict=True):
            rows = [group.rows.get(label)] if label else list(group.rows.values())
            found = [c for row in rows if row is not None and (c := grid.at(row, at)) is not None]
            cell = next((c for c in found if not c.empty), found[0] if found else None)
            if cell is None:
                cell = Cell(number, new, page=group.title.page)
            cells.append(replace(cell, row=number, col=new, rowspan=1, colspan=1))
    return replace(
        grid,
        rows=places[-1] + 1,
        cols=len(order),
        cells=tuple(cells),
        header_rows=first + 1,
        pieces=(),
    )


def _names_figure(grid: Grid, col: int, first: int) -> bool:
    """Whether a column's own header says what its figures are ("Full year target")."""
    heads = [c for row in range(first) if (c := grid.at(row, col)) is not None and not c.empty]
    match = match_header(header_text(heads[-1].text)) if heads else None
    return match is not None and match.word in _OF_THE_WHOLE


def _names_result(label: str) -> bool:
    match = match_header(label)
    return match is not None and match.word is HeaderWord.ACTUAL


def _is_whole(grid: Grid, col: int, groups: Sequence[_Group], *, named: bool) -> bool:
    """Whether a column says one thing for each group (a merged RAG or comment). A figure beside
    one label only is that label's ("Target" of a quarter whose "Actual" is still to come), but
    under a header that is ``named`` for one."""
    for group in groups:
        rows = list(group.rows.values())
        found = [c for row in rows if (c := grid.starts_at(row, col)) is not None and not c.empty]
        if len(found) > 1:
            return False
        if not named and any(c.rowspan == 1 and is_figure(one_line(c.text)) for c in found):
            return False
    return True


def _says_nothing(value: Cell, name: Cell) -> bool:
    """Whether a cell is blank, and not in a rating's colour beside its name."""
    return value.empty and value.fill in (None, name.fill)


def _cards(grid: Grid) -> Grid | None:
    """Cards: names over pairs of label and value."""
    if grid.cols % 2 or grid.rows < 3:
        return None
    cards: list[Form] = []
    for left in range(0, grid.cols, 2):
        under = False
        for row in range(grid.rows):
            name, value = grid.at(row, left), grid.at(row, left + 1)
            if name is None or name.row != row or name.empty:
                continue
            if name is value or value is None or _says_nothing(value, name):
                if name.col != left or name.colspan > 2 or label_of(name):
                    return None
                cards.append(Form(name, {}))
                under = True
                continue
            label = card_label_of(name)
            if not under or not label or label in cards[-1].values:
                return None
            cards[-1].values[label] = value
    labels = [label for card in cards for label in card.values]
    if not cards or not tells_figures(labels) or any(len(card.values) < 2 for card in cards):
        return None
    return table_of_forms(grid, cards)
