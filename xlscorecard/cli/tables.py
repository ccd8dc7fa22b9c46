"""``xlscorecard tables``: the raw tables of a paper, untyped, one entry for each piece."""

from __future__ import annotations

import csv
import functools
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.model.files import write_whole
from xlscorecard.model.grid import Block, Grid
from xlscorecard.pipeline import read_document, read_pages

_EXAMPLES = """
\b
Examples:
  xlscorecard tables q2.pdf -o q2-tables.json
  xlscorecard tables q2.pdf -o q2-tables.xlsx --pages 3-7
  xlscorecard tables q2.pdf -o q2.csv --debug-png pictures
"""
_ENDINGS = (".json", ".xlsx", ".csv")


@click.command("tables", epilog=_EXAMPLES)
@click.argument("paper", type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="What to write.")
@click.option("--pages", help="Only these pages of a PDF: 4, 3-7, 5-.")
@click.option(
    "--debug-png",
    type=click.Path(path_type=Path),
    help="A folder for pictures of the pages with the tables drawn in.",
)
def command(paper: Path, out: Path, pages: str | None, debug_png: Path | None) -> int:
    """Write the tables of PAPER as they are printed, without reading meaning into them.

    OUT ends in .json, .xlsx or .csv. A table that goes on over pages gives one entry for each
    page; convert joins them.
    """
    if out.suffix.lower() not in _ENDINGS:
        raise CannotWrite(
            str(out), "tables go to .json, .xlsx or .csv", advice="Choose one of these endings."
        )
    wanted = _page_range(pages)
    tables = list(_find_tables(paper, wanted))
    if debug_png is not None:
        _draw(paper, tables, wanted, debug_png)
    _write(tables, out, paper)
    click.echo(f"{paper.name}: {len(tables)} tables written to {out}")
    return 0


def _page_range(pages: str | None) -> range | None:
    if pages is None:
        return None
    first, dash, last = pages.strip().partition("-")
    try:
        start = int(first) if first else 1
        end = start if not dash else int(last) if last else 10**6
    except ValueError:
        start, end = 0, 0
    if not 1 <= start <= end:
        raise click.BadParameter(f"{pages!r} is no page range; write 4, 3-7 or 5-")
    return range(start, end + 1)


def _find_tables(paper: Path, pages: range | None) -> Iterator[Grid]:
    if paper.suffix.lower() != ".pdf":
        yield from _grids(read_document(paper).blocks)
        return
    scanned: list[int] = []
    for page, blocks in read_pages(paper, pages, footnotes=False):
        if page.scanned and not page.words:
            scanned.append(page.number)
        yield from _grids(blocks)
    if scanned:
        listed = ", ".join(map(str, scanned[:10])) + (" ..." if len(scanned) > 10 else "")
        click.echo(
            f"{paper.name}: pictures without text on page {listed}; "
            "xlscorecard doctor tells how to read them",
            err=True,
        )


def _grids(blocks: Iterable[Block]) -> Iterator[Grid]:
    return (block for block in blocks if isinstance(block, Grid))


def _write(tables: Sequence[Grid], out: Path, paper: Path) -> None:
    ending = out.suffix.lower()
    if ending == ".json":
        write_whole(out, lambda part: _write_json(tables, part))
    elif ending == ".csv":
        write_whole(out, lambda part: _write_csv(tables, part))
    else:
        from xlscorecard.workbook.raw_tables import write_raw_tables

        write_raw_tables(tables, out, paper.name)


def _write_json(tables: Sequence[Grid], part: Path) -> None:
    entries = [
        {
            "page": table.page,
            "bbox": [round(place, 2) for place in table.bbox] if table.bbox else None,
            "rows": table.texts(),
            "spans": [list(span) for span in table.spans()],
        }
        for table in tables
    ]
    text = json.dumps(entries, ensure_ascii=False, indent=1)
    part.write_text(text.encode("utf-8", "replace").decode(), encoding="utf-8")


def _write_csv(tables: Sequence[Grid], part: Path) -> None:
    from xlscorecard.store.csv import guard

    widest = max((table.cols for table in tables), default=1)
    with part.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["page", "table", "row", *[f"column {n + 1}" for n in range(widest)]])
        for number, table in enumerate(tables, start=1):
            for row, texts in enumerate(table.texts(), start=1):
                writer.writerow([table.page, number, row, *[guard(text) for text in texts]])


def _draw(paper: Path, tables: Sequence[Grid], pages: range | None, folder: Path) -> None:
    if paper.suffix.lower() != ".pdf":
        raise CannotRead(
            str(paper), "only the pages of a PDF can be drawn", advice="Leave out --debug-png."
        )
    from xlscorecard.pdf.debug import draw_page
    from xlscorecard.pdf.read import document_facts

    last = document_facts(paper).pages
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(str(folder), error.strerror or "cannot be made") from error
    for number in pages or range(1, last + 1):
        if number > last:
            break
        write_whole(
            folder / f"{paper.stem}-p{number:03}.png",
            functools.partial(draw_page, paper, number, tables),
        )
