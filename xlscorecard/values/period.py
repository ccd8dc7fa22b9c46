"""Periods: "2017/18", "2017/18 Q1", "2017-06"; the financial year runs from 1 April to 31 March."""

from __future__ import annotations

import re
from functools import lru_cache

from xlscorecard.values.compact_period import spelt_out
from xlscorecard.values.confusables import fold_words
from xlscorecard.values.ledger import month_of_period
from xlscorecard.values.normal_period import MONTH as MONTH_OF_YEAR
from xlscorecard.values.normal_period import QUARTER, YEAR
from xlscorecard.values.part_of_year import months_gone

# English whatever the machine's language: outputs do not depend on where they are made.
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan ionawr",
            "february feb chwefror",
            "march mar mawrth",
            "april apr ebrill",
            "may mai",
            "june jun mehefin",
            "july jul gorffennaf",
            "august aug awst",
            "september sept sep medi",
            "october oct hydref",
            "november nov tachwedd",
            "december dec rhagfyr",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
"""A month's name, English or Welsh, long or short, in small letters."""

# 2017/18, 2017-18, 2017/2018, 17/18, 20011/12 (a misprint of sample 001). The years must
# follow each other: 12/15 is no financial year.
_YEAR_PAIR = re.compile(
    r"(?<![\d/.,£-])(?:f\.?y\.?\s*)?(?P<first>20011|(?:19|20)\d{2}|\d{2})"
    r"(?:\s?(?:/|-|\\)\s?|(?<=\d{4}) to )(?P<second>(?:19|20)\d{2}|\d{2})(?![\d%]|[.,]\d|/\d)"
    r"(?!\s(?:year|yr)s?[ -]olds?|\s?yos?\b)"
)
_FY = re.compile(r"\bf\.?y\.?\s*(?:'|’)?(?P<year>20\d{2}|\d{2})\b(?!\s*[/-]\s*\d)")
_YEAR_END = re.compile(
    r"\b(?:year (?:ending|ended|to)\s+(?:31(?:st)? )?|y/?e (?:31(?:st)? )?)"
    r"mar(?:ch)? '?(?P<year>(?:19|20)\d{2}|(?<=ye mar )\d{2}|(?<=y/e mar )\d{2})\b"
)
_LONE_YEAR = re.compile(r"(?<![\d/.,£-])(?P<year>20[0-4]\d)(?![\d%]|[.,]\d|[/-]\d)")
# "Q116/17" of sample 000: the quarter run together with its year.
_RUN_TOGETHER = re.compile(r"\b(q[1-4])(?=(?:\d\d|20\d\d)\s?[/-])")
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "first": 1, "second": 2, "third": 3}
_NUMBERS |= {"fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "i": 1, "ii": 2, "iii": 3}
_NUMBERS |= {"iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(
    r"(?<![a-z0-9])(?:"
    r"(?:q(?:uarter|trs?|tr|u|rt)?|chw(?:arter)?|"
    # "CH1 Children adopted" is a theme
    r"ch(?=[1-4](?:$| (?:19|20)?\d\d\b)))"
    # "Quarter" over "1" in a narrow column
    r"\.?(?:\s?-?\s?|(?<=quarter) / )(?P<after>[1-4]|one|two|three|four|iv|i{1,3})"
    r"(?=$|[^a-z0-9]|\d{2}\s?[/-]\s?\d{2}|20\d{2})"
    r"|(?P<before>first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:quarter|qtr)\b)"
)
_MONTH_RANGE = re.compile(
    rf"\b(?P<from>{MONTH})\s*(?:-?'?\s*(?P<year1>(?:19|20)\d{{2}}|"
    rf"\d{{2}}(?=\s*(?:-|to)\s*{MONTH}\s*-?'?\s*\d{{2}}))\s*)?"
    r"(?:-|(?:up )?to(?: \(?(?:&|and) incl(?:\.|uding|usive)?\)?)?|/)\s*"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?(?P<to>{MONTH})(?:\s*-?'?\s*(?P<year2>(?:19|20)\d{{2}}|\d{{2}})(?![\d/]))?"
)
_ABREAST = re.compile(rf"\b{MONTH} {MONTH}\b")
_QUARTER_OF_MONTHS = {(4, 6): 1, (7, 9): 2, (10, 12): 3, (1, 3): 4}
_MONTH_YEAR = re.compile(
    rf"\b(?P<month>{MONTH})\s*[-/,]?\s*'?\s*(?P<year>(?:19|20)\d{{2}}|\d{{2}})"
    rf"(?!\d|\s?[/-]\s?\d|st\b|nd\b|rd\b|th\b)"
)
_MONTH_ALONE = re.compile(rf"\b(?P<month>{MONTH})")
_MAY_VERB = re.compile(r"\bmay (?:be|not|have|need|also|vary|differ|include|change|result)\b")
_DATE = re.compile(
    r"(?<![\d.])(?P<day>[0-3]?\d)\s?(?P<by>[/.-])\s?(?P<month>[01]?\d)\s?(?P=by)\s?"
    r"(?P<year>20\d{2}|\d{2})(?![\d.%])"
)
_DATE_RANGE = re.compile(
    r"(?<![\d.])[0-3]?\d(?P<by>[/.-])(?P<month1>[01]?\d)(?P=by)(?P<year1>20\d{2}|\d{2})\s?"
    r"(?:-|to|until)\s?[0-3]?\d(?P=by)(?P<month2>[01]?\d)(?P=by)(?P<year2>20\d{2}|\d{2})(?![\d.%])"
)
_ISO_MONTH = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})-(?P<month>0[1-9]|1[0-2])(?:-\d{2})?(?!\d)"
)
_LEDGER = re.compile(r"\b(?:period|p|month|mth|m)\s?0?(?P<number>1[0-3]|[1-9])\b")
_ACADEMIC = re.compile(r"\bacademic\b|\bschool year\b|\bacad\b|\bay\b")
# Headers without a date that stand for the whole reporting year (checked on development
# papers: YTD, annual and year-end targets, outturns all belong to the year).
_WHOLE_YEAR = re.compile(
    r"\bf?ytd\b|\byear to date\b|\bcumulative\b|\byear[- ]?end\b|\bend of year\b|\bannual\b|"
    r"\bfull[- ]year\b|\boutturn\b|\bout-turn\b|\bthis year\b|\bcurrent year\b|\byearly\b|"
    r"\bprojected\b|\bforecast\b|\bfinal\b|^year (?:done|total|actual|result)\b"
)
_LAST_YEAR = re.compile(
    r"\b(?:last|prev\.?|previous|prior|preceding) (?:year|yr\.?)\b|\bprevious outturn\b|"
    r"\b[lp]y(?:td)?\b"
)
_NEXT_YEAR = re.compile(r"\b(?:next|following|coming) (?:financial )?year(?:['’]?s)?\b")


