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

    ``range_min`` and ``range_max`` are the ends of the scale (1A: 0 to 24) in the measure's
    unit, ``usual_min`` and ``usual_max`` what councils report, for warnings only.
    ``first_year`` and ``last_year`` are financial years; no last year means current.
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
    usual_min: Decimal | None
    usual_max: Decimal | None
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
        range_min=_number(row["range_min"]),
        range_max=_number(row["range_max"]),
        usual_min=_number(row["usual_min"]),
        usual_max=_number(row["usual_max"]),
        survey=row["survey"] == "yes",
        frequency=row["frequency"],
        successor=tuple(part for part in row["successor"].split("|") if part),
        breaks=tuple(part for part in row["breaks"].split("|") if part),
        note=row["note"],
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


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


def find_measure(
    ref: str | None, title: str, period: str | None, *, local: bool = False
) -> CatalogueMeasure | None:
    """The national measure that a row is about; None if that is not clear.

    A code is read in the generation of the period's year; where the title is clearly that of
    the other generation's measure, the title is trusted. Without a period the title decides.
    A title without a code must match a known wording but for its opening ("Proportion of")
    and its remarks ("- annual survey"). ``local`` also finds the common local measures
    (keys "N:..."), which are families: several rows of a paper may belong to one.
    """
    code = normalise_code(ref) if ref else None
    if code is None and not ref:
        found = re.match(r"ascof\s?\S+(?: (?:pt|part) \S+)?", title, re.IGNORECASE)
        code = normalise_code(found[0]) if found else None
    year = year_of(period)
    if code is not None:
        candidates = _candidates(code)
        if candidates:
            return _choose(candidates, code, title, year)
    return _find_by_title(title, year, local)


_LAST_OF_A = "2022/23"
# Which part a bare code stands for, where papers print the headline part without one.
_HEADLINE_PARTS = {"A:2B": "A:2B(1)", "B:2D": "B:2D(1)", "B:2E": "B:2E(1)", "B:3D": "B:3D(2A)"}
# Shares of telling words from which a title speaks for or against a measure.
_ALIKE, _UNLIKE, _RELATED = 0.6, 0.3, 0.45


def _candidates(code: str) -> tuple[CatalogueMeasure, ...]:
    """Measures of both generations that a printed code may mean, a bare code all its parts."""
    if re.fullmatch(r"[1-6][A-J]", code):
        return tuple(m for m in catalogue() if m.code and re.split(r"\(", m.code)[0] == code)
    return _by_code().get(code, ())


def _choose(
    candidates: tuple[CatalogueMeasure, ...], code: str, title: str, year: str | None
) -> CatalogueMeasure | None:
    close = {measure.key: _closeness(title, measure) for measure in candidates}
    best = max(candidates, key=lambda measure: close[measure.key])
    dated = [m for m in candidates if year is not None and _same_generation(m, year)]
    if year is None:
        distinct = sorted(close.values())[-2:]
        alone = len(candidates) == 1
        clear = close[best.key] >= _RELATED and (alone or distinct[1] > distinct[0])
        return best if alone or clear else None
    of_year = _headline(dated, code, close)
    if of_year is None:
        # An old code in a later paper; but one that its own framework replaced (1C(1) by
        # 1C(1A) in 2014/15) means neither.
        other = (best.key[0] == "A") != (year <= _LAST_OF_A)
        return best if other and close[best.key] >= _ALIKE else None
    if close[best.key] >= _ALIKE and close[of_year.key] <= _UNLIKE:
        return best
    return of_year


def _same_generation(measure: CatalogueMeasure, year: str) -> bool:
    """Whether a year is one of the measure's own; a survey's gap at its end counts too."""
    if measure.ran_in(year):
        return True
    last = measure.last_year
    return measure.survey and last is not None and last < year <= _LAST_OF_A


def _headline(
    measures: list[CatalogueMeasure], code: str, close: dict[str, float]
) -> CatalogueMeasure | None:
    """The one of a code's parts that the title or custom points to."""
    if len(measures) == 1:
        return measures[0]
    if not measures:
        return None
    ranked = sorted(measures, key=lambda measure: close[measure.key], reverse=True)
    first, second = close[ranked[0].key], close[ranked[1].key]
    if first >= _RELATED and first > second:
        return ranked[0]
    for measure in measures:
        if measure.code == code:
            return measure
    usual = _HEADLINE_PARTS.get(f"{measures[0].key[0]}:{code}")
    return next((measure for measure in measures if measure.key == usual), None)


def _find_by_title(title: str, year: str | None, local: bool) -> CatalogueMeasure | None:
    found = [m for m in _by_title().get(_title_key(title), ()) if local or m.key[0] != "N"]
    in_force = [m for m in found if year is not None and _same_generation(m, year)]
    if len(in_force) == 1:
        return in_force[0]
    return found[0] if len(found) == 1 and year is None else None


def usual_range(measure: CatalogueMeasure) -> tuple[Decimal | None, Decimal | None]:
    """The least and the most that councils report, or else the ends of the measure's scale; None
    for a bound that is not known."""
    low = measure.range_min if measure.usual_min is None else measure.usual_min
    high = measure.range_max if measure.usual_max is None else measure.usual_max
    return low, high


def plausible(measure: CatalogueMeasure, value: Decimal) -> bool:
    """Whether a value lies in a measure's usual range.

    For a warning, never to reject a value. Unknown bounds allow anything.
    """
    low, high = usual_range(measure)
    return (low is None or value >= low) and (high is None or value <= high)
