"""A paper's blocks -> its scorecard: the whole of normalising on one screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, pairwise

from xlscorecard.model.grid import Block, Cell, Document, Grid, Paragraph, block_size
from xlscorecard.model.scorecard import (
    Finding,
    Kind,
    Observation,
    Paper,
    Quantity,
    Record,
    Role,
    Scorecard,
    Severity,
    Source,
    Unit,
    record_size,
)
from xlscorecard.model.shelf import shelved
from xlscorecard.normalise.columns.nameless import columns_apart
from xlscorecard.normalise.facts import find_organisation, find_reporting_period, find_title
from xlscorecard.normalise.headers.header import find_header
from xlscorecard.normalise.headers.row_use import STATEMENT
from xlscorecard.normalise.headers.titles import titles_inside
from xlscorecard.normalise.heading import (
    HeadingPath,
    label_headings,
    next_path,
)
from xlscorecard.normalise.key.foot import keys_apart
from xlscorecard.normalise.layouts.abreast import parts_abreast
from xlscorecard.normalise.layouts.barred import parts_at_bars
from xlscorecard.normalise.layouts.empty_columns import without_empty_sides
from xlscorecard.normalise.layouts.facing import turn_to_face
from xlscorecard.normalise.layouts.figures_below_names import with_figures_of_others_apart
from xlscorecard.normalise.layouts.figures_over_remarks import with_remarks_apart
from xlscorecard.normalise.layouts.lettered import with_letters_apart
from xlscorecard.normalise.layouts.self_rating import RatingRow, find_ratings
from xlscorecard.normalise.layouts.sideways import (
    Bar,
    bar_of,
    figures_below,
    judged_below,
    tells_one,
    with_columns,
    with_results,
)
from xlscorecard.normalise.layouts.split_cells import split_cells
from xlscorecard.normalise.layouts.stacked_lines import with_lines_as_rows
from xlscorecard.normalise.layouts.stated import with_stated_measures
from xlscorecard.normalise.layouts.ticked_ratings import with_one_rating
from xlscorecard.normalise.layouts.tiles import gather_tiles
from xlscorecard.normalise.layouts.wrapped_names import with_whole_names
from xlscorecard.normalise.loose_figures import LooseFigures
from xlscorecard.normalise.passed_over import passed_over, tells_nothing
from xlscorecard.normalise.rows.brackets import grid_explains
from xlscorecard.normalise.rows.reader import Setting
from xlscorecard.normalise.rows.records import read_records
from xlscorecard.normalise.rows.sections import section_of
from xlscorecard.normalise.rows.units import scale_stated, states_amounts
from xlscorecard.normalise.survey import Survey, survey
from xlscorecard.normalise.table import going_on, infer_table
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.header_text import is_period, speaks_of_brackets
from xlscorecard.normalise.words.labelled import label_in_brackets
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.name_above import name_above, rating_above
from xlscorecard.normalise.words.row_period import says_period
from xlscorecard.normalise.words.section_period import period_of_section
from xlscorecard.normalise.words.vocabulary import plain_words

# A heading names the table below it over so many paragraphs that comment or ask.
_LINES_BETWEEN = 4
_LONGEST_STATEMENT = 300


def normalise(document: Document, *, sha256: str) -> Scorecard:
    """Read a paper's key first, then each scorecard table under its headings."""
    blocks = shelved(_with_judgements(_faced(document.blocks)), block_size)
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


