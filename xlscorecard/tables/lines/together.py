"""Which of some numbers (columns, places of a grid, lines) belong together."""

from __future__ import annotations

from collections.abc import Container


class Groups:
    """Numbers from 0 on that are joined to groups; each group goes by one of its own."""

    def __init__(self, count: int) -> None:
        self._owner = list(range(count))

    def of(self, number: int) -> int:
        """The number that the group of another goes by."""
        owner = self._owner
        while owner[number] != number:
            owner[number] = owner[owner[number]]
            number = owner[number]
        return number

    def join(self, first: int, second: int) -> None:
        self._owner[self.of(second)] = self.of(first)


def stretch_around(first: int, last: int, among: Container[int]) -> tuple[int, int]:
    """The numbers from ``first`` to ``last`` with all that follow them without a gap, before and
    behind, and are ``among`` some: the first and the last of these."""
    while first - 1 in among:
        first -= 1
    while last + 1 in among:
        last += 1
    return first, last
