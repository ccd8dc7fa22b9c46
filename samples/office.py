"""Prints a Word file or workbook to PDF with LibreOffice, with fixed dates."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path


def print_to_pdf(source: Path, target: Path, date: str) -> None:
    """Prints ``source``; raises RuntimeError where LibreOffice is missing or fails."""
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("LibreOffice (soffice) is not installed")
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder, "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        done = subprocess.run(
            [*command, "--outdir", folder, str(source)],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        printed = Path(folder, f"{source.stem}.pdf")
        if not printed.exists():
            raise RuntimeError(f"LibreOffice could not print {source.name}: {done.stderr}")
        target.write_bytes(_fix_dates(printed.read_bytes(), date))


def _fix_dates(pdf: bytes, date: str) -> bytes:
    """Replaces the date of printing and the file's identifiers, all in place."""
    digits = re.sub(r"\D", "", date)[:14].encode()
    pdf = re.sub(rb"(/CreationDate\(D:)\d{14}[^)]*\)", rb"\g<1>" + digits + rb"Z)      ", pdf)
    name = hashlib.md5(digits, usedforsecurity=False).hexdigest().upper().encode()
    pdf = re.sub(rb"<[0-9A-F]{32}>", b"<" + name + b">", pdf)
    return re.sub(rb"(/DocChecksum /)[0-9A-F]{32}", rb"\g<1>" + name, pdf)
