"""The period of a section: "Quarter 2 2023/24" above a table of a paper that begins with
Quarter 1, a sheet for each quarter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.normalise.words.header_text import is_period
from xlscorecard.normalise.words.meetings import dates_meeting
from xlscorecard.normalise.words.row_period import says_period
from xlscorecard.values.normal_period import MONTH, QUARTER, YEAR, lies_in
from xlscorecard.values.period import parse_period, year_of

# What a heading with such words dates is no result below it.
_OF_OTHERS = re.compile(
    r"\b(?:compar\w+|previous|last|prior|against|since|from|until|by|baseline|targets?|plans?|"
    r"strateg\w+|budget\w*|forecast|next|proposed|updated?|published|printed|generated|meeting|"
    r"committee|cabinet|panel|due|deadline|"
    # "Measures improving on Quarter 1", "Red at Quarter 1 and now green"
    r"chang\w+|mov(?:ed|ing|ement\w*)|improv\w+|better|worse\w*|declin\w+|deteriorat\w+|than|"
    r"carried|brought|(?:red|amber|green) (?:at|in)|now)\b",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"\b(?:annual|yearly|out-?turn|year[ -]end)\b", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"(?:(?:financial )?year:? )?\d{2,4}\s?[/–-]\s?\d{2,4}", re.IGNORECASE)
# What a banner may say beside its period.
_OF_RESULTS = re.compile(
    r"\b(?:performance|results?|data|positions?|figures|actuals?|report|monitoring|scorecard)\b",
    re.IGNORECASE,
)
# A longer heading is a sentence (letters).
_LONGEST = 120


def period_of_section(headings: Sequence[str], reporting: str | None) -> str | None:
    """The period on which a table reports: that of its innermost heading that names a quarter or
    month, or, in a paper on whole years, above annual figures or alone, a year; else the paper's
    own. A year that holds the paper's own quarter says nothing new."""
    for heading in reversed(headings):
        if len(heading) > _LONGEST or _OF_OTHERS.search(heading):
            continue
        found = parse_period(heading, year=year_of(reporting))
        if found is None or not _is_dated(heading, found) or dates_meeting(heading):
            continue
        yearly = YEAR.fullmatch(found) is not None and (
            _YEARLY.search(heading) is not None
            or _YEAR_ALONE.fullmatch(_without_results(heading)) is not None
        )
        if _same_step(found, reporting) or (yearly and found != year_of(reporting)):
            return found
    return reporting


def period_of_banner(banners: Sequence[str], reporting: str | None) -> str | None:
    """The period of the rows under banners of a table: that of the innermost that is nothing but a
    quarter, month or year ("Quarter 1", "April 2023 performance"); else the table's own."""
    for banner in reversed(banners):
        told = _without_results(banner)
        if says_period(told) and (found := period_of_section((told,), reporting)) != reporting:
            return found
    return reporting


def _without_results(text: str) -> str:
    return _OF_RESULTS.sub(" ", text).strip(" :–-")


def _is_dated(heading: str, found: str) -> bool:
    """Whether a heading names the year itself, or a quarter of the paper's year, or is nothing
    but a month's name."""
    if parse_period(heading) is not None or QUARTER.fullmatch(found) is not None:
        return True
    return len(heading.split()) == 1 and is_period(heading)


def _same_step(found: str, reporting: str | None) -> bool:
    """Whether a section's period may stand in the place of the paper's: as fine as that one, or
    finer and within it: a month of its quarter, a quarter of its year."""
    steps = (QUARTER, MONTH, YEAR)
    if reporting is None:
        return any(step.fullmatch(found) for step in steps)
    alike = any(step.fullmatch(reporting) and step.fullmatch(found) for step in steps)
    return alike or lies_in(found, reporting)
