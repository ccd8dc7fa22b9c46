"""Headers of which a cell too narrow, or too low, for them shows a part: "###" for a date, "Annual
Targ", "/22 Result"; and such as have run together ("2018/19 2019/20" over one column)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.values.normal_period import MONTH, QUARTER
from xlscorecard.values.period import MONTH_NAMES, parse_period

_HASHES = re.compile(r"#{3,}")
# What most often stands over figures. Of these, so many letters may be lost and it be known.
_NAMES = (
    *("target", "actual", "result", "outturn", "performance", "variance", "forecast", "baseline"),
    *("budget", "average"),
)
_MOST_LOST = 2
_SHORTEST = 3
_LAST_QUARTER = 4
_REST = re.compile(r"[a-z]{1,4}")
_MONTH_ENDED = re.compile(r"(?P<rest>[a-z]{1,8}) 20\d\d")
_SMALL_WORDS = frozenset(
    {"per", "of", "to", "in", "at", "on", "for", "by", "and", "or", "no", "age", "line", "cast"}
)
# The rest of a year, and the beginning of one.
_YEAR_BEGUN = re.compile(r"(?:^|\D)(?:(?:19|20)\d\d[/-]\d?|\(\d\d/\d?|(?<=[A-Za-z] )20\d)$")
_YEAR_ENDED = re.compile(
    rf"[/-](?:20)?\d\d\b(?!%)|\d/\d\d\b|\d{{3}}[/-]\d\d\b|\d{{1,3}} (?:{'|'.join(_NAMES)})\b",
    re.IGNORECASE,
)
_FINANCIAL_YEAR = re.compile(r"\b(?P<year>20\d\d)/(?P<rest>\d?)$")
_TWO_YEARS = re.compile(r"(20\d\d/\d\d|20\d\d/20\d\d) (?!\1)(?:20\d\d/\d\d|20\d\d/20\d\d)")
_FIGURES = re.compile(r"\d{1,3}")
_NUMBER = re.compile(r"(?<=[Qq])[1-4]\b|(?<=[Qq]tr )[1-4]\b|(?<=[Qq]uarter )[1-4]\b")


def with_cut_headers(
    lines: Sequence[tuple[str, ...]], *, printed: bool
) -> tuple[tuple[tuple[str, ...], ...], frozenset[int]]:
    """The lines above each column, the names that have lost their last letters whole, and months
    and quarters that are hidden told by those beside them; and the columns of which a header is cut
    off."""
    cut = {col for col, own in enumerate(lines) if _is_cut(own)}
    whole = [_completed_lines(own) if col in cut else own for col, own in enumerate(lines)]
    whole, lost = _with_lost_quarters(whole, printed=printed)
    if not cut and not lost:
        return tuple(lines), frozenset()
    for col in sorted(cut):
        end = col + 1
        # what is cut off over the first of several columns is over the others too
        while len(lines[col]) > 1 and end < len(lines) and len(lines[end]) == 1:
            lost.add(end)
            end += 1
    return tuple(_with_hidden_months(whole)), frozenset(cut | lost)


def has_lost_year(header: str) -> bool:
    """Whether a line of a header begins, or ends, amid a year that the next one does not go on
    with, or has another's year beside its own."""
    lines = header.split(" / ")
    return any(
        (_YEAR_BEGUN.search(line) and not after[:1].isdigit())
        or (_YEAR_ENDED.match(line) and not _YEAR_BEGUN.search(before))
        or _TWO_YEARS.fullmatch(line)
        for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False)
    )


def ends_year(text: str) -> bool:
    """Whether a text beside periods may be what is left of one ("18" below "Q3 2017/20")."""
    return has_lost_year(text) or _FIGURES.fullmatch(text) is not None


def is_hidden(header: str) -> bool:
    """Whether nothing can be seen of a header, or not how it begins."""
    leaf = header.rpartition(" / ")[2]
    return _HASHES.fullmatch(leaf) is not None or _begins_amid_word(leaf)


def _is_cut(own: Sequence[str]) -> bool:
    hidden = any(map(is_hidden, own)) or has_lost_year(" / ".join(own))
    return hidden or _completed_lines(own) != tuple(own)


def _completed_lines(own: Sequence[str]) -> tuple[str, ...]:
    """The lines of a header, those whole that the next one does not go on with."""
    after = [*own[1:], ""]
    return tuple(
        line if behind[:1].isdigit() else _completed(line)
        for line, behind in zip(own, after, strict=False)
    )


def _begins_amid_word(line: str) -> bool:
    if month := _MONTH_ENDED.fullmatch(line):  # "h 2023" below what nobody sees
        return any(name[1:].endswith(month["rest"]) for name in MONTH_NAMES)
    first = line.split(maxsplit=1)[0] if line.strip() else ""
    if _REST.fullmatch(first) is None or first in _SMALL_WORDS:
        return False
    return any(name.endswith(first) for name in _NAMES)


