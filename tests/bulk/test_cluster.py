"""The same conversion on a real Dask cluster, one of whose workers is killed half-way."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bulk.making import write_archive
from tests.bulk.test_convert import damaged, events, rows, run
from tests.hostile.making import doubling_forms

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("default")  # Dask's own


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=3,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        silence_logs=True,
    ) as made:
        yield made


def _kill_one(cluster: Any, log: Path, after: int, killed: list[int]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if log.exists() and log.read_bytes().count(b'"event": "paper"') >= after:
            worker = next(iter(cluster.workers.values()))
            pid = worker.pid  # the nanny's process, which minds the worker
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)
            return
        time.sleep(0.005)


@pytest.mark.skipif(os.name != "posix", reason="kills a process by signal")
def test_a_cluster_that_loses_a_worker_gives_what_this_machine_gives(
    tmp_path: Path, cluster: Any
) -> None:
    archive = write_archive(tmp_path / "archive", 30)
    damaged(archive / "bad.pdf")
    (archive / "p00007-doubles.pdf").write_bytes(doubling_forms(40))
    here, there, log = tmp_path / "here.sqlite", tmp_path / "there.sqlite", tmp_path / "log.jsonl"
    run(archive, "-o", here, "--workers", 2)
    killed: list[int] = []
    killer = threading.Thread(target=_kill_one, args=(cluster, log, 8, killed))
    killer.start()
    code, said, _ = run(archive, "-o", there, "--cluster", cluster.scheduler_address, "--log", log)
    killer.join()
    assert killed
    assert code == 1
    assert "30 papers: 120 records" in said
    for table in ("papers", "records", "observations", "findings", "conversions"):
        query = f"SELECT * FROM {table} ORDER BY id"
        assert rows(there, query) == rows(here, query), table
    assert there.read_bytes() == here.read_bytes()
    # And again: nothing is read.
    run(archive, "-o", there, "--cluster", cluster.scheduler_address, "--log", log)
    assert all(event["kept"] for event in events(log)[-31:] if event["event"] == "paper")


def test_no_cluster_is_one_line(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", 1)
    code, _, errors = run(archive, "-o", tmp_path / "x.json", "--cluster", "nonsense")
    assert code == 2
    assert "no Dask scheduler answers there" in errors
