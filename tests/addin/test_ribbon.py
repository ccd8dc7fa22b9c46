"""The ribbon's buttons, with Excel stood in: what they ask, and what they leave alone."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from xlscorecard.addins import ribbon

ROOT = Path(__file__).resolve().parents[2]


class Book:
    """As much of xlwings' Book as the ribbon uses."""

    def __init__(self, fullname: Path) -> None:
        self.fullname = str(fullname)
        self.said: list[str] = []
        self.opened: list[str] = []
        self.copied = 0
        self.written: list[Any] = []
        source = SimpleNamespace(sheets=[self._sheet(), self._sheet()], close=lambda: None)

        def open_book(path: str) -> Any:
            self.opened.append(path)
            return source

        self.app = SimpleNamespace(
            alert=lambda text, _title: self.said.append(text),
            books=SimpleNamespace(open=open_book),
        )
        self.sheets = Sheets([object()], self)

    def _sheet(self) -> Any:
        def copy(after: object) -> None:
            self.copied += 1

        return SimpleNamespace(copy=copy)


class Sheets(list[Any]):
    def __init__(self, items: list[Any], book: Book) -> None:
        super().__init__(items)
        self.book = book

    def add(self, after: object) -> Any:
        target = SimpleNamespace()
        holder = SimpleNamespace(options=lambda **_: target)
        self.book.written.append(target)
        return SimpleNamespace(range=lambda _: holder)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    calls: list[tuple[str, ...]] = []

    def run(*arguments: str) -> str:
        calls.append(arguments)
        if "-o" in arguments:
            Path(arguments[arguments.index("-o") + 1]).write_bytes(b"made")
        return '=cmd|"/c calc"!A1\nsecond line'

    monkeypatch.setattr(ribbon, "run_command", run)
    return calls


def test_convert_copies_the_new_sheets_behind(tmp_path: Path, asked: list[tuple[str, ...]]) -> None:
    book = Book(tmp_path / "b.xlsx")
    ribbon.convert(book, lambda *_: tmp_path / "paper.pdf")
    assert asked[0][:2] == ("convert", str(tmp_path / "paper.pdf"))
    assert book.copied == 2
    assert book.said


def test_refresh_writes_a_new_file(tmp_path: Path, asked: list[tuple[str, ...]]) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(b"council's own")
    book = Book(path)
    ribbon.refresh(book, lambda *_: tmp_path / "q2.json")
    assert path.read_bytes() == b"council's own"
    assert book.opened == [str(tmp_path / "b (refreshed).xlsx")]
    ribbon.refresh(book, lambda *_: tmp_path / "q2.json")
    assert asked[1][-1] == str(tmp_path / "b (refreshed 2).xlsx")


def test_a_workbook_that_was_never_saved_is_not_refreshed(asked: list[tuple[str, ...]]) -> None:
    book = Book(Path("Book1"))
    ribbon.refresh(book, lambda *_: None)
    assert asked == []
    assert "Save this workbook first" in book.said[0]


def test_audit_writes_text_and_never_a_formula(
    tmp_path: Path, asked: list[tuple[str, ...]]
) -> None:
    book = Book(tmp_path / "b.xlsx")
    ribbon.audit(book, lambda *_: tmp_path / "paper.pdf")
    assert book.written[0].value == ['\'=cmd|"/c calc"!A1', "'second line"]


def test_closing_the_dialogue_does_nothing(tmp_path: Path, asked: list[tuple[str, ...]]) -> None:
    book = Book(tmp_path / "b.xlsx")
    (tmp_path / "b.xlsx").write_bytes(b"")
    for action in (ribbon.convert, ribbon.refresh, ribbon.audit, ribbon.review):
        assert action(book, lambda *_: None) == ""
    assert asked == []


def test_settings_shows_the_status(tmp_path: Path, asked: list[tuple[str, ...]]) -> None:
    ribbon.settings(Book(tmp_path / "b.xlsx"))
    assert asked == [("addin", "status")]


def test_the_buttons_run_the_real_commands(tmp_path: Path) -> None:
    """No stand-in for the command line: what a button asks for is a command that exists."""
    paper = min((ROOT / "samples").glob("*.docx"))
    book = Book(tmp_path / "b.xlsx")
    ribbon.convert(book, lambda *_: paper)
    assert book.copied == 2, book.said
    assert [Path(path).name for path in book.opened] == ["converted.xlsx"]
    ribbon.audit(book, lambda *_: paper)
    assert not any("Usage:" in line for line in book.written[0].value)
    ribbon.settings(book)
    assert "Usage:" not in book.said[-1]
    assert "review" in ribbon.run_command("review", "--help")