def _completed(line: str) -> str:
    """A header with its last word, or the year that it ends in, whole."""
    if begun := _FINANCIAL_YEAR.search(line):
        ends = f"{(int(begun['year']) + 1) % 100:02d}"
        return line[: begun.end("year")] + f"/{ends}" if ends.startswith(begun["rest"]) else line
    folded = line.rpartition(" ")[2].lower()
    if folded == "tar":
        return f"{line}get"
    for name in _NAMES:
        lost = len(name) - len(folded)
        if 0 < lost <= _MOST_LOST and len(folded) >= _SHORTEST and name.startswith(folded):
            return line + name[len(folded) :]
    return line


def _with_lost_quarters(
    lines: Sequence[tuple[str, ...]], *, printed: bool
) -> tuple[list[tuple[str, ...]], set[int]]:
    """The lines with a year between, or before, quarters of it over the same names as the quarter
    that is missing there ("Q1 2019/20 | 2019/20 | Q3 2019/20"), and the columns that it stands
    over; on a ``printed`` sheet those, too, of a year behind quarters: it may be one itself."""
    found = list(lines)
    lost: set[int] = set()
    heads = [
        (col, parse_period(own[0]))
        for col, own in enumerate(lines)
        if own and (not col or not lines[col - 1] or lines[col - 1][0] != own[0])
    ]
    heads = [
        (col, period)
        for col, period in heads
        if period is not None or (len(lines[col]) > 1 and ends_year(lines[col][0]))
    ]
    for number, (col, year) in enumerate(heads):
        beside = {
            at: int(match["number"])
            for at, period in heads[max(0, number - 1) : number + 2]
            if at != col and lines[at][1:] == lines[col][1:] != ()
            if (match := _quarter_of(period, year)) is not None
        }
        end = heads[number + 1][0] if number + 1 < len(heads) else len(lines)
        before = next((quarter for at, quarter in beside.items() if at < col), 0)
        quarter = _quarter_between(before, beside.get(end, 0), hidden=year is None)
        if quarter:
            told = _NUMBER.sub(str(quarter), lines[end if end in beside else min(beside)][0])
            for at in range(col, end):
                if found[at] and found[at][0] == lines[col][0]:
                    found[at] = (told, *found[at][1:])
        elif not (printed and year and 0 < before < _LAST_QUARTER and end == len(lines)):
            continue
        lost.update(range(col, end))
    return found, lost


def _quarter_between(before: int, after: int, *, hidden: bool) -> int:
    """The quarter that stands right behind one and right before another; 0 where it need not be
    one: what is ``hidden`` is no year, and is one beside the other as well."""
    if hidden and after and before in (0, after - 2):
        return after - 1
    if hidden and not after and before:
        return (before + 1) % (_LAST_QUARTER + 1)
    return before + 1 if after == before + 2 else 0


def _quarter_of(period: str | None, year: str | None) -> re.Match[str] | None:
    """A quarter, where it is one of a year, or the year is not known."""
    match = QUARTER.fullmatch(period or "")
    return match if match is not None and year in (None, match["year"]) else None


def _with_hidden_months(lines: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The lines with the months that follow each other where "###" stands between, or beside,
    months that do; others stay as they are."""
    months = [_month_of(own) for own in lines]
    hidden = [bool(own) and _HASHES.fullmatch(own[-1]) is not None for own in lines]
    found = list(lines)
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and (hidden[end] or months[end] is not None):
            end += 1
        run = _run_of(months[start:end])
        if run is not None:
            for col, month in zip(range(start, end), run, strict=True):
                if hidden[col]:
                    found[col] = (*found[col][:-1], month)
        start = end + 1
    return found


def _month_of(own: Sequence[str]) -> str | None:
    period = parse_period(" ".join(own))
    return period if period is not None and MONTH.fullmatch(period) else None


def _run_of(months: Sequence[str | None]) -> list[str] | None:
    """The names of months that follow each other, of which some are known; None where none is, or
    where they do not follow each other or are of several financial years."""
    known = [(place, _number(month)) for place, month in enumerate(months) if month is not None]
    if not known or len(known) == len(months):
        return None
    first = known[0][1] - known[0][0]
    if any(number - place != first for place, number in known):
        return None
    told = [first + place for place in range(len(months))]
    if (told[0] - 3) // 12 != (told[-1] - 3) // 12:
        return None
    return [f"{MONTH_NAMES[number % 12][:3]} {number // 12}" for number in told]


def _number(month: str) -> int:
    """A month counted through the years, from January of the year 0."""
    year, _, number = month.partition("-")
    return 12 * int(year) + int(number) - 1
