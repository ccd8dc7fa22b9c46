"""The machine's own trouble: readers of our words that go away, a request to end, programs that we
start and that hang. Each is a command as a user runs it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bulk.making import paper_bytes, write_archive
from xlscorecard.store.read import read_data

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals, /dev/full and a script")
COMMAND = (sys.executable, "-m", "xlscorecard")
# Starts a child of its own, as LibreOffice does, and hangs with it.
HANGING = """#!/bin/sh
sleep 300 &
echo $$ $! > "$TOLD.part"; mv "$TOLD.part" "$TOLD"
touch "$TMPDIR/unfinished"
wait
"""


def run(*arguments: object, end: str = "") -> tuple[int, str]:
    """The exit code and what stands on standard error; ``end`` is the shell's redirection."""
    words = " ".join(f"'{argument}'" for argument in (*COMMAND, *arguments))
    done = subprocess.run(
        ["/bin/sh", "-c", f"{words} {end}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_a_closed_standard_output_costs_nothing(tmp_path: Path) -> None:
    assert run("template", "new", "one-page", "-o", tmp_path / "out.xlsx", end=">&-") == (0, "")
    assert (tmp_path / "out.xlsx").stat().st_size > 0


def test_a_full_disk_behind_standard_output_is_told(tmp_path: Path) -> None:
    code, told = run("template", "new", "one-page", "-o", tmp_path / "out.xlsx", end=">/dev/full")
    assert code == 1
    assert told.startswith("xlscorecard: standard output: ")
    assert len(told.splitlines()) == 1
    assert (tmp_path / "out.xlsx").stat().st_size > 0


def test_a_pipe_that_is_closed_early_is_no_failure(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    made = tmp_path / "out.xlsx"
    done = subprocess.run(
        [*COMMAND, "template", "new", "one-page", "-o", str(made)],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")
    assert made.stat().st_size > 0


@pytest.fixture
def hanging(tmp_path: Path) -> dict[str, str]:
    """Settings in which LibreOffice is a program that hangs."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "scratch").mkdir()
    soffice = tmp_path / "bin" / "soffice"
    soffice.write_text(HANGING, encoding="ascii")
    soffice.chmod(0o755)
    (tmp_path / "old.rtf").write_text(r"{\rtf1 A paper}", encoding="ascii")
    return {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "TOLD": str(tmp_path / "told"),
        "TMPDIR": str(tmp_path / "scratch"),
    }


def wait_for(path: Path) -> list[int]:
    for _ in range(600):
        if path.exists():
            return [int(word) for word in path.read_text().split()]
        time.sleep(0.05)
    pytest.fail("the program was never started")


def assert_gone(processes: list[int]) -> None:
    for _ in range(200):
        if not any(_runs(process) for process in processes):
            return
        time.sleep(0.05)
    pytest.fail("a process is still running")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")  # a dead one may wait for its parent to look
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def assert_no_litter(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    for _ in range(200):
        if not list(scratch.iterdir()):
            break
        time.sleep(0.05)
    assert list(scratch.iterdir()) == []
    kept = {"bin", "scratch", "told", "old.rtf"}
    assert {path.name for path in tmp_path.iterdir()} == kept


def test_a_request_to_end_leaves_nothing_behind(tmp_path: Path, hanging: dict[str, str]) -> None:
    with subprocess.Popen(
        [*COMMAND, "convert", str(tmp_path / "old.rtf"), "-o", str(tmp_path / "out.json")],
        env=hanging,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        started = wait_for(tmp_path / "told")
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 2
    assert told.strip() == b"stopped; nothing was written"
    assert_gone(started)
    assert_no_litter(tmp_path)


def test_a_worker_out_of_time_takes_its_program_with_it(
    tmp_path: Path, hanging: dict[str, str]
) -> None:
    done = subprocess.run(
        [*COMMAND, "convert", str(tmp_path / "old.rtf"), "-o", str(tmp_path / "out.json"),
         "--time-limit", "1"],
        env=hanging, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert b"old.rtf: it hangs" in done.stderr
    assert_gone(wait_for(tmp_path / "told"))
    assert_no_litter(tmp_path)


def test_a_run_that_is_killed_leaves_no_process(tmp_path: Path, hanging: dict[str, str]) -> None:
    if sys.platform != "linux":
        pytest.skip("elsewhere a worker ends later")
    with subprocess.Popen(
        [*COMMAND, "convert", str(tmp_path / "old.rtf"), "-o", str(tmp_path / "out.json")],
        env=hanging,
    ) as process:
        started = wait_for(tmp_path / "told")
        process.kill()
    assert_gone(started)
    (tmp_path / ".out.json.xlscorecard-run").unlink()  # held by nobody; the next run takes it
    assert_no_litter(tmp_path)


def test_an_earlier_output_stands_when_the_disk_is_full(tmp_path: Path) -> None:
    """``ulimit -f`` is the disk: no file may grow beyond one block."""
    (tmp_path / "q1.pdf").write_bytes(paper_bytes(1))
    out = tmp_path / "out.json"
    out.write_text("earlier", encoding="ascii")
    words = " ".join((*COMMAND, "convert", str(tmp_path / "q1.pdf"), "-o", str(out)))
    done = subprocess.run(
        ["/bin/sh", "-c", f"trap '' XFSZ; ulimit -f 1; exec {words}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith(f"xlscorecard: {out}: ")
    assert len(done.stderr.splitlines()) == 1
    assert out.read_text(encoding="ascii") == "earlier"
    assert {path.name for path in tmp_path.iterdir()} == {"q1.pdf", "out.json"}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody holds a process to that")
@pytest.mark.parametrize("megabytes", [20, 45, 70, 95, 120])
def test_too_little_memory_to_begin_with_is_told(tmp_path: Path, megabytes: int) -> None:
    """Loading our own modules, the readers' libraries, a thread or a worker would fail, in this
    order: a thread that begins and then finds no memory would hang the run, and a worker's end
    would be laid on the paper."""
    (tmp_path / "q1.pdf").write_bytes(paper_bytes(1))
    words = " ".join((*COMMAND, "convert", str(tmp_path / "q1.pdf"), "-o", str(tmp_path / "o.csv")))
    done = subprocess.run(
        ["/bin/sh", "-c", f"ulimit -v {megabytes}000; exec {words}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert re.match("xlscorecard: .*memory", done.stderr)
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["q1.pdf"]


def test_a_report_that_cannot_be_written_leaves_the_output_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "q1.pdf").write_bytes(paper_bytes(1))
    (tmp_path / "report").write_text("a file of that name", encoding="ascii")
    out = tmp_path / "out.json"
    code, told = run("convert", tmp_path / "q1.pdf", "-o", out, "--report", tmp_path / "report")
    assert code == 1
    assert told.startswith(f"xlscorecard: {tmp_path / 'report'}: ")
    assert told.endswith(f"{out} itself is written.\n")
    assert len(told.splitlines()) == 1
    assert "Visits to library 1-1" in out.read_text("utf-8")


@pytest.mark.parametrize("name", ["out.sqlite", "out.csv"])
def test_a_disk_that_is_full_leaves_nothing_or_what_the_next_run_goes_on_from(
    tmp_path: Path, name: str
) -> None:
    """No file may grow beyond so many blocks: at first, none; then, in the middle."""
    archive, out = write_archive(tmp_path / "archive", 30), tmp_path / name
    words = " ".join((*COMMAND, "convert", str(archive), "-o", str(out), "--workers", "1"))
    for blocks in (0, 12, 60, 90):
        done = subprocess.run(
            ["/bin/sh", "-c", f"trap '' XFSZ; ulimit -f {blocks}; exec {words}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 2
        assert re.match(r"xlscorecard: .*out\.\w+: .*\.\n", done.stderr)
        assert len(done.stderr.splitlines()) == 1
        if not blocks:
            assert [path.name for path in tmp_path.iterdir()] == ["archive"]
    assert run("convert", archive, "-o", out) == (0, "")
    assert len({card.paper.file for card in read_data(out)}) == 30
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
