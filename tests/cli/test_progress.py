"""What a run of many papers shows on a terminal, in a narrow window, and when piped."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bulk.making import write_archive
from xlscorecard.bulk.outcome import Conversion, Ending, Outcome
from xlscorecard.bulk.papers import PaperFile
from xlscorecard.bulk.pool import Done
from xlscorecard.cli.progress import Display, Tally

_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_terminal(columns: int, *arguments: object, **settings: str) -> list[str]:
    """The lines that a terminal of so many columns has shown, those overwritten since, too."""
    import fcntl
    import pty
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    with subprocess.Popen(
        [sys.executable, "-m", "xlscorecard", *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=environment | {"TERM": "xterm"} | settings,
    ):
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux's word for the end
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    return re.split(r"[\r\n]+", _CODES.sub("", shown.decode("utf-8")))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_archive(tmp_path_factory.mktemp("archive"), 4)
    (folder / "bad.pdf").write_bytes(b"no paper")
    return folder


@pytest.mark.skipif(os.name != "posix", reason="a terminal to look at")
class TestTerminal:
    def test_a_bar_with_papers_rate_failures_and_time_left(
        self, tmp_path: Path, archive: Path
    ) -> None:
        lines = on_terminal(80, "convert", archive, "-o", tmp_path / "all.json")
        last = [line for line in lines if "papers," in line][-1]
        assert re.search(r"━ 5 of 5 papers, \d+ pages/s, 1 failed 00:00", last)
        assert any("bad.pdf: this is not a PDF" in line for line in lines)

    def test_in_a_narrow_window_the_figures_stay_whole(self, tmp_path: Path, archive: Path) -> None:
        lines = on_terminal(40, "convert", archive, "-o", tmp_path / "all.json")
        last = [line for line in lines if "/s" in line][-1]
        assert re.fullmatch(r"5/5 \d+/s 1 failed 00:00\s*", last)
        assert not [line for line in lines if "…" in line]

    def test_a_terminal_that_cannot_draw_is_spared_the_bar(
        self, tmp_path: Path, archive: Path
    ) -> None:
        lines = on_terminal(80, "convert", archive, "-o", tmp_path / "all.json", TERM="dumb")
        assert [line for line in lines if "pages" in line] == []
        assert any("bad.pdf: this is not a PDF" in line for line in lines)


def test_the_time_left_goes_by_what_is_read_now(capsys: pytest.CaptureFixture[str]) -> None:
    """900 papers of an earlier run pass by in a second; then each takes two: 60 are left."""
    now = [0.0]
    tally = Tally()
    with Display(1_000, tally, lambda: now[0]) as display:
        for number in range(940):
            kept = number < 900
            now[0] += 1 / 900 if kept else 2.0
            paper = PaperFile(number, str(number), str(number), None, Path(str(number)))
            done = Done(paper, Conversion(Outcome(str(number), Ending.READ, pages=1)), kept)
            tally.add(done)
            display.add(done)
    last = capsys.readouterr().err.splitlines()[-1]
    assert re.match(r"93\d of 1,000 papers, .* 0 failed, about 2 min left", last)
