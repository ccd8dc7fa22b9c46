"""Where conversions go, in reading order, whatever the order in which papers were done."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import overload

from xlscorecard.bulk.journal import Journal, journal_beside
from xlscorecard.bulk.moved import find_moved
from xlscorecard.bulk.outcome import Conversion, Ending, Outcome, outcome_of, outcome_row, unpack
from xlscorecard.bulk.papers import PaperFile, is_there
from xlscorecard.bulk.pool import Done
from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.model.fields import Row
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.store.archive import Archive

# A workbook goes over its papers a dozen times: more values than these (half a gigabyte) are
# taken from the disk each time.
_HELD_VALUES = 200_000
Write = Callable[[Iterable[Scorecard], Path], None]


class Sink(ABC):
    """Takes each paper's conversion once; whatever it has taken survives this process."""

    @abstractmethod
    def known(self) -> dict[str, Outcome]:
        """What earlier runs have left, by source."""

    def has(self, paper: PaperFile) -> bool:  # noqa: ARG002
        """Whether what ``known`` says of a paper is still there. Called in threads."""
        return True

    @abstractmethod
    def take(self, done: Done) -> None:
        """Record one conversion. Raises CannotWrite."""

    @abstractmethod
    def finish(self, read: int) -> None:
        """All papers are done, ``read`` of them read: bring the output to its end. When there
        is nothing to write, nothing is written. Raises CannotWrite."""

    @abstractmethod
    def stop(self) -> None:
        """The run ends early: leave everything so that the next one goes on from here."""


