"""``xlscorecard tables``: the raw tables of a paper, untyped, one entry for each piece."""

from __future__ import annotations

import csv
import functools
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlscorecard.bulk.jobs import Product
from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.pool import do_job
from xlscorecard.cli.limits import limit_options
from xlscorecard.cli.say import say
from xlscorecard.cli.targets import keep_sources
from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.model.files import write_whole
from xlscorecard.model.grid import Block, Grid, block_size
from xlscorecard.model.kind import kind_of_paper
from xlscorecard.model.shelf import shelved
from xlscorecard.pipeline import read_document, read_pages

if TYPE_CHECKING:
    from xlscorecard.model.page import Page

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
@limit_options
def command(
    paper: Path,
    out: Path,
    pages: str | None,
    debug_png: Path | None,
    time_limit: float,
    memory_limit: int,
) -> int:
    """Write the tables of PAPER as they are printed, without reading meaning into them.

    OUT ends in .json, .xlsx or .csv. A table that goes on over pages gives one entry for each
    page; convert joins them.
    """
    if out.suffix.lower() not in _ENDINGS:
        raise CannotWrite(
            str(out), "tables go to .json, .xlsx or .csv", advice="Choose one of these endings."
        )
    keep_sources(out, [paper])
    wanted = _page_range(pages)
    if debug_png is not None and paper.suffix.lower() != ".pdf":
        raise CannotRead(
            str(paper), "only the pages of a PDF can be drawn", advice="Leave out --debug-png."
        )
    with tempfile.TemporaryDirectory(prefix="xlscorecard-") as folder:
        made, pictures = Path(folder) / f"tables{out.suffix.lower()}", Path(folder) / "pictures"
        drawn = pictures if debug_png is not None else None
        job = functools.partial(make_tables, made, drawn, wanted)
        told = json.loads(do_job(paper, job, Limits(time_limit, memory_limit)))
        if told["scanned"]:
            _say_scanned(paper, told["scanned"])
        if debug_png is not None:
            _keep_pictures(pictures, debug_png)
        write_whole(out, lambda part: _copy(made, part))
    count = told["tables"]
    tables = "1 table" if count == 1 else f"{count} tables"
    say(f"{paper.name}: {tables} written to {out}")
    return 0


def make_tables(
    made: Path,
    pictures: Path | None,
    pages: range | None,
    paper: Path,
    watch: Callable[[Page], None],
) -> Product:
    """The job of a worker: the tables of ``paper`` into the new file ``made``, and a picture of
    each page into the new folder ``pictures``. Raises CannotRead, CannotWrite."""
    scanned: list[int] = []

    def found() -> Iterator[Grid]:
        # two facing pages of one picture have one number, and one drawing
        read = read_pages(paper, pages, raw=True, watch=watch)
        for number, leaves in groupby(read, key=lambda each: each[0].number):
            grids: list[Grid] = []
            for page, blocks in leaves:
                if page.scanned and not page.words:
                    scanned.append(number)
                grids += _grids(blocks)
            yield from grids
            if pictures is not None:
                _draw(paper, number, grids, pictures)

    if (kind_of_paper(paper) or paper.suffix.lower()) != ".pdf":
        tables: Sequence[Grid] = tuple(_grids(read_document(paper).blocks))
    else:
        if pictures is not None:
            pictures.mkdir()
        tables = shelved(found(), block_size)
    _write(tables, made, paper)
    return Product(json.dumps({"tables": len(tables), "scanned": scanned}).encode("ascii"))


def _say_scanned(paper: Path, scanned: Sequence[int]) -> None:
    listed = ", ".join(map(str, scanned[:10])) + (" ..." if len(scanned) > 10 else "")
    say(
        f"{paper.name}: pictures without text on page {listed}; "
        "xlscorecard doctor tells how to read them",
        err=True,
    )


def _copy(made: Path, part: Path) -> None:
    shutil.copyfile(made, part)


def _keep_pictures(made: Path, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(str(folder), error.strerror or "cannot be made") from error
    for picture in sorted(made.iterdir()):
        write_whole(folder / picture.name, functools.partial(_copy, picture))


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
    # piece by piece: a paper of a thousand pages has 20 MB
    with part.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write("[")
        for number, table in enumerate(tables):
            entry = {
                "page": table.page,
                "bbox": [round(place, 2) for place in table.bbox] if table.bbox else None,
                "rows": table.texts(),
                "spans": [list(span) for span in table.spans()],
            }
            inside = json.dumps([entry], ensure_ascii=False, indent=1)[1:-2]
            file.write("," * bool(number) + inside)
        file.write("\n]" if tables else "]")


def _write_csv(tables: Sequence[Grid], part: Path) -> None:
    from xlscorecard.store.csv import guard

    widest = max((table.cols for table in tables), default=1)
    with part.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["page", "table", "row", *[f"column {n + 1}" for n in range(widest)]])
        for number, table in enumerate(tables, start=1):
            for row, texts in enumerate(table.texts(), start=1):
                writer.writerow([table.page, number, row, *[guard(text) for text in texts]])


def _draw(paper: Path, number: int, grids: Sequence[Grid], folder: Path) -> None:
    from xlscorecard.pdf.debug import draw_page

    draw_page(paper, number, grids, folder / f"{paper.stem}-p{number:03}.png")
