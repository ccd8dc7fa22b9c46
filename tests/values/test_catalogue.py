"""The national measures: the same code means another measure before and after April 2023."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from xlscorecard.model.scorecard import Polarity, Unit
from xlscorecard.values.catalogue import CatalogueMeasure, catalogue, find_measure, plausible
from xlscorecard.values.period import parse_period


def _key(ref: str | None, title: str, period: str | None) -> str | None:
    found = find_measure(ref, title, period)
    return found.key if found else None


def _measure(key: str) -> CatalogueMeasure:
    return next(measure for measure in catalogue() if measure.key == key)


# The 14 codes that were reused in April 2023: before, after.
@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("1B", "A:1B", "B:1B"),
        ("1D", "A:1D", "B:1D"),
        ("1E", "A:1E", "B:1E"),
        ("2B", "A:2B(1)", "B:2B"),
        ("2D", "A:2D", "B:2D(1)"),
        ("3A", "A:3A", "B:3A"),
        ("3B", "A:3B", "B:3B"),
        ("3C", "A:3C", None),
        ("4A", "A:4A", "B:4A"),
        ("4B", "A:4B", "B:4B"),
        ("1A", "A:1A", "B:1A"),
    ],
)
def test_a_code_is_read_in_the_generation_of_its_year(
    code: str, before: str, after: str | None
) -> None:
    assert _key(code, "", "2017/18 Q1") == before
    if after is not None:
        assert _key(code, "", "2023/24") == after
        assert _key(code, "", "2024-06") == after


@pytest.mark.parametrize(
    ("ref", "title", "period", "key"),
    [
        ("ASCOF 1C pt 2a", "Adult aged 18+ receiving direct payments", "2017/18", "A:1C(2A)"),
        ("1C (ii)", "Direct payments", "2012/13", "A:1C(2)"),
        ("1C(1)", "Self-directed support", "2015/16", None),  # replaced in 2014/15
        ("ASCOF2A1", "Long-term support needs, younger adults", "2016/17", "A:2A(1)"),
        ("3D", "Information", "2012/13", "A:3D"),
        ("3D", "Direct payments", "2024/25", "B:3D(2A)"),
        ("1D", "Carer reported quality of life", "2022/23", "A:1D"),
        # the title speaks clearly for the other generation: it is trusted
        (
            "2B",
            "Older people (65+) still at home 91 days after discharge into reablement",
            "2023/24",
            "A:2B(1)",
        ),
        # by title alone: only a wording that is known
        (None, "Proportion of people who use services who feel safe", "2017/18", "A:4A"),
        (None, "Proportion of people who use services who feel safe", "2024/25", "B:4A"),
        (None, "Proportion of people who use services who feel safe", None, None),
        ("23", "Proportion of people who use services who feel safe - annual survey", "2017/18",
         "A:4A"),
        (None, "People who feel safe in their local area after dark", "2017/18", None),
        (None, "Carer-reported quality of life score", "2016/17", "A:1D"),
        (None, "Heritage visits", "2017/18", None),
        ("NI 193", "Municipal waste sent to landfill", "2010/11", None),
        (None, "", None, None),
    ],
)  # fmt: skip
def test_which_measure_a_row_is_about(
    ref: str | None, title: str, period: str | None, key: str | None
) -> None:
    assert _key(ref, title, period) == key


def test_local_families_are_found_only_when_asked_for() -> None:
    assert find_measure(None, "DOLS waiting list", "2017/18") is None
    found = find_measure(None, "DOLS waiting list", "2017/18", local=True)
    assert found is not None
    assert found.key == "N:DOLS-WAIT"


def test_what_is_known_of_a_measure() -> None:
    quality = _measure("A:1A")
    assert (quality.unit, quality.polarity) == (Unit.SCORE, Polarity.HIGHER)
    assert (quality.range_min, quality.range_max) == (Decimal(0), Decimal(24))
    assert quality.survey
    assert quality.successor == ("B:1A",)
    admissions = _measure("B:2B")
    assert (admissions.unit, admissions.polarity) == (Unit.PER_100K, Polarity.LOWER)
    assert "2024/25" in admissions.breaks


def test_a_value_outside_what_councils_report_is_not_plausible() -> None:
    assert plausible(_measure("A:1A"), Decimal("19.1"))
    assert not plausible(_measure("A:1A"), Decimal("77.3"))
    assert not plausible(_measure("A:4A"), Decimal(771))
    assert plausible(_measure("A:2A(2)"), Decimal("630.6"))


def test_the_file_is_sound() -> None:
    measures = catalogue()
    keys = [measure.key for measure in measures]
    assert len(keys) == len(set(keys))
    assert sum(key.startswith(("A:", "B:")) for key in keys) == 62
    for measure in measures:
        assert measure.title
        assert set(measure.successor) <= set(keys), measure.key
        for year in (measure.first_year, measure.last_year, *measure.breaks):
            assert year is None or parse_period(year) == year
        if measure.range_min is not None and measure.range_max is not None:
            assert measure.range_min < measure.range_max
        assert re.search(r"seed|\[\d{3}\]", measure.note) is None


def test_every_measure_of_the_framework_is_found_by_its_code_in_its_year() -> None:
    for measure in catalogue():
        if measure.code and measure.first_year:
            found = find_measure(measure.code, measure.title, measure.first_year)
            assert found is measure, measure.key