def _read_blocks(
    blocks: Iterable[Block],
    found: Survey,
    paper: Paper,
    findings: list[Finding],
    statements: list[str],
) -> Iterator[Record]:
    """The records of a paper in reading order; its doubts and statements go to the lists."""
    path = HeadingPath()
    above = _Above()
    number = 0
    sheet = ""
    loose = LooseFigures()
    ended: tuple[Grid, tuple[str, ...]] | None = None
    for index, (block, following) in enumerate(pairwise(chain(blocks, (None,)))):
        before, ended = ended, None
        if block is not None and (on := _sheet_of(block)) not in ("", sheet):
            path, above, sheet = HeadingPath(), _Above(), on  # a sheet's headings end with it
        if isinstance(block, Paragraph):
            before_grid = isinstance(following, Grid)
            path = next_path(
                path,
                block,
                found.styles,
                before_grid=before_grid,
                title=paper.title,
                left=above.last,
            )
            above.read(block, paper.title)
            loose.read_text(block)
            if STATEMENT.search(block.text):
                statements.append(one_line(block.text))
            continue
        if block is None or index in found.keys:
            continue
        when, stated_in = above.take()
        above_columns = (*path.texts, *when, *titles_inside(block))
        period = period_of_section(above_columns, paper.reporting_period)
        setting = Setting(
            *(paper.file, number + 1, path.texts, period),
            *(found.symbols, found.palette, found.coded),
            *(stated_in, paper.title or ""),
            brackets=above.brackets or grid_explains(block),
        )
        ratings = find_ratings(block)
        if ratings:
            number += 1
            rated, unrated = _read_ratings(ratings, block, setting)
            yield from rated
            findings.extend(unrated)
            continue
        table = found.tables.get(index)
        if table is not None and period != paper.reporting_period:
            table = infer_table(block, find_header(block), period, None) or table
        if table is None:
            for heading in label_headings(block):
                path = path.with_heading(heading)
            findings.extend(_told_of(block, above.last if number else block, loose))
            statements.extend(_statements_in(block))
            continue
        if before is not None and _goes_on(before[0], block):
            table = going_on(table, before[1])
        rows, doubts = read_records(block, table, setting)
        if tells_nothing(rows, table):
            findings.extend(_told_of(block, block, loose))
            continue
        number += 1
        ended = block, table.ends_under
        loose.pass_table(block.cells)
        yield from rows
        findings.extend(doubts)
        for first, last in table.passed_over:
            findings.extend(passed_over(block, first, last, number))
        statements.extend(table.statements)
    findings.extend(loose.findings())


def _told_of(grid: Grid, above: Block | None, loose: LooseFigures) -> Sequence[Finding]:
    """What is told of a table that is no scorecard, which may be columns of the one before where
    no text of its page stands ``above`` it; the figures of one that is too small to be told are
    noted."""
    alone = above is None or above.page != grid.page
    alone = alone or (isinstance(above, Paragraph) and above.furniture)
    told = (columns_apart(grid) if alone else ()) or passed_over(grid)
    if not told:
        loose.read_small_table(grid)
    return told


def _sheet_of(block: Block) -> str:
    """The worksheet that a block stands on; "" in a paper of another kind."""
    return block.name if isinstance(block, Grid) else block.sheet


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


