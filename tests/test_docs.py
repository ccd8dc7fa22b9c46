"""What the documentation says of the code's layout is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "xlscorecard"
MODULE = re.compile(r"`((?:\w+/)*\w+\.(?:py|toml))`")
ROOM = re.compile(r"`((?:\w+/)*\w+)/`:")


def _stages() -> list[tuple[str, str]]:
    """The rooms of docs/extraction.md's stages, each with its text."""
    text = (ROOT / "docs/extraction.md").read_text(encoding="utf-8")
    parts = re.split(r"^## \d\. .*`(\w+)/`$", text, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def _named(room: str, text: str) -> list[tuple[str, str]]:
    """The modules that a stage names, each with the room that it is said to be in ("" where the
    text does not say)."""
    found = []
    for part in re.split(r"[;|\n]", text):
        place = ""
        for word in re.finditer(f"{ROOM.pattern}|{MODULE.pattern}", part):
            if word[1]:
                place = word[1] if (PACKAGE / word[1]).is_dir() else f"{room}/{word[1]}"
            if word[2]:
                found.append((place, word[2]))
    return found


def _is_there(place: str, name: str) -> bool:
    if (PACKAGE / name).exists():
        return True
    return (PACKAGE / place / name).exists() if place else any(PACKAGE.rglob(name))


@pytest.mark.parametrize(("room", "text"), _stages(), ids=[room for room, _ in _stages()])
def test_every_module_that_a_stage_names_is_there(room: str, text: str) -> None:
    named = _named(room, text)
    assert named
    assert [each for each in named if not _is_there(*each)] == []


@pytest.mark.parametrize(("stage", "room"), [("tables", "unruled"), ("normalise", "layouts")])
def test_what_takes_a_table_for_what_it_is_is_named_whole(stage: str, room: str) -> None:
    text = dict(_stages())[stage]
    names = {name for _, name in _named(stage, text)}
    modules = {path.name for path in (PACKAGE / stage / room).rglob("[a-z]*.py")}
    assert modules - names == set()


def _architecture(heading: str) -> str:
    """The table of the architecture's page that begins with a heading."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    return text[text.index(heading) :].split("\n\n")[0]


def test_every_room_of_the_package_is_in_the_architecture() -> None:
    table = _architecture("| room | knows | gives |")
    rooms = {f"{path.parent.name}/" for path in PACKAGE.glob("*/__init__.py")}
    modules = {path.name for path in PACKAGE.glob("[a-z]*.py")}
    assert {name for name in rooms | modules if f"`{name}`" not in table} == set()


@pytest.mark.parametrize("room", ["tables", "normalise", "scan", "refresh"])
def test_all_that_is_within_a_room_is_in_the_architecture(room: str) -> None:
    table = _architecture(f"| in `{room}/` |")
    rooms = {f"{path.parent.name}/" for path in (PACKAGE / room).glob("*/__init__.py")}
    modules = {path.stem for path in (PACKAGE / room).glob("[a-z]*.py")}
    assert {name for name in rooms | modules if f"`{name}`" not in table} == set()
