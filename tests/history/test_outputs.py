"""What an officer gets: the workbook, JSON, CSV and charts of a history."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from PIL import Image

from xlscorecard.engine.rules import default_rules
from xlscorecard.history.find import find_histories
from xlscorecard.history.series import History
from xlscorecard.history.sheet import write_history_workbook
from xlscorecard.history.words import rag_letters, sentence
from xlscorecard.history.write import write_charts, write_history_csv, write_history_json
from xlscorecard.model.scorecard import (
    Kind,
    Observation,
    Paper,
    Polarity,
    Quantity,
    Rag,
    Record,
    Role,
    Scorecard,
    Source,
    Unit,
)

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")
HOSTILE = '=HYPERLINK("http://evil.example","x")<script>alert(1)</script>'
_SERIES = ("9", "8", "9", "7", "9", "8", "9", "8", "9", "30")
SAFE = "Proportion of people who use services who feel safe"


def seen(role: Role, period: str, raw: str, unit: Unit = Unit.PERCENT) -> Observation:
    number = Decimal(raw.rstrip("%"))
    quantum = Decimal(1).scaleb(-len(raw.rstrip("%").partition(".")[2]))
    return Observation(
        f"{role} {period}", role, period, raw, Quantity(number, unit=unit, quantum=quantum), page=2
    )


def paper(
    year: str,
    title: str,
    *values: Observation,
    ref: str | None = None,
    catalogue: str | None = None,
    rag: Rag | None = None,
) -> Scorecard:
    name = f"{year.replace('/', '-')}.pdf"
    record = Record(
        Source(name, 2, 1, 1), Kind.MEASURE, title, ("Adults",), ref, Polarity.HIGHER, rag,
        catalogue=catalogue, observations=values,
    )  # fmt: skip
    return Scorecard(
        Paper(name, "", organisation="Northmere Council", reporting_period=year), (record,)
    )


def safe(year: str, raw: str, *others: Observation, rag: Rag | None = None) -> Scorecard:
    key = "B:4A" if year >= "2023/24" else "A:4A"
    values = (seen(Role.ACTUAL, year, raw), *others)
    return paper(year, SAFE, *values, ref="4A", catalogue=key, rag=rag)


@pytest.fixture(scope="module")
def histories() -> tuple[History, ...]:
    cards = [
        safe("2020/21", "70.1%", rag=Rag.RED),
        safe("2021/22", "72%", seen(Role.PREVIOUS, "2020/21", "70%"), rag=Rag.AMBER),
        safe("2022/23", "74.0%", seen(Role.PREVIOUS, "2021/22", "71.2%"), rag=Rag.GREEN),
        safe("2023/24", "65.5%", seen(Role.PREVIOUS, "2022/23", "60.0%"), rag=Rag.RED),
        safe("2024/25", "66.0%", rag=Rag.GREEN),
        *(
            paper(f"{y}/{y - 1999:02}", HOSTILE, seen(Role.ACTUAL, f"{y}/{y - 1999:02}", raw))
            for y, raw in zip(range(2010, 2020), _SERIES, strict=True)
        ),
    ]  # fmt: skip
    return find_histories(cards, default_rules())


def test_a_rounded_figure_is_no_restated_one(histories: tuple[History, ...]) -> None:
    (history,) = (h for h in histories if h.measure == "B:4A")
    before, after = history.series
    changes = [(c.period, c.first.value, c.later.value) for c in before.restated]
    assert changes == [("2021/22", 72.0, 71.2)]
    line = before.lines[0]
    assert [(p.period, p.value) for p in line.points] == [
        ("2020/21", 70.1),
        ("2021/22", 71.2),
        ("2022/23", 74.0),
    ]
    assert [p.value for p in after.lines[0].points] == [65.5, 66.0]


def test_a_figure_printed_across_the_break_stands_apart(histories: tuple[History, ...]) -> None:
    (history,) = (h for h in histories if h.measure == "B:4A")
    left = [(a.period, a.said.value) for s in history.series for a in s.apart]
    # The paper of 2023/24 gives 60% for the year before: on the new definition, or another.
    assert left == [("2022/23", 60.0)]
    assert [b.at for b in history.breaks] == ["2023/24"]


def test_words(histories: tuple[History, ...]) -> None:
    (history,) = (h for h in histories if h.measure == "B:4A")
    assert rag_letters(history) == "R A G | R G"
    assert sentence(history) == (
        "From 65.5% in 2023/24 to 66% in 2024/25; steady; not comparable with figures before "
        "2023/24."
    )


def test_the_workbook(tmp_path: Path, histories: tuple[History, ...]) -> None:
    out = tmp_path / "history.xlsx"
    write_history_workbook(histories, out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == [
        "History", "Charts", "Points", "Restated", "Left out", "Rows joined",
    ]  # fmt: skip
    heads, *body = book["History"].iter_rows(4, values_only=True)
    rows: list[dict[Any, Any]] = [dict(zip(heads, row, strict=True)) for row in body]
    told = next(row for row in rows if row["Measure"] == SAFE)
    assert (told["First"], told["Latest"], told["Latest RAG"]) == (0.655, 0.66, "Green")
    assert told["RAG through time"] == "R A G | R G"
    assert told["Breaks"] == "2023/24: 4A became 4A"
    for sheet in book:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    with zipfile.ZipFile(out) as package:
        first = package.read("xl/worksheets/sheet1.xml").decode()
        assert first.count("<x14:sparkline>") == 2
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        # The measure since the break has two points only: a sparkline, but no chart.
        assert len(charts) == 1
        assert "Upper limit" in package.read(charts[0]).decode()


def test_the_sparkline_has_a_gap_at_the_break(
    tmp_path: Path, histories: tuple[History, ...]
) -> None:
    out = tmp_path / "history.xlsx"
    write_history_workbook(histories, out)
    page = openpyxl.load_workbook(out)["Points"]
    column = [(row[5].value, row[6].value) for row in page.iter_rows(5) if row[1].value == SAFE]
    assert column[3] == ("break before 2023/24", None)
    assert [value for _, value in column] == [0.701, 0.712, 0.74, None, 0.655, 0.66]


def test_json_and_csv(tmp_path: Path, histories: tuple[History, ...]) -> None:
    write_history_json(histories, tmp_path / "h.json")
    measures = json.loads((tmp_path / "h.json").read_text(encoding="utf-8"))["measures"]
    told = next(m for m in measures if m["measure"] == "B:4A")
    assert [s["lines"][0]["points"][-1]["value"] for s in told["series"]] == [74.0, 66.0]
    assert told["series"][0]["restated"][0]["later"]["document"] == "2022-23.pdf"
    write_history_csv(histories, tmp_path / "h.csv")
    with (tmp_path / "h.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 15
    assert {row["title"][0] for row in rows} == {"P", "'"}


def test_charts_are_pictures_with_words(tmp_path: Path, histories: tuple[History, ...]) -> None:
    assert write_charts(histories, tmp_path / "charts") == 2
    for path in sorted((tmp_path / "charts").glob("*.svg")):
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        names = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert names <= {"svg", "title", "desc", "rect", "line", "circle", "polygon", "text"}
        assert root[0].text
        assert (root[1].text or "").startswith("From ")
        with Image.open(path.with_suffix(".png")) as picture:
            assert picture.size == (1440, 720)


def test_a_point_outside_its_limits_is_told(histories: tuple[History, ...]) -> None:
    (history,) = (h for h in histories if h.title == HOSTILE)
    chart = history.latest.lines[0].chart
    assert chart is not None
    assert chart.variation == "improvement high"
    assert "outside a limit" in chart.points[-1].causes


def test_a_council_has_one_name_however_single_papers_write_it() -> None:
    cards = [safe("2019/20", "69%"), safe("2020/21", "70%")]
    other = paper("2021/22", "Visits to libraries", seen(Role.ACTUAL, "2021/22", "12"))
    cards.append(replace(other, paper=replace(other.paper, organisation="Council of Northmere")))
    found = find_histories(cards, default_rules())
    assert {history.council for history in found} == {"Northmere Council"}
    assert len(found) == 2


def test_no_chart_is_printed_across_two_pages(tmp_path: Path) -> None:
    cards = [
        paper(f"{y}/{y - 1999:02}", title, seen(Role.ACTUAL, f"{y}/{y - 1999:02}", "12"))
        for title in ("Visits to parks", "Fly tips cleared", "Trees planted", "Homes", "Potholes")
        for y in range(2015, 2019)
    ]
    out = tmp_path / "history.xlsx"
    write_history_workbook(find_histories(cards, default_rules()), out)
    sheet: Any = openpyxl.load_workbook(out)["Charts"]
    breaks = [each.id for each in sheet.row_breaks.brk]
    begins = sorted({chart.anchor._from.row for chart in sheet._charts})
    assert len(begins) == 3
    assert breaks == begins[2::2]
    # Excel pays no heed to breaks on a sheet that is made to fit the page.
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
