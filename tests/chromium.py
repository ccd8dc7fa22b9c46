"""A headless Chromium for the tests that look at pages as a person does; skips without one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("Chromium is not installed (./check installs it)", allow_module_level=True)
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@contextmanager
def chromium(profile: Path, *flags: str, **options: Any) -> Iterator[Any]:
    """A browser with a profile of its own; ``options`` are those of Playwright's contexts."""
    with playwright.sync_playwright() as run:
        context = run.chromium.launch_persistent_context(
            str(profile), executable_path=CHROMIUM, args=[*_FLAGS, *flags], **options
        )
        yield context
        context.close()
