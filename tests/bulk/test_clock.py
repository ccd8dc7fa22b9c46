"""A clock that somebody puts right in the middle of a night's run."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest

from tests.bulk.making import write_archive
from tests.bulk.test_convert import events, rows, run


@pytest.mark.parametrize("leap", [-(10**9), 10**9])
def test_a_clock_that_leaps_changes_no_decision_and_no_rate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leap: int
) -> None:
    archive, out, log = write_archive(tmp_path / "a", 4), tmp_path / "a.sqlite", tmp_path / "l"
    now, calls = time.time(), itertools.count()
    monkeypatch.setattr("time.time", lambda: now + next(calls) * leap)
    assert run(archive, "-o", out, "--log", log)[0] == 0
    assert time.time() != time.time()
    end = events(log)[-1]
    assert 0 < end["seconds"] < 600
    assert 0 < end["pages_per_second"] < 4_000
    assert run(archive, "-o", out, "--log", log)[0] == 0
    assert events(log)[-1]["kept"] == 4
    assert rows(out, "SELECT count(*) FROM papers") == [(4,)]
