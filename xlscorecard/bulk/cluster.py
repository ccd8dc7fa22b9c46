"""The same conversion on a Dask cluster: papers go out, outcomes come back.

Each Dask worker reads its papers in a process of its own with the same limits, so a paper that
crashes a library costs neither the Dask worker nor another paper. A Dask worker that is lost is
noticed by the scheduler, which gives its papers to the others.
"""

from __future__ import annotations

import atexit
import hashlib
import importlib
import tempfile
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlscorecard.bulk.jobs import scorecard_job
from xlscorecard.bulk.outcome import Conversion, Ending, Outcome, outcome_of, outcome_row
from xlscorecard.bulk.papers import PaperFile, checksum
from xlscorecard.bulk.pool import Done, Recall, WatchedWorker
from xlscorecard.model.archive import MOST_BYTES_ON_DISK
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.fields import Row

if TYPE_CHECKING:
    from xlscorecard.bulk.limits import Limits
    from xlscorecard.engine.rules import RuleSet

# Papers under way for each thread of the cluster: the next ones travel while one is read.
_AHEAD = 2
_CONNECT_SECONDS = 30
# A paper goes to so many Dask workers that die before it counts as a failure.
_RETRIES = 5
_KEPT = "kept"


def convert_on_cluster(
    address: str,
    limits: Limits,
    rules: RuleSet | None,
    papers: Iterable[PaperFile],
    recall: Recall,
) -> Iterator[Done]:
    """The papers' conversions, as they end. Files on this machine travel with their task;
    addresses are fetched by the workers. Raises CannotRead when there is no such cluster."""
    try:
        dask: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise CannotRead(
            address,
            "--cluster needs the cluster extra",
            advice="xlscorecard doctor says how to install it.",
        ) from error
    try:
        client = dask.Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CannotRead(
            address,
            f"no Dask scheduler answers there ({error})",
            advice="Start one with: dask scheduler; and on each machine: dask worker " + address,
        ) from error
    with client:
        waiting: dict[Any, tuple[PaperFile, Outcome | None]] = {}
        source = iter(papers)
        running = dask.as_completed(loop=client.loop)

        def send(count: int) -> Iterator[Done]:
            for paper in islice(source, count):
                known = recall(paper)
                if known is not None and paper.path and checksum(paper.path) == known.sha256:
                    yield Done(paper, Conversion(known), kept=True)
                    continue
                future = client.submit(
                    convert_there,
                    paper.source,
                    paper.path.name if paper.path else None,
                    _content(paper),
                    known.sha256 if known is not None else None,
                    limits,
                    rules,
                    pure=False,
                    retries=_RETRIES,
                )
                waiting[future] = (paper, known)
                running.add(future)

        def threads() -> int:
            counts: dict[str, int] = client.nthreads()
            return max(1, sum(counts.values()))

        yield from _filled(send, waiting, _AHEAD * threads())
        while waiting:
            future = next(running)
            paper, known = waiting.pop(future)
            yield _done(paper, known, future)
            future.release()
            # Workers come and go.
            yield from _filled(send, waiting, _AHEAD * threads())


def _filled(send: Any, waiting: dict[Any, Any], wanted: int) -> Iterator[Done]:
    """Send papers until so many are under way or none is left."""
    while len(waiting) < wanted:
        before = len(waiting)
        kept = list(send(1))
        yield from kept
        if not kept and len(waiting) == before:
            return


def _content(paper: PaperFile) -> bytes | None:
    """The bytes of a file here; None where the worker fetches it, or says why it cannot."""
    if paper.path is None:
        return None
    try:
        if paper.path.is_file() and paper.path.stat().st_size <= MOST_BYTES_ON_DISK:
            return paper.path.read_bytes()
    except OSError:
        return b""
    return b""


def _done(paper: PaperFile, known: Outcome | None, future: Any) -> Done:
    fault = future.exception()
    if fault is not None:
        outcome = Outcome(
            paper.source,
            Ending.CRASH,
            reason=f"the cluster could not read it ({type(fault).__name__})",
            advice="Look into the logs of its workers.",
        )
        return Done(paper, Conversion(outcome))
    row, packed = future.result()
    if row.get(_KEPT) and known is not None:
        return Done(paper, Conversion(known), kept=True)
    return Done(paper, Conversion(outcome_of(row), packed))


# ---------------------------------------------------------------- on the Dask workers

_own = threading.local()


def convert_there(
    source: str,
    name: str | None,
    content: bytes | None,
    known: str | None,
    limits: Limits,
    rules: RuleSet | None,
) -> tuple[Row, bytes | None]:
    """Convert one paper on a Dask worker; ``known`` is the checksum that needs no reading."""
    from xlscorecard.bulk.addresses import local_copy

    try:
        if content is None:
            with local_copy(source) as path:
                if known is not None and checksum(path) == known:
                    return {_KEPT: True}, None
                return _converted(source, path, limits, rules)
        if known is not None and hashlib.sha256(content).hexdigest() == known:
            return {_KEPT: True}, None
        with tempfile.TemporaryDirectory(prefix="xlscorecard-") as folder:
            path = Path(folder) / Path(name or "paper").name
            path.write_bytes(content)
            return _converted(source, path, limits, rules)
    except CannotRead as error:
        told = Outcome(source, Ending.REFUSED, reason=error.reason, advice=error.advice)
        return outcome_row(told), None


def _converted(
    source: str, path: Path, limits: Limits, rules: RuleSet | None
) -> tuple[Row, bytes | None]:
    setting = (limits, rules)
    if getattr(_own, "setting", None) != setting:
        if (before := getattr(_own, "worker", None)) is not None:
            before.dismiss()
        _own.setting, _own.worker = setting, WatchedWorker(limits, scorecard_job(rules))
        atexit.register(_own.worker.dismiss)
    paper = PaperFile(0, source, source, path, Path(path.name))
    conversion = _own.worker.convert(paper)
    return outcome_row(conversion.outcome), conversion.packed
