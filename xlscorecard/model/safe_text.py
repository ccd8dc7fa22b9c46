"""Text of strangers as any screen, log and file can hold it."""

from __future__ import annotations

from pathlib import Path


def safe_text(text: Path | str) -> str:
    """A text, often a path, without what is no letter: a name may have bytes that are none, line
    ends, and codes that a terminal obeys; each stands there by its code."""
    whole = str(text).encode("utf-8", "backslashreplace").decode("utf-8")
    if whole.isprintable():
        return whole
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
        for letter in whole
    )
