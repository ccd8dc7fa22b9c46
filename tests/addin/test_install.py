"""Installing the Excel add-in on Windows and macOS paths, and undoing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlscorecard.addins.install import find_places, install, status, uninstall
from xlscorecard.model.errors import Refused


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_install_and_uninstall_leave_nothing_behind(tmp_path: Path, platform: str) -> None:
    env = {"HOME": str(tmp_path), "APPDATA": str(tmp_path / "Roaming")}
    places = find_places(platform, env)
    said = " ".join(install(places).lines)
    assert (places.start / "xlscorecard.xlam").is_file()
    assert str(places.start) in said
    assert '"INTERPRETER_WIN"' in places.settings.read_text("utf-8")
    assert all("as installed" in line for line in status(places).lines)
    install(places)  # again: an update
    uninstall(places)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert uninstall(places).lines == ("Nothing was installed.",)


def test_somebody_elses_file_stays(tmp_path: Path) -> None:
    places = find_places("win32", {"USERPROFILE": str(tmp_path)})
    places.start.mkdir(parents=True)
    theirs = places.start / "xlscorecard.xlam"
    theirs.write_text("theirs")
    with pytest.raises(Refused, match="not put there"):
        install(places)
    assert theirs.read_text() == "theirs"


def test_somebody_elses_settings_come_back(tmp_path: Path) -> None:
    places = find_places("win32", {"USERPROFILE": str(tmp_path)})
    places.settings.parent.mkdir(parents=True)
    places.settings.write_text('"INTERPRETER_WIN","C:\\theirs"\n')
    said = " ".join(install(places).lines)
    assert "are kept in" in said
    assert "theirs" not in places.settings.read_text()
    install(places)  # an update keeps hold of them
    assert "back" in " ".join(uninstall(places).lines)
    assert places.settings.read_text() == '"INTERPRETER_WIN","C:\\theirs"\n'
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["xlscorecard.conf"]


def test_settings_that_were_changed_by_hand_stay(tmp_path: Path) -> None:
    places = find_places("win32", {"USERPROFILE": str(tmp_path)})
    install(places)
    with places.settings.open("a") as file:
        file.write('"SHOW CONSOLE","True"\n')
    assert "changed" in " ".join(status(places).lines)
    install(places)  # an update says where they went
    kept = [path for path in places.settings.parent.iterdir() if "(before" in path.name]
    assert len(kept) == 1
    assert "SHOW CONSOLE" in kept[0].read_text()
    places.settings.write_text("mine")
    assert "stays" in " ".join(uninstall(places).lines)
    assert places.settings.read_text() == "mine"


def test_a_changed_addin_is_not_removed(tmp_path: Path) -> None:
    places = find_places("win32", {"USERPROFILE": str(tmp_path)})
    install(places)
    (places.start / "xlscorecard.xlam").write_bytes(b"changed")
    assert "changed" in " ".join(status(places).lines)
    assert "stays" in " ".join(uninstall(places).lines)
    assert (places.start / "xlscorecard.xlam").is_file()


def test_windows_and_mac_folders() -> None:
    windows = find_places("win32", {"USERPROFILE": "/u", "APPDATA": "/u/AppData/Roaming"})
    assert windows.start.as_posix() == "/u/AppData/Roaming/Microsoft/Excel/XLSTART"
    assert windows.settings.as_posix() == "/u/.xlscorecard/xlscorecard.conf"
    mac = find_places("darwin", {"HOME": "/u"})
    assert mac.start.as_posix().endswith("User Content.localized/Startup.localized/Excel")
    with pytest.raises(Refused):
        find_places("linux", {"HOME": "/u"})
