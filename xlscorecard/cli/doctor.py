"""``xlscorecard doctor``: what is installed, what is missing and how to get it."""

from __future__ import annotations

import json
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata, resources
from pathlib import Path

import click

from xlscorecard import __version__
from xlscorecard.tables.lines import text

_EXAMPLES = """
\b
Example:
  xlscorecard doctor
"""
_LEAST_PYTHON = (3, 11)
_SECONDS = 30.0  # LibreOffice's first start on a slow machine
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?:\[[^\]]*\])?\s*(?P<versions>[^;]*)")
_EXTRA = re.compile(r"extra\s*==\s*['\"](?P<extra>[\w-]+)['\"]")
# What each extra is for, in the words of somebody who may want it. "dev" is for programmers.
_EXTRAS = {
    "ocr": "reading scanned pages",
    "addin": "building Excel's add-in and serving Office.js",
    "cluster": "converting an archive on several machines",
}


class State(StrEnum):
    """How a part stands: only a required one that is missing or too old is a fault."""

    OK = "ok"
    OPTIONAL = "optional"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the report; ``command`` installs what is missing."""

    state: State
    name: str
    detail: str
    command: str = ""


@click.command("doctor", epilog=_EXAMPLES)
def command() -> int:
    """Tell what is installed, what is missing and the command that installs it.

    Exit code 0 when all that is required is there, 1 when something required is missing.
    """
    parts = tuple(find_parts())
    width = max(len(part.name) for part in parts)
    for part in parts:
        click.echo(f"{part.state.value:<9} {part.name:<{width}}  {part.detail}")
        if part.command:
            click.echo(f"{'':<9} {'':<{width}}  to install: {part.command}")
    missing = sum(part.state is State.MISSING for part in parts)
    optional = sum(part.state is State.OPTIONAL for part in parts)
    if missing:
        click.echo(f"\n{missing} required {'part is' if missing == 1 else 'parts are'} missing.")
        return 1
    told = f"; {optional} optional {'part' if optional == 1 else 'parts'} missing"
    click.echo(f"\nAll that is required is there{told if optional else ''}.")
    return 0


def find_parts() -> Iterator[Part]:
    """Everything that xlscorecard needs or can use, required parts first."""
    yield _python()
    how = "compiled" if not text.__file__.endswith(".py") else "not compiled, so reading is slower"
    yield Part(State.OK, "xlscorecard", f"{__version__}, {how}, {Path(__file__).parents[1]}")
    required, extras = _requirements()
    for name, versions in required:
        yield _package(name, versions)
    yield _shipped()
    yield _libreoffice()
    for extra, purpose in _EXTRAS.items():
        yield _extra(extra, purpose, extras.get(extra, []))
    yield _excel()


def _python() -> Part:
    detail = f"{platform.python_version()}, {sys.executable}"
    if sys.version_info[:2] >= _LEAST_PYTHON:
        return Part(State.OK, "Python", detail)
    least = ".".join(map(str, _LEAST_PYTHON))
    return Part(State.MISSING, "Python", f"{detail}; {least} is needed", "see python.org")


def _requirements() -> tuple[list[tuple[str, str]], dict[str, list[str]]]:
    """The required packages with their versions, and each extra's packages."""
    required: list[tuple[str, str]] = []
    extras: dict[str, list[str]] = {}
    try:
        lines = metadata.requires("xlscorecard") or []
    except metadata.PackageNotFoundError:  # run from a copied folder
        lines = []
    for line in lines:
        found = _REQUIREMENT.match(line)
        extra = _EXTRA.search(line)
        if found and extra:
            extras.setdefault(extra["extra"], []).append(found["name"])
        elif found:
            required.append((found["name"], found["versions"].strip(" ()")))
    return sorted(required), extras


def _package(name: str, versions: str) -> Part:
    install = f'{_pip()} install "{name}{versions}"'
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Part(State.MISSING, name, "not installed", install)
    if not satisfies(version, versions):
        return Part(State.MISSING, name, f"{version}; {versions} is needed", install)
    return Part(State.OK, name, version)