def _pair(first: str, second: str) -> str | None:
    start = 2011 if first == "20011" else int(first)
    if len(first) == 2:
        start += 2000 if start < 70 else 1900
    end = int(second) % 100
    return f"{start}/{end:02d}" if (start + 1) % 100 == end and start >= 1980 else None


def _full_year(year: str) -> int:
    number = int(year)
    return number if len(year) == 4 else number + 2000


def _year_holding(year: int, month: int) -> str:
    start = year if month >= 4 else year - 1
    return f"{start}/{(start + 1) % 100:02d}"


def _year_pairs(words: str) -> set[str]:
    pairs = (_pair(years["first"], years["second"]) for years in _YEAR_PAIR.finditer(words))
    return {pair for pair in pairs if pair is not None}


def _find_year(words: str) -> str | None:
    pairs = _year_pairs(words)
    if pairs:
        return pairs.pop()
    match = _FY.search(words)
    if match:
        # "FY18" names the year in which it ends; so does "year ended March 2018".
        end = _full_year(match["year"])
        return f"{end - 1}/{end % 100:02d}"
    match = _YEAR_END.search(words)
    if match:
        end = _full_year(match["year"])
        return f"{end - 1}/{end % 100:02d}"
    return None


def quarter_in(words: str) -> int | None:
    """The quarter that a text names; None if it names none or several ("Q1-Q3")."""
    found = {_NUMBERS[match["after"] or match["before"]] for match in _QUARTER.finditer(words)}
    return found.pop() if len(found) == 1 else None


