"""Rebuilds the sample papers: ``python -m samples.build`` for all, or with names for some.

The same content gives the same files, but for LibreOffice's own version in what it prints.
"""

from __future__ import annotations

import argparse

from samples.content import FOLDER, read_paper
from samples.draw_maker import draw_pdf
from samples.office import print_to_pdf
from samples.sheet_maker import write_xlsx
from samples.word_maker import write_docx

DRAWN = ("000",)
PRINTED = ("001", "002", "004")
WORKBOOKS = ("003",)


def build(name: str) -> None:
    paper = read_paper(name)
    word = FOLDER / f"{name}.docx"
    write_docx(paper, word)
    if name in DRAWN:
        draw_pdf(paper, FOLDER / f"{name}.pdf")
    elif name in WORKBOOKS:
        book = FOLDER / f"{name}.xlsx"
        write_xlsx(paper, book)
        print_to_pdf(book, FOLDER / f"{name}.pdf", paper.date)
    else:
        print_to_pdf(word, FOLDER / f"{name}.pdf", paper.date)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=[*DRAWN, *PRINTED, *WORKBOOKS])
    for name in parser.parse_args().names:
        build(name)


if __name__ == "__main__":
    main()
