"""Too little memory is told as that, whatever the parser that meets it calls it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import pytest
from lxml import etree

from tests.bulk.making import paper_bytes
from tests.hostile.making import package, sheet_parts, word_parts, word_table
from xlscorecard.bulk.jobs import Product
from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.outcome import Ending
from xlscorecard.bulk.papers import paper_files
from xlscorecard.bulk.pool import convert_in_pool
from xlscorecard.model.archive import damaged
from xlscorecard.model.errors import short_of_memory
from xlscorecard.model.page import Page
from xlscorecard.workbook import read

ROWS = [
    ("Visits to libraries", f"in ward {number}", f"{number}%", "Green") for number in range(700)
]
# Reads a paper with so little room, then with more and more, each time in a process of its own.
SWEEP = """
import os, resource, sys
from pathlib import Path
from xlscorecard.bulk.worker import _failure, get_ready
from xlscorecard.pipeline import read_document
import xlscorecard.sheets.read, xlscorecard.word.read, xlscorecard.workbook.read

def held():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmData:")[2].split()[0]) * 1024

get_ready()
READ = 7
paper, base = Path(sys.argv[1]), held()
for step in range(1, 100):
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_DATA, (base + step * 300_000, -1))
        try:
            read_document(paper)
            told = "read"
        except Exception as error:
            told = _failure("paper", error).ending.value
        os.write(1, told.encode() + b"\\n")
        os._exit(READ if told == "read" else 0)
    # one that ends without a word had no memory to say it; who runs the workers tells of it
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == READ:
        break
"""


def no_memory_in_expat() -> ParseError:
    error = ParseError("out of memory: line 1, column 0")
    error.code = 1
    return error


def no_memory_in_libxml2() -> Exception:
    kind: Any = etree.XMLSyntaxError
    error: Exception = kind("unknown error", 2, 0, 0)
    return error


NO_MEMORY = {
    "Python": MemoryError(),
    "interpreter": SystemError("error return without exception set"),
    "libxml2": no_memory_in_libxml2(),
    "expat": no_memory_in_expat(),
    "system": OSError(12, "Cannot allocate memory"),
}


@pytest.mark.parametrize("error", NO_MEMORY.values(), ids=NO_MEMORY)
def test_every_parser_s_word_for_it_is_known(error: Exception) -> None:
    told = damaged("paper.docx", "word/document.xml")
    told.__cause__ = error
    assert short_of_memory(error)
    assert short_of_memory(told)


@pytest.mark.parametrize("content", [b"<a", b"<a></b>", b"", b"<a>&b;</a>"])
def test_a_mistake_in_a_file_is_none(content: bytes) -> None:
    with pytest.raises(etree.XMLSyntaxError) as told:
        etree.fromstring(content)
    assert not short_of_memory(told.value)
    assert not short_of_memory(damaged("paper.docx", ""))


def parse_without_memory(path: Path, _watch: Callable[[Page], None]) -> Product:
    raise damaged(path.name, "word/document.xml") from no_memory_in_libxml2()


def test_a_worker_says_how_much_was_not_enough(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper_bytes(1))
    papers, limits = paper_files([path], []), Limits(memory_mb=300)
    ((done,),) = [list(convert_in_pool(papers, limits, parse_without_memory, 1))]
    assert done.conversion.outcome.ending is Ending.MEMORY
    assert done.conversion.outcome.reason == "it takes more than 300 MB of memory"
    assert done.conversion.outcome.allowed == 300


@pytest.mark.parametrize("ask", [read.is_data, read.is_ours])
def test_nobody_guesses_what_a_workbook_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Path], bool]
) -> None:
    def load(*_: object, **__: object) -> None:
        raise no_memory_in_expat()

    monkeypatch.setattr("openpyxl.load_workbook", load)
    with pytest.raises(MemoryError):
        ask(package(sheet_parts(b""), tmp_path / "book.xlsx"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody holds a process to that")
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_however_little_there_is(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"paper.{ending}"
    if ending == "docx":
        package(word_parts(word_table(*ROWS)), path)
    else:
        rows = "".join(
            "<row>"
            + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row)
            + "</row>"
            for row in ROWS
        )
        package(sheet_parts(rows.encode()), path)
    told = subprocess.run(
        [sys.executable, "-c", SWEEP, path], stdout=subprocess.PIPE, text=True, check=True
    ).stdout.split()  # fmt: skip
    assert set(told) == {"memory", "read"}
