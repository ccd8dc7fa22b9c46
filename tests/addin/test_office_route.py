"""The case table through Chromium: the page, the batches and the real server; then the same
page with the engine inside the browser."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.client
import io
import json
import os
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from tests.addin.browser import Page, find_browser, open_browser
from tests.functions.cases import read_cases, same
from xlscorecard.addins.office_file import office_files
from xlscorecard.addins.office_sources import functions_json, manifest
from xlscorecard.addins.serve import MOST_BYTES, Server, start_server
from xlscorecard.functions.catalogue import FUNCTIONS
from xlscorecard.functions.cells import CellError, Left, error_of

ROOT = Path(__file__).resolve().parents[2]
RUNTIME = Path(__file__).with_name("custom_functions_runtime.js").read_text("utf-8")
# Errors that CustomFunctions has no code for come back as #VALUE!.


def find_pyodide() -> Path | None:
    """Pyodide's npm package, unpacked by ./check or named by PYODIDE."""
    for folder in (os.environ.get("PYODIDE"), ROOT / ".cache/pyodide/node_modules/pyodide"):
        if folder and (Path(folder) / "pyodide.mjs").is_file():
            return Path(folder)
    return None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    started = start_server(tmp_path_factory.mktemp("server"), port=0, pyodide=find_pyodide())
    thread = threading.Thread(target=started.serve_forever, daemon=True)
    thread.start()
    yield started
    started.shutdown()
    started.server_close()


def key_of(port: int) -> str:
    """The hash of the server's key, by which Chromium is told to trust it."""
    text = ssl.get_server_certificate(("127.0.0.1", port))
    key = x509.load_pem_x509_certificate(text.encode()).public_key()
    raw = key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(hashlib.sha256(raw).digest()).decode()


@pytest.fixture(scope="module")
def page(server: Server) -> Iterator[Page]:
    program = find_browser()
    if program is None:
        pytest.skip("no Chromium: ./check installs it")
    with open_browser(program, key_of(server.port)) as opened:
        yield opened


def _passed(given: Any) -> Any:
    """An argument as Excel passes it to a custom function whose arguments are tables."""
    if given is Left.OUT:
        return None
    rows = given if isinstance(given, tuple) else ((given,),)
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: Any) -> Any:
    if isinstance(cell, CellError):
        return {"type": "Error", "basicValue": cell.value}  # as a data type; see below for plain
    return "" if cell is None else cell


def _taken(table: Any) -> Any:
    return tuple(
        tuple(error_of(cell["error"]) if isinstance(cell, dict) else cell for cell in row)
        for row in table
    )


def disagreements(page: Page) -> list[str]:
    cases = read_cases()
    calls = [[case.name, [_passed(given) for given in case.arguments]] for case in cases]
    for call in calls:  # Excel passes null for each optional argument that was left out
        function = next(f for f in FUNCTIONS if f.name == call[0])
        arguments: Any = call[1]
        arguments += [None] * (len(function.arguments) - len(arguments))
    answers = page.evaluate(f"calculate({json.dumps(calls)})")
    return [
        f"line {case.line}: {case.text}  got {_taken(answer)}"
        for case, answer in zip(cases, answers, strict=True)
        if not same(_taken(answer), case.result)
    ]


def test_every_case_through_the_server(page: Page, server: Server) -> None:
    page.open(f"{server.base}/functions.html?token={server.token}", RUNTIME)
    assert page.evaluate("registered()") == sorted(function.name for function in FUNCTIONS)
    assert disagreements(page) == []
    assert page.asked == ["https://appsforoffice.microsoft.com/lib/1/hosted/office.js"]


def test_a_plain_error_object_is_an_error_too(page: Page, server: Server) -> None:
    page.open(f"{server.base}/functions.html?token={server.token}", RUNTIME)
    given = "[[new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable)]]"
    answer = page.evaluate(f'calculate([["RAG", [{given}, [[1]], null, null, null]]])')
    assert answer == [[[{"error": "#N/A"}]]]


def test_a_wrong_token_gives_no_answer(page: Page, server: Server) -> None:
    page.open(f"{server.base}/functions.html?token=wrong", RUNTIME)
    assert page.evaluate('calculate([["RAG", [[[1]], [[1]]]]])') == [[[{"error": "#N/A"}]]]


def test_every_case_with_the_engine_in_the_browser(page: Page, server: Server) -> None:
    if server.pyodide is None:
        pytest.skip("no Pyodide: ./check fetches it from npm")
    page.open(f"{server.base}/functions.html?engine=browser", RUNTIME)
    assert disagreements(page) == []


def _ask(server: Server, method: str, path: str, body: bytes = b"", **headers: str) -> int:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=context, timeout=20)
    try:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, names)
        return connection.getresponse().status
    finally:
        connection.close()