def _faced(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with every table turned so that its measures are rows."""
    above: list[Paragraph] = []
    bar: Bar | None = None
    sheet = ""
    for block in keys_apart(gather_tiles(with_stated_measures(blocks))):
        if (on := _sheet_of(block)) not in ("", sheet):
            above, bar, sheet = [], None, on
        if isinstance(block, Grid):
            heading = name_above(above)
            if bar is None and heading and (rated := rating_above(above)):
                judged = Cell(0, 0, text=rated, page=block.page)
                bar = Bar(Cell(0, 0, text=one_line(heading), page=block.page), (judged,))
            inside = next(filter(None, (label_in_brackets(p.text) for p in reversed(above))), "")
            whole = with_whole_names(without_empty_sides(block))
            for part in parts_abreast(with_lines_as_rows(whole)):
                for own in parts_at_bars(part):
                    split = split_cells(with_letters_apart(own), inside)
                    apart = with_figures_of_others_apart(with_remarks_apart(split))
                    yield turn_to_face(with_one_rating(apart), heading, bar)
            bar = bar_of(block) if block.rows == 1 else None
            # a table of words between a heading and its figures ("Definition") changes nothing
            words = not any(is_figure(one_line(cell.text)) for cell in block.cells)
            above = [p for p in above if p.level is not None or p.bold] if words else []
        else:
            yield block
            bar = None
            if not (block.furniture or _labels_chart(block)):
                above = [*above, block][-_LINES_BETWEEN:]


def _labels_chart(paragraph: Paragraph) -> bool:
    """Whether a line is a period or a figure alone ("Q1", "80%", "38 25 50"): a chart's label, and
    no heading of what stands below the chart."""
    texts = one_line(paragraph.text).split()
    plain = paragraph.level is None and not paragraph.bold
    return plain and bool(texts) and all(is_figure(t) or is_period(t) for t in texts)


def _with_judgements(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with what a table below one measure's figures says of it beside them."""
    held: list[Block] = []
    for block in blocks:
        first = held[0] if held else None
        if isinstance(block, Grid):
            below = isinstance(first, Grid) and not _beside(first, block)
            more = (judged_below(block) or figures_below(block)) if below else []
            if with_results(more) and any(_says(line) for line in held[1:]):
                more = []  # the text between may tell of other figures
            if more and isinstance(first, Grid):
                held[0] = with_columns(first, more)
                continue
            yield from held
            held = []
            if tells_one(block):
                held = [block]
            else:
                yield block
        elif held and (block.furniture or _only_says(block)):
            held.append(block)
        else:
            yield from held
            held = []
            yield block
    yield from held


def _beside(one: Grid, other: Grid) -> bool:
    """Whether two tables of a page stand beside each other: each has a name of its own."""
    if one.bbox is None or other.bbox is None or one.page != other.page:
        return False
    return one.bbox.x1 <= other.bbox.x0 or other.bbox.x1 <= one.bbox.x0


def _says(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.furniture


def _only_says(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a sentence: what follows another line may be of something else."""
    return paragraph.level is None and not paragraph.bold and paragraph.text.rstrip().endswith(".")


def _unread(page: int) -> Finding:
    return Finding(
        "page-is-a-picture",
        Severity.LOOK,
        "the page, or a table on it, is a picture; install the ocr extra to read it "
        "(xlscorecard doctor says how)",
        page=page,
    )


def _read_ratings(
    ratings: Sequence[RatingRow], grid: Grid, setting: Setting
) -> tuple[list[Record], list[Finding]]:
    records: list[Record] = []
    findings: list[Finding] = []
    for number, rating in enumerate(ratings, start=1):
        cell = rating.chosen
        raw = one_line(cell.text) if cell is not None else ""
        value = Decimal(raw) if raw else None
        place = rating.scale[0]
        if cell is None:
            findings.append(
                Finding(
                    "rating-not-marked",
                    Severity.LOOK,
                    f"{rating.title!r}: "
                    + ("more than one figure is" if rating.marked > 1 else "no figure is")
                    + " set apart as the chosen rating",
                    page=place.page,
                    table=setting.table,
                    row=number,
                )
            )
        observation = Observation(
            column="self-rating",
            role=Role.ACTUAL,
            period=setting.reporting_period,
            raw=raw,
            quantity=Quantity(
                value=value,
                unit=Unit.SCORE if value is not None else None,
                quantum=Decimal(1) if value is not None else None,
            ),
            confidence=place.confidence * grid.confidence if cell is not None else 0.5,
            page=(cell or place).page,
            bbox=(cell or place).bbox,
        )
        records.append(
            Record(
                source=Source(setting.document, place.page or grid.page, setting.table, number),
                kind=Kind.RATING,
                title=rating.title,
                section=section_of(setting.section, rating.banners),
                text=tuple(
                    ("_".join(plain_words(name).split()) or "commentary", text)
                    for name, text in rating.commentary
                ),
                observations=(observation,),
                bbox=rating.scale[0].bbox,
            )
        )
    return records, findings
