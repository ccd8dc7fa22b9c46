"""Papers and results on addresses, by fsspec's file system in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bulk.making import paper_bytes
from tests.bulk.test_convert import events, rows, run
from xlscorecard.bulk.sink import StoreSink
from xlscorecard.cli.progress import Log

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    system = fsspec.filesystem("memory")
    for number in (1, 2, 3):
        system.pipe_file(f"/archive/201{number}/q{number}.pdf", paper_bytes(number))
    system.pipe_file("/archive/notes.txt", b"no paper")
    yield system
    system.store.clear()


def test_papers_and_results_on_addresses(tmp_path: Path, bucket: Any) -> None:
    code, said, _ = run("memory://archive", "-o", "memory://results/all.sqlite")
    assert code == 0
    assert "3 papers: 12 records" in said
    fetched = tmp_path / "fetched.sqlite"
    bucket.get_file("/results/all.sqlite", str(fetched))
    assert rows(fetched, "SELECT source, file FROM conversions AS c JOIN papers AS p"
                " ON p.id = c.paper_id") == [
        ("memory:///archive/2011/q1.pdf", "q1.pdf"),
        ("memory:///archive/2012/q2.pdf", "q2.pdf"),
        ("memory:///archive/2013/q3.pdf", "q3.pdf"),
    ]  # fmt: skip
    # The next run takes the result from its address and reads only what is new.
    bucket.pipe_file("/archive/2014/q4.pdf", paper_bytes(4))
    _, said, _ = run("memory://archive", "-o", "memory://results/all.sqlite")
    assert "unchanged since an earlier run  3" in " ".join(said.split("\n"))
    bucket.get_file("/results/all.sqlite", str(fetched))
    assert rows(fetched, "SELECT count(*) FROM papers") == [(4,)]
    assert not list((tmp_path / "cache").rglob("*.sqlite"))


def test_one_output_for_each_paper_and_a_path_beside_an_address(
    tmp_path: Path, bucket: Any
) -> None:
    here = tmp_path / "own.pdf"
    here.write_bytes(paper_bytes(9))
    run(here, "memory://archive/2012", "-o", "memory://out/each", "--each", "--format", "json")
    assert sorted(bucket.find("/out")) == ["/out/each/own.json", "/out/each/q2.json"]


def test_a_store_that_somebody_else_has_written_meanwhile_is_not_overwritten(
    tmp_path: Path, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("memory://archive/2011", "-o", "memory://results/all.sqlite")
    run("memory://archive/2012", "-o", tmp_path / "theirs.sqlite")
    theirs = (tmp_path / "theirs.sqlite").read_bytes()

    def finish_late(sink: StoreSink, read: int) -> None:
        monkeypatch.undo()
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        sink.finish(read)
        bucket.pipe_file("/results/all.sqlite", theirs)

    monkeypatch.setattr(StoreSink, "finish", finish_late)
    code, _, errors = run("memory://archive/2013", "-o", "memory://results/all.sqlite")
    assert code == 2
    assert "somebody else has written to it since this run began" in errors
    assert bucket.cat_file("/results/all.sqlite") == theirs
    assert run("memory://archive/2013", "-o", "memory://results/all.sqlite")[0] == 0
    bucket.get_file("/results/all.sqlite", str(tmp_path / "both.sqlite"))
    assert rows(tmp_path / "both.sqlite", "SELECT file FROM papers ORDER BY file") == [
        ("q2.pdf",),
        ("q3.pdf",),
    ]


@pytest.mark.parametrize("name", ["all.csv", "all.sqlite"])
def test_a_stopped_run_goes_on_from_what_it_had_read(
    tmp_path: Path, bucket: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def stop(_log: Log, _done: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Log, "paper", stop)
        code, _, errors = run("memory://archive", "-o", f"memory://results/{name}")
    assert (code, errors) == (2, "stopped; the same command goes on from here\n")
    assert not bucket.find("/results")
    log = tmp_path / "log.jsonl"
    code, said, _ = run("memory://archive", "-o", f"memory://results/{name}", "--log", log)
    assert code == 0
    assert "3 papers: 12 records" in said
    assert [event["kept"] for event in events(log) if event["event"] == "paper"].count(True) >= 1
    assert [Path(found).name for found in bucket.find("/results")][:1] == [name]


def test_names_in_an_address_lead_nowhere_else(tmp_path: Path, bucket: Any) -> None:
    bucket.pipe_file("/odd/a..\\..\\up:q.pdf", paper_bytes(5))
    run("memory://odd", "-o", tmp_path / "out", "--each", "--format", "json")
    made = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.json")]
    assert made == ["out/a.._.._up_q.json"]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("memory://nowhere", "there is no such file"),
        ("nonsense://x/y.pdf", "no address that can be opened here"),
    ],
)
def test_a_bad_address_is_one_line(tmp_path: Path, address: str, told: str) -> None:
    code, _, errors = run(address, "-o", tmp_path / "x.json")
    assert code == 2
    assert told in errors


def test_a_file_address_is_a_path(tmp_path: Path) -> None:
    paper = tmp_path / "a paper.pdf"
    paper.write_bytes(paper_bytes(1))
    out = tmp_path / "x.sqlite"
    assert run(paper.as_uri(), "-o", out)[0] == 0
    assert rows(out, "SELECT source FROM conversions") == [(str(paper),)]
