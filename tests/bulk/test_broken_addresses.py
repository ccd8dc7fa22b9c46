"""Storage that fails with an error of its driver's own: no credentials, no network, no such bucket.
It is told in a line, and costs what it must."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bulk.making import paper_bytes, write_archive
from tests.bulk.test_convert import run

fsspec = pytest.importorskip("fsspec")
from fsspec.implementations.memory import MemoryFileSystem  # noqa: E402


class DriverError(Exception):
    """Such as botocore's NoCredentialsError: no OSError."""


class Broken(MemoryFileSystem):  # type: ignore[misc,unused-ignore]
    """Storage in memory, whose named calls fail."""

    protocol = "broken"
    fails = ""

    @classmethod
    def _strip_protocol(cls, path: str) -> Any:
        return super()._strip_protocol(path.removeprefix("broken://"))

    def _perhaps(self, name: str) -> None:
        if self.fails == name:
            raise DriverError("Unable to locate credentials")

    def find(self, *given: Any, **named: Any) -> Any:
        self._perhaps("find")
        return super().find(*given, **named)

    def open(self, path: str, *given: Any, **named: Any) -> Any:
        if path.endswith("q2.pdf"):
            self._perhaps("open")
        return super().open(path, *given, **named)

    def put_file(self, *given: Any, **named: Any) -> Any:
        self._perhaps("put_file")
        return super().put_file(*given, **named)

    def exists(self, path: str, **named: Any) -> Any:
        if path.endswith(".sqlite"):
            self._perhaps("exists")
        return super().exists(path, **named)


@pytest.fixture
def storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type[Broken]:
    """Two papers there; what is made goes through a cache of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    fsspec.register_implementation("broken", Broken, clobber=True)
    monkeypatch.setattr(Broken, "store", {})
    monkeypatch.setattr(Broken, "pseudo_dirs", [""])
    for number in (1, 2):
        Broken().pipe_file(f"/papers/q{number}.pdf", paper_bytes(number))
    return Broken


@pytest.mark.parametrize(
    ("call", "told"),
    [("find", "cannot be listed"), ("put_file", "cannot be sent"), ("exists", "looked at")],
)
def test_it_is_told_in_a_line(
    storage: type[Broken], monkeypatch: pytest.MonkeyPatch, call: str, told: str
) -> None:
    monkeypatch.setattr(storage, "fails", call)
    code, _, errors = run("broken://papers", "-o", "broken://out/all.sqlite")
    assert code == 2
    assert told in errors
    assert "Unable to locate credentials" in errors
    assert len(errors.splitlines()) == 1


def test_what_was_read_is_sent_by_the_next_run(
    storage: type[Broken], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = write_archive(tmp_path / "archive", 3)
    monkeypatch.setattr(storage, "fails", "put_file")
    run(archive, "-o", "broken://out/all.sqlite")
    monkeypatch.setattr(storage, "fails", "")
    code, said, _ = run(archive, "-o", "broken://out/all.sqlite")
    assert code == 0
    assert "unchanged since an earlier run  3" in said
    assert storage().exists("/out/all.sqlite")


def test_a_paper_that_cannot_be_fetched_costs_only_itself(
    storage: type[Broken], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "fails", "open")
    out = tmp_path / "all.sqlite"
    code, said, errors = run("broken://papers", "-o", out)
    assert code == 1
    assert said.startswith("1 paper: ")
    assert "q2.pdf: it cannot be fetched (Unable to locate credentials)" in errors
    monkeypatch.setattr(storage, "fails", "")
    assert run("broken://papers", "-o", out)[0] == 0
