"""Older files (.doc, .rtf, .odt; .xls, .ods) become .docx or .xlsx through LibreOffice.

LibreOffice runs unseen, in a profile of its own that neither runs macros nor follows links,
with a time limit. It may end with exit code 0 and write nothing: only its output counts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlscorecard.model.errors import CannotRead, NotYet

# A paper of 200 pages takes about 15 s on one core; the first start of a profile about 5 s.
MOST_SECONDS = 180.0
# Measured: 160 MB for a paper of a few pages, most of it the stacks of threads and the program's
# own tables. A document that wants six times as much is none of a council's.
MOST_MB = 1_000
# A code of this size and more is a signal's (a shell's way to tell it), on Windows an exception's.
_CRASHED = 128

_INSTALL = {
    "darwin": "brew install --cask libreoffice",
    "win32": "winget install TheDocumentFoundation.LibreOffice",
}
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_FILTERS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}
_OPENED_IN = {".docx": "Word", ".xlsx": "Excel"}
_DEBIAN = {".docx": "libreoffice-writer", ".xlsx": "libreoffice-calc"}

# Closed to macros and to everything that a document links to (org.openoffice.Office.Common).
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def find_libreoffice() -> str | None:
    """The path of LibreOffice's program, None where it is not installed."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


@contextmanager
def converted(
    path: Path, ending: str, *, to: str = ".docx", seconds: float = MOST_SECONDS
) -> Iterator[Path]:
    """A .docx (or .xlsx) made from an older file, in a private folder that goes when the block
    ends.

    ``ending`` says what the file is (".doc", ".rtf", ".odt", ".xls", ".ods"), whatever its name
    says.
    Raises NotYet where LibreOffice is missing, CannotRead where it gives up or takes longer than
    ``seconds``.
    """
    program = find_libreoffice()
    if program is None:
        install = _INSTALL.get(sys.platform, f"sudo apt install {_DEBIAN[to]}")
        raise NotYet(
            path.name,
            "a file of this older kind needs LibreOffice, which is not installed",
            advice=f"Install it ({install}), or open the file in {_OPENED_IN[to]} and save it as"
            f" {to}.",
        )
    with tempfile.TemporaryDirectory(prefix="xlscorecard-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source = folder / f"paper{ending}"
        shutil.copyfile(path, source)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nologo",
            "--nolockcheck",
            "--convert-to",
            _FILTERS[to],
            "--outdir",
            str(folder / "out"),
            str(source),
        ]
        code = _run(command, folder, seconds)
        output = folder / "out" / f"paper{to}"
        if code is None or not output.is_file() or not output.stat().st_size:
            raise CannotRead(
                path.name,
                _reason(code, seconds),
                advice=f"Open it in {_OPENED_IN[to]} and save it as {to}.",
            )
        yield output


def _reason(code: int | None, seconds: float) -> str:
    if code is None:
        return f"LibreOffice did not finish reading it within {seconds:.0f} seconds"
    if code >= _CRASHED:
        return f"LibreOffice crashed on it: it is damaged, or takes more than {MOST_MB:,} MB"
    return (
        "LibreOffice cannot read it: it is damaged, protected by a password, or no document at all"
    )


def _run(command: list[str], folder: Path, seconds: float) -> int | None:
    """Runs a program to its end, for its exit code; None on a time-out, which ends it with all
    that it started."""
    if os.name == "posix":  # elsewhere whoever ends us ends what we have started too
        command = [sys.executable, "-I", str(Path(__file__).with_name("guard.py")), str(folder),
                   str(MOST_MB * 1_000_000), *command]  # fmt: skip
    with subprocess.Popen(  # noqa: S603 (our own command; the file's name is not in it)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(folder)},
        start_new_session=True,
    ) as process:
        try:
            process.wait(seconds)
        except BaseException as error:
            _end(process)
            if isinstance(error, subprocess.TimeoutExpired):
                return None
            raise
    return process.returncode


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        assert process.stdin is not None  # noqa: S101
        process.stdin.close()  # the guard ends the program, and then itself
    else:
        process.kill()
    process.wait()
