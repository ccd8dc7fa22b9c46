"""``xlscorecard history`` as an officer calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.bulk.making import write_archive
from tests.history.archive import make_archive
from xlscorecard.cli.history import command
from xlscorecard.cli.main import main
from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.store.json import write_json
from xlscorecard.store.sqlite import write_sqlite


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(
        command, [str(a) for a in arguments], catch_exceptions=False, standalone_mode=False
    )
    return int(result.return_value or 0), result.output


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("history") / "archive.sqlite"
    cards = [c for c in make_archive(3).scorecards if c.paper.file.startswith("NCC")]
    write_sqlite(cards, path)
    return path


def test_help_shows_an_example() -> None:
    assert "xlscorecard history archive.sqlite -o history.xlsx" in run("--help")[1]


def test_from_a_store(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "history.json"
    code, output = run(store, "-o", out, "--charts", tmp_path / "charts")
    assert code in {0, 1}
    assert "breaks in definition" in output
    measures = json.loads(out.read_text(encoding="utf-8"))["measures"]
    assert len(measures) == len(list((tmp_path / "charts").glob("*.svg")))
    assert any(measure["breaks"] for measure in measures)


def test_only_some_councils(store: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="no measure to follow"):
        run(store, "-o", tmp_path / "h.json", "--council", "Eastling")


def test_an_unknown_form_is_refused(store: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"\.xlsx, \.json or \.csv"):
        run(store, "-o", tmp_path / "history.docx")


def test_data_without_measures(tmp_path: Path) -> None:
    write_json([], tmp_path / "none.json")
    with pytest.raises(CannotRead, match="no measure to follow"):
        run(tmp_path / "none.json", "-o", tmp_path / "h.json")


def test_a_paper_that_cannot_be_read_costs_only_itself_and_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "papers"
    write_archive(folder, 3)
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4\nnothing that a reader could use")
    for arguments in (
        ["history", str(folder), "-o", str(tmp_path / "history.json")],
        ["audit", str(folder)],
    ):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 1
        told = capsys.readouterr()
        assert "bad.pdf: " in told.err
        assert "1 paper could not be read" in told.err
        assert told.out
