"""``xlscorecard review`` as an officer calls it: report, export, and what survives."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from tests.review.making import HOSTILE, draw_paper, misread
from xlscorecard.cli.convert import command as convert
from xlscorecard.cli.review import command
from xlscorecard.model.decision import Action, Decision
from xlscorecard.model.errors import CannotRead, CannotWrite, Refused
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.outputs import read_data, read_undecided
from xlscorecard.review.decisions import add_decision
from xlscorecard.review.doubts import find_doubts, place_of
from xlscorecard.store.sqlite import write_sqlite

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(
        command, [str(a) for a in arguments], catch_exceptions=False, standalone_mode=False
    )
    return int(result.return_value or 0), result.output


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "archive.sqlite"
    write_sqlite([misread("q1.pdf", draw_paper(tmp_path / "q1.pdf"))], path)
    return path


def settle(store: Path, card: Scorecard, action: Action, text: str = "") -> None:
    place = find_doubts([card])[0].place
    add_decision(store, Decision(place, action, "Ann", "2026-03-31T09:15:00Z", text))


def test_help_shows_an_example() -> None:
    assert "xlscorecard review archive.sqlite --papers papers/" in run("--help")[1]


def test_report_and_workbook_that_links_to_it(store: Path, tmp_path: Path) -> None:
    cards = read_undecided(store)
    assert cards is not None
    settle(store, cards[0], Action.CORRECT, "81.5%")
    out = tmp_path / "out" / "checked.xlsx"
    out.parent.mkdir()
    code, output = run(store, "--static", tmp_path / "report", "--export", out)
    assert code == 0
    assert "5 doubtful values" in output
    sheet = openpyxl.load_workbook(out)["Review"]
    first = sheet[5]
    assert (first[6].value, first[9].value, first[10].value) == ("87.5%", "Corrected", "81.5%")
    link = first[8].hyperlink
    assert link is not None
    assert link.target == "../report/value-00001.html"
    assert (out.parent / str(link.target)).is_file()
    measures = openpyxl.load_workbook(out)["Measures"]
    assert 0.815 in [cell.value for cell in measures["E"]]


def test_a_papers_text_is_never_markup_in_the_report(store: Path, tmp_path: Path) -> None:
    run(store, "--static", tmp_path / "report")
    pages = sorted((tmp_path / "report").glob("*.html"))
    assert len(pages) == 6
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "<img" not in text
        assert "default-src 'none'" in text
    assert any(HOSTILE.replace("<", "&lt;")[:20] in p.read_text("utf-8") for p in pages)


def test_the_report_is_written_over_ours_but_never_over_another(
    store: Path, tmp_path: Path
) -> None:
    run(store, "--static", tmp_path / "report")
    run(store, "--static", tmp_path / "report")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "index.html").write_text("my own page", encoding="utf-8")
    with pytest.raises(Refused, match="not ours"):
        run(store, "--static", mine)
    other = tmp_path / "other"
    other.mkdir()
    (other / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="not empty"):
        run(store, "--static", other)


def test_without_the_papers_the_report_says_so(store: Path, tmp_path: Path) -> None:
    (tmp_path / "q1.pdf").unlink()
    run(store, "--static", tmp_path / "report")
    text = (tmp_path / "report" / "value-00001.html").read_text(encoding="utf-8")
    assert "There is no picture" in text


def test_another_file_of_the_same_name_gives_no_picture(store: Path, tmp_path: Path) -> None:
    draw_paper(tmp_path / "q1.pdf", 2)
    run(store, "--static", tmp_path / "report")
    assert not list((tmp_path / "report").glob("*.png"))


def test_a_decision_survives_convert(tmp_path: Path) -> None:
    paper = tmp_path / "q1.pdf"
    shutil.copy(SAMPLES / "wexcombe.pdf", paper)
    store = tmp_path / "archive.sqlite"
    arguments = [str(paper), "-o", str(store)]
    CliRunner().invoke(convert, arguments, catch_exceptions=False, standalone_mode=False)
    cards = read_undecided(store)
    assert cards is not None
    at, record = next((n, r) for n, r in enumerate(cards[0].records) if r.observations)
    place = place_of(cards[0], record, 0)
    add_decision(store, Decision(place, Action.ABSENT, "Ann", "2026-03-31T09:15:00Z"))
    CliRunner().invoke(convert, arguments, catch_exceptions=False, standalone_mode=False)
    again = read_data(store)
    assert again is not None
    assert again[0].records[at].observations[0].quantity.value is None
    assert "Ann" in (again[0].records[at].observations[0].quantity.note or "")


def test_nothing_doubtful(tmp_path: Path) -> None:
    store = tmp_path / "sure.sqlite"
    card = misread("q1.pdf", "a" * 64)
    write_sqlite([replace(card, records=card.records[4:], findings=())], store)
    code, output = run(store, "--no-browser")
    assert (code, output) == (0, "Nothing is doubtful.\n")


def test_what_cannot_be_reviewed(store: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="this is a paper"):
        run(tmp_path / "q1.pdf", "--no-browser")
    with pytest.raises(CannotRead, match="no such"):
        run(tmp_path / "none.sqlite", "--no-browser")
    with pytest.raises(CannotRead, match="no such folder"):
        run(store, "--papers", tmp_path / "none")
    with pytest.raises(CannotWrite, match="an export goes to"):
        run(store, "--export", tmp_path / "out.sqlite")


def test_convert_with_a_report(tmp_path: Path) -> None:
    out = tmp_path / "scorecards.xlsx"
    arguments = [str(SAMPLES / "003.pdf"), "-o", str(out), "--report", str(tmp_path / "report")]
    CliRunner().invoke(convert, arguments, catch_exceptions=False, standalone_mode=False)
    sheet = openpyxl.load_workbook(out)["Review"]
    assert sheet["G5"].value == "£53"
    link = sheet["I5"].hyperlink
    assert link is not None
    assert (tmp_path / str(link.target)).is_file()
    assert list((tmp_path / "report").glob("page-*.png"))


@pytest.mark.parametrize("ending", [".xlsx", ".json", ".csv", ".parquet"])
def test_decisions_in_a_store_flow_into_every_conversion_of_it(store: Path, ending: str) -> None:
    cards = read_undecided(store)
    assert cards is not None
    place = place_of(cards[0], cards[0].records[0], 0)
    add_decision(store, Decision(place, Action.CORRECT, "Ann", "2026-01-02T03:04:05Z", "81.5%"))
    out = store.with_name(f"all{ending}")
    result = CliRunner().invoke(convert, [str(store), "-o", str(out)], standalone_mode=False)
    assert result.return_value == 0
    (card,) = read_undecided(out) or ()
    assert card.records[0].observations[0].raw == "81.5%"
    if ending == ".xlsx":
        rows = list(openpyxl.load_workbook(out)["Review"].iter_rows(5, values_only=True))
        assert ("Corrected", "81.5%", "Ann") in [row[9:12] for row in rows]


def test_a_doubtful_value_is_marked_and_leads_to_its_picture(store: Path, tmp_path: Path) -> None:
    cards = read_undecided(store)
    assert cards is not None
    settle(store, cards[0], Action.ACCEPT)
    plain, linked = tmp_path / "plain.xlsx", tmp_path / "linked.xlsx"
    CliRunner().invoke(convert, [str(store), "-o", str(plain)], standalone_mode=False)
    run(store, "--static", tmp_path / "report", "--export", linked)
    cells = [openpyxl.load_workbook(book)["Measures"]["E"][4:9] for book in (plain, linked)]
    for values in cells:
        assert [cell.value for cell in values] == [0.875, 0.64, 0.07, 0.12, 0.991]
        assert [cell.number_format for cell in values] == ["0.0%", *['0.0%"?"'] * 3, "0.0%"]
    assert not any(cell.hyperlink for cell in cells[0])
    targets = [cell.hyperlink.target if cell.hyperlink else None for cell in cells[1]]
    assert (targets[0], targets[4]) == (None, None)
    page = (tmp_path / str(targets[1])).read_text(encoding="utf-8")
    assert "64.0%" in page
    assert "Calls answered in 20 seconds" in page


def test_a_picture_of_another_paper_of_that_name_is_never_linked(tmp_path: Path) -> None:
    store = tmp_path / "two.sqlite"
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    cards = [
        misread("q1.pdf", draw_paper(tmp_path / "a" / "q1.pdf")),
        misread("q1.pdf", draw_paper(tmp_path / "b" / "q1.pdf", 2), 2),
    ]
    write_sqlite(cards, store)
    out = tmp_path / "out.xlsx"
    run(store, "--papers", tmp_path, "--static", tmp_path / "report", "--export", out)
    book = openpyxl.load_workbook(out)
    assert not any(cell.hyperlink for cell in book["Measures"]["E"])
    assert sum(bool(cell.hyperlink) for cell in book["Review"]["I"]) == 5 + 9
