"""Papers that no council would print: tables of odd texts in odd places, the same in every run.

``python tests/odd_papers.py SEED`` reads and judges them all with the package that Python finds,
and prints what it makes of them: ``test_compiled.py`` compares two packages so.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Block, Cell, Document, Grid, Paragraph
from xlscorecard.model.mark import Direction, MadeOf, Mark, MarkKind
from xlscorecard.normalise.scorecard import normalise
from xlscorecard.pipeline import judged

PAPERS = 300
HEADERS = (
    *("Ref", "PI", "Measure", "Performance indicator", "Description", "Owner", "Unit", "Polarity"),
    *("Actual", "Target", "Q1", "Q2 2023/24", "Qtr 3", "2022/23", "2023-24 Actual", "YTD", "RAG"),
    *("Status", "DoT", "Trend", "Direction of travel", "Comments", "Variance", "England", "Budget"),
    *("Forecast £000", "Target 24/25", "Apr-23", "Good is", "Red", "Amber", "Green", "Quartile"),
    *("Numerator", "Denominator", "Actual / Target", "Result (Target)", "vs Q2", "Nat av", "Rank"),
    *("Targed Target", "Tolerance", "% within 5 days", "Last year's", "Direction", "Milestone"),
)
TEXTS = (
    *("", "", "", "-", "–", "n/a", "N/A", "TBC", "0", "1", "95%", "95.2%", "£1,234", "£1.2m"),
    *("-3.5%", "+2pp", "12 days", "1:23:45", "02:30", "3 out of 5", "17/20", "1,234,567.89"),
    *("(3.4)", "1.234,5", "▼", "►", "✗", "１２％", "two\nlines"),
    *("≥ 90%", "<5", "90% - 95%", "90-95", "Top 10%", "2nd quartile", "Q1: 91%", "Target: 95%"),
    *("Target: 95% Actual: 92.3%", "81.2 (target 85)", "R", "A", "G", "Red", "Amber/Green", "✓"),
    *("▲", "↑ 3%", "●", "On track", "Not met", "Higher is better", "Lower", "Yes", "No"),
    *("1st", "3 per 1,000", "£'000", "12.5 per 100k", "1e9", "9" * 40, "0.000001", "½", "٣"),
    *("Percentage of invoices paid within 30 days", "Number of homes built (cumulative)", "NI 192"),
    *("LPI 3a", "CS/01", "1.2.3", "Apr", "April 2023", "31/03/2024", "2019/20/21", "as at March"),
    *("Total", "Average", "No data this quarter.", "See note 3 below*", "not  yet\ndue"),
    *("\ud83d", "\x00", "a" * 300, "(", ")", "/", "%", "£", "12%%", "1..2", "--5", "5 5", "5,5,5"),
)
NAMES = (
    *("Measure", "Performance indicator", "Percentage of invoices paid within 30 days", "NI 192"),
    *("Number of homes built (cumulative)", "Budget variance £k", "CS/01 Calls answered in 20s"),
    *("Recycling rate", "Missed bins per 100,000", "Council tax collected (%)"),
)
PARAGRAPHS = (
    *("Performance Report Q2 2023/24", "Key: G = on target, A = within 5%, R = off target", ""),
    *("Corporate Scorecard", "Green: 95% or above", "Lower is better for this measure.", "People"),
)
COLOURS = (Rgb(192, 0, 0), Rgb(255, 192, 0), Rgb(0, 176, 80), Rgb(0, 112, 192), Rgb(217, 217, 217))


def papers(seed: int) -> Iterator[Document]:
    """The papers that come of a seed."""
    chance = random.Random(seed)
    for number in range(PAPERS):
        blocks: list[Block] = []
        for _ in range(chance.randint(1, 3)):
            blocks += [
                Paragraph(chance.choice(PARAGRAPHS), 1, bold=chance.random() < 0.5)
                for _ in range(chance.randint(0, 2))
            ]
            blocks.append(_grid(chance))
        yield Document(f"odd{number}.pdf", tuple(blocks), 1)


def _grid(chance: random.Random) -> Grid:
    rows, cols = chance.randint(1, 9), chance.randint(1, 9)
    headed = chance.random() < 0.9
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) in taken or (cells and chance.random() < 0.02):
                continue
            down, across = (chance.choice((1, 1, 1, 1, 1, 1, 2, 3)) for _ in range(2))
            places = {(r, c) for r in range(row, row + down) for c in range(col, col + across)}
            if row + down > rows or col + across > cols or places & taken:
                places, down, across = {(row, col)}, 1, 1
            taken |= places
            cells.append(_cell(chance, row, col, down, across, head=headed and row < 1))
    ruling = chance.choice(("full", "horizontal", "zebra", "none", "tiles", "word", "sheet"))
    return Grid(rows, cols, tuple(cells), 1, header_rows=int(headed), ruling=ruling)


def _cell(chance: random.Random, row: int, col: int, down: int, across: int, *, head: bool) -> Cell:
    colour, ink = (chance.choice((None, None, None, *COLOURS)) for _ in range(2))
    mark = Mark(
        chance.choice(tuple(MarkKind)),
        MadeOf.DRAWN,
        chance.choice((None, *Direction)),
        chance.choice((None, *COLOURS)),
    )
    pool: tuple[str, ...] = HEADERS if head else TEXTS
    if col == 0 and chance.random() < 0.7:
        pool = NAMES[:2] if head else NAMES
    return Cell(
        row,
        col,
        down,
        across,
        " ".join(chance.choice(pool) for _ in range(chance.choice((1, 1, 1, 1, 2)))).strip(),
        BBox(60.0 * col, 20.0 * row, 60.0 * (col + across), 20.0 * (row + down)),
        1,
        colour,
        ink,
        bold=head,
        marks=(mark,) if chance.random() < 0.1 else (),
        confidence=chance.choice((1.0, 1.0, 0.4)),
        indent=chance.choice((0, 0, 0, 1)),
    )


if __name__ == "__main__":
    for document in papers(int(sys.argv[1])):
        print(ascii(judged(normalise(document, sha256=""))))
