"""A long sequence that takes little room: what comes first is held as it is, the rest packed.

A paper of a thousand pages has a hundred thousand cells, 600 bytes each; packed they take 25.
They are unpacked a shelf at a time, each time somebody goes over them.
"""

from __future__ import annotations

import pickle
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")

# In cells, or whatever ``weigh`` counts. So many stay as they are (6 MB: a paper of a hundred
# pages of tables costs no packing), then so many go to a shelf.
_HELD = 10_000
_SHELF = 1_000


def shelved(items: Iterable[T], weigh: Callable[[T], int]) -> Sequence[T]:
    """The items as a sequence: a tuple where they are few, else one that holds all but the first
    packed. ``weigh`` gives an item's size in cells. The items must be of types that pickle keeps
    whole; a copy comes back each time, so that only ``==`` tells whether two are the same."""
    source = iter(items)
    held = tuple(_take(source, _HELD, weigh))
    packs: list[bytes] = []
    starts: list[int] = []
    length = len(held)
    while some := _take(source, _SHELF, weigh):
        packs.append(zlib.compress(pickle.dumps(some, pickle.HIGHEST_PROTOCOL), 1))
        starts.append(length)
        length += len(some)
    return _Shelves(held, packs, starts, length) if packs else held


def _take(source: Iterator[T], wanted: int, weigh: Callable[[T], int]) -> list[T]:
    taken: list[T] = []
    while wanted > 0 and (found := next(source, None)) is not None:
        taken.append(found)
        wanted -= weigh(found)
    return taken


class _Shelves(Sequence[T]):
    """What :func:`shelved` gives for many items."""

    def __init__(
        self, held: tuple[T, ...], packs: Sequence[bytes], starts: Sequence[int], length: int
    ) -> None:
        self._held, self._packs, self._starts, self._length = held, packs, starts, length
        self._opened: tuple[int, list[T]] = (-1, [])

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        yield from self._held
        for number in range(len(self._packs)):
            yield from self._open(number)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(self._length))]
        at = range(self._length)[place]
        if at < len(self._held):
            return self._held[at]
        number = bisect_right(self._starts, at) - 1
        if self._opened[0] != number:
            self._opened = (number, self._open(number))
        return self._opened[1][at - self._starts[number]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(other) != self._length:
            return False
        return all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _open(self, number: int) -> list[T]:
        opened: list[T] = pickle.loads(zlib.decompress(self._packs[number]))  # noqa: S301  ours
        return opened