_QUARTERS = re.compile(
    r"\bq(?:uarter|tr)?s? ?1 ?"
    r"(?:,? ?(?:q(?:uarter|tr)? ?)?2,? ?(?:-|to|and|&|,|\+)|-|to|and|&|,|\+) ?"
    r"(?:q(?:uarter|tr)? ?)?(?P<last>[2-4])\b(?! ?/)"
)


def _last_of_quarters(words: str) -> int | None:
    """The last of the quarters from the first on that a text names together ("Q1-Q3", "Quarters 1
    and 2"); None where it names one, or none."""
    match = _QUARTERS.search(words)
    return int(match["last"]) if match is not None else None


def month_number(name: str) -> int:
    """The number of a month by its name in small letters, as MONTH finds it."""
    return _MONTHS[name.rstrip(".")]


def parse_period(text: str, *, year: str | None = None) -> str | None:
    """The period that a header, a title or a note names, in normal form; None if it names none.

    ``year`` ("2017/18") is the reporting year, for texts that give only a part of the date:
    "Q2", "Apr" (January to March fall in its second half), "YTD" and "Year-end Target" (the
    year itself), "Last year" (the one before). A ledger's "Period 6" is a position on the
    year's budget: the year when that is known, else "Period 6" as printed. An academic year
    is not the financial year of the same name: "2016/17 academic year".

    "FY18" is 2017/18: it names the year in which it ends. "Quarter 2 20011/12", a misprint
    of a real paper, is 2011/12 Q2.
    """
    return _parse_period(text, year) if text else None


@lru_cache(maxsize=4096)
def _parse_period(text: str, reporting: str | None) -> str | None:
    words = _RUN_TOGETHER.sub(r"\1 ", spelt_out(fold_words(text)))
    if not words or len(words) > 400 or len(_year_pairs(words)) > 1 or _ABREAST.search(words):
        # "2015/16 - 2017/18" is no one period, nor is "Jun Jul Aug".
        return None
    found = _find_year(words)
    if found is not None and _ACADEMIC.search(words):
        return f"{found} academic year"
    quarter = quarter_in(words)
    if quarter is not None:
        if found is None:
            found = _year_of_months(words, quarter)
        if found is None and reporting and _LAST_YEAR.search(words):
            found = previous_year(reporting)  # "Q2 last year"
        chosen = found or reporting
        return f"{chosen} Q{quarter}" if chosen else None
    if found is not None:
        last = _last_of_quarters(words)
        if last is not None:  # "Q1-Q3 2023/24" is no year yet
            return _month_in(found, 3 * last + 3) if last < 4 else found
        span = _MONTH_RANGE.search(words)
        if span is not None:
            return _months_of(found, span)
        match = _MONTH_ALONE.search(words)
        if match and not _YEAR_END.search(words):
            return _month_in(found, month_number(match["month"]))
        gone = months_gone(words)
        return month_of_period(gone, found) if gone is not None else found
    return _dated(words) or _within(words, reporting)


def _dated(words: str) -> str | None:
    """A period whose date stands in the text, but not as a financial year."""
    match = _MONTH_RANGE.search(words)
    if match and (match["year2"] or len(match["year1"] or "") == 4):
        return _range_period(match)
    match = _DATE_RANGE.search(words)
    if match:
        months = int(match["month1"]), int(match["month2"])
        if all(1 <= month <= 12 for month in months):
            return _span(*months, _full_year(match["year1"]), _full_year(match["year2"]))
    match = _ISO_MONTH.search(words)
    if match:
        return f"{match['year']}-{match['month']}"
    match = _DATE.search(words)
    if match and 1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31:
        return f"{_full_year(match['year'])}-{int(match['month']):02d}"
    match = _MONTH_YEAR.search(words)
    if match:
        return f"{_full_year(match['year'])}-{month_number(match['month']):02d}"
    return None


def _months_of(year: str, match: re.Match[str]) -> str:
    """Months from and to of a financial year: a quarter, the year, or a part of it ("April to
    August 2018/19"), told by the month in which it ends."""
    start, end = month_number(match["from"]), month_number(match["to"])
    quarter = _QUARTER_OF_MONTHS.get((start, end))
    if quarter:
        return f"{year} Q{quarter}"
    return year if (start, end) == (4, 3) else _month_in(year, end)


