"""What a paper says of itself: title, organisation, reporting period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from xlscorecard.model.grid import Block, Grid, Paragraph
from xlscorecard.normalise.headers.row_use import STATEMENT
from xlscorecard.normalise.headers.titles import titles_inside
from xlscorecard.normalise.words.meetings import dates_meeting
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.reporting_period import reporting_period

# The forms of English and Welsh local government: "X County Council", "London Borough of X",
# "City of X Council", "Royal Borough of X".
_ORGANISATION = re.compile(
    r"\b(?:"
    r"(?:London|Royal|Metropolitan)\s+Borough\s+of\s+[A-Z][\w'’-]+(?:\s+(?:and|upon|on|&)?\s*[A-Z][\w'’-]+){0,3}"
    r"|City\s+of\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?\s+Council"
    r"|Isle\s+of\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?(?:\s+Council)?"
    r"|(?:[A-Z][\w'’-]+\s+(?:(?:and|upon|on|with|in|of|the|&)\s+)*){1,4}"
    r"(?:County|City|Borough|District|Metropolitan|Town|Unitary|Combined)?\s*"
    r"(?:Borough\s+|District\s+)?(?:Council|Authority|Corporation)"
    r")(?![\w])"
)
_NOT_A_COUNCIL = re.compile(
    r"^(?:The|This|Our|Each|Full|Local|Your|Name|Every|All|Parish|Town|Youth|Health|Public)\b"
)
_PERIOD_WORDS = re.compile(
    r"\b(?:q[1-4]|quarter|qtr|20\d\d|\d\d/\d\d|period|month|year end|annual)\b", re.IGNORECASE
)
_SAYS_PERIOD = re.compile(
    r"\b(?:reporting period|period covered|data for|results for)\b", re.IGNORECASE
)
_OTHER_DATE = re.compile(
    r"\b(?:updated?|published|printed|generated|meeting|produced|version|committee|cabinet|panel|"
    r"date of|strategy|vision|plan \d{4})\b",
    re.IGNORECASE,
)
_HEADERS = frozenset({HeaderWord.TITLE, HeaderWord.RAG, HeaderWord.TARGET, HeaderWord.TREND})
_PERIOD_LABEL = re.compile(
    r"(?:select |reporting |report |current |financial )?(year|quarter|month)(?: ending)?\s*:?",
    re.IGNORECASE,
)
_FEW_ROWS, _LONGEST_PERIOD, _FIRST_BLOCKS = 5, 20, 12
_REPORT_WORDS = re.compile(
    r"\b(?:performance|scorecard|report|dashboard|plan|monitoring|evaluation|assessment|"
    r"indicators|outturn|update|vision|digest|review|statement)\b",
    re.IGNORECASE,
)
# "*Peer median from 23-24 performance" is no title.
_FOOTNOTE = ("*", "†", "‡", "¹", "²", "³")


def _opening(blocks: Sequence[Block], limit: int = 40) -> list[Paragraph]:
    """The paragraphs at the start of a paper, furniture included, tables skipped over."""
    return [block for block in blocks[: limit * 3] if isinstance(block, Paragraph)][:limit]


def find_organisation(blocks: Sequence[Block], property_text: str = "") -> str | None:
    """The council that the paper names most, first in its opening and page headers, then in
    cover tables, then anywhere; None when it names none."""
    opening = [paragraph.text for paragraph in _opening(blocks)]
    for texts in (opening, _cells(blocks), (block.text for block in _paragraphs(blocks))):
        counts: Counter[str] = Counter()
        for text in texts:
            for match in _ORGANISATION.finditer(text):
                name = " ".join(match.group(0).split())
                if not _NOT_A_COUNCIL.match(name):
                    counts[name] += 1
        if counts:
            return counts.most_common(1)[0][0]
    named = _ORGANISATION.search(property_text)
    return named.group(0) if named else None


def _paragraphs(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    return (block for block in blocks if isinstance(block, Paragraph))


def _cells(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Grid) and block.cols <= 3:
            for cell in block.cells:
                yield cell.text


def _titles_inside(blocks: Iterable[Block]) -> Iterable[str]:
    """The titles that stand in the first rows of tables."""
    for block in blocks:
        if isinstance(block, Grid):
            yield from titles_inside(block)


def find_title(blocks: Sequence[Block], property_text: str = "") -> str | None:
    """The paper's title: the largest of its opening lines that sounds like a report, else the
    first heading, else the file's own title property."""
    opening = [p for p in _opening(blocks) if p.text.strip() and not p.furniture][:12]
    candidates = [
        p
        for p in opening
        if 6 <= len(p.text) <= 200
        and not STATEMENT.search(p.text)
        and not p.text.startswith(_FOOTNOTE)
        and not _ORGANISATION.fullmatch(" ".join(p.text.split()))
    ]
    if candidates:
        best = max(
            enumerate(candidates),
            key=lambda item: (
                item[1].level == 1,
                bool(_REPORT_WORDS.search(item[1].text)) and not item[1].text.endswith("."),
                -(item[1].level or 9),
                item[1].size or 0.0,
                -item[0],
            ),
        )[1]
        if _REPORT_WORDS.search(best.text) or best.level is not None or best.bold:
            return " ".join(best.text.split())
    if property_text.strip():
        return property_text.strip()
    return " ".join(candidates[0].text.split()) if candidates else None


