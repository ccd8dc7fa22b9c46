"""Where the files that come with the package are: in a wheel, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from xlscorecard.model.errors import CannotRead

_PACKAGE = Path(__file__).resolve().parent


def find_shipped(folder: str) -> Path:
    """The folder "templates" or "addin" with its files; raises CannotRead where it is missing."""
    for place in (_PACKAGE / "shipped" / folder, _PACKAGE.parent / folder):
        if place.is_dir():
            return place
    raise CannotRead(
        folder, "the files of this installation are missing", advice="Install xlscorecard again."
    )
