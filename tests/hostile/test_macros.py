"""A file whose macro runs where LibreOffice allows it is read here, and its macro is not run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from xlscorecard.word.legacy import find_libreoffice

SECONDS = 90.0
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"'
CONTENT = f"""<office:document-content xmlns:office="{OFFICE}:office:1.0"
 xmlns:text="{OFFICE}:text:1.0" xmlns:script="{OFFICE}:script:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dom="http://www.w3.org/2001/xml-events"
 xmlns:ooo="http://openoffice.org/2004/office" office:version="1.2"><office:scripts>
<office:event-listeners><script:event-listener
 script:language="ooo:script" script:event-name="dom:load" xlink:type="simple"
 xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document"/>
</office:event-listeners></office:scripts><office:body><office:text><text:p>Visits to libraries
</text:p></office:text></office:body></office:document-content>"""
MODULE = """<script:module xmlns:script="http://openoffice.org/2000/script" script:name="M"
 script:language="StarBasic">Sub Main
Open "{}" For Output As #1
Print #1, "ran"
Close #1
End Sub</script:module>"""
LIBRARIES = (
    f'<library:libraries {LIBRARY}><library:library library:name="Standard" library:link="false"/>'
    "</library:libraries>"
)
STANDARD = (
    f'<library:library {LIBRARY} library:name="Standard"><library:element library:name="M"/>'
    "</library:library>"
)
PARTS = (
    "content.xml",
    "Basic/script-lc.xml",
    "Basic/Standard/script-lb.xml",
    "Basic/Standard/M.xml",
)
ALLOWS_MACROS = """<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def with_macro(path: Path, sign: Path) -> Path:
    """An .odt that writes ``sign`` when it is opened."""
    texts = (CONTENT, LIBRARIES, STANDARD, MODULE.format(sign.as_posix()))
    manifest = "".join(
        f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="text/xml"/>'
        for part in PARTS
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for part, text in zip(PARTS, texts, strict=True):
            package.writestr(part, text)
        package.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0" manifest:version="1.2">'
            '<manifest:file-entry manifest:full-path="/"'
            ' manifest:media-type="application/vnd.oasis.opendocument.text"/>'
            f"{manifest}</manifest:manifest>",
        )
    return path


def open_and_wait(program: str, paper: Path, sign: Path, profile: Path) -> None:
    """Open a document, unseen, where macros are allowed, until its sign is there."""
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALLOWS_MACROS, "utf-8")
    command = [
        *(program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"),
        str(paper),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        until = time.monotonic() + SECONDS
        while not (sign.is_file() and sign.stat().st_size) and time.monotonic() < until:
            time.sleep(0.2)
        os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(sys.platform == "win32", reason="ends LibreOffice as POSIX does")
def test_a_macro_that_libreoffice_would_run_is_never_run(tmp_path: Path) -> None:
    sign, program = tmp_path / "sign.txt", find_libreoffice()
    paper = with_macro(tmp_path / "paper.odt", sign)
    assert program is not None
    open_and_wait(program, paper, sign, tmp_path / "profile")
    assert sign.read_text().strip() == "ran"  # the macro is one that works
    sign.unlink()

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "xlscorecard",
            "convert",
            str(paper),
            "-o",
            str(tmp_path / "a.json"),
        ],
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1, done.stderr  # read, and told that it holds no scorecard
    assert "paper.odt" in (tmp_path / "a.json").read_text("utf-8")
    assert not sign.exists()
