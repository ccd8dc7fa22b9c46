"""Papers that stood elsewhere when an earlier run read them: a share that has another drive
letter now, or a folder that was moved, costs no second reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from xlscorecard.bulk.outcome import Outcome
from xlscorecard.bulk.papers import PaperFile, checksum


def find_moved(
    papers: Iterable[PaperFile], stored: Mapping[str, Outcome], exists: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """The earlier and the present source of each paper whose name and bytes are those of a file
    that is gone. A renamed one is not among them: its scorecard tells its name."""
    unknown: dict[str, list[PaperFile]] = defaultdict(list)
    for paper in papers:
        if paper.source not in stored and paper.path is not None:
            unknown[Path(paper.source).name].append(paper)
    gone: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source, outcome in stored.items():
        name = Path(source).name
        if name in unknown and outcome.sha256 and not exists(source):
            gone[name, outcome.sha256].append(source)
    names = {name for name, _ in gone}
    for name in unknown.keys() & names:
        for paper in unknown[name]:
            assert paper.path is not None  # noqa: S101  see above
            left = gone.get((name, checksum(paper.path)))
            if left:
                yield left.pop(0), paper.source
