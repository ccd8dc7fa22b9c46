"""A headless Chromium, spoken to by its own debugging protocol: no driver, no download."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
    "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--remote-debugging-port=0", "--remote-allow-origins=*",
)  # fmt: skip


def find_browser() -> str | None:
    return next((path for name in PROGRAMS if (path := shutil.which(name))), None)


class Page:
    """One tab. ``blocked`` answers every address outside this machine with nothing."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.number = 0
        self.asked: list[str] = []

    def send(self, method: str, **parameters: object) -> Any:
        self.number += 1
        number = self.number
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv(timeout=120))
            if message.get("method") == "Fetch.requestPaused":
                self._answer(message["params"])
            elif message.get("id") == number:
                assert "error" not in message, message
                return message["result"]

    def _answer(self, request: Any) -> None:
        self.asked.append(request["request"]["url"])
        self.number += 1
        parameters = {
            "requestId": request["requestId"],
            "responseCode": 200,
            "body": base64.b64encode(b"// stood in").decode(),
        }
        text = {"id": self.number, "method": "Fetch.fulfillRequest", "params": parameters}
        self.socket.send(json.dumps(text))

    def evaluate(self, script: str) -> Any:
        found = self.send(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def open(self, address: str, before: str = "") -> None:
        self.send(
            "Fetch.enable", patterns=[{"urlPattern": "https://appsforoffice.microsoft.com/*"}]
        )
        self.send("Page.enable")
        self.send("Page.addScriptToEvaluateOnNewDocument", source=before)
        self.send("Page.navigate", url=address)
        end = time.monotonic() + 30
        while self.evaluate("document.readyState") != "complete":
            assert time.monotonic() < end, "the page does not load"
            time.sleep(0.05)


@contextmanager
def open_browser(program: str, trusted_key: str) -> Iterator[Page]:
    """A fresh profile that trusts one certificate by the hash of its key."""
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [program, *_FLAGS, f"--user-data-dir={profile}",
             f"--ignore-certificate-errors-spki-list={trusted_key}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            port = _port(Path(profile) / "DevToolsActivePort", process)
            with connect(f"ws://127.0.0.1:{port[0]}{port[1]}", max_size=None) as browser:
                whole = Page(browser)
                target = whole.send("Target.createTarget", url="about:blank")["targetId"]
                address = f"ws://127.0.0.1:{port[0]}/devtools/page/{target}"
                with connect(address, max_size=None) as socket:
                    yield Page(socket)
        finally:
            process.terminate()
            process.wait(20)


def _port(file: Path, process: subprocess.Popen[bytes]) -> tuple[str, str]:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert process.poll() is None, "the browser did not start"
        lines = file.read_text().split() if file.exists() else []
        if len(lines) == 2:
            return lines[0], lines[1]
        time.sleep(0.05)
    raise AssertionError("the browser did not open its port")
