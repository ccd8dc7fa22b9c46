"""A paper's blocks -> its scorecard: the whole of normalising on one screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from xlscorecard.model.grid import Block, Document, Grid, Paragraph, block_size, sheet_of
from xlscorecard.model.scorecard import Finding, Paper, Record, Scorecard, Severity, record_size
from xlscorecard.model.shelf import shelved
from xlscorecard.normalise.columns.nameless import columns_apart
from xlscorecard.normalise.facts import find_organisation, find_reporting_period, find_title
from xlscorecard.normalise.headers.header import find_header
from xlscorecard.normalise.headers.row_use import STATEMENT
from xlscorecard.normalise.headers.titles import titles_inside
from xlscorecard.normalise.heading import HeadingPath, Neighbours, label_headings, next_path
from xlscorecard.normalise.key.sentences import explains_ratings
from xlscorecard.normalise.layouts.judged_apart import with_judgements
from xlscorecard.normalise.layouts.self_rating import find_ratings, read_ratings
from xlscorecard.normalise.layouts.turning import faced
from xlscorecard.normalise.loose_figures import LooseFigures
from xlscorecard.normalise.passed_over import passed_over, tells_nothing
from xlscorecard.normalise.rows.brackets import grid_explains
from xlscorecard.normalise.rows.reader import Setting
from xlscorecard.normalise.rows.records import read_records
from xlscorecard.normalise.rows.units import scale_stated, states_amounts
from xlscorecard.normalise.survey import Survey, survey
from xlscorecard.normalise.table import going_on, infer_table
from xlscorecard.normalise.words.header_text import speaks_of_brackets
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.row_period import says_period
from xlscorecard.normalise.words.section_period import period_of_section

# A line that counts the paper's ratings is shorter (letters).
_LONGEST_STATEMENT = 300


def normalise(document: Document, *, sha256: str) -> Scorecard:
    """Read a paper's key first, then each scorecard table under its headings."""
    blocks = shelved(with_judgements(faced(document.blocks)), block_size)
    title = find_title(blocks, document.title)
    period = find_reporting_period(blocks, title, document.name)
    paper = Paper(
        file=document.name,
        sha256=sha256,
        title=title,
        organisation=find_organisation(blocks, document.title),
        reporting_period=period,
        pages=document.pages,
    )
    found = survey(blocks, period)
    findings: list[Finding] = [
        *document.findings,
        *(_unread(page) for page in document.unread_pages),
    ]
    statements: list[str] = []
    records = shelved(_read_blocks(blocks, found, paper, findings, statements), record_size)
    if not records:
        findings.append(
            Finding("no-scorecard", Severity.LOOK, "no scorecard table was found in this paper")
        )
    return Scorecard(
        paper,
        records,
        tuple(findings),
        key=found.symbols.entries,
        statements=tuple(dict.fromkeys(statements)),
    )


@dataclass(slots=True)
class _Above:
    """What the lines above a table say: the ``last`` of them; whether that is a bare period
    ("October 2024"), which is no heading; the scale that it says that the figures are
    ``stated_in``; whether any of them tells of figures in ``brackets``."""

    last: Paragraph | None = None
    when: tuple[str, ...] = ()
    stated_in: str = ""
    brackets: bool = False

    def read(self, paragraph: Paragraph, title: str | None) -> None:
        text = one_line(paragraph.text)
        self.last = paragraph
        self.when = (text,) if says_period(text) else ()
        self.stated_in = scale_stated(text)
        self.brackets = self.brackets or speaks_of_brackets(text)
        if title and paragraph.text.strip() == title and states_amounts(title):
            self.stated_in = title  # right above a table it is that one's heading

    def take(self) -> tuple[tuple[str, ...], str]:
        """When and in what the figures of the table below are; said for that one alone."""
        said = self.when, self.stated_in
        self.when, self.stated_in = (), ""
        return said