def find_reporting_period(blocks: Sequence[Block], title: str | None, name: str) -> str | None:
    """The period that the paper reports on: from a line or cells that say so, else its title, its
    opening lines, titles inside its tables, its cover table, its file name, in that order; a
    quarter or month of the year that the title names is better than that year. The date of an
    update or of a meeting is no period."""
    opening = [p.text for p in _opening(blocks) if _names_period(p.text, 250)]
    inside = [text for text in islice(_titles_inside(blocks), 4) if _names_period(text, 120)]
    cover = [text for text in islice(_cells(blocks), 40) if _names_period(text, 120)]
    said = [text for text in opening if _SAYS_PERIOD.search(text)]
    labelled = list(islice(_labelled_periods(blocks[:_FIRST_BLOCKS]), 1))
    found: str | None = None
    for texts in (said, labelled, [title or ""], opening, inside, cover, [name.replace("_", " ")]):
        period = reporting_period(text for text in texts if not dates_meeting(text))
        if period is None:
            continue
        if found is None:
            found = period
        elif len(period) > len(found) and period.startswith(found):
            return period
    return found


def _labelled_periods(blocks: Iterable[Block]) -> Iterator[str]:
    """The period that a few cells state, each beside its label: "Year | 2023/24 | Quarter | 3"."""
    for block in blocks:
        if not isinstance(block, Grid) or block.rows > _FEW_ROWS:
            continue
        said: dict[str, str] = {}
        for cell in block.cells:
            label = _PERIOD_LABEL.fullmatch(" ".join(cell.text.split()))
            value = block.at(cell.row, cell.col + cell.colspan)
            if label is None or value is None or _heads_table(block, cell.row):
                continue
            if 0 < len(value.text.strip()) <= _LONGEST_PERIOD:
                said.setdefault(label[1].lower()[:1], " ".join(value.text.split()))
        quarter = said.get("q", "")
        said["q"] = f"Quarter {quarter}" if len(quarter) == 1 else quarter
        if said["q"] or "m" in said:
            yield " ".join(said[part] for part in "qmy" if part in said).strip()


def _heads_table(grid: Grid, row: int) -> bool:
    """Whether a row has headers of measures or of their results: "Current quarter" beside "Q4
    2023/24" is no label there."""
    matches = (match_header(" ".join(cell.text.split())) for cell in grid.row_cells(row))
    return any(found is not None and found.exact and found.word in _HEADERS for found in matches)


def _names_period(text: str, limit: int) -> bool:
    return bool(len(text) < limit and _PERIOD_WORDS.search(text) and not _OTHER_DATE.search(text))
