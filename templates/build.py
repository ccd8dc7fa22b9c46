"""Builds the shipped templates from the placeholders in content.py: python templates/build.py

The same content gives the same bytes; a test builds them again and compares.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from templates import content  # noqa: E402
from xlscorecard.templates.catalogue import TEMPLATES  # noqa: E402
from xlscorecard.templates.write import build_template  # noqa: E402


def main(folder: Path, names: list[str]) -> None:
    """Build all templates, or those named, into a folder."""
    for template in TEMPLATES:
        if names and template.name not in names:
            continue
        scorecard = getattr(content, CONTENT[template.name])()
        findings = build_template(template, scorecard, folder / template.file)
        if findings:
            raise SystemExit("\n".join(finding.message for finding in findings))


CONTENT = {template.name: template.module for template in TEMPLATES}

if __name__ == "__main__":
    main(HERE, sys.argv[1:])
