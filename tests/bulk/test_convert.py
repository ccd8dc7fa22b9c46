"""An archive from the command line: what an officer sees, and what a kill leaves behind."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.bulk.making import paper_bytes, write_archive
from tests.hostile.making import doubling_forms
from xlscorecard.cli.main import main
from xlscorecard.store.read import read_data

ENDINGS = (".json", ".csv", ".parquet", ".xlsx", ".sqlite")


def run(*arguments: object) -> tuple[int, str, str]:
    """The exit code, what is printed, and what is printed as errors. One worker will do, unless
    the test asks for more: each takes a second to start."""
    if not {"--workers", "--cluster"} & set(arguments):
        arguments = (*arguments, "--workers", 1)
    said, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(errors), pytest.raises(SystemExit) as ended:
        main(["convert", *map(str, arguments)])
    code = ended.value.code
    assert isinstance(code, int)
    return code, said.getvalue(), errors.getvalue()


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def events(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def damaged(path: Path) -> Path:
    path.write_bytes(b"%PDF-1.4 and then nothing at all")
    return path


@pytest.mark.parametrize("ending", ENDINGS)
def test_files_are_the_same_whatever_the_number_of_workers(tmp_path: Path, ending: str) -> None:
    archive = write_archive(tmp_path / "archive", 7)
    damaged(archive / "bad.pdf")
    outputs = []
    for workers in (1, 3):
        folder = tmp_path / str(workers)
        folder.mkdir()
        code, said, _ = run(archive, "-o", folder / f"all{ending}", "--workers", workers)
        assert code == 1  # one could not be read
        assert "7 papers: 28 records" in said
        outputs.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert outputs[0] == outputs[1]
    assert f"all{ending}" in outputs[0]
    assert not any(name.startswith(".") for name in outputs[0])


def test_papers_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", 6)
    run(archive, "-o", tmp_path / "all.sqlite", "--workers", 3)
    names = [
        name for (name,) in rows(tmp_path / "all.sqlite", "SELECT file FROM papers ORDER BY id")
    ]
    assert names == [
        "q00003.pdf", "q00001.pdf", "q00005.pdf", "p00002.pdf", "p00004.pdf", "p00006.pdf",
    ]  # fmt: skip


def test_unchanged_papers_are_passed_over_and_changed_ones_replaced(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", 4)
    store, log = tmp_path / "all.sqlite", tmp_path / "log.jsonl"
    run(archive, "-o", store)
    before = store.read_bytes()
    code, said, _ = run(archive, "-o", store, "--log", log)
    assert code == 0
    assert "unchanged since an earlier run" in said
    assert [event["kept"] for event in events(log) if event["event"] == "paper"] == [True] * 4
    assert store.read_bytes() == before
    (archive / "p00002.pdf").write_bytes(paper_bytes(99))
    run(archive, "-o", store)
    titles = {title for (title,) in rows(store, "SELECT title FROM records")}
    assert "Visits to library 99-1" in titles
    assert "Visits to library 2-1" not in titles
    assert rows(store, "SELECT count(*) FROM papers") == [(4,)]


def test_a_moved_paper_stays_one_paper_and_a_copy_is_another(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", 2)
    store = tmp_path / "all.sqlite"
    run(archive, "-o", store)
    (archive / "p00002.pdf").rename(archive / "renamed.pdf")
    run(archive, "-o", store)
    assert rows(store, "SELECT count(*) FROM papers") == [(2,)]
    shutil.copy(archive / "renamed.pdf", archive / "copy.pdf")
    run(archive, "-o", store)
    assert rows(store, "SELECT file FROM papers ORDER BY file") == [
        ("copy.pdf",),
        ("q00001.pdf",),
        ("renamed.pdf",),
    ]


def test_a_paper_that_breaks_leaves_what_it_gave_before(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", 2)
    store = tmp_path / "all.sqlite"
    run(archive, "-o", store)
    damaged(archive / "p00002.pdf")
    code, _, errors = run(archive, "-o", store)
    assert code == 1
    assert "p00002.pdf: the PDF ends too early" in errors
    assert rows(store, "SELECT count(*) FROM records WHERE title LIKE 'Visits to library 2-%'") == [
        (4,)
    ]


def test_failures_lists_what_to_look_at(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", 2)
    damaged(archive / "bad.pdf")
    (archive / "prose.pdf").write_bytes(paper_bytes(5, rows=0))
    store = tmp_path / "all.sqlite"
    run(archive, "-o", store)
    code, said, _ = run("-o", store, "--failures")
    assert code == 1
    failed, doubted = said.splitlines()
    assert failed.startswith("[refused]")
    assert "bad.pdf: the PDF ends too early" in failed
    assert doubted.startswith("[no-scorecard]")
    assert "prose.pdf" in doubted
    again = run(archive, "-o", tmp_path / "all.json", "--failures")[1].splitlines()[-2:]
    assert [line.split("]")[0] for line in again] == ["[refused", "[no-scorecard"]


def test_the_log_tells_each_paper(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", 2)
    log = tmp_path / "log.jsonl"
    run(archive, "-o", tmp_path / "all.csv", "--log", log)
    start, *papers, end = events(log)
    assert (start["event"], start["papers"]) == ("start", 2)
    assert sorted(paper["number"] for paper in papers) == [1, 2]
    assert all(paper["records"] == 4 and paper["ending"] == "read" for paper in papers)
    assert all(0 < paper["peak_mb"] < 400 for paper in papers)
    assert (end["papers"], end["read"], end["pages"]) == (2, 2, 2)


def test_each_keeps_papers_of_one_name_apart(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    for place, number in (("q1.pdf", 1), ("2016/q1.pdf", 2), ("2016/q2.pdf", 3)):
        (archive / place).parent.mkdir(parents=True, exist_ok=True)
        (archive / place).write_bytes(paper_bytes(number))
    shutil.copy(Path(__file__).parents[2] / "samples" / "001.docx", archive / "q1.docx")
    out = tmp_path / "out"
    run(archive, "-o", out, "--each", "--format", "json")
    made = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    assert made == ["2016/q1.json", "2016/q2.json", "q1.docx.json", "q1.pdf.json"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_single_bad_paper_is_one_line_and_code_2(tmp_path: Path) -> None:
    code, said, errors = run(damaged(tmp_path / "bad.pdf"), "-o", tmp_path / "out.sqlite")
    assert (code, said) == (2, "")
    assert len(errors.splitlines()) == 1
    assert "bad.pdf: the PDF ends too early" in errors
    assert [path.name for path in tmp_path.iterdir()] == ["bad.pdf"]


def test_nothing_is_written_when_nothing_could_be_read(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for name in ("a.pdf", "b.pdf"):
        damaged(archive / name)
    for out in (tmp_path / "all.json", tmp_path / "all.sqlite", tmp_path / "each"):
        each = ("--each",) if out.name == "each" else ()
        code, _, errors = run(archive, "-o", out, *each)
        assert code == 2
        assert "none of the papers could be read" in errors
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


def test_a_paper_that_eats_memory_or_time_costs_only_itself(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", 3)
    (archive / "p00003-doubles.pdf").write_bytes(doubling_forms(40))
    store, log = tmp_path / "all.sqlite", tmp_path / "log.jsonl"
    code, said, errors = run(archive, "-o", store, "--workers", 2, "--log", log)
    assert code == 1
    assert "3 papers: 12 records" in said
    assert "takes more than 400 MB of memory" in errors
    assert max(float(str(event.get("peak_mb", 0))) for event in events(log)) < 400
    assert rows(store, "SELECT ending FROM conversions WHERE ending != 'read'") == [("memory",)]
    # Not tried again unless it is given more, or it is asked for.
    assert "doubles.pdf" in run(archive, "-o", store, "--log", log)[2]
    assert [event["kept"] for event in events(log) if event.get("ending") == "memory"] == [
        False,
        True,
    ]
    code, _, errors = run(
        archive, "-o", store, "--log", log, "--memory-limit", 9000, "--time-limit", 1
    )
    assert "takes longer than 1 second a page" in errors


def _kill_when(log: Path, papers: int, command: list[str]) -> None:
    """Start a run and kill it as soon as its log tells of so many papers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if log.exists() and log.read_bytes().count(b'"event": "paper"') >= papers:
            break
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    process.wait()


