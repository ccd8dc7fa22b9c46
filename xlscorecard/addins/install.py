"""Puts the Excel add-in where Excel loads it, and takes it away again."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from xlscorecard.addins.excel_file import PROJECT, build_addin
from xlscorecard.model.errors import CannotWrite, Refused
from xlscorecard.model.files import write_whole
from xlscorecard.refresh.saving import write_backup
from xlscorecard.shipped import shipped_folder

ADDIN = f"{PROJECT}.xlam"
_RECORD = f"{PROJECT}-addin.json"


@dataclass(frozen=True, slots=True)
class Places:
    """``start`` is the folder whose add-ins Excel opens by itself; ``settings`` the file that
    tells the add-in which Python to run; ``record`` what we have put where."""

    start: Path
    settings: Path
    record: Path


def find_places(platform: str = sys.platform, env: Mapping[str, str] = os.environ) -> Places:
    """Excel's folders of this user; raises Refused on systems without Excel."""
    home = Path(env.get("USERPROFILE") or env.get("HOME") or Path.home())
    if platform.startswith("win"):
        roaming = Path(env.get("APPDATA") or home / "AppData" / "Roaming")
        own = home / f".{PROJECT}"
        return Places(
            roaming / "Microsoft" / "Excel" / "XLSTART", own / f"{PROJECT}.conf", own / _RECORD
        )
    if platform == "darwin":
        office = home / "Library" / "Group Containers" / "UBF8T346G9.Office"
        data = home / "Library" / "Containers" / "com.microsoft.Excel" / "Data"
        return Places(
            office / "User Content.localized" / "Startup.localized" / "Excel",
            data / f"{PROJECT}.conf",
            data / _RECORD,
        )
    raise Refused(
        "addin install",
        "there is no Excel for this system",
        advice="Use the LibreOffice add-in (addin build), or the LAMBDA names (addin lambda).",
    )


@dataclass(frozen=True, slots=True)
class Installed:
    """What was done, line by line, in words for an officer."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """What we have put where: path -> checksum, and the settings that stood there before."""

    written: dict[Path, str]
    before: Path | None = None


def install(places: Places, python: Path | None = None) -> Installed:
    """Build and copy the add-in, write its settings, note both for ``uninstall``.

    Settings that are not as we wrote them are kept beside ours. Raises Refused where an
    add-in of that name is not ours, CannotWrite.
    """
    target = places.start / ADDIN
    known = _read_record(places)
    if target.exists() and _checksum(target) != known.written.get(target):
        raise Refused(
            str(target),
            "a file of that name is there that this program has not put there",
            advice="Move it away first, or remove it in Excel's add-in window.",
        )
    for folder in (places.start, places.settings.parent, places.record.parent):
        _make(folder)
    text = settings_text(Path(sys.executable) if python is None else python).encode("utf-8")
    lines = [
        f"The add-in is in {target}; Excel opens it when it starts.",
        f"Its settings (which Python it runs) are in {places.settings}.",
    ]
    before = known.before
    settings = places.settings
    if settings.exists() and _checksum(settings) not in {known.written.get(settings), _sum(text)}:
        kept = write_backup(settings)
        lines.append(f"The settings that were there are kept in {kept}.")
        before = before or (None if settings in known.written else kept)
    with tempfile.TemporaryDirectory() as work:
        built = Path(work) / ADDIN
        build_addin(built)
        content = built.read_bytes()
    # The record first: whatever is cut short after it can be undone.
    _write_record(places, _Record({target: _sum(content), settings: _sum(text)}, before))
    write_whole(settings, lambda part: _write(part, text))
    write_whole(target, lambda part: _write(part, content))
    return Installed(
        (
            *lines,
            "Close Excel and start it again; the Scorecard tab and =RAG() are then there.",
            "'xlscorecard addin uninstall' takes both away.",
        )
    )


def uninstall(places: Places) -> Installed:
    """Remove what ``install`` has put there and nothing else; put the old settings back."""
    known = _read_record(places)
    lines = []
    for path, checksum in known.written.items():
        if not path.exists():
            lines.append(f"{path} was gone already.")
        elif _checksum(path) != checksum:
            lines.append(f"{path} was changed since, so it stays: remove it by hand.")
        else:
            _remove(path)
            lines.append(f"Removed {path}.")
    if known.before is not None and known.before.exists() and not places.settings.exists():
        content = known.before.read_bytes()
        write_whole(places.settings, lambda part: _write(part, content))
        _remove(known.before)
        lines.append(f"Put the earlier settings back: {places.settings}.")
    if places.record.exists():
        _remove(places.record)
    return Installed(tuple(lines) or ("Nothing was installed.",))


def status(places: Places) -> Installed:
    """What is installed, and whether it still is what was installed."""
    known = _read_record(places)
    if not known.written:
        return Installed(("The Excel add-in is not installed for this user.",))
    lines = []
    for path, checksum in known.written.items():
        state = "missing" if not path.exists() else "as installed"
        if path.exists() and _checksum(path) != checksum:
            state = "changed since it was installed"
        lines.append(f"{path}: {state}")
    return Installed(tuple(lines))


def settings_text(python: Path) -> str:
    """xlwings' settings file: names and values in quotes, one pair a line."""
    modules = shipped_folder("addin") / "xlwings"
    pairs = (
        ("INTERPRETER_WIN", str(python)),
        ("INTERPRETER_MAC", str(python)),
        ("PYTHONPATH", str(modules)),
        ("USE UDF SERVER", "False"),
    )
    return "".join(f'"{name}","{value}"\n' for name, value in pairs)


def _read_record(places: Places) -> _Record:
    try:
        found = json.loads(places.record.read_text("utf-8"))
        written = {Path(path): str(checksum) for path, checksum in found["written"].items()}
        return _Record(written, Path(found["before"]) if found["before"] else None)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _Record({})


def _write_record(places: Places, record: _Record) -> None:
    found = {
        "written": {str(path): checksum for path, checksum in record.written.items()},
        "before": None if record.before is None else str(record.before),
    }
    text = json.dumps(found, indent=1).encode("utf-8")
    write_whole(places.record, lambda part: _write(part, text))


def _checksum(path: Path) -> str:
    return _sum(path.read_bytes())


def _sum(content: bytes) -> str:
    return sha256(content).hexdigest()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(str(folder), f"cannot be made ({error.strerror})") from error


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise CannotWrite(
            str(path), f"cannot be removed ({error.strerror})", advice="Close Excel first."
        ) from error


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
