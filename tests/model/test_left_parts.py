"""What a killed run has left beside an output goes with the next run; a live run's stays."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from xlscorecard.model.files import PART_MARK, held_part, part_prefix, write_whole

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there age alone counts")

WRITES_FOR_EVER = """
import sys, time
from pathlib import Path
from xlscorecard.model.files import write_whole

def write(part):
    {writes}
    print(part.name, flush=True)
    time.sleep(60)

write_whole(Path(sys.argv[1]), write)
"""
IN_PLACE = "part.write_text('half')"
ANEW = "part.unlink(); part.write_text('half')"  # as a library may that is given a path


@contextmanager
def another_run(folder: Path, writes: str) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A run that has half written its part, and the part."""
    command = [sys.executable, "-c", WRITES_FOR_EVER.format(writes=writes), str(folder / "b.txt")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        try:
            assert run.stdout is not None
            yield run, folder / run.stdout.readline().strip()
        finally:
            run.kill()


def parts(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(PART_MARK))


def write(part: Path) -> None:
    part.write_text("whole")


@pytest.mark.parametrize("writes", [IN_PLACE, ANEW])
def test_it_goes_as_soon_as_its_writer_is_dead(tmp_path: Path, writes: str) -> None:
    with another_run(tmp_path, writes) as (run, part):
        write_whole(tmp_path / "a.txt", write)
        assert parts(tmp_path) == [part.name]
        run.kill()  # kill -9
        run.wait()
    assert parts(tmp_path) == [part.name]
    write_whole(tmp_path / "a.txt", write)
    assert parts(tmp_path) == []
    assert (tmp_path / "a.txt").read_text() == "whole"
    assert not (tmp_path / "b.txt").exists()


def ended_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as run:
        run.wait()
    return run.pid


def test_what_a_process_holds_that_is_not_to_be_seen_from_here_stays(tmp_path: Path) -> None:
    """As in another container, where the numbers of processes are its own."""
    name = part_prefix().replace(f"-{os.getpid()}-", f"-{ended_process()}-")
    with another_run(tmp_path, IN_PLACE) as (_, part):
        part.rename(tmp_path / f"{name}x")
        write_whole(tmp_path / "a.txt", write)
        assert parts(tmp_path) == [f"{name}x"]
    write_whole(tmp_path / "a.txt", write)
    assert parts(tmp_path) == []


def test_a_folder_goes_as_well_unless_it_is_held(tmp_path: Path) -> None:
    left = tmp_path / part_prefix().replace(f"-{os.getpid()}-", f"-{ended_process()}-")
    left.mkdir()
    with held_part(left):
        write_whole(tmp_path / "a.txt", write)
        assert parts(tmp_path) == [left.name]
    write_whole(tmp_path / "a.txt", write)
    assert parts(tmp_path) == []


@pytest.mark.parametrize("name", ["abc.xlsx", "0123abcd-1-x.xlsx", "0123abcd-x", "-", ""])
def test_of_other_machines_it_stays_for_a_day(tmp_path: Path, name: str) -> None:
    part = tmp_path / f"{PART_MARK}{name}"
    part.write_text("half")
    write_whole(tmp_path / "a.txt", write)
    assert parts(tmp_path) == [part.name]
    long_ago = time.time() - 25 * 3600
    os.utime(part, (long_ago, long_ago))
    write_whole(tmp_path / "a.txt", write)
    assert parts(tmp_path) == []


def test_nothing_behind_a_link_is_removed(tmp_path: Path) -> None:
    figures = tmp_path / "figures.txt"
    figures.write_text("figures")
    name = part_prefix().replace(f"-{os.getpid()}-", f"-{ended_process()}-")
    (tmp_path / f"{name}link").symlink_to(figures)
    write_whole(tmp_path / "a.txt", write)
    assert figures.read_text() == "figures"
