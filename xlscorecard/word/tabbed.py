"""Tables set with tabs: lines of a story that a row of tab characters parts into columns.

Word stores such a line as one paragraph. A few of them in a row with the same number of places
are a table to every reader of the paper, so they become one here.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from xlscorecard.word.names import W

# Three places in three lines: an address block or "Date: [tab] 12 June" has fewer.
LEAST_ROWS, LEAST_COLUMNS = 3, 3


def tabbed_rows(paragraphs: Sequence[etree._Element]) -> list[list[etree._Element]] | None:
    """The lines as rows of cells, each a paragraph of its own; None where they do not come
    out as a table: too few, or with places that do not stand under each other."""
    parted = [_parted(paragraph) for paragraph in paragraphs]
    if len(parted) < LEAST_ROWS:
        return None
    for rows in (parted, [[part for part in row if _has_content(part)] for row in parted]):
        counts = {len(row) for row in rows}
        if len(counts) == 1 and counts.pop() >= LEAST_COLUMNS:
            return rows
    return None


def is_tabbed(paragraph: etree._Element) -> bool:
    """Whether a paragraph's tabs part it into as many places as a table needs. A line with
    fields is none: contents lists are made of them."""
    if paragraph.tag != W + "p" or paragraph.find(f".//{W}fldChar") is not None:
        return False
    tabs = sum(len(run.findall(W + "tab")) for run in paragraph.iterfind(W + "r"))
    if tabs < LEAST_COLUMNS - 1:
        return False
    return sum(_has_content(part) for part in _parted(paragraph)) >= LEAST_COLUMNS


def _parted(paragraph: etree._Element) -> list[etree._Element]:
    """Copies of a paragraph that hold what stands between its tabs."""
    parts = [_empty_like(paragraph)]
    for element in paragraph:
        if element.tag == W + "pPr":
            continue
        if element.tag != W + "r" or element.find(W + "tab") is None:
            parts[-1].append(deepcopy(element))
            continue
        run = _run_like(element, parts[-1])
        for content in element:
            if content.tag == W + "rPr":
                continue
            if content.tag == W + "tab":
                parts.append(_empty_like(paragraph))
                run = _run_like(element, parts[-1])
            else:
                run.append(deepcopy(content))
    return parts


def _empty_like(paragraph: etree._Element) -> etree._Element:
    empty = etree.Element(W + "p")
    properties = paragraph.find(W + "pPr")
    if properties is not None:
        own = deepcopy(properties)
        for numbering in own.findall(W + "numPr"):
            own.remove(numbering)  # its number was counted with the line
        empty.append(own)
    return empty


def _run_like(run: etree._Element, holder: etree._Element) -> etree._Element:
    made = etree.SubElement(holder, W + "r")
    properties = run.find(W + "rPr")
    if properties is not None:
        made.append(deepcopy(properties))
    return made


def _has_content(part: etree._Element) -> bool:
    if any((text.text or "").strip() for text in part.iter(W + "t")):
        return True
    drawn = (W + "sym", W + "drawing", W + "pict", W + "object")
    return next(part.iter(*drawn), None) is not None
