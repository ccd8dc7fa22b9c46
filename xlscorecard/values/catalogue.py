"""The national measures (ASCOF, both generations) and common local ones, as a data file.

``catalogue.csv`` beside this module holds one line per measure. A code alone does not name
a measure: 14 ASCOF codes were reused with another meaning in April 2023.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from xlscorecard.model.scorecard import Polarity, Unit
from xlscorecard.values.confusables import fold_words
from xlscorecard.values.period import year_of
from xlscorecard.values.reference import normalise_code


@dataclass(frozen=True, slots=True)
class CatalogueMeasure:
    """One measure. ``key`` is unique ("A:2B(1)"): the generation and the code.

    ``range_min`` and ``range_max`` bound plausible values in the measure's unit, for warnings
    only. ``first_year`` and ``last_year`` are financial years; no last year means current.
    ``breaks`` are the years from which figures cannot be compared with those before.
    """

    key: str
    framework: str
    code: str | None
    aliases: tuple[str, ...]
    title: str
    unit: Unit | None
    polarity: Polarity | None
    first_year: str | None
    last_year: str | None
    range_min: Decimal | None
    range_max: Decimal | None
    survey: bool
    frequency: str
    successor: tuple[str, ...]
    breaks: tuple[str, ...]
    note: str

    def ran_in(self, year: str) -> bool:
        """Whether the measure's framework was in force in a financial year."""
        return (self.first_year is None or self.first_year <= year) and (
            self.last_year is None or year <= self.last_year
        )


@cache
def catalogue() -> tuple[CatalogueMeasure, ...]:
    """All measures, in the order of the file."""
    text = files("xlscorecard.values").joinpath("catalogue.csv").read_text(encoding="utf-8")
    return tuple(_measure(row) for row in csv.DictReader(text.splitlines()))


def _measure(row: dict[str, str]) -> CatalogueMeasure:
    return CatalogueMeasure(
        key=row["key"],
        framework=row["framework"],
        code=row["code"] or None,
        aliases=tuple(part for part in row["aliases"].split("|") if part),
        title=row["title"],
        unit=Unit(row["unit"]) if row["unit"] else None,
        polarity=Polarity(row["polarity"]) if row["polarity"] else None,
        first_year=row["first_year"] or None,
        last_year=row["last_year"] or None,
        range_min=Decimal(row["range_min"]) if row["range_min"] else None,
        range_max=Decimal(row["range_max"]) if row["range_max"] else None,
        survey=row["survey"] == "yes",
        frequency=row["frequency"],
        successor=tuple(part for part in row["successor"].split("|") if part),
        breaks=tuple(part for part in row.get("breaks", "").split("|") if part),
        note=row["note"],
    )


@cache
def _by_code() -> dict[str, tuple[CatalogueMeasure, ...]]:
    found: dict[str, list[CatalogueMeasure]] = {}
    for measure in catalogue():
        if measure.code:
            found.setdefault(measure.code, []).append(measure)
    return {code: tuple(measures) for code, measures in found.items()}


@cache
def _by_title() -> dict[str, tuple[CatalogueMeasure, ...]]:
    found: dict[str, list[CatalogueMeasure]] = {}
    for measure in catalogue():
        for text in (measure.title, *measure.aliases):
            key = _title_key(text)
            if key and measure not in found.setdefault(key, []):
                found[key].append(measure)
    return {key: tuple(measures) for key, measures in found.items()}


_OPENING = re.compile(
    r"^(?:(?:the|increase|maximise|ascof|ni \d+|\d{1,3}) )*"
    r"(?:(?:proportion|percentage|per cent|percent|%|share|number|rate) of (?:the )?)?"
)
_NOT_SAID = re.compile(
    r"\((?:ytd|snapshot|%|percentage|rolling|annual|monthly|cumulative|survey)[^)]*\)|"
    r" - (?:annual|biennial) survey\b|\*\w+\*|[*†‡]"
)


@lru_cache(maxsize=4096)
def _title_key(text: str) -> str:
    words = _NOT_SAID.sub(" ", fold_words(text))
    words = _OPENING.sub("", words.strip(" -:"))
    return " ".join(re.findall(r"[a-z0-9]+", words))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _title_key(text).split() if word not in _SMALL_WORDS)


_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "they",
        "this",
        "those",
        "to",
        "was",
        "were",
        "who",
        "with",
        "would",
        "which",
        "people",
        "adults",
        "service",
        "services",
        "report",
        "reported",
        "per",
        "100",
        "000",
        "population",
    ]
)


def _closeness(title: str, measure: CatalogueMeasure) -> float:
    """How much of the telling words a title shares with a measure, 0 to 1."""
    words = _words(title)
    best = 0.0
    for text in (measure.title, *measure.aliases):
        other = _words(text)
        if words and other:
            best = max(best, 2 * len(words & other) / (len(words) + len(other)))
    return best


def find_measure(ref: str | None, title: str, period: str | None) -> CatalogueMeasure | None:
    """The national or common local measure that a row is about; None if that is not clear.

    A code is read in the generation of the period's year; where the title is clearly that of
    the other generation's measure, the title is trusted. Without a period the title decides.
    A title without a code must match a known wording but for its opening ("Proportion of")
    and its remarks ("- annual survey").
    """
    code = normalise_code(ref) if ref else None
    if code is None and ref is None:
        found = re.match(r"ascof\s?\S+", title, re.IGNORECASE)
        code = normalise_code(found[0]) if found else None
    year = year_of(period)
    if code is not None:
        candidates = _candidates(code, year)
        if candidates:
            return _choose(candidates, title, year)
    return _find_by_title(title, year)


def _candidates(code: str, year: str | None) -> tuple[CatalogueMeasure, ...]:
    """Measures of both generations that a printed code may mean; "2B" stands for "2B(1)"."""
    found = list(_by_code().get(code, ()))
    known = {measure.framework for measure in found}
    bare = re.fullmatch(r"[1-6][A-J]", code)
    if bare:
        for part in ("(1)", "(1A)", "(2A)"):
            for measure in _by_code().get(code + part, ()):
                if measure.framework not in known:
                    found.append(measure)
                    known.add(measure.framework)
    else:
        # "1I(1)" of a generation that has no parts: not that generation's measure.
        found = [measure for measure in found if measure.code == code]
    return tuple(found)


def _choose(
    candidates: tuple[CatalogueMeasure, ...], title: str, year: str | None
) -> CatalogueMeasure | None:
    close = {measure.key: _closeness(title, measure) for measure in candidates}
    best = max(candidates, key=lambda measure: close[measure.key])
    in_force = [m for m in candidates if year is not None and m.ran_in(year)]
    if not in_force:
        if len(candidates) == 1 or close[best.key] >= 0.5:
            return best
        return None
    dated = max(in_force, key=lambda measure: close[measure.key])
    if best is not dated and close[best.key] >= 0.6 and close[dated.key] <= 0.3:
        return best
    return dated


def _find_by_title(title: str, year: str | None) -> CatalogueMeasure | None:
    found = _by_title().get(_title_key(title), ())
    if not found:
        return None
    in_force = [m for m in found if year is not None and m.ran_in(year)]
    if len(in_force) == 1:
        return in_force[0]
    return found[0] if len(found) == 1 else None


def plausible(measure: CatalogueMeasure, value: Decimal) -> bool:
    """Whether a value lies in the measure's possible range; unknown bounds allow anything."""
    return (measure.range_min is None or value >= measure.range_min) and (
        measure.range_max is None or value <= measure.range_max
    )