class _Reading:
    """Where the reading of a paper has come to: the headings in force, the sheet, how many tables
    were read, what the lines above the next one say, and what is left in none."""

    def __init__(self, paper: Paper, found: Survey) -> None:
        self._paper = paper
        self._found = found
        self._path = HeadingPath()
        self._above = _Above()
        self._sheet = ""
        self.tables = 0
        self.loose = LooseFigures()

    def turn_to(self, block: Block) -> None:
        """Go on to a block: a sheet's headings end with it."""
        if (on := sheet_of(block)) not in ("", self._sheet):
            self._path, self._above, self._sheet = HeadingPath(), _Above(), on

    def read_text(self, paragraph: Paragraph, *, before_grid: bool) -> None:
        beside = Neighbours(self._above.last, before_grid)
        self._path = next_path(self._path, paragraph, beside, self._found.styles, self._paper.title)
        self._above.read(paragraph, self._paper.title)
        self.loose.read_text(paragraph)

    def setting_of(self, grid: Grid) -> Setting:
        """What a table stands in, should it be the paper's next one."""
        when, stated_in = self._above.take()
        above_columns = (*self._path.said, *when, *titles_inside(grid))
        return Setting(
            document=self._paper.file,
            table=self.tables + 1,
            section=self._path.texts,
            reporting_period=period_of_section(above_columns, self._paper.reporting_period),
            symbols=self._found.symbols,
            palette=self._found.palette,
            coded=self._found.coded,
            stated_in=stated_in,
            title=self._paper.title or "",
            brackets=self._above.brackets or grid_explains(grid),
        )

    def pass_over(self, grid: Grid) -> Sequence[Finding]:
        """Go past a table that is no scorecard, whose labels may head those below it; gives what
        is told of it. It may be columns of the table before where no text of its page stands
        above it."""
        for heading in label_headings(grid):
            self._path = self._path.with_heading(heading)
        above = self._above.last if self.tables else grid
        alone = above is None or above.page != grid.page
        alone = alone or (isinstance(above, Paragraph) and above.furniture)
        return (columns_apart(grid) if alone else ()) or self.told_of(grid)

    def told_of(self, grid: Grid) -> Sequence[Finding]:
        """What is told of a table that no record comes from; the figures of one that is too small
        to be told are noted."""
        told = passed_over(grid)
        if not told:
            self.loose.read_small_table(grid)
        return told


def _read_blocks(
    blocks: Iterable[Block],
    found: Survey,
    paper: Paper,
    findings: list[Finding],
    statements: list[str],
) -> Iterator[Record]:
    """The records of a paper in reading order; its doubts and statements go to the lists."""
    reading = _Reading(paper, found)
    ended: tuple[Grid, tuple[str, ...]] | None = None
    for index, (block, following) in enumerate(pairwise(chain(blocks, (None,)))):
        before, ended = ended, None
        if block is None:
            continue
        reading.turn_to(block)
        if isinstance(block, Paragraph):
            reading.read_text(block, before_grid=isinstance(following, Grid))
            if STATEMENT.search(block.text) and not explains_ratings(block):
                statements.append(one_line(block.text))
            continue
        if index in found.keys:
            continue
        setting = reading.setting_of(block)
        if ratings := find_ratings(block):
            reading.tables += 1
            rated, unrated = read_ratings(ratings, block, setting)
            yield from rated
            findings.extend(unrated)
            continue
        table = found.tables.get(index)
        if table is not None and setting.reporting_period != paper.reporting_period:
            above = found.above.get(index)
            again = infer_table(block, find_header(block), setting.reporting_period, above)
            table = again or table
        if table is None:
            findings.extend(reading.pass_over(block))
            statements.extend(_statements_in(block))
            continue
        if before is not None and _goes_on(before[0], block):
            table = going_on(table, before[1])
        rows, doubts = read_records(block, table, setting)
        if tells_nothing(rows, table):
            findings.extend(reading.told_of(block))
            continue
        reading.tables += 1
        ended = block, table.ends_under
        reading.loose.pass_table(block.cells)
        yield from rows
        findings.extend(doubts)
        for first, last in table.passed_over:
            findings.extend(passed_over(block, first, last, setting.table))
        statements.extend(table.statements)
    findings.extend(reading.loose.findings())


def _goes_on(upper: Grid, lower: Grid) -> bool:
    """Whether a Word table right below another, with no text between, is its second part: it has
    the same header again, or none."""
    if not upper.ruling == lower.ruling == "word" or upper.cols != lower.cols:
        return False
    header = find_header(lower)
    first = find_header(upper)
    return header is None or (first is not None and first.lines == header.lines)


def _statements_in(grid: Grid) -> Iterator[str]:
    """The lines of a table that count the paper's ratings."""
    for cell in grid.cells:
        if STATEMENT.search(cell.text) and len(cell.text) < _LONGEST_STATEMENT:
            yield one_line(cell.text)


def _unread(page: int) -> Finding:
    return Finding(
        "page-is-a-picture",
        Severity.LOOK,
        "the page, or a table on it, is a picture; install the ocr extra to read it "
        "(xlscorecard doctor says how)",
        page=page,
    )
