"""Rebuilds the sample papers: ``python -m samples.build`` for all, or with names for some.

The same content gives the same files, but for what LibreOffice's version changes in print.
"""

from __future__ import annotations

import argparse

from samples.content import FOLDER, read_paper
from samples.draw_maker import draw_pdf
from samples.office import print_to_pdf
from samples.scan_maker import scan_page
from samples.sheet_maker import write_xlsx
from samples.word_maker import write_docx

DRAWN = ("000", "wexcombe")
PRINTED = ("001", "002", "004", "harrowdale")
WORKBOOKS = ("003",)
SCAN = "scan"
SCANNED = ("000", 1)  # the paper and its page, from 0


def build(name: str) -> None:
    """Writes the files of one sample into samples/."""
    if name == SCAN:
        paper, page = SCANNED
        scan_page(FOLDER / f"{paper}.pdf", page, FOLDER / f"{SCAN}.pdf", "Scanned page")
        return
    content = read_paper(name)
    word, pdf = FOLDER / f"{name}.docx", FOLDER / f"{name}.pdf"
    write_docx(content, word)
    if name in DRAWN:
        draw_pdf(content, pdf)
    elif name in WORKBOOKS:
        book = FOLDER / f"{name}.xlsx"
        write_xlsx(content, book)
        print_to_pdf(book, pdf, content.date)
    else:
        print_to_pdf(word, pdf, content.date)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=[*DRAWN, *PRINTED, *WORKBOOKS, SCAN])
    for name in parser.parse_args().names:
        build(name)


if __name__ == "__main__":
    main()