@pytest.mark.parametrize("ending", [".sqlite", ".csv"])
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, ending: str) -> None:
    archive = write_archive(tmp_path / "archive", 24)
    whole, out, log = tmp_path / f"whole{ending}", tmp_path / f"out{ending}", tmp_path / "log.jsonl"
    run(archive, "-o", whole, "--workers", 2)
    command = [sys.executable, "-m", "xlscorecard", "convert", str(archive), "-o", str(out)]
    command += ["--workers", "2", "--log", str(log)]
    for papers in (3, 9, 17):
        _kill_when(log, papers, command)
    assert run(archive, "-o", out, "--workers", 2, "--log", log)[0] == 0
    told = [event for event in events(log) if event["event"] == "paper"]
    # With the reader's version, which changes while somebody edits it.
    read = [(event["source"], event["reader"]) for event in told if not event["kept"]]
    # Whatever was told as read was never read again but for the papers in flight at each kill.
    assert len(read) - len(set(read)) <= 3 * 2
    # A kill between keeping a paper and logging it leaves it untold until a later run keeps it.
    assert len({event["source"] for event in told}) == 24
    if ending == ".sqlite":
        for table in ("papers", "records", "observations", "findings", "conversions"):
            query = f"SELECT * FROM {table} ORDER BY id"
            assert rows(out, query) == rows(whole, query), table
    else:
        assert out.read_bytes() == whole.read_bytes()
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_says_that_one_may_go_on(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", 40)
    out, log = tmp_path / "all.sqlite", tmp_path / "log.jsonl"
    command = [sys.executable, "-m", "xlscorecard", "convert", str(archive), "-o", str(out)]
    # what a shell starts in the background is born deaf to Ctrl-C: this one shall hear it
    process = subprocess.Popen(
        [*command, "--log", str(log)],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    while not log.exists() or log.read_bytes().count(b'"event": "paper"') < 5:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert errors.strip() == "stopped; the same command goes on from here"
    assert not list(tmp_path.glob("all.sqlite-*"))
    read = {event["source"] for event in events(log) if event["event"] == "paper"}
    assert 5 <= len(read) < 40
    assert run(archive, "-o", out, "--log", log)[0] == 0
    again = [event for event in events(log) if event["event"] == "paper"][len(read) :]
    assert read <= {event["source"] for event in again if event["kept"]}
    assert rows(out, "SELECT count(*) FROM papers") == [(40,)]


def test_where_a_disk_knows_no_locks_the_journal_is_one(tmp_path: Path) -> None:
    from xlscorecard.bulk.journal import Journal, journal_beside

    archive = write_archive(tmp_path / "archive", 2)
    out = tmp_path / "all.sqlite"
    journal = Journal(journal_beside(out), out=out)
    try:
        code, _, errors = run(archive, "-o", out)
    finally:
        journal.close()
    assert code == 2
    assert "another run is writing to it" in errors


def test_a_store_goes_to_every_other_form(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", 3)
    store = tmp_path / "all.sqlite"
    run(archive, "-o", store)
    for ending in (".json", ".csv", ".parquet", ".xlsx"):
        code, _, errors = run(store, "-o", tmp_path / f"all{ending}")
        assert (code, errors) == (0, "")
    assert read_data(tmp_path / "all.json") == read_data(store)
    assert len(read_data(tmp_path / "all.csv")) == 3


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".json", ".parquet"])
def test_more_papers_than_fit_into_memory_give_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    archive = write_archive(tmp_path / "archive", 3)
    run(archive, "-o", tmp_path / f"held{ending}")
    monkeypatch.setattr("xlscorecard.bulk.sink._HELD_VALUES", 0)
    run(archive, "-o", tmp_path / f"disk{ending}")
    held, disk = (tmp_path / f"{name}{ending}" for name in ("held", "disk"))
    assert held.read_bytes() == disk.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")
def test_names_that_a_terminal_would_obey_are_shown_harmless(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", 2)
    damaged(archive / "bad\x1b[2J\nname.pdf")
    _, _, errors = run(archive, "-o", tmp_path / "all.json")
    assert "\x1b" not in errors
    assert "bad\\x1b[2J\\nname.pdf" in errors


def test_usage_errors_are_plain(tmp_path: Path) -> None:
    code, _, errors = run("-o", tmp_path / "x.json")
    assert code == 2
    assert "name the papers" in errors
    code, _, errors = run(tmp_path / "nothing-here.pdf", "-o", tmp_path / "x.json")
    assert code == 2
    assert "there is no such file" in errors


def test_an_archive_that_was_moved_is_not_read_again(tmp_path: Path) -> None:
    first, store, log = tmp_path / "first", tmp_path / "all.sqlite", tmp_path / "log.jsonl"
    write_archive(first, 6)
    twin = first / "2015" / "p00002.pdf"  # of that name there is one in the folder above, too
    twin.write_bytes((first / "p00002.pdf").read_bytes())
    damaged(first / "bad.pdf")
    run(first, "-o", store)
    before = rows(store, "SELECT * FROM papers ORDER BY id")
    first.rename(tmp_path / "second")
    assert run(tmp_path / "second", "-o", store, "--log", log)[0] == 1
    told = [event for event in events(log) if event["event"] == "paper"]
    assert len(told) == 8
    assert all(event["kept"] for event in told)
    assert rows(store, "SELECT * FROM papers ORDER BY id") == before
    sources = [str(source) for (source,) in rows(store, "SELECT source FROM conversions")]
    assert len(sources) == 8
    assert all(str(tmp_path / "second") in source for source in sources)


def test_a_copy_of_an_archive_is_a_second_one(tmp_path: Path) -> None:
    store = tmp_path / "all.sqlite"
    run(write_archive(tmp_path / "first", 3), "-o", store)
    run(write_archive(tmp_path / "second", 3), "-o", store)
    assert rows(store, "SELECT count(*) FROM papers") == [(6,)]
