"""Two runs at once on one output: the second is told who has it, and nothing is harmed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.bulk.making import write_archive
from tests.bulk.test_convert import rows, run
from xlscorecard.model.errors import Refused
from xlscorecard.model.hold import hold


@contextmanager
def running(archive: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    """A conversion of ``archive`` in a process of its own that has read a paper by now."""
    log = archive.with_suffix(".jsonl")
    command = [sys.executable, "-m", "xlscorecard", "convert", str(archive), *more]
    process = subprocess.Popen(
        [*command, "--workers", "1", "--log", str(log)], stdout=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while not (log.exists() and b'"event": "paper"' in log.read_bytes()):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.skipif(os.name != "posix", reason="links and signals")
def test_the_second_run_is_told_who_writes_and_harms_nothing(tmp_path: Path) -> None:
    first, second = write_archive(tmp_path / "a", 40), write_archive(tmp_path / "b", 3, first=101)
    store, other_name = tmp_path / "all.sqlite", tmp_path / "link.sqlite"
    other_name.symlink_to(store)
    with running(first, "-o", str(store)) as process:
        process.send_signal(signal.SIGSTOP)
        for archive, out in ((first, store), (second, store), (second, other_name)):
            code, said, errors = run(archive, "-o", out)
            assert (code, said) == (2, "")
            assert f"another run is writing to it (process {process.pid} on " in errors
            assert len(errors.splitlines()) == 1
        process.send_signal(signal.SIGCONT)
        assert "40 papers: 160 records" in process.communicate(timeout=60)[0]
    assert run(second, "-o", store)[0] == 0
    assert rows(store, "SELECT count(*), count(DISTINCT file) FROM papers") == [(43, 43)]
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_killed_holder_locks_nobody_out(tmp_path: Path) -> None:
    archive, out = write_archive(tmp_path / "a", 12), tmp_path / "each"
    with running(archive, "-o", str(out), "--each", "--format", "json") as process:
        process.kill()
        process.wait()
        assert (tmp_path / ".each.xlscorecard-run").exists()
        assert run(archive, "-o", out, "--each", "--format", "json")[0] == 0
    assert len(list(out.rglob("*.json"))) == 12
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("more", [("each", "--each"), ("tables", "--dataset"), ("all.csv",)])
def test_whatever_is_written_one_run_writes_it(tmp_path: Path, more: tuple[str, ...]) -> None:
    archive, out = write_archive(tmp_path / "a", 2), tmp_path / more[0]
    with hold(out):
        code, _, errors = run(archive, "-o", out, *more[1:])
    assert code == 2
    assert "another run is writing to it" in errors
    assert not out.exists()
    assert run(archive, "-o", out, *more[1:])[0] == 0


def test_data_that_goes_into_a_store_waits_for_nobody_either(tmp_path: Path) -> None:
    archive, store = write_archive(tmp_path / "a", 2), tmp_path / "all.sqlite"
    run(archive, "-o", tmp_path / "all.json")
    with hold(store):
        code, _, errors = run(tmp_path / "all.json", "-o", store)
    assert code == 2
    assert "another run" in errors
    assert not store.exists()


def test_two_refreshes_of_one_workbook(tmp_path: Path) -> None:
    from xlscorecard.cli.main import main

    workbook = tmp_path / "dashboard.xlsx"
    main_code(main, "template", "new", "priority-bands", "-o", workbook)
    before = workbook.read_bytes()
    data = Path(__file__).parents[2] / "samples" / "001.docx"
    shutil.copy(data, tmp_path / "q2.docx")
    with hold(workbook):
        assert main_code(main, "refresh", workbook, "--data", tmp_path / "q2.docx") == 2
        assert main_code(main, "addin", "lambda", workbook) == 2
    assert workbook.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dashboard.xlsx", "q2.docx"]


def main_code(main, *arguments: object) -> int:  # type: ignore[no-untyped-def]
    with pytest.raises(SystemExit) as ended:
        main(list(map(str, arguments)))
    return int(str(ended.value.code))


def test_of_many_that_come_and_go_one_holds_at_a_time(tmp_path: Path) -> None:
    out, inside, most, held = tmp_path / "all.csv", [0], [0], [0]

    def come_and_go() -> None:
        for _ in range(300):
            try:
                with hold(out):
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                    time.sleep(0)
                    held[0] += 1
                    inside[0] -= 1
            except Refused:
                time.sleep(0)

    threads = [threading.Thread(target=come_and_go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert held[0] > 100
    assert most[0] == 1
    assert not list(tmp_path.iterdir())
