"""Saving over somebody's file: nobody's work is lost, whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from tests.refresh.making import card, figure, load, make_sheet, record, write_cells
from xlscorecard.model.errors import CannotWrite, Refused
from xlscorecard.refresh.refresh import refresh_workbook
from xlscorecard.refresh.saving import find_holder, write_backup
from xlscorecard.refresh.write import open_for_writing

ROWS = [["Ref", "Actual", "RAG"], ["X1", 1, "R"]]
DATA = card(record("X1", "x", figure("5")))


@pytest.mark.parametrize(
    ("owner", "data", "holder"),
    [
        ("~$plan.xlsx", bytes([8]) + b"Jo Smith" + b" " * 46, "Jo Smith"),
        ("~$plan.xlsx", b"", "somebody"),
        (".~lock.plan.xlsx#", b",Jo Smith,pc-12,01.01.2018 09:00;", "Jo Smith"),
    ],
)
def test_an_open_workbook_is_left_and_its_holder_named(
    tmp_path: Path, owner: str, data: bytes, holder: str
) -> None:
    path = make_sheet(tmp_path / "plan.xlsx", ROWS)
    (tmp_path / owner).write_bytes(data)
    before = path.read_bytes()
    assert find_holder(path) == holder
    with pytest.raises(Refused, match=f"{holder} has it open"):
        refresh_workbook(path, [DATA])
    assert path.read_bytes() == before
    refresh_workbook(path, [DATA], tmp_path / "other.xlsx")  # reading it does no harm


def test_in_place_keeps_a_dated_backup(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "plan.xlsx", ROWS)
    before = path.read_bytes()
    report = refresh_workbook(path, [DATA])
    assert load(path)["Scorecard"]["B2"].value == 5
    assert report.backup is not None
    assert report.backup.read_bytes() == before
    assert report.backup.name.startswith("plan (before 20")
    moment = datetime(2026, 4, 1, 9, 30)
    names = [write_backup(path, moment).name for _ in range(2)]
    assert names == [
        "plan (before 2026-04-01 093000).xlsx",
        "plan (before 2026-04-01 093000 2).xlsx",
    ]


def test_a_source_that_was_saved_meanwhile_is_noticed(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "plan.xlsx", ROWS)
    writer = open_for_writing(path)
    writer.apply(())
    theirs = make_sheet(tmp_path / "theirs.xlsx", [["theirs"]]).read_bytes()
    path.write_bytes(theirs)
    os.utime(path, (1, 1))
    with pytest.raises(Refused, match="somebody saved it"):
        writer.save(path)
    assert path.read_bytes() == theirs
    assert [p.name for p in sorted(tmp_path.iterdir())] == ["plan.xlsx", "theirs.xlsx"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "plan.xlsx", ROWS)
    with pytest.raises(CannotWrite):
        refresh_workbook(path, [DATA], tmp_path / "no such folder" / "out.xlsx")


WORK = """
import sys
from pathlib import Path
from xlscorecard.refresh.write import open_for_writing
from xlscorecard.refresh.rows.cells import CellEdit
path = Path(sys.argv[1])
print("ready", flush=True)
for number in range(10000):
    writer = open_for_writing(path)
    writer.apply([CellEdit("Scorecard", 2, 2, float(number))])
    writer.save(path)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is not of Windows")
def test_killed_at_any_moment_the_workbook_is_whole(tmp_path: Path) -> None:
    rows = [*ROWS, *[[f"Y{n}", n, "G"] for n in range(3000)]]
    path = make_sheet(tmp_path / "plan.xlsx", rows)
    for number in range(6):
        command = [sys.executable, "-c", WORK, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path.cwd()) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.03 + 0.037 * number)
            process.send_signal(signal.SIGKILL)
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
        assert isinstance(load(path)["Scorecard"]["B2"].value, (int, float))


def test_macros_and_signatures(tmp_path: Path) -> None:
    from tests.refresh.making import parts, repack

    path = make_sheet(tmp_path / "plan.xlsx", ROWS)
    repack(path, {"xl/vbaProject.bin": b"macro", "_xmlsignatures/sig1.xml": b"<Signature/>"})
    report = refresh_workbook(path, [DATA], tmp_path / "out.xlsx")
    assert parts(tmp_path / "out.xlsx")["xl/vbaProject.bin"] == b"macro"
    assert "signature" in {finding.code for finding in report.findings}


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "plan.xlsx", ROWS)
    before = path.read_bytes()
    report = refresh_workbook(path, [DATA], dry_run=True)
    assert report.out is None
    assert len(report.plan.edits) == 1
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_large_offsets_get_zip64_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The limit lowered: a workbook above 4 GB would take minutes.
    monkeypatch.setattr("xlscorecard.refresh.opc.packing._ZIP64", 2000)
    path = make_sheet(tmp_path / "plan.xlsx", [*ROWS, *[[f"Y{n}", n] for n in range(900)]])
    write_cells(path, tmp_path / "out.xlsx", {"Scorecard!B2": 9})
    data = (tmp_path / "out.xlsx").read_bytes()
    assert b"PK\x06\x06" in data
    monkeypatch.undo()
    assert data.index(b"PK\x06\x07") > data.index(b"PK\x06\x06")