def test_only_the_token_and_this_machine_are_let_in(server: Server) -> None:
    call = b'[{"name": "RAG", "args": [1, 1]}]'
    token = {"X_Scorecard_Token": server.token}
    assert _ask(server, "POST", "/batch", call, **token) == 200
    assert _ask(server, "POST", "/batch", call) == 403
    assert _ask(server, "POST", "/batch", call, X_Scorecard_Token="x" * 43) == 403
    assert _ask(server, "POST", "/batch", call, **token, Origin="https://evil.example") == 403
    assert _ask(server, "POST", "/batch", call, **token, Host="evil.example") == 421
    assert _ask(server, "GET", "/functions.json", Host="evil.example") == 421
    assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b"{}",
        b'[{"name": "EVIL", "args": []}]',
        b'[{"name": "RAG"}]',
        b'[{"name": "RAG", "args": [[[1],[1,2]], 1]}]',
        b'[{"name": "RAG", "args": [[[[1]]], 1]}]',
        b'[{"name": "RAG", "args": [[], 1]}]',
        b'[{"name": "RAG", "args": [{"column": []}, 1]}]',
        b'[{"name": "RAG", "args": [{"column": [[1], [2]]}, 1]}]',
        b'[{"name": "RAG", "args": [{"column": 1}, 1]}]',
        b'[{"name": "RAG", "args": [{}, 1]}]',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_bad_requests_are_refused(server: Server, body: bytes) -> None:
    assert _ask(server, "POST", "/batch", body, X_Scorecard_Token=server.token) == 400


def test_large_requests_are_refused_unread(server: Server) -> None:
    for odd in ("²", "-1", "1e3"):
        asked = {"X_Scorecard_Token": server.token, "Content_Length": odd}
        assert _ask(server, "POST", "/batch", b"", **asked) == 411
    headers = {"X_Scorecard_Token": server.token, "Content_Length": str(MOST_BYTES + 1)}
    assert _ask(server, "POST", "/batch", b"", **headers) == 413
    many = json.dumps([{"name": "RAG", "args": [1, 1]}] * 20_001).encode()
    assert _ask(server, "POST", "/batch", many, X_Scorecard_Token=server.token) == 400


@pytest.mark.parametrize(
    "path", ["/token", "/manifest.xml", "/localhost.key", "/../token", "/pyodide/../token",
             "/pyodide/%2e%2e/token", "/"]
)  # fmt: skip
def test_no_other_file_is_sent(server: Server, path: str) -> None:
    assert _ask(server, "GET", path) == 404


def test_the_servers_own_files_are_private(tmp_path: Path) -> None:
    started = start_server(tmp_path / "own", port=0)
    started.server_close()
    for name in ("token", "localhost.key", "manifest.xml"):
        assert (tmp_path / "own" / name).stat().st_mode & 0o077 == 0
    again = start_server(tmp_path / "own", port=0)
    again.server_close()
    assert again.token == started.token  # the manifest in Excel stays good


def test_a_key_that_is_not_the_certificates_own_is_made_anew(tmp_path: Path) -> None:
    for key in (b"damaged", None):
        start_server(tmp_path / "one", port=0).server_close()
        start_server(tmp_path / "two", port=0).server_close()
        other = (tmp_path / "two/localhost.key").read_bytes() if key is None else key
        (tmp_path / "one/localhost.key").write_bytes(other)
        start_server(tmp_path / "one", port=0).server_close()
        assert (tmp_path / "one/localhost.key").read_bytes() != other


def test_a_caller_that_talks_nonsense_leaves_no_trace(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as caller:
        caller.sendall(b"GET / HTTP/1.1\r\n\r\n")
        with contextlib.suppress(ConnectionResetError):
            while said := caller.recv(100):  # until the server has hung up
                assert b"HTTP/1.1 200" not in said
    assert "Traceback" not in capfd.readouterr().err


def test_errors_are_passed_to_the_functions() -> None:
    """Microsoft's metadata reference: both stand at the top, not in a function's options."""
    whole = json.loads(functions_json())
    assert whole["allowErrorForDataTypeAny"] is True
    assert whole["allowCustomDataForDataTypeAny"] is True
    for function in whole["functions"]:
        assert re.fullmatch(r"[A-Z][A-Z0-9.]*", function["id"])
        assert function["name"] == function["id"]
        assert function["result"] == {"type": "any", "dimensionality": "matrix"}
        for parameter in function["parameters"]:
            assert set(parameter) == {
                "name", "description", "type", "dimensionality", "optional"
            }  # fmt: skip


@pytest.mark.parametrize(("name", "size"), [("icon-32.png", 32), ("icon-64.png", 64)])
def test_icons_have_the_sizes_that_office_wants(name: str, size: int) -> None:
    """32 and, for the high resolution, 64 pixels (Microsoft's manifest reference)."""
    from PIL import Image

    with Image.open(io.BytesIO(office_files()[name])) as icon:
        assert icon.size == (size, size)


def test_the_certificate_is_for_this_machine_and_signs_nothing(tmp_path: Path) -> None:
    started = start_server(tmp_path, port=0)
    started.server_close()
    found = x509.load_pem_x509_certificate((tmp_path / "localhost.pem").read_bytes())
    names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]
    basic = found.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert not basic.ca


def test_the_manifest_points_at_this_server_only() -> None:
    from lxml import etree

    root = etree.fromstring(manifest("https://localhost:1234", "secret").encode())
    addresses = [str(v) for e in root.iter() for v in e.attrib.values()]
    addresses = [address for address in addresses if address.startswith("https:")]
    assert addresses
    assert all(str(a).startswith("https://localhost:1234/") for a in addresses)
    assert all(str(a).endswith("?token=secret") for a in addresses)
