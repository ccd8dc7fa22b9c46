"""Files that come with the program: in an installed wheel and in a checkout alike."""

from __future__ import annotations

from pathlib import Path

from xlscorecard.model.errors import CannotRead


def shipped_folder(name: str) -> Path:
    """The folder ``addin`` or ``templates``; raises CannotRead where it is missing."""
    package = Path(__file__).resolve().parent
    for folder in (package / "shipped" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise CannotRead(name, "is missing from the installed program", advice="Install it again.")


def shipped_file(name: str) -> Path:
    """A file by its path below those folders ("addin/xlwings/ribbon.xml"); raises CannotRead."""
    folder, _, rest = name.partition("/")
    path = shipped_folder(folder) / rest
    if not path.is_file():
        raise CannotRead(name, "is missing from the installed program", advice="Install it again.")
    return path
