"""What the ribbon's buttons do. Excel calls these through xlwings, in a Python of their own.

Each one runs the command line, so that a button does what the command of that name does, and
shows its words. The user's workbook is never overwritten: a refresh goes to a new file.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PAPERS = (("Papers", "*.pdf *.docx *.doc *.xlsx"), ("All files", "*.*"))
_DATA = (("Figures", "*.xlsx *.json *.csv *.parquet *.sqlite *.pdf *.docx"), ("All files", "*.*"))

Choose = Callable[[str, tuple[tuple[str, str], ...]], Path | None]


def convert(book: Any = None, choose: Choose | None = None) -> str:
    """A paper's sheets behind those of the active workbook."""
    book = book or _caller()
    paper = (choose or choose_file)("Which paper?", _PAPERS)
    if paper is None:
        return ""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "converted.xlsx"
        said = run_command("convert", str(paper), "-o", str(made))
        if made.is_file():
            source = book.app.books.open(str(made))
            try:
                for sheet in source.sheets:
                    sheet.copy(after=book.sheets[-1])
            finally:
                source.close()
    return _tell(book, said)


def refresh(book: Any = None, choose: Choose | None = None) -> str:
    """Fresh figures into a copy of the active workbook, which is then opened."""
    book = book or _caller()
    saved = _saved(book)
    if saved is None:
        return _tell(book, "Save this workbook first, as .xlsx or .xlsm on a disk.")
    data = (choose or choose_file)("Which figures?", _DATA)
    if data is None:
        return ""
    target = _free_name(saved)
    said = run_command("refresh", str(saved), "--data", str(data), "-o", str(target))
    if target.is_file():
        book.app.books.open(str(target))
    return _tell(book, said)


def audit(book: Any = None, choose: Choose | None = None) -> str:
    """What the rules say of a paper's ratings, line by line on a new sheet."""
    book = book or _caller()
    data = (choose or choose_file)("Which paper or figures?", _DATA)
    if data is None:
        return ""
    said = run_command("audit", str(data))
    sheet = book.sheets.add(after=book.sheets[-1])
    # A line that starts with = must stay text: nothing of a paper is ever a formula.
    sheet.range("A1").options(transpose=True).value = [f"'{line}" for line in said.splitlines()]
    return said


def review(book: Any = None, choose: Choose | None = None) -> str:
    """The review page, served on this machine for as long as its window is open."""
    book = book or _caller()
    data = (choose or choose_file)("Which figures?", _DATA)
    if data is None:
        return ""
    subprocess.Popen([*_command(), "review", str(data)])  # noqa: S603 - our own program
    return _tell(book, "The review page opens in your browser.")


def settings(book: Any = None) -> str:
    """What is installed and where its settings are."""
    return _tell(book or _caller(), run_command("addin", "status"))


def run_command(*arguments: str) -> str:
    """The words of a command, errors included."""
    done = subprocess.run(  # noqa: S603 - our own program, arguments as a list
        [*_command(), *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    return (done.stdout + done.stderr).strip()


def choose_file(title: str, kinds: tuple[tuple[str, str], ...]) -> Path | None:
    """The system's own file dialogue; None where it is closed without a choice."""
    import tkinter
    from tkinter import filedialog

    root = tkinter.Tk()
    root.withdraw()
    root.attributes("-topmost", True)
    try:
        chosen = filedialog.askopenfilename(title=title, filetypes=kinds, parent=root)
    finally:
        root.destroy()
    return Path(chosen) if chosen else None


def _command() -> list[str]:
    return [sys.executable, "-m", "xlscorecard"]


def _caller() -> Any:
    import xlwings

    return xlwings.Book.caller()


def _saved(book: Any) -> Path | None:
    path = Path(str(book.fullname))
    return path if path.is_absolute() and path.is_file() else None


def _free_name(path: Path) -> Path:
    number = 1
    while True:
        name = f"{path.stem} (refreshed{'' if number == 1 else f' {number}'}){path.suffix}"
        if not path.with_name(name).exists():
            return path.with_name(name)
        number += 1


def _tell(book: Any, said: str) -> str:
    book.app.alert(said[-900:] or "Done.", "xlscorecard")
    return said
