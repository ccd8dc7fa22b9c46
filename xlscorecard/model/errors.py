"""Errors that a user sees: one line that names the file, the place and what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator

# libxml2's XML_ERR_NO_MEMORY, as lxml tells it; expat's XML_ERROR_NO_MEMORY.
_LIBXML_NO_MEMORY = 2
_EXPAT_NO_MEMORY = 1


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


class NotYet(CannotRead):
    """A file that cannot be read for want of something beside it: the next try may succeed."""


class CannotWrite(CannotRead):
    """An output that cannot be written; whatever stood there before is untouched."""


class Refused(CannotRead):
    """A request that cannot be carried out safely; nothing was written."""


def short_of_memory(error: BaseException) -> bool:
    """Whether an error, or one that it was raised for, tells of too little memory. The parsers of
    XML tell that as a mistake in the file, with a number of their own."""
    return any(_tells_of_no_memory(one) for one in _chain(error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__


def _tells_of_no_memory(error: BaseException) -> bool:
    if isinstance(error, SyntaxError):
        from xml.etree.ElementTree import ParseError

        wanted = _EXPAT_NO_MEMORY if isinstance(error, ParseError) else _LIBXML_NO_MEMORY
        return getattr(error, "code", None) == wanted
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    # The latter is Python's own, where memory ends inside the interpreter.
    return isinstance(error, (MemoryError, SystemError))


def _rebuild(kind: type[CannotRead], file: str, reason: str, place: str, advice: str) -> CannotRead:
    return kind(file, reason, place=place, advice=advice)