class _InOrder(Sink):
    """Commits conversions in reading order; those before their turn wait in the journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._next = 0
        self._waiting: dict[int, Done] = {}

    def take(self, done: Done) -> None:
        place = done.paper.place
        if place != self._next and not done.kept:
            self._journal.put(done.conversion)
            # Its scorecard rests in the journal, not in memory.
            done = Done(done.paper, Conversion(done.conversion.outcome), done.kept)
        self._waiting[place] = done
        while (turn := self._waiting.pop(self._next, None)) is not None:
            self._next += 1
            self._commit(turn)

    def stop(self) -> None:
        self._journal.close()

    @abstractmethod
    def _commit(self, done: Done) -> None:
        """Put a conversion where it belongs."""

    def _whole(self, done: Done) -> Conversion:
        """The conversion with its scorecard, from the journal where it waits there."""
        if done.conversion.packed is None and done.conversion.outcome.ending is Ending.READ:
            return self._journal.conversion(done.paper.source) or done.conversion
        return done.conversion


class StoreSink(_InOrder):
    """An SQLite store, each paper one transaction."""

    def __init__(self, out: Path, papers: Iterable[PaperFile]) -> None:
        super().__init__(Journal(journal_beside(out), out=out))
        try:
            self._archive = Archive(out)
        except CannotRead:
            self._journal.finish()
            raise
        self._stored = {
            str(row["source"]): _stored(row)
            for row in self._archive.conversions()
            if row["ending"] != Ending.READ or row["paper_id"] is not None
        }
        given = tuple(papers)
        self._given = {paper.source for paper in given}
        moves = dict(find_moved(given, self._stored, self._exists))
        self._archive.move(moves)
        for before, now in moves.items():
            self._stored[now] = replace(self._stored.pop(before), source=now)

    def known(self) -> dict[str, Outcome]:
        return self._journal.outcomes() | self._stored

    def stop(self) -> None:
        self._archive.close()
        super().stop()

    def finish(self, read: int) -> None:  # noqa: ARG002
        self._archive.close()
        self._journal.finish()

    def _commit(self, done: Done) -> None:
        outcome = done.conversion.outcome
        if done.kept and self._stored.get(outcome.source) == outcome:
            return
        conversion = self._whole(done)
        data = None if conversion.packed is None else unpack(conversion.packed)
        self._archive.keep(outcome_row(outcome), data, self._exists)
        self._journal.drop(outcome.source)

    def _exists(self, source: str) -> bool:
        return source in self._given or is_there(source)


def _stored(row: Row) -> Outcome:
    return outcome_of({name: value for name, value in row.items() if value is not None})


class EachSink(_InOrder):
    """A folder with an output for each paper; the journal knows which are written."""

    def __init__(self, out: Path, places: tuple[Path, ...], write: Write) -> None:
        super().__init__(Journal(journal_beside(out), out=out))
        self._out, self._places, self._write = out, places, write
        self._known = self._journal.outcomes()
        self._waits = self._journal.waiting()

    def known(self) -> dict[str, Outcome]:
        return self._known

    def finish(self, read: int) -> None:  # noqa: ARG002
        self._journal.finish()

    def _commit(self, done: Done) -> None:
        place = self._out / self._places[done.paper.place]
        conversion = self._whole(done)
        scorecard = conversion.scorecard()
        if scorecard is not None:
            _make_folder(place.parent)
            self._write([scorecard], place)
        if not done.kept or conversion.packed is not None:
            self._journal.put(Conversion(conversion.outcome))

    def has(self, paper: PaperFile) -> bool:
        waits = paper.source in self._waits
        return waits or (self._out / self._places[paper.place]).is_file()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            str(folder), f"the folder cannot be made ({error.strerror})", advice="See the disk."
        ) from error


class FileSink(Sink):
    """One file for all papers, written from the journal when all are read."""

    def __init__(
        self, out: Path, write: Write, data: Iterable[Scorecard] | None, papers: int
    ) -> None:
        self._out, self._write, self._data = out, write, data
        self._order: dict[int, Outcome] = {}
        self._values = 0
        self._only: Conversion | None = None
        # A single paper has nothing to go on from.
        self._journal = Journal(journal_beside(out), out=out) if papers > 1 else None

    def known(self) -> dict[str, Outcome]:
        return self._journal.outcomes() if self._journal is not None else {}

    def take(self, done: Done) -> None:
        outcome = done.conversion.outcome
        self._order[done.paper.place] = outcome
        self._values += outcome.values
        if self._journal is None:
            self._only = done.conversion
        elif not done.kept:
            self._journal.put(done.conversion)

    def finish(self, read: int) -> None:
        if self._data is not None:
            self._write(chain(self._data, self._scorecards()), self._out)
        elif read and self._journal is not None and self._values > _HELD_VALUES:
            self._write(_OnDisk(self._journal, self._read), self._out)
        elif read:
            self._write(self._scorecards(), self._out)
        if self._journal is not None:
            self._journal.finish()

    def stop(self) -> None:
        if self._journal is not None:
            self._journal.close()

    @property
    def _read(self) -> tuple[str, ...]:
        """The sources of the papers that were read, in reading order."""
        ordered = (self._order[place] for place in sorted(self._order))
        return tuple(told.source for told in ordered if told.ending is Ending.READ)

    def _scorecards(self) -> Iterable[Scorecard]:
        if self._journal is not None:
            return iter(_OnDisk(self._journal, self._read))
        only = self._only.scorecard() if self._only is not None else None
        return () if only is None else (only,)


class _OnDisk(Sequence[Scorecard]):
    """Scorecards that rest in the journal: one is held at a time, however often all are read."""

    def __init__(self, journal: Journal, sources: Sequence[str]) -> None:
        self._journal, self._sources = journal, sources

    def __len__(self) -> int:
        return len(self._sources)

    @overload
    def __getitem__(self, place: int) -> Scorecard: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Scorecard]: ...
    def __getitem__(self, place: int | slice) -> Scorecard | Sequence[Scorecard]:
        if isinstance(place, slice):
            return _OnDisk(self._journal, self._sources[place])
        conversion = self._journal.conversion(self._sources[place])
        scorecard = conversion.scorecard() if conversion is not None else None
        assert scorecard is not None  # noqa: S101  it has been read, and nobody else writes
        return scorecard