def _within(words: str, reporting: str | None) -> str | None:
    """A period that needs the reporting year to be dated."""
    match = _MONTH_RANGE.search(words)
    if match and reporting:
        return _months_of(reporting, match)
    match = _MONTH_ALONE.search(words)
    if match and reporting and not _MAY_VERB.search(words):
        return _month_in(reporting, month_number(match["month"]))
    gone = months_gone(words) if reporting and "yearly" not in words else None  # how often
    if gone is not None and reporting:
        last = _LAST_YEAR.search(words) is not None
        return month_of_period(gone, previous_year(reporting) if last else reporting)
    match = _LEDGER.search(words)
    if match and words.startswith(("period", "p", "month", "mth", "m")):
        return reporting or f"Period {match['number']}"
    if _LAST_YEAR.search(words):
        return previous_year(reporting) if reporting else None
    if _NEXT_YEAR.search(words):
        return next_year(reporting) if reporting else None
    if _WHOLE_YEAR.search(words):
        return reporting
    return None


def _range_period(match: re.Match[str]) -> str | None:
    """Months from and to with a year: a quarter where it is one, a year where it is one."""
    begin_year = _full_year(match["year1"]) if match["year1"] else None
    end_year = _full_year(match["year2"]) if match["year2"] else None
    return _span(month_number(match["from"]), month_number(match["to"]), begin_year, end_year)


def _span(start: int, end: int, begin_year: int | None, last_year: int | None) -> str:
    """Months from and to, of which at least one names its year."""
    end_year = last_year or begin_year or 0
    quarter = _QUARTER_OF_MONTHS.get((start, end))
    if quarter and begin_year in (None, end_year):
        return f"{_year_holding(end_year, end)} Q{quarter}"
    if (start, end) == (4, 3) and (not last_year or begin_year in (None, end_year - 1)):
        return _year_holding(end_year if last_year else end_year + 1, end)
    # A part of a year ("April to August 2018") or twelve months ("May-22 to Apr-23"): the month
    # in which it ends.
    return f"{end_year}-{end:02d}"


def _year_of_months(words: str, quarter: int) -> str | None:
    """The financial year of a quarter that is dated by its months or by a calendar year."""
    match = _MONTH_RANGE.search(words)
    if match and match["year2"]:
        return _year_holding(_full_year(match["year2"]), month_number(match["to"]))
    match = _MONTH_YEAR.search(words)
    if match:
        return _year_holding(_full_year(match["year"]), month_number(match["month"]))
    match = _LONE_YEAR.search(words)
    # "Q1 2017" of a council: quarters 1 to 3 lie in the year that starts in 2017. "Q4 2018"
    # may mean January 2018 or the year 2018/19: not told.
    if match and quarter != 4:
        return _year_holding(int(match["year"]), 4)
    return None


def _month_in(year: str, month: int) -> str:
    start = int(year[:4])
    return f"{start if month >= 4 else start + 1}-{month:02d}"


@lru_cache(maxsize=1024)  # asked for every value of a paper, which has a dozen periods
def year_of(period: str | None) -> str | None:
    """The financial year that holds a period: "2018-02" is in "2017/18"."""
    if period is None:
        return None
    if YEAR.match(period):
        return period[:7]
    match = MONTH_OF_YEAR.fullmatch(period)
    return _year_holding(int(match["year"]), int(match["number"])) if match else None


def previous_year(year: str) -> str:
    """The financial year before: "2016/17" for "2017/18"."""
    start = int(year[:4]) - 1
    return f"{start}/{(start + 1) % 100:02d}"


def next_year(year: str) -> str:
    """The financial year after: "2018/19" for "2017/18"."""
    end = int(year[:4]) + 2
    return f"{end - 1}/{end % 100:02d}"


def period_after(period: str) -> str | None:
    """The quarter after a quarter, the month after a month; None for other periods."""
    quarter = QUARTER.fullmatch(period)
    if quarter:
        number = int(quarter["number"]) % 4 + 1
        start = int(period[:4]) + (number == 1)
        return f"{start}/{(start + 1) % 100:02d} Q{number}"
    month = MONTH_OF_YEAR.fullmatch(period)
    if month:
        number = int(month["number"]) % 12 + 1
        return f"{int(month['year']) + (number == 1)}-{number:02d}"
    return None
