"""Puts the Excel add-in where Excel loads it, and takes it away again."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from xlscorecard.addins.excel_file import PROJECT, build_addin
from xlscorecard.model.errors import CannotWrite, Refused
from xlscorecard.model.files import write_whole
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


def install(places: Places, python: Path | None = None) -> Installed:
    """Build and copy the add-in, write its settings, note both for ``uninstall``.

    Raises Refused where a file of that name is not ours, CannotWrite.
    """
    target = places.start / ADDIN
    known = _read_record(places)
    if target.exists() and _checksum(target) != known.get(str(target)):
        raise Refused(
            str(target),
            "a file of that name is there that this program has not put there",
            advice="Move it away first, or remove it in Excel's add-in window.",
        )
    for folder in (places.start, places.settings.parent, places.record.parent):
        _make(folder)
    build_addin(target)
    if places.settings.exists() and str(places.settings) not in known:
        kept = places.settings.with_suffix(".conf.before-xlscorecard")
        shutil.copyfile(places.settings, kept)
    text = settings_text(Path(sys.executable) if python is None else python)
    write_whole(places.settings, lambda part: _write_text(part, text))
    record = {str(path): _checksum(path) for path in (target, places.settings)}
    write_whole(places.record, lambda part: _write_text(part, json.dumps(record, indent=1)))
    return Installed(
        (
            f"The add-in is in {target}; Excel opens it when it starts.",
            f"Its settings (which Python it runs) are in {places.settings}.",
            "Close Excel and start it again; the Scorecard tab and =RAG() are then there.",
            "'xlscorecard addin uninstall' takes both away.",
        )
    )


def uninstall(places: Places) -> Installed:
    """Remove what ``install`` has put there, and nothing else."""
    known = _read_record(places)
    lines = []
    for name, checksum in known.items():
        path = Path(name)
        if not path.exists():
            lines.append(f"{path} was gone already.")
        elif path.suffix == ".xlam" and _checksum(path) != checksum:
            lines.append(f"{path} was changed since, so it stays: remove it by hand.")
        else:
            _remove(path)
            lines.append(f"Removed {path}.")
    if places.record.exists():
        _remove(places.record)
    return Installed(tuple(lines) or ("Nothing was installed.",))


def status(places: Places) -> Installed:
    """What is installed, and whether it still is what was installed."""
    known = _read_record(places)
    if not known:
        return Installed(("The Excel add-in is not installed for this user.",))
    lines = []
    for name, checksum in known.items():
        path = Path(name)
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


def _read_record(places: Places) -> dict[str, str]:
    try:
        found = json.loads(places.record.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _checksum(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


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


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
