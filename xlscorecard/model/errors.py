"""Errors that a user sees: one line that names the file, the place and what to do."""

from __future__ import annotations


class CannotRead(Exception):
    """A file that cannot be read at all. The command line prints it and exits with 2."""

    def __init__(self, file: str, reason: str, *, place: str = "", advice: str = "") -> None:
        self.file = file
        self.reason = reason
        self.place = place
        self.advice = advice
        where = f" {place}" if place else ""
        todo = f" {advice}" if advice else ""
        super().__init__(f"{file}{where}: {reason}.{todo}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.file, self.reason, self.place, self.advice)


class CannotWrite(CannotRead):
    """An output that cannot be written; whatever stood there before is untouched."""


class Refused(CannotRead):
    """A request that cannot be carried out safely; nothing was written."""


def _rebuild(kind: type[CannotRead], file: str, reason: str, place: str, advice: str) -> CannotRead:
    return kind(file, reason, place=place, advice=advice)
