"""Outputs whole or not at all, whatever happens on the way."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from xlscorecard.model.errors import CannotWrite
from xlscorecard.model.files import write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write_new(part: Path) -> None:
    part.write_text("new")


def test_the_file_is_there_when_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"

    def write(part: Path) -> None:
        assert not target.exists()
        assert part.parent == tmp_path
        part.write_text("new")

    write_whole(target, write)
    assert target.read_text() == "new"
    assert names(tmp_path) == ["out.txt"]


def test_what_stood_there_stays_when_writing_fails(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")

    def write(part: Path) -> None:
        part.write_text("half")
        raise ValueError("a fault of ours")

    with pytest.raises(ValueError, match="a fault of ours"):
        write_whole(target, write)
    assert target.read_text() == "old"
    assert names(tmp_path) == ["out.txt"]


def test_a_full_disk_is_one_clear_line(tmp_path: Path) -> None:
    def write(part: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(CannotWrite, match=r"out\.txt: the disk is full"):
        write_whole(tmp_path / "out.txt", write)
    assert names(tmp_path) == []


def test_the_old_files_permissions_stay(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    target.chmod(0o640)
    write_whole(target, lambda part: None)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("")
    write_whole(tmp_path / "out.txt", lambda part: None)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1


def test_a_link_still_leads_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "out.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real" / "out.txt")
    write_whole(tmp_path / "link.txt", write_new)
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real" / "out.txt").read_text() == "new"


def test_what_a_killed_run_has_left_is_cleaned_up_a_day_later(tmp_path: Path) -> None:
    old, young = (tmp_path / f".xlscorecard-part-{name}" for name in ("old", "young"))
    for part in (old, young):
        part.write_text("half")
    a_day_ago = time.time() - 25 * 3600
    os.utime(old, (a_day_ago, a_day_ago))
    write_whole(tmp_path / "out.txt", lambda part: None)
    assert names(tmp_path) == [".xlscorecard-part-young", "out.txt"]


@pytest.mark.parametrize("kind", ["folder", "pipe", "nowhere"])
def test_places_that_cannot_hold_a_file(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "out.txt"
    if kind == "folder":
        target.mkdir()
    elif kind == "pipe":
        os.mkfifo(target)
    else:
        target = tmp_path / "no" / "out.txt"
    with pytest.raises(CannotWrite, match=r"out\.txt"):
        write_whole(target, write_new)


def test_a_kill_in_the_middle_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    program = (
        "import pathlib, sys, time\n"
        "from xlscorecard.model.files import write_whole\n"
        "def write(part):\n"
        "    part.write_text('half')\n"
        "    print('writing', flush=True)\n"
        "    time.sleep(60)\n"
        "write_whole(pathlib.Path(sys.argv[1]), write)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(target)], stdout=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        run.stdout.readline()
        run.send_signal(signal.SIGKILL)
    assert target.read_text() == "old"