def satisfies(version: str, versions: str) -> bool:
    """Whether a version meets bounds such as ``<3,>=2.0``; bounds of other kinds are not judged."""
    have = _numbers(version)
    for bound in versions.split(","):
        sign, wanted = bound.strip()[:2], _numbers(bound)
        length = max(len(have), len(wanted))
        ours = have + (0,) * (length - len(have))
        theirs = wanted + (0,) * (length - len(wanted))
        if sign == ">=" and ours < theirs:
            return False
        if sign.startswith("<") and sign != "<=" and ours >= theirs:
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    found = re.search(r"\d+(?:\.\d+)*", version)
    return tuple(int(part) for part in found[0].split(".")) if found else ()


def _shipped() -> Part:
    """The templates and the add-in: inside an installed package, beside it in a checkout."""
    package = Path(str(resources.files("xlscorecard")))
    for home in (package / "shipped", package.parent):
        if (home / "templates").is_dir() and (home / "addin").is_dir():
            return Part(State.OK, "templates and add-in", str(home))
    advice = f'{_pip()} install --force-reinstall "{_ours()}"'
    return Part(State.MISSING, "templates and add-in", "not in this installation", advice)


def _extra(extra: str, purpose: str, packages: list[str]) -> Part:
    name = f"extra [{extra}]"
    lacking = [package for package in packages if not _installed(package)]
    if packages and not lacking:
        return Part(State.OK, name, f"for {purpose}")
    told = f"for {purpose}: " + (", ".join(lacking) or "its packages") + " not installed"
    return Part(State.OPTIONAL, name, told, f'{_pip()} install "{_ours(f"[{extra}]")}"')


def _installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _pip() -> str:
    return f"{Path(sys.executable).stem if sys.platform == 'win32' else sys.executable} -m pip"


def _ours(extra: str = "") -> str:
    """What pip installs us from again: the folder or file that it did so from (PEP 610), the
    checkout that we run in, else our name."""
    checkout = Path(__file__).parents[2]
    try:
        told = metadata.distribution("xlscorecard").read_text("direct_url.json")
        url = str(json.loads(told)["url"]) if told else ""
    except (metadata.PackageNotFoundError, ValueError, LookupError, TypeError):
        url = ""
    if (checkout / "pyproject.toml").is_file():
        return f"{checkout}{extra}"
    if url.startswith("file://"):
        return f"xlscorecard{extra} @ {url}"
    return f"xlscorecard{extra}"


def _libreoffice() -> Part:
    from xlscorecard.word.legacy import find_libreoffice

    purpose = "for older Word files (.doc) and =RAG() in LibreOffice Calc"
    program = find_libreoffice()
    if program is None:
        return Part(State.OPTIONAL, "LibreOffice", f"{purpose}: not found", _office_command())
    return Part(State.OK, "LibreOffice", f"{_office_version(program)}, {program}")


def _office_version(program: str) -> str:
    with tempfile.TemporaryDirectory() as profile:
        home = f"-env:UserInstallation={Path(profile).as_uri()}"
        try:
            run = subprocess.run(  # noqa: S603  LibreOffice itself, found on this machine
                [program, home, "--version"],
                capture_output=True,
                text=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return "found, but it does not start"
    found = re.search(r"\d+(?:\.\d+)+", run.stdout)
    return found[0] if found else "version unknown"


def _office_command() -> str:
    if sys.platform == "win32":
        return "winget install TheDocumentFoundation.LibreOffice"
    if sys.platform == "darwin":
        return "brew install --cask libreoffice"
    for tool, line in (
        ("apt-get", "sudo apt-get install libreoffice-calc libreoffice-writer"),
        ("dnf", "sudo dnf install libreoffice-calc libreoffice-writer"),
        ("zypper", "sudo zypper install libreoffice-calc libreoffice-writer"),
        ("pacman", "sudo pacman -S libreoffice-fresh"),
    ):
        if shutil.which(tool):
            return line
    return "see libreoffice.org"


def _excel() -> Part:
    """Excel itself: for a workbook that is open in it; every other job does without."""
    purpose = "for refreshing a workbook that is open in Excel"
    if sys.platform == "win32":
        import winreg

        try:
            winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, "Excel.Application"))
        except OSError:
            return Part(State.OPTIONAL, "Excel", f"{purpose}: not installed", "see office.com")
        return Part(State.OK, "Excel", purpose)
    if sys.platform == "darwin":
        if Path("/Applications/Microsoft Excel.app").exists():
            return Part(State.OK, "Excel", purpose)
        return Part(State.OPTIONAL, "Excel", f"{purpose}: not installed", "see office.com")
    return Part(State.OK, "Excel", f"not on {platform.system()}; all but {purpose[4:]} works")
